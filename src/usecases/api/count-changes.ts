import type { RunRecord, StoredFinding } from "#ports";

type Changes = RunRecord["changes"];

/** What changed with each run in each scope. */
export interface ScopeChanges {
  /** `startedAt` is the run's; zeros where nothing changed. */
  in(scope: string, startedAt: string): Changes;
}

/** Counts from findings what some runs changed. What was back and is gone again is counted for the last time only. */
export async function countChanges(
  pages: AsyncIterable<readonly StoredFinding[]>,
  runs: readonly Pick<RunRecord, "startedAt" | "changes">[],
): Promise<ScopeChanges> {
  const told = new Map(runs.map(({ startedAt, changes }) => [startedAt, changes]));
  const counts = new Map<string, Changes>();
  const count = (scope: string, startedAt: string, change: keyof Changes): void => {
    // To a first audit nothing is new.
    if (!told.get(startedAt)?.[change]) return;
    const key = keyOf(scope, startedAt);
    const known = counts.get(key) ?? { new: 0, returned: 0, fixed: 0, removed: 0 };
    known[change] += 1;
    counts.set(key, known);
  };
  for await (const page of pages)
    for (const { finding, firstSeen, backSince, backFrom, gone } of page) {
      count(finding.scope, firstSeen, "new");
      if (backSince !== null && backFrom === "fixed") count(finding.scope, backSince, "returned");
      if (gone) count(finding.scope, gone.since, gone.because === "fixed" ? "fixed" : "removed");
    }
  return {
    in: (scope, startedAt) => counts.get(keyOf(scope, startedAt)) ?? { new: 0, returned: 0, fixed: 0, removed: 0 },
  };
}

const keyOf = (scope: string, startedAt: string): string => JSON.stringify([scope, startedAt]);
