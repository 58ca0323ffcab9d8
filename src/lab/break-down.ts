import type { DecidedFocus } from "#core/model";
import { RESPONSIBILITIES } from "#core/taxonomy";
import type { AnswerScores, Evaluation, GroupScores, ResponsibilityScores } from "#lab/evaluation";
import type { LabelledItem } from "#lab/labelled";
import type { Prediction } from "#lab/predict";
import { countConfusion, coverageOf, forceAnswers, type Judged, scoreConfusion, scoreDecided } from "#lab/scores";

/** Scores of a set, with every item decided and as the model decides. */
export function scoreAnswers(judged: readonly Judged[]): AnswerScores {
  const hasProbabilities = judged.some(({ probability }) => probability !== null);
  const confusion = countConfusion(judged);
  return {
    forced: scoreDecided(forceAnswers(judged)),
    decided: hasProbabilities ? { ...scoreConfusion(confusion), coverage: coverageOf(confusion) } : null,
  };
}

/** Scores of every group of items, the largest first. */
export function scoreGroups(
  items: readonly LabelledItem[],
  judged: readonly Judged[],
  nameOf: (item: LabelledItem) => string,
): GroupScores[] {
  const groups = new Map<string, Judged[]>();
  items.forEach((item, i) => {
    const one = judged[i];
    if (!one) return;
    const list = groups.get(nameOf(item));
    if (list) list.push(one);
    else groups.set(nameOf(item), [one]);
  });
  return [...groups]
    .map(([name, group]): GroupScores => {
      const decided = countConfusion(group);
      return {
        name,
        items: group.length,
        strategic: group.filter(({ truth }) => truth === "strategic").length,
        forced: answersOf(forceAnswers(group)),
        decided: { ...answersOf(group), coverage: coverageOf(decided) },
      };
    })
    .sort((a, b) => b.items - a.items || (a.name < b.name ? -1 : 1));
}

function answersOf(group: readonly Judged[]): GroupScores["forced"] {
  const confusion = countConfusion(group);
  const { accuracy, macroF1 } = scoreConfusion(confusion);
  return {
    accuracy,
    macroF1,
    falseStrategic: confusion.tactical.strategic,
    missedStrategic: confusion.strategic.tactical,
  };
}

/** How often the responsibility is right where the focus is, by focus and by responsibility. */
export function scoreResponsibilities(
  items: readonly LabelledItem[],
  predictions: readonly Prediction[],
): Evaluation["responsibility"] {
  const judged = items.flatMap(({ label, responsibility }, i) => {
    const prediction = predictions[i];
    const leaning: DecidedFocus = (prediction?.probability ?? 0) >= 0.5 ? "strategic" : "tactical";
    if (!prediction || !responsibility || label !== leaning) return [];
    return [{ label, responsibility, isRight: prediction.responsibility === responsibility }];
  });
  const score = (chosen: typeof judged): ResponsibilityScores => {
    const right = chosen.filter(({ isRight }) => isRight).length;
    return { items: chosen.length, right, accuracy: right / Math.max(1, chosen.length) };
  };
  return {
    strategic: score(judged.filter(({ label }) => label === "strategic")),
    tactical: score(judged.filter(({ label }) => label === "tactical")),
    each: RESPONSIBILITIES.map((name) => ({
      name,
      ...score(judged.filter(({ responsibility }) => responsibility === name)),
    })).filter(({ items: count }) => count > 0),
  };
}
