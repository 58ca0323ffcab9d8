import { scaleWeights } from "#core/classify/adjust-weights";
import { classify, policyFor, type Ruleset } from "#core/classify/classify";
import { decide } from "#core/classify/decide";
import { extractSignals } from "#core/classify/extract";
import { type Feature, mayDecide, type Place, weighAt } from "#core/classify/model";
import type { Policy } from "#core/config";
import type { WorkItem } from "#core/model";
import type { Verdict } from "#core/verdict";

/** An item's reasons, each with what it takes to weigh it anew: other weights can be tried without reading the text again. */
export interface WeighedItem {
  verdict: Verdict;
  reasons: readonly Reason[];
  /** Log-odds of the base rate, in thousandths. */
  baseRate: number;
  /** The policy as it is applied to the item's language. */
  policy: Policy;
}

export interface Reason {
  feature: Feature;
  place: Place;
  /** Share of the weight that counts, because it is not the first reason of its kind. */
  share: number;
  /** As it weighs now. */
  thousandths: number;
  isVoided: boolean;
}

/** Classifies an item and keeps its reasons. */
export function weighItem(item: WorkItem, ruleset: Ruleset): WeighedItem {
  const { model } = ruleset;
  const verdict = classify(item, ruleset);
  const { language } = verdict;
  const pack = language === null ? undefined : model.languages.get(language);
  const reasons = extractSignals(item, model, pack).map(({ feature, place, share, isVoided }): Reason => {
    const thousandths = isVoided ? 0 : weighAt(feature.weights, place, share);
    return { feature, place, share, thousandths, isVoided };
  });
  return { verdict, reasons, baseRate: model.baseRate, policy: policyFor(language, ruleset) };
}

/**
 * What the item would be with other weights for some features, as `vocabulary.weights` of a policy sets them. An estimate to
 * search with: whoever proposes a change compiles it and asks `classify`.
 */
export function decideWith(
  { reasons, baseRate, policy }: WeighedItem,
  changed: ReadonlyMap<string, number>,
): Pick<Verdict, "focus" | "score" | "probability"> {
  const thousandths = reasons.map((reason) => {
    const own = reason.isVoided ? undefined : changed.get(reason.feature.id);
    return own === undefined
      ? reason.thousandths
      : weighAt(scaleWeights(reason.feature.weights, own), reason.place, reason.share);
  });
  return decide(
    {
      lines: [],
      thousandths: [...thousandths, baseRate],
      canDecide: [...reasons.map(({ feature }, i) => mayDecide(feature, thousandths[i] ?? 0)), false],
    },
    policy,
  );
}

/** The policy with other weights for some features, over those it has. */
export const withWeights = (policy: Policy, weights: Readonly<Record<string, number>>): Policy => ({
  ...policy,
  vocabulary: { ...policy.vocabulary, weights: { ...policy.vocabulary.weights, ...weights } },
});

/** A term's weight in a title, in log-odds: what `vocabulary.weights` would say to leave it there as it is. */
export const titleWeightOf = ({ weights }: Feature): number => (weights[0] ?? 0) / 1000;
