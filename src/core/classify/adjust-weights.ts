import { PLACE_SHARE, TITLE } from "#core/classify/model";
import type { Policy } from "#core/config";

/** What a policy makes of a feature's weights (thousandths by place), given its id and its term. */
export type AdjustWeights = (id: string, term: string, weights: readonly number[]) => readonly number[];

/** What the policy says about a feature: removed terms weigh nothing, re-weighed ones what it says. */
export function createAdjuster({ vocabulary }: Pick<Policy, "vocabulary">): AdjustWeights {
  const removed = new Set(vocabulary.remove.map((term) => term.toLowerCase()));
  return (id, term, weights) => {
    if (removed.has(id.toLowerCase()) || removed.has(term.toLowerCase())) return weights.map(() => 0);
    const own = vocabulary.weights[id] ?? vocabulary.weights[term];
    return own === undefined ? weights : scaleWeights(weights, own);
  };
}

/**
 * Weights with another weight in the title (log-odds): all places change by the same factor, so that a term keeps what was learned
 * about where it counts, and the title weight that it has changes nothing.
 */
export function scaleWeights(weights: readonly number[], title: number): readonly number[] {
  const own = Math.round(title * 1000);
  const before = weights[TITLE] ?? 0;
  if (own === before) return weights;
  return weights.map((weight, place) => {
    if (place === TITLE) return own;
    return Math.round(before === 0 ? own * (PLACE_SHARE[place] ?? 1) : (weight * own) / before);
  });
}
