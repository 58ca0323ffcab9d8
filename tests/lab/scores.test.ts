import { describe, expect, test } from "vitest";
import { bootstrapIntervals } from "#lab/bootstrap";
import { calibrate, weighToPrior } from "#lab/calibration";
import { drawIntervals } from "#lab/intervals";
import {
  countConfusion,
  coverageOf,
  forceAnswers,
  type Judged,
  scoreConfusion,
  scoreDecided,
  traceCurve,
} from "#lab/scores";

const judge = (truth: Judged["truth"], answer: Judged["answer"], probability: number | null): Judged => ({
  truth,
  answer,
  probability,
  weight: 1,
});
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

/** 8 of 10 strategic items and 85 of 90 tactical ones are told right. */
const known = [
  ...times(8, judge("strategic", "strategic", 0.9)),
  ...times(2, judge("strategic", "tactical", 0.1)),
  ...times(5, judge("tactical", "strategic", 0.9)),
  ...times(85, judge("tactical", "tactical", 0.1)),
];

describe("Scores", () => {
  test("of a confusion that can be worked out by hand", () => {
    const scores = scoreDecided(known);
    expect(scores).toMatchObject({ items: 100, accuracy: 0.93 });
    expect(scores.strategic).toMatchObject({ items: 10, precision: 8 / 13, recall: 0.8 });
    expect(scores.strategic.f1).toBeCloseTo(16 / 23, 9);
    expect(scores.macroF1).toBeCloseTo((16 / 23 + 170 / 177) / 2, 9);
  });

  test("undecided items count against coverage and not against precision; forced, they are answered at 0.5", () => {
    const judged = [judge("strategic", "unclear", 0.6), judge("tactical", "unclear", 0.55), ...known];
    const confusion = countConfusion(judged);
    expect(coverageOf(confusion)).toBeCloseTo(100 / 102, 9);
    expect(scoreConfusion(confusion)).toEqual(scoreDecided(known));
    expect(countConfusion(forceAnswers(judged))).toMatchObject({
      strategic: { strategic: 9, unclear: 0 },
      tactical: { strategic: 6, unclear: 0 },
    });
  });

  test("the curve decides the surest items first", () => {
    const judged = [
      judge("strategic", "strategic", 0.99),
      judge("tactical", "tactical", 0.02),
      judge("tactical", "strategic", 0.7),
      judge("strategic", "tactical", 0.4),
    ];
    expect(traceCurve(judged, [0.5, 0.75, 1]).map(({ accuracy }) => accuracy)).toEqual([1, 2 / 3, 0.5]);
  });
});

describe("Calibration", () => {
  test("is perfect where probabilities are kept, and off by what they are off", () => {
    const kept = [...times(3, judge("strategic", "strategic", 0.75)), judge("tactical", "strategic", 0.75)];
    expect(calibrate(kept).error).toBeCloseTo(0, 9);
    const bragging = [
      ...times(5, judge("strategic", "strategic", 0.95)),
      ...times(5, judge("tactical", "strategic", 0.95)),
    ];
    expect(calibrate(bragging).error).toBeCloseTo(0.45, 9);
    expect(calibrate(bragging).bins).toEqual([{ from: 0.9, items: 10, probability: 0.95, strategic: 0.5 }]);
  });

  test("a set weighed to a prior has that share of strategic items and as many in all", () => {
    const weighed = weighToPrior(known, 0.05);
    const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
    const strategic = weighed.reduce((sum, { truth, weight }) => sum + (truth === "strategic" ? weight : 0), 0);
    expect(total).toBeCloseTo(100, 9);
    expect(strategic).toBeCloseTo(5, 9);
    expect(scoreDecided(weighed).strategic.recall).toBeCloseTo(0.8, 9);
  });
});

describe("Intervals", () => {
  const mean = (sum: Float64Array) => ({ mean: (sum[0] ?? 0) / (sum[1] ?? 1) });
  const draw = (groups: Float64Array[], seed = 1) => bootstrapIntervals(groups, mean, { resamples: 400, seed }).mean;

  test("groups that are all alike leave no doubt", () => {
    expect(draw(times(20, Float64Array.of(3, 4)))).toEqual([0.75, 0.75]);
  });

  test("of a coin thrown 100 times are where theory puts them, and narrower for more groups", () => {
    const coins = (count: number) => Array.from({ length: count }, (_, i) => Float64Array.of(i % 2, 1));
    const [low, high] = draw(coins(100));
    // Half plus or minus 1.96 standard errors of 0.05.
    expect(low).toBeGreaterThan(0.36);
    expect(low).toBeLessThan(0.44);
    expect(high).toBeGreaterThan(0.56);
    expect(high).toBeLessThan(0.64);
    const [lower, higher] = draw(coins(1000));
    expect(higher - lower).toBeLessThan((high - low) / 2);
    expect(draw(coins(100))).toEqual([low, high]);
    expect(draw(coins(100), 2)).not.toEqual([low, high]);
  });

  test("hold the figure they are about, and zero where a baseline is the model itself", () => {
    const groups = known.map((_, i) => `P${i % 25}`);
    const { figures, ahead } = drawIntervals(
      {
        groups,
        judged: known,
        calibrated: known,
        baselines: [known, forceAnswers(times(100, judge("tactical", "tactical", 0)))],
      },
      { resamples: 200, seed: 1 },
    );
    const [low = 1, high = 0] = figures["decided strategic recall"] ?? [];
    expect(low).toBeLessThan(0.8);
    expect(high).toBeGreaterThanOrEqual(0.8);
    expect(ahead[0]).toEqual([0, 0]);
    expect(Object.keys(figures)).toContain("forcedMacroF1");
  });
});
