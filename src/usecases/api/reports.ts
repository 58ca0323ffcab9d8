import { compareText } from "#core/key-order";
import type { ScopeReport } from "#core/report";
import { SEVERITIES } from "#core/severity";
import type { RunRecord } from "#ports";
import type { ApiOutput } from "#usecases/api/contract";
import { today } from "#usecases/api/backlog-items";
import { ApiError } from "#usecases/api/error";
import type { Handler } from "#usecases/api/handler";
import { pastRuns, summarizeRuns } from "#usecases/api/past-runs";
import { renderFile } from "#usecases/api/report-file";
import { reportBacklog } from "#usecases/backlog-report";

type Comparison = ApiOutput<"compareRuns">;

export const listReports: Handler<"listReports"> = async (_input, context) => ({
  runs: summarizeRuns(await pastRuns(context)),
});

/** Two audits side by side, the older one first in whatever order they are named. */
export const compareRuns: Handler<"compareRuns"> = async (input, context) => {
  const runs = await pastRuns(context);
  const indexOf = (id: string): number => {
    const index = runs.findIndex((run) => run.id === id);
    if (index >= 0) return index;
    throw new ApiError("not-found", `No audit "${id}" is remembered.`, { remedy: "Choose one of the list." });
  };
  // Newest first.
  const [newer = 0, older = 0] = [indexOf(input.before), indexOf(input.after)].sort((a, b) => a - b);
  const [before, after] = [runs[older], runs[newer]];
  const summaries = summarizeRuns(runs);
  const [said, saidAfter] = [summaries[older], summaries[newer]];
  if (!before || !after || !said || !saidAfter) throw new Error("A run that was found is there.");
  return {
    ...{ before: said, after: saidAfter },
    byRule: byRule(before, after),
    byScope: byScope(before, after),
    changes: addChanges(runs.slice(newer, older)),
  };
};

function byRule(before: RunRecord, after: RunRecord): Comparison["byRule"] {
  const old = new Map(before.report.rules.map((rule) => [rule.id, rule]));
  const next = new Map(after.report.rules.map((rule) => [rule.id, rule]));
  return [...new Map([...old, ...next])].map(([id, { title }]) => ({
    ...{ id, title, before: old.get(id)?.findings ?? 0, after: next.get(id)?.findings ?? 0 },
  }));
}

function byScope(before: RunRecord, after: RunRecord): Comparison["byScope"] {
  const old = new Map(before.report.scopes.map((scope) => [scope.id, scope]));
  const next = new Map(after.report.scopes.map((scope) => [scope.id, scope]));
  return [...new Map([...old, ...next])]
    .map(([id, { name }]) => ({
      ...{ id, name, before: mixOf(old.get(id)), after: mixOf(next.get(id)) },
      ...{ findingsBefore: findingsOf(old.get(id)), findingsAfter: findingsOf(next.get(id)) },
    }))
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));
}

function mixOf(scope: ScopeReport | undefined): Comparison["byScope"][number]["before"] {
  if (!scope) return null;
  const { items, strategic, tactical, unclear } = scope;
  return { items, strategic, tactical, unclear };
}

const findingsOf = (scope: ScopeReport | undefined): number =>
  scope ? SEVERITIES.reduce((sum, severity) => sum + scope.findings[severity], 0) : 0;

function addChanges(runs: readonly RunRecord[]): Comparison["changes"] {
  const sum = { new: 0, returned: 0, fixed: 0, removed: 0 };
  for (const { changes } of runs)
    for (const key of ["new", "returned", "fixed", "removed"] as const) sum[key] += changes[key];
  return sum;
}

/** The report on what is remembered, as a file to send. */
export const renderReport: Handler<"renderReport"> = async ({ format }, context) => {
  const report = await reportBacklog(context.store, context.now());
  if (!report)
    throw new ApiError("not-found", "No audit is remembered yet.", { remedy: "Import an export, or read a tracker." });
  return renderFile(report, format, `rolecall-${today(context)}`);
};
