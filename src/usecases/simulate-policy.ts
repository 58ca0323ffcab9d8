import { type Ruleset, verdictOf } from "#core/classify/classify";
import { createReweigher, findsTheSame, type Reweigher } from "#core/classify/reweigh";
import { createDecisionBook } from "#core/decision";
import type { AuditReport, TriagedFinding } from "#core/report";
import { createRoleDirectory } from "#core/roles";
import { rules } from "#core/rules/index";
import { type RunStore, SourceError, type TriageStore, type WorkItemSource } from "#ports";
import { runAudit } from "#usecases/run-audit";

/** What a changed policy would do, before anybody saves it. */
export interface Simulation {
  before: AuditReport["totals"];
  after: AuditReport["totals"];
  /** Only rules with a difference. */
  byRule: readonly { rule: string; title: string; goes: number; appears: number; changes: number }[];
  goes: readonly SimulatedFinding[];
  appears: readonly SimulatedFinding[];
  /** Findings that stay, with another severity or kind. */
  changes: readonly SimulatedFinding[];
  isSameRuleset: boolean;
  /** Items of which only their text could tell, which the store does not keep; they are judged as their evidence weighed before. */
  unjudged: number;
}

export interface SimulatedFinding {
  id: string;
  rule: string;
  subject: string;
  title: string | null;
  severity: string;
}

/** Compares the audits of one backlog under two policies. */
export function compareAudits(
  [before, after]: readonly [AuditReport, AuditReport],
  rulesets: readonly [Ruleset, Ruleset],
  unjudged = 0,
): Simulation {
  const old = new Map(before.findings.map((finding) => [finding.id, finding]));
  const next = new Map(after.findings.map((finding) => [finding.id, finding]));
  const pick = (report: AuditReport, wanted: (finding: TriagedFinding) => boolean): SimulatedFinding[] =>
    report.findings.filter(wanted).map((finding) => describe(finding, report));
  const goes = pick(before, ({ id }) => !next.has(id));
  const appears = pick(after, ({ id }) => !old.has(id));
  const changes = pick(after, ({ id, severity, kind }) => {
    const known = old.get(id);
    return known !== undefined && (known.severity !== severity || known.kind !== kind);
  });
  const countOf = (list: readonly SimulatedFinding[], rule: string): number =>
    list.filter((one) => one.rule === rule).length;
  return {
    before: before.totals,
    after: after.totals,
    byRule: rules
      .map(({ id, title }) => ({
        ...{ rule: id, title },
        ...{ goes: countOf(goes, id), appears: countOf(appears, id), changes: countOf(changes, id) },
      }))
      .filter((row) => row.goes + row.appears + row.changes > 0),
    ...{ goes, appears, changes },
    isSameRuleset: rulesets[0].hash === rulesets[1].hash,
    unjudged,
  };
}

interface SimulateDeps {
  /** ISO 8601 instant. */
  now: string;
  version: string;
}

/**
 * Compares two policies over the items that are remembered. Exact for thresholds, base rate, roles and rules; for terms that weigh
 * otherwise to the thousandth; new terms need the texts. Throws SourceError where no items are remembered that were read as the first
 * policy reads.
 */
export async function simulateStored(
  store: TriageStore,
  [now, next]: readonly [Ruleset, Ruleset],
  deps: SimulateDeps,
): Promise<Simulation> {
  const view = (ruleset: Ruleset, reweigh: Reweigh = (lines) => lines): RunStore =>
    store.viewItems({
      reading: ruleset.readingHash,
      verdictOf: (lines, language) => verdictOf(reweigh(lines), language, ruleset),
      refOf: createRoleDirectory(ruleset.policy, deps.now.slice(0, 10)).refOf,
    });
  const remembered = view(now);
  if ((await remembered.count()) === 0)
    throw new SourceError(
      "No work items are remembered yet. `rolecall audit FILES --db` remembers them; or name files here.",
    );
  if ((await remembered.reading()) !== now.readingHash)
    throw new SourceError(
      "The last audit read the items under another vocabulary than the policy has now. Audit again first, or name files here.",
    );
  const isReadable = findsTheSame(now, next);
  const { reweigh, unsure } = createReweigher(now, isReadable ? next : now);
  const triage = {
    decisions: createDecisionBook(await store.decisions()),
    memoryOf: null,
    isInBaseline: () => false,
  };
  const before = await runAudit({ source: NOTHING_NEW, store: view(now), ruleset: now, triage, ...deps });
  const after = await runAudit({ source: NOTHING_NEW, store: view(next, reweigh), ruleset: next, triage, ...deps });
  const unjudged = isReadable ? await countWith(unsure, view(now)) : await view(now).count();
  return compareAudits([before, after], [now, next], unjudged);
}

type Reweigh = Reweigher["reweigh"];

/** Items with evidence from one of these features. */
async function countWith(features: ReadonlySet<string>, items: RunStore): Promise<number> {
  let count = 0;
  if (features.size > 0)
    for await (const page of items.unsettled())
      count += page.filter(({ verdict }) => verdict.evidence.some(({ feature }) => features.has(feature))).length;
  return count;
}

const NOTHING_NEW: WorkItemSource = {
  fetchPage: () => Promise.resolve({ items: [], start: 0, skipped: [] }),
  describe: () => [],
};

function describe({ id, rule, subject, severity, message }: TriagedFinding, report: AuditReport): SimulatedFinding {
  const item = subject.kind === "item" ? report.items[subject.id] : undefined;
  const scope = report.scopes.find((one) => subject.kind === "scope" && one.id === subject.id);
  return { id, rule, subject: item?.key ?? scope?.name ?? message, title: item?.title ?? null, severity };
}
