import { classify, withOverride, withParent, type Ruleset } from "#core/classify/classify";
import type { Policy } from "#core/config";
import type { ClassOverride, DecisionBook } from "#core/decision";
import type { Hierarchy } from "#core/hierarchy";
import { type ItemSummary, namesOfItem, summarizeItem, type WorkItem } from "#core/model";
import type { AuditReport, TriagedFinding } from "#core/report";
import type { Rule } from "#core/rule";
import type { FindingMemory, WakeFacts } from "#core/triage";
import type { ClassifiedItem, Verdict } from "#core/verdict";
import {
  type Missing,
  type Page,
  type RunStore,
  SourceError,
  type StoredFinding,
  type StoredItem,
  type WorkItemSource,
} from "#ports";
import { composeReport } from "#usecases/compose-report";
import { shareOf } from "#usecases/read-pages";

/** Work as a value: plain JSON, so that a queue can carry it and a crash can resume it. */
export type AuditJob =
  { phase: "collect"; cursor?: string } | { phase: "report"; /** Items read, duplicates included. */ rows: number };

export interface AuditDeps {
  source: WorkItemSource;
  store: RunStore;
  /** Frozen for the run: policy, lexicon and weights. */
  ruleset: Ruleset;
  /** ISO 8601 instant of the run. */
  now: string;
  version: string;
  rules?: readonly Rule[];
  /** Only scopes that one of these names (id or name) are audited; the others are read for their parents only. Empty means all. */
  scopes?: readonly string[];
  /** What people decided and earlier runs found; left out, every finding is open. */
  triage?: TriageInput;
  onProgress?(progress: AuditProgress): void;
  saveReport(report: AuditReport): void;
}

export interface TriageInput {
  decisions: DecisionBook;
  /** What earlier runs know of a finding; null where nothing is remembered. */
  memoryOf: ((id: string) => FindingMemory | undefined) | null;
  isInBaseline(id: string): boolean;
  /** Findings that were there after the last run: those of items that are not judged again stand as they are. */
  remembered?(): AsyncIterable<readonly StoredFinding[]>;
  /** Told of every item that is judged, with its findings. */
  onItem?(seen: SeenItem, found: readonly TriagedFinding[]): void;
  /** Told of every remembered finding that still stands. */
  onKept?(stored: StoredFinding): void;
  /** Told at the end how to note that all findings are saved: what was judged then need not be judged again. */
  onJudged?(finish: () => Promise<void>): void;
}

/** What holds of an item in this run, for whoever remembers findings about it. */
export interface SeenItem {
  item: ItemSummary;
  /** Whether it stands in a scope that this run audits. */
  isAudited: boolean;
  /** Whether rules judged it: audited, open, unarchived and not taken out by policy. */
  isJudged: boolean;
  owner: string | null;
  /** Every reference the owner may have had. */
  ownerRefs: () => readonly string[];
  facts: WakeFacts;
}

export interface AuditProgress {
  phase: "reading" | "judging";
  items: number;
  /** Part of the source that was read, 0 to 1, where it is known. */
  share?: number;
}

export const startAudit = (cursor?: string): AuditJob => ({
  phase: "collect",
  ...(cursor !== undefined && { cursor }),
});

/**
 * Does one page of work and returns the next job, or nothing when the report is saved. Running a job twice changes
 * nothing. Throws SourceError and TrackerError of the source.
 */
export async function runAuditStep(job: AuditJob, deps: AuditDeps): Promise<AuditJob | undefined> {
  if (job.phase === "report") {
    await deps.store.endReading(missingIn(deps));
    deps.saveReport(await composeReport(job.rows, deps));
    return undefined;
  }
  if (job.cursor === undefined) await refuseStaleReading(deps);
  const page = await deps.source.fetchPage(job.cursor);
  const classified = await classifyPage(page.items, page.start, deps);
  await deps.store.savePage(classified, page.skipped, page.removed);
  await savePlace(page, deps);
  const rows = page.start + page.items.length;
  deps.onProgress?.({ phase: "reading", items: rows, ...shareOf(page.progress) });
  return page.next === undefined ? { phase: "report", rows } : { phase: "collect", cursor: page.next };
}

/** Those of some items that are not remembered just so, with their verdicts; `start` is the position of the first of all. */
export async function classifyPage(
  items: readonly WorkItem[],
  start: number,
  { store, ruleset }: Pick<AuditDeps, "store" | "ruleset">,
): Promise<StoredItem[]> {
  const known = await store.recall(items, start);
  return items.flatMap((item, index): StoredItem[] =>
    known.has(index) ? [] : [{ ...readItem(item, ruleset), position: start + index }],
  );
}

/** Once a page is kept, a later process may go on after it; once the last one is, with what changed since. */
async function savePlace(page: Page, { source, store, ruleset }: AuditDeps): Promise<void> {
  const { identity } = source;
  if (identity === undefined) return;
  const before = await store.place(identity);
  const mark = page.next === undefined ? page.mark : source.delivers === "changes" ? before?.mark : undefined;
  await store.savePlace({
    ...{ identity, reading: ruleset.readingHash },
    ...(page.next !== undefined && { cursor: page.next }),
    ...(mark !== undefined && { mark }),
    ...(before?.isFirst && { isFirst: before.isFirst }),
    ...(before?.sweptAt !== undefined && { sweptAt: before.sweptAt }),
    ...(before?.unread && { unread: before.unread }),
  });
}

/** Texts are not kept: what would be read otherwise now must be delivered again. */
async function refuseStaleReading({ source, store, ruleset }: AuditDeps): Promise<void> {
  if (source.delivers !== "changes") return;
  if ((await store.reading()) !== ruleset.readingHash || !(await store.isWhole()))
    throw new SourceError(
      "Changes alone do not tell: the vocabulary changed since everything was read, or never was everything read. Read everything once.",
    );
}

/** What is true of items that were not delivered: what could not be read may be among them, and an empty source tells of none. */
function missingIn({ source, store }: AuditDeps): Missing {
  if (source.delivers === "changes") return "unchanged";
  // An earlier process may have read a part of it; what is gone, a sweep of ids tells.
  if (source.identity !== undefined) return "delivered-before";
  return store.skipped().length === 0 && store.delivered() > 0 ? "gone" : "unread";
}

/** Runs an audit to its end. */
export async function runAudit(deps: Omit<AuditDeps, "saveReport">, first = startAudit()): Promise<AuditReport> {
  let report: AuditReport | undefined;
  const saveReport = (saved: AuditReport): void => void (report = saved);
  for (let job: AuditJob | undefined = first; job;) job = await runAuditStep(job, { ...deps, saveReport });
  if (!report) throw new Error("The audit ended without a report.");
  return report;
}

/** An item with the classifier's verdict, its prose dropped. */
const readItem = (item: WorkItem, ruleset: Ruleset): ClassifiedItem => ({
  item: summarizeItem(item),
  verdict: classify(item, ruleset),
});

/** An item with its verdict, the policy's override applied, its prose dropped. */
export const classifyItem = (item: WorkItem, ruleset: Ruleset): ClassifiedItem =>
  withDecision(readItem(item, ruleset), { ruleset });

/** What a person says the item is outweighs what the policy lists, and both the classifier. */
export function withDecision(
  classified: ClassifiedItem,
  { ruleset, triage }: Pick<AuditDeps, "ruleset" | "triage">,
): ClassifiedItem {
  const override = overrideOf(classified.item, ruleset.policy, triage?.decisions);
  return override ? { ...classified, verdict: withOverride(classified.verdict, override, ruleset) } : classified;
}

function overrideOf(item: ItemSummary, policy: Policy, decisions: DecisionBook | undefined): ClassOverride | undefined {
  if (policy.overrides.length === 0 && !decisions) return undefined;
  const names = namesOfItem(item);
  const decided = decisions?.onItem(names);
  if (decided) return { focus: decided.focus, reason: decided.reason, by: decided.by ?? undefined, at: decided.at };
  // The last one wins: a person who changes their mind adds a line.
  return policy.overrides.findLast((override) => names.includes(override.item));
}

/** The verdict with its parent's influence. A person's override is not argued with. */
export function settleVerdict({ item, verdict }: ClassifiedItem, hierarchy: Hierarchy, ruleset: Ruleset): Verdict {
  const parent = verdict.override ? null : hierarchy.parentOf(item);
  return parent ? withParent(verdict, parent, ruleset) : verdict;
}
