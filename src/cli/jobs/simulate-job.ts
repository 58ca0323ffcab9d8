import { boundHeap } from "#cli/bound-heap";
import { requireMemory } from "#cli/compose";
import type { JobHow } from "#cli/jobs/run-job";
import { version } from "#cli/version";
import { compileRuleset } from "#core/classify/classify";
import type { RunJob } from "#server/run-state";
import type { SimulationResult } from "#usecases/api/contract";
import { parsePolicyText } from "#usecases/api/in-force";
import { toSimulationResult } from "#usecases/api/simulation-result";
import { simulateStored } from "#usecases/simulate-policy";

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
    return toSimulationResult(await simulateStored(store, [now, next], { now: new Date().toISOString(), version }));
  } finally {
    await store.close();
  }
}
