import type { Policy } from "#core/config";
import { scoreAnswers, scoreGroups, scoreResponsibilities } from "#lab/break-down";
import { calibrate, weighToPrior } from "#lab/calibration";
import { judgeWithBaselines } from "#lab/compare-baselines";
import type { BaseRateScores, Evaluation } from "#lab/evaluation";
import { drawIntervals, type Witnesses } from "#lab/intervals";
import type { LabelledItem } from "#lab/labelled";
import { type Prediction, predictAsPublished, predictByFolds, rateOf } from "#lab/predict";
import { noteItems } from "#lab/note-items";
import { countConfusion, forceAnswers, type Judged, traceCurve, truthOf } from "#lab/scores";
import { EvaluationError, FEWEST_GROUPS, groupsOf, splitForBaselines, splitForTraining } from "#lab/split-items";

export interface EvaluationOptions {
  policy: Policy;
  /** Cross-validation with weights trained anew for every fold; 0: the published weights as they are. */
  folds: number;
  /** What is kept together in one fold: items of a project know each other's words. */
  by: "project" | "item";
  /** Further items that weights are trained on in every fold; they are never judged, and no baseline learns from them. */
  alsoLearned: readonly LabelledItem[];
  /** Share of strategic items to which calibration is shifted, beside the labelled one. */
  prior?: number;
  seed: number;
  /** Resamples behind each interval; 0 leaves intervals out. */
  resamples: number;
  /** Whether descriptions are read; without them titles alone are judged and trained on. */
  descriptions: boolean;
  onProgress?: (step: string) => void;
}

export const defaultEvaluation = {
  folds: 0,
  by: "project",
  alsoLearned: [],
  seed: 1,
  resamples: 1000,
  descriptions: true,
} as const;

const COVERAGES = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1];
/**
 * Judges labelled items and compares with the labels. The same items and options give the same result.
 * Throws EvaluationError when the items do not allow what the options ask for.
 */
export async function evaluate(all: readonly LabelledItem[], options: EvaluationOptions): Promise<Evaluation> {
  const { policy, prior, seed, resamples, onProgress = () => undefined } = options;
  const items = all.filter(({ label }) => label !== "unclear").map((one) => readable(one, options));
  if (items.length === 0)
    throw new EvaluationError("No item is labelled strategic or tactical; there is nothing to score.");
  const notes = noteItems(all, items, options.folds);
  const labelledRate = rateOf(items);
  const predictions = predictAll(items, options, labelledRate);
  const judgeAll = (list: readonly Prediction[] = []): Judged[] => items.map((one, i) => judgedOf(one, list[i]));
  const [headline = [], labelled, configured, shifted] = predictions;
  const judged = judgeAll(headline);
  const calibrated = judgeAll(labelled);
  const atPrior = prior === undefined ? null : weighToPrior(judgeAll(shifted), prior);
  const baselines = await judgeWithBaselines(items, splitForBaselines(items, options, notes), policy.thresholds, {
    note: (sentence) => notes.push(sentence),
    progress: onProgress,
  });
  onProgress("intervals");
  const { figures, ahead } = intervalsOf(
    { groups: [], judged, calibrated, baselines: baselines.map((one) => one.judged) },
    items,
    { resamples, seed },
    notes,
  );
  const model = scoreAnswers(judged);
  return {
    schemaVersion: 1,
    items: countItems(all),
    method: {
      weights: options.folds > 1 ? "trained" : "published",
      folds: options.folds,
      by: options.by,
      seed,
      alsoLearned: options.folds > 1 ? options.alsoLearned.length : 0,
      descriptions: options.descriptions,
      baseRate: options.folds > 1 ? labelledRate : policy.baseRate,
      thresholds: { strategic: policy.thresholds.strategic, tactical: policy.thresholds.tactical },
      resamples,
    },
    model,
    atBaseRates: {
      labelled: atBaseRate(calibrated, labelledRate),
      configured: atBaseRate(judgeAll(configured), policy.baseRate),
      prior: atPrior && prior !== undefined ? atBaseRate(atPrior, prior) : null,
    },
    intervals: figures,
    confusion: { forced: countConfusion(forceAnswers(judged)), decided: countConfusion(judged) },
    curve: traceCurve(judged, COVERAGES),
    calibration: { labelled: calibrate(calibrated), prior: atPrior && calibrate(atPrior) },
    responsibility: scoreResponsibilities(items, headline),
    byProject: scoreGroups(items, judged, ({ project }) => project),
    byDraw: scoreGroups(items, judged, ({ draw }) => draw ?? "not given"),
    byConfidence: scoreGroups(items, judged, ({ confidence }) => `confidence ${confidence}`),
    withoutLargestProject: withoutLargest(items, judged),
    baselines: baselines.map((one, i) => {
      const answers = scoreAnswers(one.judged);
      const macroF1 = model.forced.macroF1 - answers.forced.macroF1;
      return { name: one.name, ...answers, ahead: { macroF1, interval: ahead[i] ?? null } };
    }),
    notes,
  };
}

const readable = (one: LabelledItem, { descriptions }: EvaluationOptions): LabelledItem =>
  descriptions ? one : { ...one, item: { ...one.item, description: "" } };

/** Predictions as the headline has them, at the labelled base rate, at the policy's, and at the prior where one was given. */
function predictAll(items: readonly LabelledItem[], options: EvaluationOptions, labelledRate: number): Prediction[][] {
  const { policy, folds, prior, onProgress } = options;
  if (folds < 2) {
    onProgress?.("judging with the published weights");
    const [labelled = [], configured = [], shifted] = predictAsPublished(items, policy, [
      labelledRate,
      policy.baseRate,
      ...(prior === undefined ? [] : [prior]),
    ]);
    return [configured, labelled, configured, ...(shifted ? [shifted] : [])];
  }
  onProgress?.("reading the items");
  const [labelled = [], configured = [], shifted] = predictByFolds(
    items,
    policy,
    splitForTraining(items, options),
    [(learned) => learned, () => policy.baseRate, ...(prior === undefined ? [] : [() => prior])],
    {
      alsoLearned: options.alsoLearned.map((one) => readable(one, options)),
      onFold: (done) => onProgress?.(`fold ${done} of ${folds}`),
    },
  );
  return [labelled, labelled, configured, ...(shifted ? [shifted] : [])];
}

function judgedOf({ label }: LabelledItem, prediction: Prediction | undefined): Judged {
  return {
    truth: truthOf(label),
    answer: prediction?.focus ?? "unclear",
    probability: prediction?.probability ?? 0.5,
    weight: 1,
  };
}

const atBaseRate = (judged: readonly Judged[], baseRate: number): BaseRateScores => ({
  baseRate,
  ...scoreAnswers(judged),
  calibrationError: calibrate(judged).error,
});

function intervalsOf(
  witnesses: Witnesses,
  items: readonly LabelledItem[],
  options: { resamples: number; seed: number },
  notes: string[],
): { figures: Evaluation["intervals"]; ahead: ReturnType<typeof drawIntervals>["ahead"] } {
  if (options.resamples === 0 || items.length < FEWEST_GROUPS) return { figures: null, ahead: [] };
  const projects = groupsOf(items, "project");
  const hasProjects = new Set(projects).size >= FEWEST_GROUPS;
  if (!hasProjects)
    notes.push(
      `Intervals resample items, because there are fewer than ${FEWEST_GROUPS} projects: they say nothing about other projects.`,
    );
  return drawIntervals({ ...witnesses, groups: hasProjects ? projects : groupsOf(items, "item") }, options);
}

function withoutLargest(
  items: readonly LabelledItem[],
  judged: readonly Judged[],
): Evaluation["withoutLargestProject"] {
  const counts = new Map<string, number>();
  for (const { project } of items) counts.set(project, (counts.get(project) ?? 0) + 1);
  const [largest] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (!largest || counts.size < 2) return null;
  const rest = judged.filter((_, i) => items[i]?.project !== largest[0]);
  return { project: largest[0], items: rest.length, ...scoreAnswers(rest) };
}

function countItems(items: readonly LabelledItem[]): Evaluation["items"] {
  const count = (focus: LabelledItem["label"]): number => items.filter(({ label }) => label === focus).length;
  return {
    all: items.length,
    strategic: count("strategic"),
    tactical: count("tactical"),
    unclear: count("unclear"),
    projects: new Set(items.map(({ project }) => project)).size,
  };
}
