import type { Judged } from "#lab/scores";

/** How far probabilities are from what they promise. */
export interface Calibration {
  /** Mean distance between probability and truth over ten bins of equal width, weighted by their items. */
  error: number;
  bins: { from: number; items: number; probability: number; strategic: number }[];
}

export const BINS = 10;

/** Sums of one bin; they add up over parts of a set. */
export interface BinSums {
  items: number;
  probability: number;
  strategic: number;
}

export function sumBins(judged: readonly Judged[]): BinSums[] {
  const bins = Array.from({ length: BINS }, () => ({ items: 0, probability: 0, strategic: 0 }));
  for (const { probability, truth, weight } of judged) {
    if (probability === null) continue;
    const bin = bins[Math.min(BINS - 1, Math.floor(probability * BINS))];
    if (!bin) continue;
    bin.items += weight;
    bin.probability += weight * probability;
    bin.strategic += truth === "strategic" ? weight : 0;
  }
  return bins;
}

/** The expected calibration error of summed bins. */
export function calibrationError(bins: readonly BinSums[]): number {
  const total = bins.reduce((sum, { items }) => sum + items, 0);
  const distance = bins.reduce((sum, { probability, strategic }) => sum + Math.abs(probability - strategic), 0);
  return total === 0 ? 0 : distance / total;
}

export function calibrate(judged: readonly Judged[]): Calibration {
  const sums = sumBins(judged);
  return {
    error: calibrationError(sums),
    bins: sums.flatMap(({ items, probability, strategic }, i) =>
      items === 0 ? [] : [{ from: i / BINS, items, probability: probability / items, strategic: strategic / items }],
    ),
  };
}

/** The same answers, weighed as if the share of strategic items were `prior`; a set of one class stays as it is. */
export function weighToPrior(judged: readonly Judged[], prior: number): Judged[] {
  const strategic = judged.filter(({ truth }) => truth === "strategic").length;
  const rate = strategic / Math.max(1, judged.length);
  if (rate === 0 || rate === 1) return [...judged];
  return judged.map((one) => ({
    ...one,
    weight: one.truth === "strategic" ? prior / rate : (1 - prior) / (1 - rate),
  }));
}
