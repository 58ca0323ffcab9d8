import { classify, compileRuleset } from "#core/classify/classify";
import type { Policy } from "#core/config";
import type { Focus } from "#core/model";
import type { Responsibility } from "#core/taxonomy";
import { trainedWeights } from "#core/lexicon/weights";
import type { Baseline } from "#lab/baselines/baseline";
import type { LabelledItem } from "#lab/labelled";
import { extractTrainingSet, train, untrained } from "#lab/training";

/** What the classifier says of a labelled item. */
export interface Prediction {
  focus: Focus;
  probability: number;
  responsibility: Responsibility | null;
}

export interface Split {
  /** Fold of every item; undefined: the published weights judge all items, nothing is trained. */
  foldOf: readonly number[] | undefined;
  folds: number;
  onFold?: (done: number, of: number) => void;
}

/**
 * The classifier's answer to every item: with folds, weights are trained anew without the fold's items; the base rate is the
 * share of strategic items in what was trained on. Published weights are asked with the labelled share of the items.
 */
export function predictItems(
  items: readonly LabelledItem[],
  policy: Policy,
  { foldOf, folds, onFold }: Split,
): Prediction[] {
  if (!foldOf) return judge(items, { ...policy, baseRate: rateOf(items) }, trainedWeights);
  const set = extractTrainingSet(items, compileRuleset(policy, untrained).model);
  const predictions: Prediction[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const inside = [...items.keys()].filter((i) => foldOf[i] !== fold);
    const outside = [...items.keys()].filter((i) => foldOf[i] === fold);
    const { weights } = train(set, inside);
    const learnt = inside.flatMap((i) => items[i] ?? []);
    const judged = judge(
      outside.flatMap((i) => items[i] ?? []),
      { ...policy, baseRate: rateOf(learnt) },
      weights,
    );
    outside.forEach((i, k) => {
      const prediction = judged[k];
      if (prediction) predictions[i] = prediction;
    });
    onFold?.(fold + 1, folds);
  }
  return predictions;
}

function judge(items: readonly LabelledItem[], policy: Policy, weights: typeof trainedWeights): Prediction[] {
  const ruleset = compileRuleset(policy, weights);
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

/** A baseline's answers on the same split; without folds it is trained and asked on halves of the projects in turn. */
export function predictWithBaseline(
  items: readonly LabelledItem[],
  baseline: Baseline,
  foldOf: readonly number[],
  folds: number,
) {
  const guesses: ReturnType<ReturnType<Baseline["train"]>>[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const predict = baseline.train(items.filter(({ label }, i) => foldOf[i] !== fold && label !== "unclear"));
    items.forEach((item, i) => {
      if (foldOf[i] === fold) guesses[i] = predict(item);
    });
  }
  return guesses;
}
