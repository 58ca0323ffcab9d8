import type { Policy } from "#core/config";
import { UNMEASURED_MARGIN } from "#core/lexicon/language";
import { probabilityOf } from "#core/verdict";

/** A policy as it is applied to a language without figures: its thresholds lie further apart, so that only clearer reasons decide. */
export function cautiousPolicy(policy: Policy): Policy {
  const { strategic, tactical, error } = policy.thresholds;
  const higher = moved(strategic, UNMEASURED_MARGIN);
  return {
    ...policy,
    thresholds: { strategic: higher, tactical: moved(tactical, -UNMEASURED_MARGIN), error: Math.max(error, higher) },
  };
}

const moved = (probability: number, by: number): number =>
  probabilityOf(Math.log(probability / (1 - probability)) + by);
