import { classify, compileRuleset, type Ruleset } from "#core/classify/classify";
import type { Policy } from "#core/config";
import type { Focus } from "#core/model";
import type { Responsibility } from "#core/taxonomy";
import type { Baseline, Guess } from "#lab/baselines/baseline";
import type { LabelledItem } from "#lab/labelled";
import { createReweigher, withBaseRate } from "#lab/reweigh-model";
import { extractTrainingSet, train } from "#lab/training";

/** What the classifier says of a labelled item. */
export interface Prediction {
  focus: Focus;
  probability: number;
  responsibility: Responsibility | null;
}

/** Which items are judged by what was learned from which others. */
export interface Split {
  /** Fold of every item. */
  foldOf: readonly number[];
  folds: number;
}

/** Base rate to judge with, from the share of strategic items among those that were learned from. */
export type BaseRate = (learnedShare: number) => number;

/** The published weights on every item, once for each base rate; nothing is trained. */
export function predictAsPublished(
  items: readonly LabelledItem[],
  policy: Policy,
  baseRates: readonly number[],
): Prediction[][] {
  const ruleset = compileRuleset(policy);
  return baseRates.map((baseRate) => judge(items, withBaseRate(ruleset, baseRate)));
}

/**
 * Weights trained anew for every fold on all other folds and on `alsoLearned`, asked about the fold; once for each base rate.
 */
export function predictByFolds(
  items: readonly LabelledItem[],
  policy: Policy,
  { foldOf, folds }: Split,
  baseRates: readonly BaseRate[],
  { alsoLearned = [], onFold }: { alsoLearned?: readonly LabelledItem[]; onFold?: (done: number) => void } = {},
): Prediction[][] {
  const reweigher = createReweigher(policy);
  const set = extractTrainingSet([...items, ...alsoLearned], reweigher.model);
  const always = alsoLearned.map((_, i) => items.length + i);
  const predictions: Prediction[][] = baseRates.map(() => []);
  for (let fold = 0; fold < folds; fold++) {
    const learned = [...items.keys()].filter((i) => foldOf[i] !== fold);
    const asked = [...items.keys()].filter((i) => foldOf[i] === fold);
    const { weights } = train(set, [...learned, ...always]);
    const share = rateOf(learned.flatMap((i) => items[i] ?? []));
    baseRates.forEach((baseRate, variant) => {
      const judged = judge(
        asked.flatMap((i) => items[i] ?? []),
        reweigher.withWeights(weights, baseRate(share)),
      );
      asked.forEach((i, k) => {
        const prediction = judged[k];
        if (prediction && predictions[variant]) predictions[variant][i] = prediction;
      });
    });
    onFold?.(fold + 1);
  }
  return predictions;
}

function judge(items: readonly LabelledItem[], ruleset: Ruleset): Prediction[] {
  return items.map(({ item }) => {
    const { focus, probability, responsibility } = classify(item, ruleset);
    return { focus, probability, responsibility };
  });
}

/** Share of strategic items among those with a decided label, kept off 0 and 1. */
export function rateOf(items: readonly LabelledItem[]): number {
  const decided = items.filter(({ label }) => label !== "unclear");
  const strategic = decided.filter(({ label }) => label === "strategic").length;
  return Math.min(0.99, Math.max(0.01, strategic / Math.max(1, decided.length)));
}

/** A baseline's answers on the same split. */
export function predictWithBaseline(
  items: readonly LabelledItem[],
  baseline: Baseline,
  { foldOf, folds }: Split,
): Guess[] {
  const guesses: Guess[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const predict = baseline.train(items.filter(({ label }, i) => foldOf[i] !== fold && label !== "unclear"));
    items.forEach((item, i) => {
      if (foldOf[i] === fold) guesses[i] = predict(item);
    });
  }
  return guesses;
}
