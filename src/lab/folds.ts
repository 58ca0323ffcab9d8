import { createRandom, shuffle } from "#lab/random";

/**
 * Fold of every item, 0 to folds - 1. Items of one project share a fold; projects are dealt out largest first to the smallest
 * fold, ties in an order that the seed decides, so that folds are of nearly equal size.
 */
export function assignFolds(projects: readonly string[], folds: number, seed: number): number[] {
  const sizes = new Map<string, number>();
  for (const project of projects) sizes.set(project, (sizes.get(project) ?? 0) + 1);
  const order = shuffle([...sizes.keys()].sort(), createRandom(seed)).sort(
    (a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0),
  );
  const load = Array.from({ length: folds }, () => 0);
  const foldOf = new Map<string, number>();
  for (const project of order) {
    const fold = load.indexOf(Math.min(...load));
    foldOf.set(project, fold);
    load[fold] = (load[fold] ?? 0) + (sizes.get(project) ?? 0);
  }
  return projects.map((project) => foldOf.get(project) ?? 0);
}
