import { isOwnTerm } from "#core/lexicon/feature-id";
import type { Focus } from "#core/model";
import { decideWith, titleWeightOf, type WeighedItem } from "#usecases/weigh-item";

/** Another title weight for one term. */
export interface WeightChange {
  id: string;
  before: number;
  after: number;
}

/** Bounds of `vocabulary.weights` in the policy. */
export const LARGEST_WEIGHT = 3;
const STEP = 0.1;

/** The smallest change of one term's weight that makes an item what is wanted, its direction kept; null when there is none. */
export function nearestWeight(item: WeighedItem, wanted: Focus): WeightChange | null {
  let best: WeightChange | null = null;
  for (const { feature, isVoided } of item.reasons) {
    if (isVoided || !isAdjustable(feature)) continue;
    const before = titleWeightOf(feature);
    for (const after of weightsFor(feature.focus)) {
      const isNearer = best === null || Math.abs(after - before) < Math.abs(best.after - best.before);
      if (isNearer && decideWith(item, new Map([[feature.id, after]])).focus === wanted)
        best = { id: feature.id, before, after };
    }
  }
  return best;
}

/** Terms of the lexicon that speak for one side; a team's own are changed where they were added. */
export const isAdjustable = ({ kind, focus, id }: WeighedItem["reasons"][number]["feature"]): boolean =>
  (kind === "term" || kind === "frame") && focus !== "shared" && !isOwnTerm(id);

/** Every weight that a term of a focus may be given: a term never speaks against its focus. */
function weightsFor(focus: string): number[] {
  const sign = focus === "strategic" ? 1 : -1;
  return Array.from({ length: LARGEST_WEIGHT / STEP + 1 }, (_, i) => (sign * Math.round(i * STEP * 10)) / 10);
}
