import { assignFolds } from "#lab/folds";
import type { LabelledItem } from "#lab/labelled";
import type { Split } from "#lab/predict";

/** Items and options that do not go together; the message is one sentence with the remedy. */
export class EvaluationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "EvaluationError";
  }
}

/** Fewer projects than this say nothing about other projects. */
export const FEWEST_GROUPS = 5;

/** What stands or falls together: the project, or the item alone. */
export const groupsOf = (items: readonly LabelledItem[], by: "project" | "item"): string[] =>
  items.map(({ project, item }) => (by === "project" ? project : item.id));

interface SplitOptions {
  folds: number;
  by: "project" | "item";
  seed: number;
}

const splitItems = (items: readonly LabelledItem[], { folds, by, seed }: SplitOptions): Split => ({
  foldOf: assignFolds(groupsOf(items, by), folds, seed),
  folds,
});

/** Folds to train on. Throws EvaluationError where a fold would have nothing to learn from. */
export function splitForTraining(items: readonly LabelledItem[], options: SplitOptions): Split {
  const { folds, by } = options;
  const { foldOf } = splitItems(items, options);
  const groups = new Set(groupsOf(items, by)).size;
  if (groups < folds) {
    const remedy = by === "project" && items.length >= folds ? "use --by item, or fewer folds" : "use fewer folds";
    throw new EvaluationError(`${folds} folds need ${folds} ${by}s and there are ${groups}; ${remedy}.`);
  }
  for (let fold = 0; fold < folds; fold++)
    for (const focus of ["strategic", "tactical"] as const)
      if (!items.some(({ label }, i) => label === focus && foldOf[i] !== fold))
        throw new EvaluationError(
          `Fold ${fold + 1} of ${folds} leaves no ${focus} item to learn from; label more, or judge with the published weights (leave --folds out).`,
        );
  return { foldOf, folds };
}

/** Baselines need something to learn from even where the classifier is not trained. */
export function splitForBaselines(items: readonly LabelledItem[], options: SplitOptions, notes: string[]): Split {
  if (options.folds > 1) return splitItems(items, options);
  const projects = new Set(items.map(({ project }) => project)).size;
  const by = projects >= FEWEST_GROUPS ? "project" : "item";
  const folds = Math.max(2, Math.min(10, by === "project" ? projects : items.length));
  notes.push(
    `The baselines cannot be used without training: each is trained on the rest of these items (${folds} folds by ${by}), which the published weights need not be.`,
  );
  return splitItems(items, { folds, by, seed: options.seed });
}
