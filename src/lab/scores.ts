import type { DecidedFocus, Focus } from "#core/model";

/** What an item is and what a model says of it. */
export interface Judged {
  truth: DecidedFocus;
  /** The model's answer; `unclear` when it does not decide. */
  answer: Focus;
  /** 0 to 1 that it is strategic; null from models that only name a class. */
  probability: number | null;
  /** Counts as this many items; 1 but in sets shifted to another base rate. */
  weight: number;
}

/** Class of a label that is decided; items labelled unclear are never scored. */
export const truthOf = (label: Focus): DecidedFocus => (label === "strategic" ? "strategic" : "tactical");

/** What a probability answers under thresholds. */
export function answerAt(probability: number, thresholds: { strategic: number; tactical: number }): Focus {
  if (probability >= thresholds.strategic) return "strategic";
  return probability <= thresholds.tactical ? "tactical" : "unclear";
}

export interface ClassScores {
  /** Items that are of this class, by weight. */
  items: number;
  precision: number;
  recall: number;
  f1: number;
}

export interface Scores {
  /** Items scored, by weight. */
  items: number;
  accuracy: number;
  macroF1: number;
  strategic: ClassScores;
  tactical: ClassScores;
}

/** Items by what they are (outer) and what was said of them (inner), by weight. */
export type Confusion = Record<DecidedFocus, Record<Focus, number>>;

export function countConfusion(judged: readonly Judged[]): Confusion {
  const row = (): Record<Focus, number> => ({ strategic: 0, tactical: 0, unclear: 0 });
  const confusion: Confusion = { strategic: row(), tactical: row() };
  for (const { truth, answer, weight } of judged) confusion[truth][answer] += weight;
  return confusion;
}

/** Scores over the items that were decided; a class without items and answers scores 0. */
export function scoreConfusion({ strategic, tactical }: Confusion): Scores {
  const ofStrategic = scoreClass(strategic.strategic, tactical.strategic, strategic.tactical);
  const ofTactical = scoreClass(tactical.tactical, strategic.tactical, tactical.strategic);
  const right = strategic.strategic + tactical.tactical;
  const items = right + strategic.tactical + tactical.strategic;
  return {
    items,
    accuracy: share(right, items),
    macroF1: (ofStrategic.f1 + ofTactical.f1) / 2,
    strategic: ofStrategic,
    tactical: ofTactical,
  };
}

export const scoreDecided = (judged: readonly Judged[]): Scores => scoreConfusion(countConfusion(judged));

/** Of all items, the share that was decided at all. */
export function coverageOf({ strategic, tactical }: Confusion): number {
  const decided = strategic.strategic + strategic.tactical + tactical.strategic + tactical.tactical;
  return share(decided, decided + strategic.unclear + tactical.unclear);
}

function scoreClass(hits: number, falseAlarms: number, misses: number): ClassScores {
  return {
    items: hits + misses,
    precision: share(hits, hits + falseAlarms),
    recall: share(hits, hits + misses),
    f1: share(2 * hits, 2 * hits + falseAlarms + misses),
  };
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** The same items with an answer forced at probability 0.5; models without probabilities keep their class. */
export function forceAnswers(judged: readonly Judged[]): Judged[] {
  return judged.map((one) => {
    if (one.probability === null) return one.answer === "unclear" ? { ...one, answer: "tactical" } : one;
    return { ...one, answer: one.probability >= 0.5 ? "strategic" : "tactical" };
  });
}

export interface CurvePoint {
  /** Share of the items that are decided, the surest first. */
  coverage: number;
  accuracy: number;
  macroF1: number;
  /** Of the items decided strategic, how many are. */
  precision: number;
}

/** What accuracy costs in coverage: scores over the surest share of the items, forced at 0.5. */
export function traceCurve(judged: readonly Judged[], coverages: readonly number[]): CurvePoint[] {
  const sure = forceAnswers(judged)
    .map((one, index) => ({ one, index, sureness: Math.abs((one.probability ?? 0.5) - 0.5) }))
    .sort((a, b) => b.sureness - a.sureness || a.index - b.index);
  return coverages.map((coverage) => {
    const scores = scoreDecided(sure.slice(0, Math.round(coverage * sure.length)).map(({ one }) => one));
    return { coverage, accuracy: scores.accuracy, macroF1: scores.macroF1, precision: scores.strategic.precision };
  });
}
