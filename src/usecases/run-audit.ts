import { createAudit } from "#core/audit";
import { buildReport } from "#core/build-report";
import { classify, withOverride, withParent, type Ruleset } from "#core/classify/classify";
import type { Policy } from "#core/config";
import type { ClassOverride, DecisionBook } from "#core/decision";
import type { Finding } from "#core/finding";
import { findGaps } from "#core/gaps";
import { createHierarchy, type Hierarchy } from "#core/hierarchy";
import { type ItemSummary, namesOfItem, summarizeItem, type WorkItem } from "#core/model";
import { createEvidencePacker, type PackedLine } from "#core/pack-evidence";
import { createFieldPacker, type FieldPacker } from "#core/pack-fields";
import type { AuditReport, ReportItem, TriagedFinding } from "#core/report";
import { createRoleDirectory, namesScope } from "#core/roles";
import { rules as allRules } from "#core/rules/index";
import type { Rule } from "#core/rule";
import { createSurvey, isJudged, ownerOf } from "#core/survey";
import { type FindingMemory, settleFinding, type WakeFacts } from "#core/triage";
import type { ClassifiedItem, Verdict } from "#core/verdict";
import type { RunStore, WorkItemSource } from "#ports";
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
  /** Told of every item with its findings, in the order of the source. */
  onItem?(seen: SeenItem, found: readonly TriagedFinding[]): void;
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

export const startAudit = (): AuditJob => ({ phase: "collect" });

/**
 * Does one page of work and returns the next job, or nothing when the report is saved. Running a job twice changes
 * nothing. Throws SourceError and TrackerError of the source.
 */
export async function runAuditStep(job: AuditJob, deps: AuditDeps): Promise<AuditJob | undefined> {
  if (job.phase === "report") {
    deps.saveReport(await composeReport(job.rows, deps));
    return undefined;
  }
  const page = await deps.source.fetchPage(job.cursor);
  const classified = page.items.map((item, index) => ({
    ...classifyItem(item, deps.ruleset, deps.triage?.decisions),
    position: page.start + index,
  }));
  await deps.store.savePage(classified, page.skipped);
  const rows = page.start + page.items.length;
  deps.onProgress?.({ phase: "reading", items: rows, ...shareOf(page.progress) });
  return page.next === undefined ? { phase: "report", rows } : { phase: "collect", cursor: page.next };
}

/** Runs an audit to its end. */
export async function runAudit(deps: Omit<AuditDeps, "saveReport">): Promise<AuditReport> {
  let report: AuditReport | undefined;
  const saveReport = (saved: AuditReport): void => void (report = saved);
  for (let job: AuditJob | undefined = startAudit(); job;) job = await runAuditStep(job, { ...deps, saveReport });
  if (!report) throw new Error("The audit ended without a report.");
  return report;
}

/** An item with its verdict, a person's override applied, its prose dropped. A decision outweighs what the policy lists. */
export function classifyItem(item: WorkItem, ruleset: Ruleset, decisions?: DecisionBook): ClassifiedItem {
  const verdict = classify(item, ruleset);
  const override = overrideOf(item, ruleset.policy, decisions);
  return { item: summarizeItem(item), verdict: override ? withOverride(verdict, override, ruleset) : verdict };
}

function overrideOf(item: ItemSummary, policy: Policy, decisions: DecisionBook | undefined): ClassOverride | undefined {
  if (policy.overrides.length === 0 && !decisions) return undefined;
  const names = namesOfItem(item);
  const decided = decisions?.onItem(names);
  if (decided) return { focus: decided.focus, reason: decided.reason, by: decided.by ?? undefined, at: decided.at };
  // The last one wins: a person who changes their mind adds a line.
  return policy.overrides.findLast((override) => names.includes(override.item));
}

function scopeFilter(names: readonly string[]): (item: ItemSummary) => boolean {
  return names.length === 0 ? () => true : (item) => names.some((name) => namesScope(name, item.scope));
}

/** The verdict with its parent's influence. A person's override is not argued with. */
export function settleVerdict({ item, verdict }: ClassifiedItem, hierarchy: Hierarchy, ruleset: Ruleset): Verdict {
  const parent = verdict.override ? null : hierarchy.parentOf(item);
  return parent ? withParent(verdict, parent, ruleset) : verdict;
}

/** One sweep over the parents and one over all items build the hierarchy and the survey, a third judges: memory stays with parents and findings. */
async function composeReport(rows: number, deps: AuditDeps): Promise<AuditReport> {
  const { store, ruleset, now } = deps;
  const { policy } = ruleset;
  const rules = deps.rules ?? allRules;
  const directory = createRoleDirectory(policy, now.slice(0, 10));
  const hierarchy = createHierarchy();
  const idleOverrides = new Set(policy.overrides.map((override) => override.item));
  for await (const page of store.parents()) {
    for (const classified of page) {
      const owner = ownerOf(classified.item, policy);
      hierarchy.collect(classified, owner ? directory.refOf(owner) : null);
    }
  }
  const isWanted = scopeFilter(deps.scopes ?? []);
  const survey = createSurvey(policy, directory);
  const itemsByLanguage = new Map<string | null, number>();
  for await (const page of store.pages()) {
    for (const classified of page) {
      const settled = { ...classified, verdict: settleVerdict(classified, hierarchy, ruleset) };
      hierarchy.count(settled);
      if (idleOverrides.size > 0) for (const name of namesOfItem(settled.item)) idleOverrides.delete(name);
      if (!isWanted(settled.item)) continue;
      survey.add(settled, hierarchy.parentOf(settled.item));
      const { language } = settled.verdict;
      itemsByLanguage.set(language, (itemsByLanguage.get(language) ?? 0) + 1);
    }
  }
  const facts = survey.finish();
  const audit = createAudit({ policy, facts, hierarchy, rules, now });
  const findings: TriagedFinding[] = [];
  const settle = createSettler(deps);
  const items = new Map<string, ReportItem>();
  const describeItem = (item: ItemSummary): SeenItem => {
    const owner = facts.ownerFacts(item);
    const isAudited = isWanted(item);
    return {
      item,
      isAudited,
      isJudged: isAudited && isJudged(item, policy),
      owner: owner?.ref ?? null,
      ownerRefs: () => (owner ? directory.refsOf(owner.person) : []),
      facts: {
        status: item.status.name,
        sprint: item.sprint ?? null,
        isParentDone: hierarchy.parentOf(item)?.isDone ?? false,
      },
    };
  };
  const packItem = createItemPacker();
  const packFinding = createFieldPacker<TriagedFinding, (typeof LONG_FIELDS)[number]>(LONG_FIELDS);
  let judged = 0;
  for await (const page of store.pages()) {
    for (const classified of page) {
      const settled = { ...classified, verdict: settleVerdict(classified, hierarchy, ruleset) };
      const found = audit.judge(settled);
      // Most items have no finding, and nobody who watches.
      if (found.length === 0 && !deps.triage?.onItem) continue;
      const seen = describeItem(settled.item);
      const settledFindings = found.map((finding) => settle(finding, seen));
      deps.triage?.onItem?.(seen, settledFindings);
      for (const finding of settledFindings) findings.push(packFinding(finding));
      if (found.length > 0) items.set(settled.item.id, packItem(reportItem(settled, seen.owner)));
    }
    judged += page.length;
    deps.onProgress?.({ phase: "judging", items: judged, share: judged / Math.max(1, store.count()) });
  }
  for (const finding of audit.judgeScopes()) findings.push(settle(finding, null));
  return buildReport({
    version: deps.version,
    generatedAt: now,
    rulesetHash: ruleset.hash,
    source: deps.source.describe(),
    skipped: store.skipped(),
    duplicateRows: rows - store.count(),
    gaps: findGaps({
      policy,
      scopes: [...facts.scopes.values()].sort((a, b) => (a.scope.name < b.scope.name ? -1 : 1)),
      itemsByLanguage,
      idleOverrides: [...idleOverrides],
    }),
    facts,
    audit,
    rules,
    findings,
    items,
  });
}

/** Joins findings with what was decided and is remembered. */
function createSettler({ triage, now }: AuditDeps): (finding: Finding, seen: SeenItem | null) => TriagedFinding {
  return (finding, seen) => ({
    ...finding,
    ...settleFinding(finding, {
      decision: triage?.decisions.onFinding(finding, seen ? namesOfItem(seen.item) : []),
      ownerRefs: seen?.ownerRefs ?? (() => []),
      facts: seen?.facts ?? null,
      memory: triage?.memoryOf ? triage.memoryOf(finding.id) : null,
      isInBaseline: triage?.isInBaseline(finding.id) ?? false,
      now,
    }),
  });
}

function reportItem({ item, verdict }: ClassifiedItem, owner: string | null): ReportItem {
  const { id, key, title, url, scope, level, type, status } = item;
  return { id, key, title, ...(url ? { url } : {}), scope: scope.id, level, type, status: status.name, owner, verdict };
}

/** Fields of a finding that are sentences: kept packed, because a large backlog has many findings. */
const LONG_FIELDS = ["message", "why", "change", "remedy", "suggestions", "split", "decision"] as const;

function createItemPacker(): FieldPacker<ReportItem> {
  const packer = createEvidencePacker();
  return createFieldPacker<ReportItem, "verdict">(["verdict"], {
    lean: ({ verdict: { evidence, ...rest } }) => [rest, evidence.map(packer.pack)],
    full(lean) {
      const [rest, evidence] = lean as [Omit<Verdict, "evidence">, PackedLine[]];
      return { verdict: { ...rest, evidence: evidence.map(packer.unpack) } };
    },
  });
}
