import { type Ruleset, verdictOf } from "#core/classify/classify";
import { createRoleDirectory } from "#core/roles";
import type { ItemList, TrackerWriter, TriageStore } from "#ports";
import { refreshList } from "#usecases/finding-list";
import { createTask, type PublishTask, removeItems, writeValues } from "#usecases/publish-search-batch";
import { findLeft } from "#usecases/publish-search-left";
import { beginProgress, dropProgress, type Progress, saveProgress, tallyIn } from "#usecases/publish-search-progress";
import { createValueReader, findOptedIn, type OptedIn, searchSettings } from "#usecases/publish-search-values";
import { readItemPage } from "#usecases/api/item-page";

/** As much of a tracker's writer as publishing needs. */
export type PropertyWriter = Pick<TrackerWriter, "prefix" | "setProperties" | "removeProperties">;

/** When to stop for now: what is left, the next call does. */
export interface PublishBudget {
  /** Asked before each batch of at most 500 items. */
  isOver: () => boolean;
  /** Properties that may be written or removed; left out, any number. */
  writes?: number;
}

export interface PublishOptions extends PublishBudget {
  /** Its policy says which spaces are published. */
  ruleset: Ruleset;
  /** ISO 8601 instant. */
  now: string;
}

/** What came of it; counts are properties of items, of this call. */
export interface PublishOutcome {
  /** False: the next call goes on. */
  isDone: boolean;
  written: number;
  removed: number;
  /** Items that may not be written to, or from which nothing may be removed; asked for again by the next publishing. */
  refused: number;
}

/** Items of one look at the store. */
const PAGE = 500;

/**
 * Makes items carry what the policy asks for, as the last audit and the decisions since have it: writes what differs from what was
 * written before, and removes it where a space was switched off or an item is gone. May be stopped at any point and called again; two
 * at the same time would do the same work twice. Throws TrackerError.
 */
export async function publishSearch(
  store: TriageStore,
  writer: PropertyWriter,
  options: PublishOptions,
): Promise<PublishOutcome> {
  const { ruleset, now } = options;
  const decisions = await store.decisions();
  const made = await refreshList({ store, now, decisions: () => Promise.resolve(decisions) });
  const task = createTask(store, writer, options);
  // Before the first audit nothing is known, also not that something is gone.
  if (!made) return task.outcome(true);
  const progress = await beginProgress(store.documents, JSON.stringify([made, searchSettings(ruleset.policy)]));
  const list = openList(store, options);
  const optedIn = findOptedIn(await list.profiles(), ruleset.policy);
  const readValues = createValueReader({ store, decisions, now, optedIn });
  let isDone = false;
  try {
    const isWritten = await writePages({ task, list, optedIn, progress, readValues });
    isDone = isWritten && (await removeLeft(findLeft({ store, list, optedIn, progress }), task));
  } finally {
    // Also where the tracker refuses to go on: what is done need not be looked at again.
    await (isDone ? dropProgress(store.documents) : saveProgress(store.documents, progress));
  }
  return task.outcome(isDone);
}

/** Removes everything that was ever written. May be stopped and called again. Throws TrackerError. */
export async function unpublish(
  store: TriageStore,
  writer: PropertyWriter,
  budget: PublishBudget,
): Promise<PublishOutcome> {
  const task = createTask(store, writer, budget);
  await dropProgress(store.documents);
  const all = async function* (): AsyncIterable<readonly string[]> {
    for await (const page of store.published.all()) yield page.map(({ id }) => id);
  };
  return task.outcome(await removeLeft(all(), task));
}

interface Writing {
  task: PublishTask;
  list: ItemList;
  optedIn: OptedIn;
  progress: Progress;
  readValues: ReturnType<typeof createValueReader>;
}

/** From where the progress is to the end of the items; false where the budget ended before. */
async function writePages({ task, list, optedIn, progress, readValues }: Writing): Promise<boolean> {
  while (!progress.isWritten) {
    if (task.isOver()) return false;
    const page = await readItemPage(list, optedIn.profiles, progress.after, PAGE);
    const own = page.filter(({ item }) => item.id.startsWith(task.writer.prefix));
    const there = await writeValues(await readValues(own), task);
    if (there === null) return false;
    for (const id of there) tallyIn(progress.seen, id);
    const last = page.at(-1)?.place;
    const profile = last && optedIn.byId.get(last.profile)?.profile;
    if (last && profile) progress.after = { ...last, scope: profile.scope.name, level: profile.level };
    else progress.isWritten = true;
  }
  return true;
}

async function removeLeft(pages: AsyncIterable<readonly string[]>, task: PublishTask): Promise<boolean> {
  for await (const ids of pages) if (!(await removeItems(ids, task))) return false;
  return true;
}

const openList = (store: TriageStore, { ruleset, now }: PublishOptions): ItemList =>
  store.items({
    reading: ruleset.readingHash,
    verdictOf: (evidence, language) => verdictOf(evidence, language, ruleset),
    refOf: createRoleDirectory(ruleset.policy, now.slice(0, 10)).refOf,
  });
