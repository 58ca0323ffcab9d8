import { boundHeap } from "#cli/bound-heap";
import { prepare, requireMemory } from "#cli/compose";
import type { JobHow } from "#cli/jobs/run-job";
import { version } from "#cli/version";
import { compileRuleset } from "#core/classify/classify";
import type { RunJob } from "#server/run-state";
import { parsePolicyText } from "#usecases/api/in-force";
import { type Simulation, simulateStored } from "#usecases/simulate-policy";

/** Findings of each kind that are listed. */
const LISTED = 200;

/** A simulation whose lists are cut; `totals` say how long they were. */
export interface SimulationResult extends Simulation {
  totals: Record<"goes" | "appears" | "changes", number>;
}

/** What another policy would change in what is remembered. Throws ConfigError, and UsageError where nothing is. */
export async function simulateJob(
  { policyText }: Extract<RunJob, { kind: "simulate" }>,
  { place }: JobHow,
): Promise<SimulationResult> {
  boundHeap();
  const next = compileRuleset(parsePolicyText(policyText));
  const now = await prepare(place);
  const store = await requireMemory(place, now.policy);
  try {
    const simulation = await simulateStored(store, [now, next], { now: new Date().toISOString(), version });
    const { goes, appears, changes } = simulation;
    return {
      ...simulation,
      goes: goes.slice(0, LISTED),
      appears: appears.slice(0, LISTED),
      changes: changes.slice(0, LISTED),
      totals: { goes: goes.length, appears: appears.length, changes: changes.length },
    };
  } finally {
    await store.close();
  }
}
