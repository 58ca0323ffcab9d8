import type { DecidedFocus, Focus } from "#core/model";

/** What an item is and what a model says of it. */
export interface Judged {
  truth: DecidedFocus;
  /** The model's answer; `unclear` when it does not decide. */
  answer: Focus;
  /** 0 to 1 that it is strategic; null from models that only name a class. */
  probability: number | null;
  /** Counts as this many items; 1 but in resamples and shifted sets. */
  weight: number;
}

export interface ClassScores {
  precision: number;
  recall: number;
  f1: number;
}

export interface Scores {
  /** Weight of the items scored. */
  items: number;
  accuracy: number;
  macroF1: number;
  strategic: ClassScores;
  tactical: ClassScores;
}

export type Confusion = Record<DecidedFocus, Record<Focus, number>>;

export function countConfusion(judged: readonly Judged[]): Confusion {
  const row = (): Record<Focus, number> => ({ strategic: 0, tactical: 0, unclear: 0 });
  const confusion: Confusion = { strategic: row(), tactical: row() };
  for (const { truth, answer, weight } of judged) confusion[truth][answer] += weight;
  return confusion;
}

/** Scores over the items that were decided; a class without items or answers scores 0. */
export function scoreDecided(judged: readonly Judged[]): Scores {
  const { strategic, tactical } = countConfusion(judged);
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

function scoreClass(hits: number, falseAlarms: number, misses: number): ClassScores {
  return {
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

export interface Calibration {
  /** Mean distance between probability and truth over ten bins of equal width, weighted by their items. */
  error: number;
  bins: { from: number; items: number; probability: number; strategic: number }[];
}

const BINS = 10;

export function calibrate(judged: readonly Judged[]): Calibration {
  const bins = Array.from({ length: BINS }, (_, i) => ({ from: i / BINS, items: 0, probability: 0, strategic: 0 }));
  let total = 0;
  for (const { probability, truth, weight } of judged) {
    if (probability === null) continue;
    const bin = bins[Math.min(BINS - 1, Math.floor(probability * BINS))];
    if (!bin) continue;
    bin.items += weight;
    bin.probability += weight * probability;
    bin.strategic += truth === "strategic" ? weight : 0;
    total += weight;
  }
  let error = 0;
  for (const bin of bins) {
    if (bin.items === 0) continue;
    error += Math.abs(bin.probability - bin.strategic) / total;
    bin.probability /= bin.items;
    bin.strategic /= bin.items;
  }
  return { error, bins: bins.filter(({ items }) => items > 0) };
}

/**
 * The set as if the share of strategic items were `prior`: items weigh more or less by their class, and probabilities are
 * shifted by the difference in log-odds, as a policy's base rate shifts them.
 */
export function shiftToPrior(judged: readonly Judged[], prior: number): Judged[] {
  const total = judged.reduce((sum, { weight }) => sum + weight, 0);
  const strategic = judged.reduce((sum, { truth, weight }) => sum + (truth === "strategic" ? weight : 0), 0);
  const rate = strategic / total;
  const shift = logOdds(prior) - logOdds(rate);
  return judged.map((one) => ({
    ...one,
    weight: one.weight * (one.truth === "strategic" ? prior / rate : (1 - prior) / (1 - rate)),
    probability: one.probability === null ? null : 1 / (1 + Math.exp(-(logOdds(one.probability) + shift))),
  }));
}

export function logOdds(probability: number): number {
  const inside = Math.min(1 - 1e-6, Math.max(1e-6, probability));
  return Math.log(inside / (1 - inside));
}
