import type { Focus } from "#core/model";
import { bootstrapIntervals, type Interval } from "#lab/bootstrap";
import { type BinSums, BINS, calibrationError, sumBins } from "#lab/calibration";
import { type Confusion, countConfusion, coverageOf, forceAnswers, type Judged, scoreConfusion } from "#lab/scores";

/** What the intervals of one evaluation are drawn from: all lists run over the same items. */
export interface Witnesses {
  /** Group of every item: what is resampled as a whole. */
  groups: readonly string[];
  judged: readonly Judged[];
  /** Judged at the labelled base rate, for the calibration error. */
  calibrated: readonly Judged[];
  baselines: readonly (readonly Judged[])[];
}

const TRUTHS = ["strategic", "tactical"] as const;
const ANSWERS: readonly Focus[] = ["strategic", "tactical", "unclear"];
const CONFUSION = TRUTHS.length * ANSWERS.length;

/** Intervals of the model's figures, and of how far it is ahead of each baseline. */
export function drawIntervals(
  witnesses: Witnesses,
  options: { resamples: number; seed: number },
): { figures: Record<string, Interval>; ahead: readonly (Interval | null)[] } {
  const tallies = tallyGroups(witnesses);
  const drawn = bootstrapIntervals<string>(
    tallies,
    (sum) => {
      const forced = scoreConfusion(readConfusion(sum, 0));
      const confusion = readConfusion(sum, CONFUSION);
      const decided = scoreConfusion(confusion);
      const figures: Record<string, number> = {
        forcedMacroF1: forced.macroF1,
        decidedMacroF1: decided.macroF1,
        coverage: coverageOf(confusion),
        calibrationError: calibrationError(readBins(sum, 2 * CONFUSION)),
      };
      for (const [name, scores] of [
        ["forced", forced],
        ["decided", decided],
      ] as const) {
        for (const focus of TRUTHS) {
          figures[`${name} ${focus} precision`] = scores[focus].precision;
          figures[`${name} ${focus} recall`] = scores[focus].recall;
          figures[`${name} ${focus} f1`] = scores[focus].f1;
        }
      }
      witnesses.baselines.forEach((_, i) => {
        figures[aheadOf(i)] = forced.macroF1 - scoreConfusion(readConfusion(sum, baselineAt(i))).macroF1;
      });
      return figures;
    },
    options,
  );
  const ahead = witnesses.baselines.map((_, i) => drawn[aheadOf(i)] ?? null);
  const own = Object.entries(drawn).filter(([name]) => !name.startsWith(AHEAD));
  return { figures: Object.fromEntries(own), ahead };
}

const AHEAD = "ahead of ";
const aheadOf = (baseline: number): string => `${AHEAD}${baseline}`;
const baselineAt = (baseline: number): number => 2 * CONFUSION + 3 * BINS + baseline * CONFUSION;

/** One row of counts per group: forced and decided answers, calibration bins, forced answers of each baseline. */
function tallyGroups({ groups, judged, calibrated, baselines }: Witnesses): Float64Array[] {
  const indexes = new Map<string, number[]>();
  groups.forEach((group, i) => {
    const list = indexes.get(group);
    if (list) list.push(i);
    else indexes.set(group, [i]);
  });
  return [...indexes.values()].map((members) => {
    const pick = (all: readonly Judged[]): Judged[] => members.flatMap((i) => all[i] ?? []);
    const own = pick(judged);
    return Float64Array.from([
      ...flatten(countConfusion(forceAnswers(own))),
      ...flatten(countConfusion(own)),
      ...sumBins(pick(calibrated)).flatMap(({ items, probability, strategic }) => [items, probability, strategic]),
      ...baselines.flatMap((all) => flatten(countConfusion(forceAnswers(pick(all))))),
    ]);
  });
}

const flatten = (confusion: Confusion): number[] =>
  TRUTHS.flatMap((truth) => ANSWERS.map((answer) => confusion[truth][answer]));

function readConfusion(sum: Float64Array, at: number): Confusion {
  const row = (from: number) => ({
    strategic: sum[from] ?? 0,
    tactical: sum[from + 1] ?? 0,
    unclear: sum[from + 2] ?? 0,
  });
  return { strategic: row(at), tactical: row(at + ANSWERS.length) };
}

function readBins(sum: Float64Array, at: number): BinSums[] {
  return Array.from({ length: BINS }, (_, i) => ({
    items: sum[at + 3 * i] ?? 0,
    probability: sum[at + 3 * i + 1] ?? 0,
    strategic: sum[at + 3 * i + 2] ?? 0,
  }));
}
