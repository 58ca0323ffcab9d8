import type { Policy } from "#core/config";
import { createDecisionBook, type Decision } from "#core/decision";
import { addDays } from "#core/days";
import type { Finding } from "#core/finding";
import { namesOfItem } from "#core/model";
import { hideName } from "#core/person-names";
import type { AuditReport, TriagedFinding } from "#core/report";
import type { FindingMemory, WakeFacts } from "#core/triage";
import type { GoneReason, RunRecord, StoredFinding, TriageStore } from "#ports";
import { type AuditDeps, runAudit, type SeenItem } from "#usecases/run-audit";

export interface RememberDeps extends Omit<AuditDeps, "saveReport" | "triage"> {
  memory: TriageStore;
  /** Unique id of the run. */
  runId: string;
  /** Beside those that the store knows, for example of a file. */
  decisions?: readonly Decision[];
  isInBaseline(id: string): boolean;
}

/** Findings that are saved in one call. */
const PAGE = 500;

/** What has to be kept of an item until its findings are saved. */
interface ItemFacts {
  names: readonly string[];
  parent: string | null;
  ownerRefs: readonly string[];
  facts: WakeFacts;
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
 * last, so that one which was killed leaves nothing but findings that the next run saves again.
 */
export async function auditWithMemory(deps: RememberDeps): Promise<AuditReport> {
  const { memory } = deps;
  const [last] = await memory.runs(1);
  const earlier = await readEarlier(memory, last);
  const watched = new Map<string, SeenItem>();
  const factsOf = new Map<string, ItemFacts>();
  const report = await runAudit({
    ...deps,
    triage: {
      decisions: createDecisionBook([...(await memory.decisions()), ...(deps.decisions ?? [])]),
      // A first run has no last one that anything could be new since.
      memoryOf: (id) =>
        earlier.byId.get(id) ?? (last ? undefined : { firstSeen: deps.now, isGone: false, lapsed: null }),
      isInBaseline: (id) => deps.isInBaseline(id),
      onItem(seen, found) {
        const { item } = seen;
        if (earlier.items.has(item.id)) watched.set(item.id, seen);
        if (found.length > 0) factsOf.set(item.id, keepFacts(seen));
      },
    },
  });
  await saveFound(memory, report, factsOf, earlier.back);
  await saveGone({ deps, report, watched, last });
  const gone = await goneAfter(memory, last?.finishedAt ?? "");
  await memory.savePeople(Object.entries(report.people).map(([ref, { name }]) => ({ ref, name })));
  await memory.saveRun(toRecord(report, gone, deps));
  const { retentionDays } = deps.ruleset.policy;
  if (retentionDays !== undefined) await memory.purgeBefore(addDays(deps.now, -retentionDays));
  return report;
}

/** What is remembered of findings, without their texts; and the items that findings still present are about. */
async function readEarlier(memory: TriageStore, last: RunRecord | undefined) {
  const byId = new Map<string, FindingMemory>();
  const items = new Set<string>();
  const back = new Map<string, string>();
  for await (const page of memory.findings()) {
    for (const { finding, firstSeen, backSince, gone, lapsed } of page) {
      if (!gone && finding.subject.kind === "item") items.add(finding.subject.id);
      // Found first by a run that never came to its end: still new.
      const isUnfinished = !gone && firstSeen > (last?.finishedAt ?? "");
      if (!isUnfinished) {
        // Back since a run that never came to its end: still back.
        const isBack = backSince !== null && backSince > (last?.finishedAt ?? "");
        byId.set(finding.id, { firstSeen, isGone: gone !== null || isBack, lapsed });
        if (backSince !== null && !isBack) back.set(finding.id, backSince);
      }
    }
  }
  return { byId, items, back };
}

async function saveFound(
  memory: TriageStore,
  { findings, items, people, generatedAt }: AuditReport,
  factsOf: ReadonlyMap<string, ItemFacts>,
  back: ReadonlyMap<string, string>,
): Promise<void> {
  const toStored = (triaged: TriagedFinding): StoredFinding => {
    const { state: _state, mark, since, decision, ...finding } = triaged;
    const lapsed = mark === "woken" ? (decision?.id ?? null) : null;
    const { subject } = finding;
    const name = subject.kind === "person" ? people[subject.ref]?.name : undefined;
    const item = subject.kind === "item" ? (items[subject.id] ?? null) : null;
    const about = item ? (factsOf.get(item.id) ?? NO_ITEM) : NO_ITEM;
    const backSince = mark === "returned" ? generatedAt : (back.get(finding.id) ?? null);
    const [firstSeen, lastSeen] = [since ?? generatedAt, generatedAt];
    return { finding: hideName(finding, name), item, ...about, lapsed, backSince, firstSeen, lastSeen, gone: null };
  };
  for (let start = 0; start < findings.length; start += PAGE)
    await memory.saveFindings(findings.slice(start, start + PAGE).map(toStored));
}

interface GoneInput {
  deps: RememberDeps;
  report: AuditReport;
  watched: ReadonlyMap<string, SeenItem>;
  last: RunRecord | undefined;
}

/** Why findings are gone since the last finished run: also those that a run marked which never came to its end. */
async function goneAfter(memory: TriageStore, finishedAt: string): Promise<GoneReason[]> {
  const reasons: GoneReason[] = [];
  for await (const page of memory.findings({ present: false, ...(finishedAt === "" ? {} : { goneSince: finishedAt }) }))
    for (const { gone } of page) if (gone && gone.since > finishedAt) reasons.push(gone.because);
  return reasons;
}

/** Marks findings that this run looked for and did not find. */
async function saveGone(input: GoneInput): Promise<void> {
  const { deps, report } = input;
  const found = new Set(report.findings.map(({ id }) => id));
  const gone: StoredFinding[] = [];
  for await (const page of deps.memory.findings({ present: true })) {
    for (const stored of page) {
      const because = found.has(stored.finding.id) ? null : whyGone(stored.finding, input);
      if (because) gone.push({ ...stored, gone: { since: report.generatedAt, because } });
    }
  }
  for (let start = 0; start < gone.length; start += PAGE)
    await deps.memory.saveFindings(gone.slice(start, start + PAGE));
}

/** Why a finding is gone; null when this run cannot tell, because it did not look or did not read everything. */
function whyGone(finding: Finding, { deps, report, watched, last }: GoneInput): GoneReason | null {
  const { subject } = finding;
  const isNewRuleset = last !== undefined && last.rulesetHash !== report.rulesetHash;
  const looksEverywhere = report.complete && (deps.scopes ?? []).length === 0;
  if (subject.kind !== "item") {
    const hasScope = report.scopes.some(({ id }) => id === finding.scope);
    if (hasScope) return isNewRuleset ? "rule-changed" : "fixed";
    return looksEverywhere ? "scope-changed" : null;
  }
  const seen = watched.get(subject.id);
  if (!seen) return looksEverywhere ? "item-gone" : null;
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

function toRecord(report: AuditReport, gone: readonly GoneReason[], { runId, now, ruleset }: RememberDeps): RunRecord {
  const { findings, items: _items, people: _people, skipped: _skipped, ...rest } = report;
  const marked = (mark: string): number => findings.filter((finding) => finding.mark === mark).length;
  const fixed = gone.filter((because) => because === "fixed").length;
  return {
    id: runId,
    startedAt: now,
    finishedAt: now,
    rulesetHash: report.rulesetHash,
    policy: withoutPeople(ruleset.policy),
    report: rest,
    changes: { new: marked("new"), returned: marked("returned"), fixed, removed: gone.length - fixed },
  };
}
