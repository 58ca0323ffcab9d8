import { verdictOf } from "#core/classify/classify";
import type { Policy } from "#core/config";
import { createDecisionBook, type Decision, type DecisionBook } from "#core/decision";
import { addDays } from "#core/days";
import type { Finding } from "#core/finding";
import { namesOfItem } from "#core/model";
import { hideName } from "#core/person-names";
import type { AuditReport, ReportSource, TriagedFinding } from "#core/report";
import { createRoleDirectory } from "#core/roles";
import { type FindingMemory, type GoneReason, isAskedAgain, type Lapse, type WakeFacts } from "#core/triage";
import {
  Pause,
  type RunHolder,
  type RunRecord,
  type RunStore,
  type StoredFinding,
  type TriageStore,
  type WorkItemSource,
} from "#ports";
import { asFinishedRunsSaw, finishedBy, RUNS } from "#usecases/finished-runs";
import { readTrackers, type TrackersDeps, trackersRead } from "#usecases/read-trackers";
import { type AuditDeps, type AuditJob, runAudit, type SeenItem } from "#usecases/run-audit";

export interface RememberDeps extends Omit<AuditDeps, "saveReport" | "triage" | "store"> {
  memory: TriageStore;
  /** Unique id of the run. */
  runId: string;
  /** Beside those that the store knows, for example of a file. */
  decisions?: readonly Decision[];
  isInBaseline(id: string): boolean;
  holder: RunHolder;
  /** Read in place of the source, from where earlier runs stopped. */
  trackers?: TrackersDeps["trackers"];
  isFull?: boolean;
  isOver?: TrackersDeps["isOver"];
  isSparing?: boolean;
  /** Asked once everything is read: true ends the run with a Pause, so that the judging has another one's time. */
  isLate?: () => boolean;
  /** ISO 8601 instant at which the run began, where this goes on with one that is remembered; left out, it begins now. */
  startedAt?: string;
}

/** Findings that are saved in one call. */
const PAGE = 500;

/** What has to be kept of an item until its findings are saved. */
interface ItemFacts {
  names: readonly string[];
  parent: string | null;
  ownerRefs: readonly string[];
  facts: WakeFacts | null;
}

const NO_ITEM = { names: [], parent: null, ownerRefs: [], facts: null };

const keepFacts = ({ item, ownerRefs, facts }: SeenItem): ItemFacts => ({
  names: [...new Set(namesOfItem(item))],
  parent: item.parent ?? null,
  ownerRefs: ownerRefs(),
  facts,
});

/**
 * An audit that knows what earlier ones found. Runs it, then remembers its findings, those that are gone, and the run itself: the run
 * last, so that what one has left that was killed does not count, and the next run saves it again.
 */
export const auditWithMemory = (deps: RememberDeps): Promise<AuditReport> =>
  withRun(deps, (store) => auditInto(store, deps));

/** Brings what is remembered of trackers up to date; the next audit judges what changed. Answers what was read. */
export const syncTrackers = (deps: SyncDeps): Promise<readonly ReportSource[]> =>
  withRun(deps, async (store) => (await readTrackers({ ...deps, store })).described);

/** Forgets every item of a scope of the trackers, and that it could not be read; answers how many there were. */
export const forgetScope = (deps: SyncDeps, scope: string): Promise<number> =>
  withRun(deps, async (store) => {
    const ids: string[] = [];
    for (const { identity, lister } of deps.trackers) {
      for await (const page of store.scopesOf(lister.prefix))
        ids.push(...page.filter((item) => item.scope === `${lister.prefix}${scope}`).map(({ id }) => id));
      const place = await store.place(identity);
      if (!place) continue;
      const { unread: _unread, sweptAt: _sweptAt, ...rest } = place;
      await store.savePlace(rest);
    }
    await store.savePage([], [], ids);
    return ids.length;
  });

export interface SyncDeps extends Pick<RememberDeps, "memory" | "holder">, Omit<TrackersDeps, "store"> {}

type RunDeps = Pick<RememberDeps, "memory" | "holder" | "now" | "ruleset">;

async function withRun<Result>(deps: RunDeps, work: (store: RunStore) => Promise<Result>): Promise<Result> {
  const { memory, ruleset } = deps;
  const store = memory.openRun({
    reading: ruleset.readingHash,
    verdictOf: (evidence, language) => verdictOf(evidence, language, ruleset),
    refOf: createRoleDirectory(ruleset.policy, deps.now.slice(0, 10)).refOf,
  });
  const release = await memory.lease(deps.holder, deps.now);
  try {
    return await work(store);
  } finally {
    await store.close();
    await release();
  }
}

async function auditInto(store: RunStore, deps: RememberDeps): Promise<AuditReport> {
  const { memory } = deps;
  // The same run once more begins where it began at first.
  const runs = (await memory.runs(RUNS + 1)).filter(({ id }) => id !== deps.runId);
  const earlier = createEarlier(runs);
  const book = createDecisionBook([...(await memory.decisions()), ...(deps.decisions ?? [])]);
  const watched = new Map<string, SeenItem>();
  const factsOf = new Map<string, ItemFacts>();
  const kept = new Map<string, string>();
  const shareText = createTextPool();
  let finish = (): Promise<void> => Promise.resolve();
  const { source, job } = await readSources(store, deps);
  if (deps.isLate?.()) throw new Pause("Everything is read; what it says is found out next.");
  const input = {
    ...deps,
    source,
    store,
    triage: {
      decisions: book,
      // A first run has no last one that anything could be new since.
      memoryOf: (id) =>
        earlier.byId.get(id)?.memory ??
        (runs.length > 0 ? undefined : { firstSeen: startOf(deps), isGone: false, lapsed: null }),
      isInBaseline: (id) => deps.isInBaseline(id),
      async *remembered() {
        for await (const page of memory.findings()) {
          page.forEach(earlier.learn);
          yield page.filter(({ gone }) => gone === null);
        }
      },
      onItem(seen, found) {
        const { item } = seen;
        if (earlier.items.has(item.id)) watched.set(item.id, seen);
        if (found.length > 0) factsOf.set(item.id, keepFacts(seen));
      },
      // Only how it lives: of tens of thousands everything else can be read again where it is needed.
      onKept(stored) {
        kept.set(stored.finding.id, shareText(describeLife(stored)));
      },
      onJudged: (whenSaved: () => Promise<void>) => void (finish = whenSaved),
    },
  } satisfies Omit<AuditDeps, "saveReport">;
  const report = await runAudit(input, job);
  await saveFound(memory, report, { began: startOf(deps), factsOf, kept, earlier: earlier.byId });
  const gone = await saveGone({ deps, store, report, book, watched, runs, recent: earlier.recent });
  await memory.savePeople(Object.entries(report.people).map(([ref, { name }]) => ({ ref, name })));
  await memory.saveRun(toRecord(report, gone, deps));
  // Last: what a run judged that did not come to its end is judged again.
  await finish();
  const { retentionDays } = deps.ruleset.policy;
  if (retentionDays !== undefined) await memory.purgeBefore(addDays(deps.now, -retentionDays));
  return report;
}

/** Trackers are read beforehand: what is left of the run is its report. */
async function readSources(
  store: RunStore,
  deps: RememberDeps,
): Promise<{ source: WorkItemSource; job?: AuditJob | undefined }> {
  const { trackers, isFull, isOver, isSparing, source } = deps;
  if (!trackers) return { source };
  const read = await readTrackers({
    ...{ ...deps, store, trackers },
    ...(isFull !== undefined && { isFull }),
    ...(isSparing !== undefined && { isSparing }),
    ...(isOver && { isOver }),
  });
  return { source: trackersRead(read.described), job: read.job };
}

/** When a finding was back last, and why it was gone before. */
type Back = Pick<StoredFinding, "backSince" | "backFrom">;
type Earlier = ReadonlyMap<string, { memory: FindingMemory; back: Back }>;

/** Gives equal texts back as one: instants of runs, which tens of thousands of findings share. */
function createTextPool(): (text: string) => string {
  const pool = new Map<string, string>();
  return (text) => {
    const known = pool.get(text);
    if (known === undefined) pool.set(text, text);
    return known ?? text;
  };
}

/** What finished runs know of findings, without their texts. */
function createEarlier(runs: readonly RunRecord[]) {
  const isFinished = finishedBy(runs);
  const byId = new Map<string, { memory: FindingMemory; back: Back }>();
  /** Items of findings that the store has not marked as gone for good. */
  const items = new Set<string>();
  /** Findings that are there, or were until a run took them away that did not finish. */
  const recent: string[] = [];
  const shareText = createTextPool();
  return {
    byId,
    items,
    recent,
    learn: (stored: StoredFinding): void => {
      const { id, subject } = stored.finding;
      const seen = asFinishedRunsSaw(stored, isFinished);
      if (subject.kind === "item" && !(stored.gone && seen?.gone)) items.add(subject.id);
      if (seen)
        byId.set(id, { memory: memoryOf({ ...seen, firstSeen: shareText(seen.firstSeen) }), back: backOf(seen) });
      if (!stored.gone || !isFinished(stored.gone.since)) recent.push(id);
    },
  };
}

function memoryOf({ firstSeen, lapsed, gone }: StoredFinding): FindingMemory {
  const known = { firstSeen, lapsed: lapsed && { ...lapsed, isNews: false } };
  return gone ? { ...known, isGone: true, goneBecause: gone.because } : { ...known, isGone: false };
}

const backOf = ({ backSince, backFrom }: StoredFinding): Back => ({ backSince, ...(backFrom && { backFrom }) });

type Life = Omit<StoredFinding, "finding" | "item" | keyof ItemFacts>;

/** What changes in the life of a finding that is found again as it was. */
const describeLife = ({ firstSeen, lapsed, backSince, backFrom }: Omit<Life, "lastSeen" | "gone">): string =>
  JSON.stringify([firstSeen, lapsed, backSince, backFrom]);

interface FoundInput {
  /** ISO 8601 instant at which the run began. */
  began: string;
  factsOf: ReadonlyMap<string, ItemFacts>;
  /** Findings of items that were not judged again, with their lives. */
  kept: ReadonlyMap<string, string>;
  earlier: Earlier;
}

/** Saves the findings that are new or changed; of those that are as they were it notes only that they were seen. */
async function saveFound(
  store: TriageStore,
  { findings, items, people }: AuditReport,
  { began, factsOf, kept, earlier }: FoundInput,
): Promise<void> {
  const lifeOf = (triaged: TriagedFinding): Life => {
    const known = earlier.get(triaged.id);
    return {
      // What only this run has seen is as old as the run, also where it is gone on with later.
      ...{ firstSeen: (known && triaged.since) ?? began, lastSeen: began, gone: null },
      lapsed: lapseOf(triaged, known?.memory, began),
      ...(known?.memory.isGone
        ? { backSince: began, backFrom: known.memory.goneBecause }
        : (known?.back ?? { backSince: null })),
    };
  };
  const toStored = (triaged: TriagedFinding): StoredFinding => {
    const { state: _state, mark: _mark, since: _since, decision: _decision, ...finding } = triaged;
    const { subject } = finding;
    const name = subject.kind === "person" ? people[subject.ref]?.name : undefined;
    const item = subject.kind === "item" ? (items[subject.id] ?? null) : null;
    const about = item ? (factsOf.get(item.id) ?? NO_ITEM) : NO_ITEM;
    return { finding: hideName(finding, name), item, ...about, ...lifeOf(triaged) };
  };
  for (let start = 0; start < findings.length; start += PAGE) {
    const page = findings.slice(start, start + PAGE);
    await store.saveFindings(page.filter(({ id }) => !kept.has(id)).map(toStored));
    const asBefore: string[] = [];
    const changed = new Map<string, Life>();
    for (const one of page.filter(({ id }) => kept.has(id))) {
      const life = lifeOf(one);
      if (kept.get(one.id) === describeLife(life)) asBefore.push(one.id);
      else changed.set(one.id, life);
    }
    const before = await store.findingsOf([...changed.keys()]);
    await store.saveFindings(before.map((stored) => ({ ...stored, ...changed.get(stored.finding.id) })));
    await store.touchFindings(asBefore, began);
  }
}

/** The decision that this run found to be over, or an earlier one did. */
function lapseOf(
  { state, mark, decision }: TriagedFinding,
  memory: FindingMemory | undefined,
  now: string,
): Lapse | null {
  if (state !== "open" || decision === null) return null;
  return isAskedAgain(mark)
    ? { decision: decision.id, because: mark, since: now, isNews: true }
    : (memory?.lapsed ?? null);
}

interface GoneInput {
  deps: RememberDeps;
  store: RunStore;
  report: AuditReport;
  book: DecisionBook;
  watched: ReadonlyMap<string, SeenItem>;
  /** Finished ones, newest first. */
  runs: readonly RunRecord[];
  /** Ids of findings that were there, or were until a run took them away that did not finish. */
  recent: readonly string[];
}

/** Marks findings that this run looked for and did not find; answers why those are gone that were there when the last run finished. */
async function saveGone(input: GoneInput): Promise<GoneReason[]> {
  const { deps, report, book, runs, recent } = input;
  const began = startOf(deps);
  const found = new Set(report.findings.map(({ id }) => id));
  const isFinished = finishedBy(runs);
  const marked: StoredFinding[] = [];
  const reasons: GoneReason[] = [];
  const missed = recent.filter((id) => !found.has(id));
  for (let start = 0; start < missed.length; start += PAGE)
    for (const { stored, isForgotten } of await readMissed(missed.slice(start, start + PAGE), input)) {
      // What a run saw that began later and is over already, is no older run's to take away.
      const because = stored.lastSeen > began ? null : whyGone(stored.finding, isForgotten, input);
      if (!because) continue;
      const seen = asFinishedRunsSaw(stored, isFinished);
      const isNews = seen !== null && seen.gone === null;
      if (isNews) reasons.push(because);
      marked.push({
        ...stored,
        lapsed: because === "fixed" ? spentPlan(stored, book, began) : stored.lapsed,
        // What only a run saw that never finished, is as gone as it was before.
        gone: { since: began, because: isNews ? because : (seen?.gone?.because ?? because) },
      });
    }
  for (let start = 0; start < marked.length; start += PAGE)
    await deps.memory.saveFindings(marked.slice(start, start + PAGE));
  return reasons;
}

/** Findings by id; with `isForgotten`, whether a tracker has taken their item out of what is remembered. */
async function readMissed(ids: readonly string[], { deps, store }: GoneInput) {
  const found = await deps.memory.findingsOf(ids);
  const items = found.flatMap(({ finding: { subject } }) => (subject.kind === "item" ? [subject.id] : []));
  // A file that could not be read whole leaves its items as they were; a tracker says of each what became of it.
  const isTold = deps.trackers !== undefined || deps.source.delivers === "changes";
  const tells = isTold && (deps.scopes ?? []).length === 0;
  const known = tells && (await store.context()) !== null ? new Set(await store.recalls(items)) : null;
  return found.map((stored) => {
    const { subject } = stored.finding;
    return { stored, isForgotten: known !== null && subject.kind === "item" && !known.has(subject.id) };
  });
}

/** A plan is spent once it was fulfilled: if the finding is back later, that was not planned. */
function spentPlan({ finding, names, lapsed }: StoredFinding, book: DecisionBook, since: string): Lapse | null {
  const decision = book.onFinding(finding, names);
  return decision?.kind === "reassign" ? { decision: decision.id, because: "spent", since, isNews: false } : lapsed;
}

/** Why a finding is gone; null when this run cannot tell, because it did not look or did not read everything. */
function whyGone(
  finding: Finding,
  isForgotten: boolean,
  { deps, report, watched, runs }: GoneInput,
): GoneReason | null {
  const { subject } = finding;
  const [last] = runs;
  const isNewRuleset = last !== undefined && last.rulesetHash !== report.rulesetHash;
  const looksEverywhere = report.complete && (deps.scopes ?? []).length === 0;
  if (subject.kind !== "item") {
    const hasScope = report.scopes.some(({ id }) => id === finding.scope);
    if (hasScope) return isNewRuleset ? "rule-changed" : "fixed";
    return looksEverywhere ? "scope-changed" : null;
  }
  const seen = watched.get(subject.id);
  if (!seen) return looksEverywhere || isForgotten ? "item-gone" : null;
  if (!seen.isAudited) return null;
  if (seen.item.status.category === "done" || seen.item.isArchived) return "item-done";
  if (!seen.isJudged) return "rule-changed";
  const isSameOwner = seen.owner === finding.owner || seen.ownerRefs().includes(finding.owner ?? "");
  return isNewRuleset && isSameOwner ? "rule-changed" : "fixed";
}

/** A policy names people; what is remembered of a run names nobody. */
const withoutPeople = (policy: Policy): Policy => ({
  ...policy,
  ...{ people: [], groups: [], inactivePeople: [], overrides: [] },
  triage: { ...policy.triage, approvers: [] },
});

/** Everything that a run finds is as old as the run itself, however often it is gone on with. */
const startOf = ({ startedAt, now }: Pick<RememberDeps, "startedAt" | "now">): string => startedAt ?? now;

function toRecord(report: AuditReport, gone: readonly GoneReason[], deps: RememberDeps): RunRecord {
  const { runId, now, ruleset } = deps;
  const { findings, items: _items, people: _people, skipped: _skipped, ...rest } = report;
  const marked = (mark: string): number => findings.filter((finding) => finding.mark === mark).length;
  const fixed = gone.filter((because) => because === "fixed").length;
  return {
    id: runId,
    startedAt: startOf(deps),
    finishedAt: now,
    rulesetHash: report.rulesetHash,
    policy: withoutPeople(ruleset.policy),
    report: rest,
    changes: { new: marked("new"), returned: marked("returned"), fixed, removed: gone.length - fixed },
  };
}
