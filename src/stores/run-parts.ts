import { createProfileCounter } from "#core/profile";
import type { SkippedRow } from "#core/report";
import type { RunStore } from "#ports";

/** What a run learns of its items while it settles them, in memory by the number of profiles and parents. */
export function createSettledCounter(): Pick<RunStore, "endReading" | "settle" | "profiles" | "deliveries"> {
  let profiles = createProfileCounter();
  let deliveries = new Set<string>();
  return {
    endReading() {
      // A report that is composed again counts again.
      profiles = createProfileCounter();
      deliveries = new Set();
      return Promise.resolve();
    },
    settle(items) {
      for (const { item, profile, deliversTo } of items) {
        profiles.add(item, profile);
        if (deliversTo !== null) deliveries.add(deliversTo);
      }
      return Promise.resolve();
    },
    profiles: () => Promise.resolve(profiles.all()),
    deliveries: () => Promise.resolve(deliveries),
  };
}

/** Rows that could not be read, each once however often its page is delivered. */
export function createSkippedRows(): { add: (rows: readonly SkippedRow[]) => void; all: () => readonly SkippedRow[] } {
  const skipped = new Map<string, SkippedRow>();
  return {
    add(rows) {
      const inPage = new Map<string, number>();
      for (const row of rows) {
        const key = JSON.stringify([row.file, row.line, row.field, row.problem]);
        // Of one line there may be several rows, of one page never more than it brings each time.
        inPage.set(key, (inPage.get(key) ?? 0) + 1);
        skipped.set(`${key}${inPage.get(key)}`, row);
      }
    },
    all: () => [...skipped.values()],
  };
}

/** What a store answers that begins with nothing: every item is new and has to be judged. */
export const NOTHING_REMEMBERED = {
  recall: () => Promise.resolve(new Set<number>()),
  unsettle: () => Promise.resolve(),
  keeps: () => Promise.resolve(new Set<string>()),
  reading: () => Promise.resolve(null),
  place: () => Promise.resolve(null),
  savePlace: () => Promise.resolve(),
  async *scopesOf() {},
  recalls: () => Promise.resolve([]),
  isWhole: () => Promise.resolve(true),
  context: () => Promise.resolve(null),
  finish: () => Promise.resolve(),
} satisfies Partial<RunStore>;
