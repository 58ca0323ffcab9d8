import { type BacklogReport, buildBacklogReport, type KnownFinding } from "#core/backlog-report";
import { type Decision, itemNamesOf, type RootDecision, rootOf } from "#core/decision";
import type { RunRecord, TriageStore } from "#ports";
import { groupBy } from "#core/render/group-by";
import { countChanges } from "#usecases/api/count-changes";
import { narrowRun } from "#usecases/api/narrow-run";
import { readHistory } from "#usecases/backlog-report";
import { RUNS } from "#usecases/finished-runs";

/** A report about everything, and one about each space, by its id: most people may see one of them only. */
export interface WeeklyReport {
  report: BacklogReport;
  spaces: Readonly<Record<string, BacklogReport>>;
}

/** Audits that are asked for: an hourly one since the report before. */
const SINCE = 200;

/** Builds the report of a week; `since` is the instant of the one before, null where there is none. Null where no audit is remembered. */
export async function buildWeekly(store: TriageStore, now: string, since: string | null): Promise<WeeklyReport | null> {
  const runs = await store.runs(since === null ? RUNS : SINCE);
  const [last] = runs;
  if (!last) return null;
  const { findings, decisions } = await readHistory(store, now);
  const changes = await countChanges(store.findings(), runs);
  const build = (own: readonly RunRecord[], found: readonly KnownFinding[], made: readonly Decision[]): BacklogReport =>
    buildBacklogReport({ runs: joinRuns(own, since), findings: found, decisions: made, now });
  const findingsOf = groupBy(findings, ({ finding }) => finding.scope);
  const decisionsOf = placeDecisions(decisions, findings);
  const spaces = last.report.scopes.map(({ id }): [string, BacklogReport] => [
    id,
    build(
      runs.map((run) => narrowRun(run, id, changes)),
      findingsOf.get(id) ?? [],
      decisionsOf.get(id) ?? [],
    ),
  ]);
  return { report: build(runs, findings, decisions), spaces: Object.fromEntries(spaces) };
}

/** The audits since the report before as one, with everything that changed in them. */
function joinRuns(runs: readonly RunRecord[], since: string | null): RunRecord[] {
  const [last, ...earlier] = runs;
  if (!last) return [];
  const isSince = (run: RunRecord): boolean => since !== null && Date.parse(run.finishedAt) > Date.parse(since);
  const changes = { ...last.changes };
  for (const run of earlier.filter(isSince))
    for (const key of ["new", "returned", "fixed", "removed"] as const) changes[key] += run.changes[key];
  return [{ ...last, changes }, ...earlier.filter((run) => !isSince(run))].slice(0, RUNS);
}

/** Decisions by the scope of what they are about, as far as it was ever found; an undo stands with what it takes back. */
function placeDecisions(decisions: readonly Decision[], findings: readonly KnownFinding[]): Map<string, Decision[]> {
  const byId = new Map(decisions.map((decision) => [decision.id, decision]));
  const scopes = new Map(
    findings.flatMap(({ finding, names }) => [finding.id, ...names].map((name) => [name, finding.scope] as const)),
  );
  const scopeOf = (root: RootDecision): string =>
    [...("about" in root ? [root.about.finding] : []), ...itemNamesOf(root)].flatMap(
      (one) => scopes.get(one) ?? [],
    )[0] ?? "";
  return groupBy(decisions, (decision) => {
    const root = rootOf(decision, byId);
    return root ? scopeOf(root) : "";
  });
}
