import type { SimulationResult } from "#usecases/api/contract";
import type { Simulation } from "#usecases/simulate-policy";

/** Findings of each kind that are listed. */
const LISTED = 200;

/** A simulation as the screens show it. */
export function toSimulationResult({
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
