import type { RunRecord } from "#ports";
import type { ApiContext } from "#usecases/api/context";
import type { RunSummary } from "#usecases/api/shapes";

/** Audits that are looked back on here: two years of weekly ones. */
const MOST = 100;

/** The last finished audits, newest first. Read again only after another one has finished: a record holds every scope. */
export async function pastRuns({ store, memo }: Pick<ApiContext, "store" | "memo">): Promise<readonly RunRecord[]> {
  const present = await store.list.present();
  return memo("runs", present?.run ?? "", () => store.runs(MOST));
}

/** An audit in figures; `previous` is the one before it. */
export function summarizeRun(run: RunRecord, previous: RunRecord | undefined): RunSummary {
  const { totals, source, complete } = run.report;
  const { items, strategic, tactical, unclear, judged, findings } = totals;
  return {
    ...{ id: run.id, at: run.startedAt },
    ...{ items, strategic, tactical, unclear, judged },
    ...{ open: findings.open, error: findings.error, warning: findings.warning, info: findings.info },
    ...run.changes,
    sources: source.map(({ name }) => name),
    isComplete: complete,
    isNewRuleset: previous !== undefined && previous.rulesetHash !== run.rulesetHash,
  };
}

export const summarizeRuns = (runs: readonly RunRecord[]): RunSummary[] =>
  runs.map((run, index) => summarizeRun(run, runs[index + 1]));
