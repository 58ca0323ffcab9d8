import {
  comparePositions,
  isListed,
  type ListedFinding,
  positionIn,
  type Tally,
  TALLIED,
  toTallyChange,
} from "#core/listed-finding";
import type { FindingList, ListStamp, RunRecord } from "#ports";

/** A list of findings in memory; `newest` and `decisions` say what it would be made of now. */
export function createMemoryFindingList(
  newest: () => Pick<RunRecord, "id" | "finishedAt"> | undefined,
  decisions: () => number,
): FindingList & { clear(): void } {
  let stamp: ListStamp | null = null;
  let rows = new Map<string, ListedFinding>();
  const idsWhere = (isWanted: (row: ListedFinding) => boolean): Promise<string[]> =>
    Promise.resolve([...rows.values()].filter(isWanted).map(({ id }) => id));
  return {
    clear() {
      rows.clear();
      stamp = null;
    },
    stamp: () => Promise.resolve(stamp && { ...stamp }),
    present: () => {
      const last = newest();
      return Promise.resolve(last ? { run: `${last.id} ${last.finishedAt}`, decisions: decisions() } : null);
    },
    async replace(next, pages) {
      const made = new Map<string, ListedFinding>();
      for await (const page of pages) for (const row of page) made.set(row.id, structuredClone(row));
      rows = made;
      stamp = { ...next };
    },
    update: (next, changed) => {
      const before = changed.flatMap(({ id }) => rows.get(id) ?? []);
      for (const row of changed) rows.set(row.id, structuredClone(row));
      stamp = { ...next };
      return Promise.resolve([
        ...before.flatMap((row) => toTallyChange(row, -1)),
        ...changed.flatMap((row) => toTallyChange(row, 1)),
      ]);
    },
    page: (filter, { by, reverse }, after, limit) => {
      const sign = reverse ? -1 : 1;
      const wanted = [...rows.values()]
        .filter((row) => isListed(row, filter))
        .map((row) => ({ id: row.id, position: positionIn(by, row) }))
        .filter(({ position }) => after === undefined || comparePositions(position, after) * sign > 0)
        .sort((a, b) => comparePositions(a.position, b.position) * sign);
      return Promise.resolve(wanted.slice(0, limit));
    },
    tally: (narrowing) => {
      const tallies = new Map<string, Tally>();
      for (const row of rows.values()) {
        if (!isListed(row, narrowing)) continue;
        const key = JSON.stringify(TALLIED.map((field) => row[field]));
        const known = tallies.get(key);
        if (known) known.count += 1;
        else {
          const { state, severity, mark, rule, scope, level, responsibility } = row;
          tallies.set(key, { state, severity, mark, rule, scope, level, responsibility, count: 1 });
        }
      }
      return Promise.resolve([...tallies.values()]);
    },
    near: ({ items = [], parents = [] }) =>
      idsWhere(({ item, parent }) => items.includes(item ?? "") || parents.includes(parent ?? "")),
    due: (day) => idsWhere(({ until }) => until !== null && until <= day),
  };
}
