import type { Policy } from "#core/config";
import type { DecidedFocus, Focus } from "#core/model";
import { type Baseline } from "#lab/baselines/baseline";
import { keywordCounter } from "#lab/baselines/keyword-counter";
import { issueType, majority } from "#lab/baselines/majority";
import { loadNaiveBayes } from "#lab/baselines/naive-bayes";
import { tfidfRegression } from "#lab/baselines/tfidf-regression";
import { bootstrapIntervals, type Interval } from "#lab/bootstrap";
import { assignFolds } from "#lab/folds";
import type { LabelledItem } from "#lab/labelled";
import { type Prediction, predictItems, predictWithBaseline, rateOf } from "#lab/predict";
import {
  type Calibration,
  calibrate,
  type Confusion,
  countConfusion,
  type CurvePoint,
  forceAnswers,
  type Judged,
  logOdds,
  scoreDecided,
  type Scores,
  shiftToPrior,
  traceCurve,
} from "#lab/scores";

export interface EvaluationOptions {
  policy: Policy;
  /** Cross-validation with weights trained anew for every fold; 0 or 1: the published weights as they are. */
  folds?: number;
  /** What is kept together in one fold. Default project: items of a project know each other's words. */
  by?: "project" | "item";
  /** Share of strategic items to which calibration is shifted, beside the labelled one. */
  prior?: number;
  seed?: number;
  /** Resamples of projects behind each interval; 0 leaves intervals out. */
  resamples?: number;
  /** Simple methods in the same run. Default true. */
  baselines?: boolean;
  onProgress?: (step: string) => void;
}

export interface ModelScores {
  name: string;
  /** Every item decided, at probability 0.5. */
  forced: Scores;
  /** As the thresholds decide; null for methods without probabilities. */
  decided: (Scores & { coverage: number }) | null;
}

export interface GroupScores {
  name: string;
  items: number;
  strategic: number;
  forced: Pick<Scores, "accuracy" | "macroF1">;
  /** Tactical items decided strategic, and the reverse. */
  falseStrategic: number;
  missedStrategic: number;
}

/** Everything an evaluation found, as plain data. Shares are 0 to 1. */
export interface Evaluation {
  items: { all: number; strategic: number; tactical: number; unclear: number; projects: number };
  method: {
    folds: number;
    by: "project" | "item";
    seed: number;
    baseRate: number;
    thresholds: { strategic: number; tactical: number };
  };
  model: ModelScores;
  /** The same probabilities at the base rate of the policy instead of the labelled one. */
  asConfigured: ModelScores & { baseRate: number };
  intervals: Record<string, Interval> | null;
  confusion: { forced: Confusion; decided: Confusion };
  curve: readonly CurvePoint[];
  calibration: { labelled: Calibration; shifted: (Calibration & { prior: number }) | null };
  /** Of the items whose focus was right, the share whose responsibility is, too. */
  responsibility: Record<DecidedFocus, { items: number; accuracy: number }>;
  byProject: readonly GroupScores[];
  byDraw: readonly GroupScores[];
  byConfidence: readonly GroupScores[];
  withoutLargestProject: Pick<ModelScores, "forced" | "decided"> & { project: string };
  baselines: readonly ModelScores[];
  notes: readonly string[];
}

const COVERAGES = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1];

/** Judges labelled items and compares with the labels. The same items and options give the same result. */
export async function evaluate(items: readonly LabelledItem[], options: EvaluationOptions): Promise<Evaluation> {
  const { policy, folds = 10, by = "project", seed = 1, resamples = 1000, onProgress } = options;
  const labelled = items.filter(({ label }) => label !== "unclear");
  const groups = labelled.map(({ project, item }) => (by === "project" ? project : item.id));
  const isTrained = folds > 1;
  const foldOf = assignFolds(groups, isTrained ? folds : 2, seed);
  onProgress?.(isTrained ? `training without each of ${folds} folds` : "judging with the published weights");
  const predictions = predictItems(labelled, policy, {
    foldOf: isTrained ? foldOf : undefined,
    folds,
    onFold: (done, of) => onProgress?.(`fold ${done} of ${of}`),
  });
  const judged = labelled.map((one, i) => judgedOf(one, predictions[i]));
  const notes: string[] = [];
  const baselines =
    options.baselines === false
      ? []
      : await runBaselines(labelled, foldOf, isTrained ? folds : 2, policy, notes, onProgress);
  onProgress?.("intervals");
  const largest = largestProject(labelled);
  const rest = judged.filter((_, i) => labelled[i]?.project !== largest);
  return {
    items: countItems(items),
    method: { folds: isTrained ? folds : 0, by, seed, baseRate: rateOf(labelled), thresholds: policy.thresholds },
    model: scoreModel("rolecall", judged),
    asConfigured: {
      ...scoreModel("rolecall", atBaseRate(judged, predictions, rateOf(labelled), policy)),
      baseRate: policy.baseRate,
    },
    intervals: resamples > 0 ? intervalsOf(labelled, judged, resamples, seed) : null,
    confusion: { forced: countConfusion(forceAnswers(judged)), decided: countConfusion(judged) },
    curve: traceCurve(judged, COVERAGES),
    calibration: {
      labelled: calibrate(judged),
      shifted:
        options.prior === undefined
          ? null
          : { prior: options.prior, ...calibrate(shiftToPrior(judged, options.prior)) },
    },
    responsibility: scoreResponsibilities(labelled, predictions),
    byProject: scoreGroups(labelled, judged, ({ project }) => project),
    byDraw: scoreGroups(labelled, judged, ({ draw }) => draw ?? "not given"),
    byConfidence: scoreGroups(labelled, judged, ({ confidence }) => `confidence ${confidence}`),
    withoutLargestProject: { project: largest, ...scoreModel("", rest) },
    baselines,
    notes,
  };
}

function judgedOf({ label }: LabelledItem, prediction: Prediction | undefined): Judged {
  const truth: DecidedFocus = label === "strategic" ? "strategic" : "tactical";
  return { truth, answer: prediction?.focus ?? "unclear", probability: prediction?.probability ?? 0.5, weight: 1 };
}

function scoreModel(name: string, judged: readonly Judged[]): ModelScores {
  const decided = judged.filter(({ answer }) => answer !== "unclear");
  const hasProbabilities = judged.some(({ probability }) => probability !== null);
  return {
    name,
    forced: scoreDecided(forceAnswers(judged)),
    decided: hasProbabilities
      ? { ...scoreDecided(decided), coverage: decided.length / Math.max(1, judged.length) }
      : null,
  };
}

/** Probabilities at the policy's base rate, answered by its thresholds; an item nothing decided stays unclear. */
function atBaseRate(
  judged: readonly Judged[],
  predictions: readonly Prediction[],
  from: number,
  { baseRate, thresholds }: Policy,
): Judged[] {
  const shift = logOdds(baseRate) - logOdds(from);
  return judged.map((one, i) => {
    const probability = 1 / (1 + Math.exp(-(logOdds(one.probability ?? 0.5) + shift)));
    const hadNoReason =
      predictions[i]?.focus === "unclear" && answerAt(one.probability ?? 0.5, thresholds) !== "unclear";
    return { ...one, probability, answer: hadNoReason ? "unclear" : answerAt(probability, thresholds) };
  });
}

function answerAt(probability: number, thresholds: Policy["thresholds"]): Focus {
  if (probability >= thresholds.strategic) return "strategic";
  return probability <= thresholds.tactical ? "tactical" : "unclear";
}

async function runBaselines(
  items: readonly LabelledItem[],
  foldOf: readonly number[],
  folds: number,
  policy: Policy,
  notes: string[],
  onProgress: EvaluationOptions["onProgress"],
): Promise<ModelScores[]> {
  const naiveBayes = await loadNaiveBayes();
  if (!naiveBayes) notes.push("Naive Bayes is left out: the npm package natural is not installed here.");
  const baselines: Baseline[] = [
    majority,
    issueType,
    keywordCounter,
    ...(naiveBayes ? [naiveBayes] : []),
    tfidfRegression,
  ];
  return baselines.map((baseline) => {
    onProgress?.(`baseline: ${baseline.name}`);
    const guesses = predictWithBaseline(items, baseline, foldOf, folds);
    const judged = items.map(({ label }, i): Judged => {
      const { answer, probability } = guesses[i] ?? { answer: "tactical", probability: null };
      const truth: DecidedFocus = label === "strategic" ? "strategic" : "tactical";
      return {
        truth,
        answer: probability === null ? answer : answerAt(probability, policy.thresholds),
        probability,
        weight: 1,
      };
    });
    return scoreModel(baseline.name, judged);
  });
}

function intervalsOf(
  items: readonly LabelledItem[],
  judged: readonly Judged[],
  resamples: number,
  seed: number,
): Record<string, Interval> {
  const byProject = new Map<string, Judged[]>();
  judged.forEach((one, i) => {
    const project = items[i]?.project ?? "";
    const list = byProject.get(project);
    if (list) list.push(one);
    else byProject.set(project, [one]);
  });
  const figures = (sample: readonly Judged[]) => {
    const { forced, decided } = scoreModel("", sample);
    return {
      "forced macro-F1": forced.macroF1,
      "decided macro-F1": decided?.macroF1 ?? 0,
      coverage: decided?.coverage ?? 0,
      "precision of decided strategic": decided?.strategic.precision ?? 0,
      "recall of strategic, forced": forced.strategic.recall,
      "calibration error": calibrate(sample).error,
    };
  };
  return bootstrapIntervals([...byProject.values()], figures, { resamples, seed });
}

function countItems(items: readonly LabelledItem[]): Evaluation["items"] {
  const count = (focus: Focus): number => items.filter(({ label }) => label === focus).length;
  return {
    all: items.length,
    strategic: count("strategic"),
    tactical: count("tactical"),
    unclear: count("unclear"),
    projects: new Set(items.map(({ project }) => project)).size,
  };
}

function scoreResponsibilities(
  items: readonly LabelledItem[],
  predictions: readonly Prediction[],
): Evaluation["responsibility"] {
  const scoreOf = (focus: DecidedFocus): { items: number; accuracy: number } => {
    const right = items.flatMap((one, i) => {
      const prediction = predictions[i];
      const leaning = (prediction?.probability ?? 0) >= 0.5 ? "strategic" : "tactical";
      return one.label === focus && leaning === focus && one.responsibility && prediction
        ? [one.responsibility === prediction.responsibility]
        : [];
    });
    return { items: right.length, accuracy: right.filter(Boolean).length / Math.max(1, right.length) };
  };
  return { strategic: scoreOf("strategic"), tactical: scoreOf("tactical") };
}

function scoreGroups(
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
      const { accuracy, macroF1 } = scoreDecided(forceAnswers(group));
      const { strategic, tactical } = countConfusion(group);
      return {
        name,
        items: group.length,
        strategic: strategic.strategic + strategic.tactical + strategic.unclear,
        forced: { accuracy, macroF1 },
        falseStrategic: tactical.strategic,
        missedStrategic: strategic.tactical,
      };
    })
    .sort((a, b) => b.items - a.items || (a.name < b.name ? -1 : 1));
}

function largestProject(items: readonly LabelledItem[]): string {
  const counts = new Map<string, number>();
  for (const { project } of items) counts.set(project, (counts.get(project) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? "";
}
