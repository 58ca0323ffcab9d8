import type { Documents } from "#ports";

/** A work item that something has happened to, by the tracker's own id. */
export interface ChangedItem {
  id: string;
  /** Which event told of it last: a later one must not be lost while an earlier one is worked on. */
  mark: string;
}

/** Work items that wait to be audited again: whatever happened to them, and how often, they are read once. */
export interface ChangedItems {
  note(id: string, mark: string): Promise<void>;
  list(limit: number): Promise<readonly ChangedItem[]>;
  /** How it is marked while it waits; null where it does not. */
  find(id: string): Promise<string | null>;
  /** Those of which nothing new was told meanwhile. */
  done(items: readonly ChangedItem[]): Promise<void>;
}

const PREFIX = "changed ";

export const createChangedItems = (documents: Documents): ChangedItems => ({
  note: (id, mark) => documents.put(PREFIX + id, mark),
  list: async (limit) =>
    (await documents.list(PREFIX, limit)).map(({ name, text }) => ({ id: name.slice(PREFIX.length), mark: text })),
  find: (id) => documents.get(PREFIX + id),
  async done(items) {
    for (const { id, mark } of items) await documents.remove(PREFIX + id, mark);
  },
});
