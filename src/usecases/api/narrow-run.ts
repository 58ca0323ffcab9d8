import { SEVERITIES } from "#core/severity";
import { FINDING_STATES } from "#core/triage";
import type { RunRecord } from "#ports";
import type { ScopeChanges } from "#usecases/api/count-changes";

type Totals = RunRecord["report"]["totals"];

/**
 * A run as it is about one scope. Of a scope a run keeps findings by severity only: none of them counts as decided on, and all items as
 * judged. What cannot be told of one scope is left out: sources, gaps, rules, and the policy, which speaks of others.
 */
export function narrowRun(run: RunRecord, scopeId: string, changes: ScopeChanges): RunRecord {
  const { report } = run;
  const scope = report.scopes.find(({ id }) => id === scopeId);
  return {
    ...run,
    policy: null,
    changes: changes.in(scopeId, run.startedAt),
    report: {
      ...report,
      ...{ source: [], incompleteBecause: [], gaps: [], failures: [], rules: [] },
      scopes: scope ? [scope] : [],
      totals: totalsOf(scope),
    },
  };
}

function totalsOf(scope: RunRecord["report"]["scopes"][number] | undefined): Totals {
  const { items = 0, strategic = 0, tactical = 0, unclear = 0 } = scope ?? {};
  const found = scope?.findings ?? { error: 0, warning: 0, info: 0 };
  const total = SEVERITIES.reduce((sum, severity) => sum + found[severity], 0);
  const states = Object.fromEntries(FINDING_STATES.map((state) => [state, state === "open" ? total : 0]));
  return {
    ...{ items, strategic, tactical, unclear, judged: items },
    findings: { total, ...found, ...(states as Record<(typeof FINDING_STATES)[number], number>) },
    ...{ skippedRows: 0, duplicateRows: 0 },
  };
}
