import type { Policy } from "#core/config";
import type { Baseline, Guess } from "#lab/baselines/baseline";
import { loadBaselines } from "#lab/baselines/index";
import type { LabelledItem } from "#lab/labelled";
import { predictWithBaseline, type Split } from "#lab/predict";
import { answerAt, type Judged, truthOf } from "#lab/scores";

/** Answers of every simple method, each trained on the same split, in the order of the items. */
export async function judgeWithBaselines(
  items: readonly LabelledItem[],
  split: Split,
  thresholds: Policy["thresholds"],
  tell: { note: (sentence: string) => void; progress: (step: string) => void },
): Promise<{ name: string; judged: Judged[] }[]> {
  const { baselines, missing } = await loadBaselines();
  for (const sentence of missing) tell.note(sentence);
  const judgements: { name: string; judged: Judged[] }[] = [];
  for (const baseline of baselines) {
    tell.progress(`baseline: ${baseline.name}`);
    judgements.push({ name: baseline.name, judged: judgeWith(baseline, items, split, thresholds) });
  }
  return judgements;
}

function judgeWith(
  baseline: Baseline,
  items: readonly LabelledItem[],
  split: Split,
  thresholds: Policy["thresholds"],
): Judged[] {
  const guesses = predictWithBaseline(items, baseline, split);
  return items.map(({ label }, i): Judged => {
    const { answer, probability }: Guess = guesses[i] ?? { answer: "tactical", probability: null };
    return {
      truth: truthOf(label),
      answer: probability === null ? answer : answerAt(probability, thresholds),
      probability,
      weight: 1,
    };
  });
}
