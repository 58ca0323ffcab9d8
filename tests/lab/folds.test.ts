import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assignFolds } from "#lab/folds";

describe("Folds", () => {
  test("never split a project, whatever the sizes of projects", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("A", "B", "C", "D", "E", "F", "G"), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 0, max: 1000 }),
        (projects, folds, seed) => {
          const foldOf = assignFolds(projects, folds, seed);
          const foldsOf = new Map<string, Set<number>>();
          projects.forEach((project, i) =>
            foldsOf.set(project, (foldsOf.get(project) ?? new Set()).add(foldOf[i] ?? -1)),
          );
          return (
            [...foldsOf.values()].every((set) => set.size === 1) && foldOf.every((fold) => fold >= 0 && fold < folds)
          );
        },
      ),
    );
  });

  test("are of nearly equal size, and another seed deals otherwise", () => {
    const projects = Array.from({ length: 40 }, (_, i) => Array.from({ length: 1 + (i % 5) }, () => `P${i}`)).flat();
    const foldOf = assignFolds(projects, 5, 1);
    const sizes = [0, 1, 2, 3, 4].map((fold) => foldOf.filter((one) => one === fold).length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    expect(assignFolds(projects, 5, 1)).toEqual(foldOf);
    expect(assignFolds(projects, 5, 2)).not.toEqual(foldOf);
  });
});
