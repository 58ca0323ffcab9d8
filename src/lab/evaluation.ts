import type { DecidedFocus } from "#core/model";
import type { Responsibility } from "#core/taxonomy";
import type { Interval } from "#lab/bootstrap";
import type { Calibration } from "#lab/calibration";
import type { Confusion, CurvePoint, Scores } from "#lab/scores";

/** What a model scored, with every item decided and as it decides. */
export interface AnswerScores {
  /** Every item decided, at probability 0.5. */
  forced: Scores;
  /** As the thresholds decide, over the decided items; null for methods that name a class and no probability. */
  decided: (Scores & { coverage: number }) | null;
}

export interface BaselineScores extends AnswerScores {
  name: string;
  /** Macro-F1 of the model less the baseline's, every item decided; the interval resamples projects for both at once. */
  ahead: { macroF1: number; interval: Interval | null };
}

export interface BaseRateScores extends AnswerScores {
  /** Share of strategic items that the classifier was told to expect. */
  baseRate: number;
  calibrationError: number;
}

export interface GroupScores {
  name: string;
  items: number;
  strategic: number;
  forced: GroupAnswers;
  decided: GroupAnswers & { coverage: number };
}

interface GroupAnswers {
  accuracy: number;
  macroF1: number;
  /** Tactical items said to be strategic. */
  falseStrategic: number;
  /** Strategic items said to be tactical. */
  missedStrategic: number;
}

/** Of the items whose focus was told right, how many have the right responsibility, too. */
export interface ResponsibilityScores {
  items: number;
  right: number;
  accuracy: number;
}

/** Everything an evaluation found, as plain data. Shares are 0 to 1. Fields are only added, else `schemaVersion` is raised. */
export interface Evaluation {
  schemaVersion: 1;
  items: { all: number; strategic: number; tactical: number; unclear: number; projects: number };
  method: {
    /** `published`: as they are; `trained`: anew for every fold, without its items. */
    weights: "published" | "trained";
    /** 0 with the published weights. */
    folds: number;
    by: "project" | "item";
    seed: number;
    /** Further items that every fold was trained on. */
    alsoLearned: number;
    descriptions: boolean;
    /** Share of strategic items that the model was told to expect; with folds about that of the labels. */
    baseRate: number;
    thresholds: { strategic: number; tactical: number };
    resamples: number;
  };
  model: AnswerScores;
  atBaseRates: {
    /** At the share of strategic items among the labels. */
    labelled: BaseRateScores;
    /** At the policy's. */
    configured: BaseRateScores;
    /** At --prior, with items weighed as if that were their share; null when none was asked for. */
    prior: BaseRateScores | null;
  };
  /** 95 %, by resampling projects; null when there are too few items. */
  intervals: Record<string, Interval> | null;
  confusion: { forced: Confusion; decided: Confusion };
  curve: readonly CurvePoint[];
  calibration: { labelled: Calibration; prior: Calibration | null };
  responsibility: Record<DecidedFocus, ResponsibilityScores> & {
    each: readonly (ResponsibilityScores & { name: Responsibility })[];
  };
  byProject: readonly GroupScores[];
  byDraw: readonly GroupScores[];
  byConfidence: readonly GroupScores[];
  /** Null when there is one project only. */
  withoutLargestProject: (AnswerScores & { project: string; items: number }) | null;
  baselines: readonly BaselineScores[];
  /** What a reader must know of the figures, a sentence each. */
  notes: readonly string[];
}
