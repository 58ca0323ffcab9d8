import type { PublishedItem, TriageStore } from "#ports";
import type { PropertyWriter, PublishBudget, PublishOutcome } from "#usecases/publish-search";

/** One publishing with what it has done, and what it may still do. */
export interface PublishTask {
  store: Pick<TriageStore, "published">;
  writer: PropertyWriter;
  /** Whether nothing may be written for now. */
  isOver(): boolean;
  /** How many may still be written. */
  left(): number;
  count(done: Partial<Omit<PublishOutcome, "isDone">>): void;
  outcome(isDone: boolean): PublishOutcome;
}

/** Items of one call of the writer, so that the end of a budget is noticed in time. */
const BATCH = 500;

/** What is noted while it is not known whether an item carries the old value, the new one or none: no value is this one. */
const toUnknown = ({ id }: { id: string }): PublishedItem => ({ id, value: "" });

export function createTask(
  store: PublishTask["store"],
  writer: PropertyWriter,
  { isOver, writes = Infinity }: PublishBudget,
): PublishTask {
  const counts = { written: 0, removed: 0, refused: 0 };
  const left = (): number => Math.min(BATCH, writes - counts.written - counts.removed);
  return {
    ...{ store, writer, left },
    isOver: () => left() <= 0 || isOver(),
    count(done) {
      for (const key of ["written", "removed", "refused"] as const) counts[key] += done[key] ?? 0;
    },
    outcome: (isDone) => ({ isDone, ...counts }),
  };
}

/**
 * Makes items carry these values; answers ids of those that carry something then, or null where the budget ended before. Before an item
 * is written to, it is noted that it may be: what a killed publishing has written is found again and can be removed.
 */
export async function writeValues(
  wanted: readonly PublishedItem[],
  { store: { published }, writer, ...task }: PublishTask,
): Promise<ReadonlySet<string> | null> {
  const known = new Map((await published.of(wanted.map(({ id }) => id))).map(({ id, value }) => [id, value]));
  const there = new Set(known.keys());
  const changed = wanted.filter(({ id, value }) => known.get(id) !== value);
  for (let start = 0; start < changed.length;) {
    if (task.isOver()) return null;
    const batch = changed.slice(start, start + task.left());
    start += batch.length;
    await published.save(batch.map(toUnknown));
    const written = await writer.setProperties(
      batch.map(({ id, value }) => ({ id, value: JSON.parse(value) as unknown })),
    );
    await published.save(batch.filter(({ id }) => written.has(id)));
    // An older value that may no longer be changed is still there.
    await published.remove(batch.filter(({ id }) => !written.has(id) && !known.has(id)).map(({ id }) => id));
    for (const id of written) there.add(id);
    task.count({ written: written.size, refused: batch.length - written.size });
  }
  return there;
}

/** Makes items carry nothing any more; false where the budget ended before. */
export async function removeItems(
  ids: readonly string[],
  { store: { published }, writer, ...task }: PublishTask,
): Promise<boolean> {
  for (let start = 0; start < ids.length;) {
    if (task.isOver()) return false;
    const batch = ids.slice(start, start + task.left());
    start += batch.length;
    await published.save(batch.map((id) => toUnknown({ id })));
    const removed = await writer.removeProperties(batch);
    await published.remove([...removed]);
    task.count({ removed: removed.size, refused: batch.length - removed.size });
  }
  return true;
}
