import { boundHeap } from "#cli/bound-heap";
import { requireMemory } from "#cli/compose";
import type { JobHow } from "#cli/jobs/run-job";
import { version } from "#cli/version";
import { compileRuleset } from "#core/classify/classify";
import type { RunJob } from "#server/run-state";
import type { SimulationResult } from "#usecases/api/contract";
import { parsePolicyText } from "#usecases/api/in-force";
import { type Simulation, simulateStored } from "#usecases/simulate-policy";

/** Findings of each kind that are listed. */
const LISTED = 200;

/** What another policy would change in what is remembered. Throws ConfigError, and UsageError where nothing is. */
export async function simulateJob(
  { policyText, inForce }: Extract<RunJob, { kind: "simulate" }>,
  { place }: JobHow,
): Promise<SimulationResult> {
  boundHeap();
  const next = compileRuleset(parsePolicyText(policyText));
  const now = compileRuleset(parsePolicyText(inForce));
  const store = await requireMemory(place, now.policy);
  try {
    return toResult(await simulateStored(store, [now, next], { now: new Date().toISOString(), version }));
  } finally {
    await store.close();
  }
}

function toResult({
  before,
  after,
  goes,
  appears,
  changes,
  byRule,
  isSameRuleset,
  unjudged,
}: Simulation): SimulationResult {
  return {
    ...{ isSameRuleset, unjudged, before: toMix(before), after: toMix(after), byRule: [...byRule] },
    counts: { goes: goes.length, appears: appears.length, changes: changes.length },
    goes: goes.slice(0, LISTED),
    appears: appears.slice(0, LISTED),
    changes: changes.slice(0, LISTED),
  };
}

const toMix = ({ items, strategic, tactical, unclear }: Simulation["before"]): SimulationResult["before"] => ({
  ...{ items, strategic, tactical, unclear },
});
