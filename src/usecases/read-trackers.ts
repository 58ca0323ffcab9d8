import type { WorkItem } from "#core/model";
import type { ReportSource } from "#core/report";
import {
  type ItemLister,
  type OpenTracker,
  type Page,
  Pause,
  type ReadingPlace,
  type RunStore,
  type WorkItemSource,
} from "#ports";
import { type AuditDeps, type AuditJob, classifyPage, runAuditStep, startAudit } from "#usecases/run-audit";

export interface TrackersDeps extends Omit<AuditDeps, "source" | "saveReport"> {
  trackers: readonly OpenTracker[];
  /** Reads everything, also where changes would do. */
  isFull?: boolean;
  /** Asked after each page: true ends the reading with a Pause. Left out, it goes on to its end. */
  isOver?: () => boolean;
  /**
   * Ids are compared only where their number differs from what is remembered: for a tracker that is the only one, and where each id
   * has its price. A deletion and an item that was missed then hide each other until the next one.
   */
  isSparing?: boolean;
  /** Told what deletions a comparison of ids found. */
  onSwept?: (swept: Swept) => void;
}

/** What comparing ids with what is remembered brought. */
export interface Swept {
  removed: number;
  /** Items that are there and were not remembered. */
  added: number;
}

/** Hours between two comparisons of ids. */
const SWEEP_EVERY = 24;
const HOUR = 3_600_000;
/** Items that are fetched by id and saved together. */
const PAGE = 100;

/**
 * Reads trackers one after the other into the store: what changed since the last reading, from where an interrupted one stopped, or
 * everything. Once a day the ids of what is there are compared with what is remembered: deletions tell nobody of themselves. Answers
 * what was read, and the job that is left: the report. Throws TrackerError and SourceError of a tracker, and Pause where `isOver` says so;
 * what was read until then is kept.
 */
export async function readTrackers(deps: TrackersDeps): Promise<{ job: AuditJob; described: readonly ReportSource[] }> {
  const described: ReportSource[] = [];
  const isCopy = createCopyCheck(deps);
  let rows = 0;
  for (const tracker of deps.trackers) {
    const { source, cursor } = await planReading(tracker, deps);
    const offset = rows;
    const watched = watch(source, { offset, isCopy });
    const step = { ...deps, source: watched, saveReport: () => undefined };
    let job: AuditJob = startAudit(cursor);
    while (job.phase === "collect") {
      job = (await runAuditStep(job, step)) ?? { phase: "report", rows };
      if (deps.isOver?.()) throw new Pause("The time of this part is over; it goes on at once.");
    }
    rows = Math.max(rows, job.rows);
    await step.store.endReading(source.delivers === "changes" ? "unchanged" : "delivered-before");
    const unread = await sweepWhenDue(tracker, {
      ...{ ...step, isCopy },
      firstPosition: rows,
      isChanges: source.delivers === "changes",
    });
    for (const about of source.describe())
      described.push({ ...about, ...withUnread([...(about.unread ?? []), ...unread]) });
  }
  return { job: { phase: "report", rows }, described };
}

/** What was read of trackers, as a source that has nothing more to deliver. */
export const trackersRead = (described: readonly ReportSource[]): WorkItemSource => ({
  identity: "trackers",
  fetchPage: () => Promise.reject(new Error("Everything was read.")),
  describe: () => described,
});

const withUnread = (unread: readonly string[]): Pick<ReportSource, "unread"> => (unread.length > 0 ? { unread } : {});

/** Changes where everything was read once by the same reading, else everything; from where an interrupted one stopped. */
async function planReading(
  tracker: OpenTracker,
  { store, ruleset, isFull = false }: TrackersDeps,
): Promise<{ source: WorkItemSource; cursor?: string }> {
  const { identity, lister } = tracker;
  const place = await store.place(identity);
  if (!place) {
    const isFirst = !(await hasItems(store, lister.prefix));
    await store.savePlace({ identity, reading: ruleset.readingHash, ...(isFirst && { isFirst }) });
  }
  if (place?.reading !== ruleset.readingHash) return { source: tracker.read() };
  const cursor = place.cursor === undefined ? {} : { cursor: place.cursor };
  if (place.mark === undefined) return { source: tracker.read(), ...cursor };
  const isRemembered = (await store.reading()) === ruleset.readingHash && (await store.isWhole());
  return isFull || !isRemembered ? { source: tracker.read() } : { source: tracker.read(place.mark), ...cursor };
}

async function hasItems(store: RunStore, prefix: string): Promise<boolean> {
  for await (const page of store.scopesOf(prefix)) if (page.length > 0) return true;
  return false;
}

interface Watch {
  /** Positions of a tracker come after those of the one before. */
  offset: number;
  isCopy: (item: WorkItem) => Promise<boolean>;
}

/** A source among others: with positions of its own, and without copies of items that another tracker holds. */
function watch(source: WorkItemSource, { offset, isCopy }: Watch): WorkItemSource {
  return {
    ...source,
    async fetchPage(cursor): Promise<Page> {
      const page = await source.fetchPage(cursor);
      const items: WorkItem[] = [];
      const removed = [...(page.removed ?? [])];
      for (const item of page.items)
        if (await isCopy(item)) removed.push(item.id);
        else items.push(item);
      return { ...page, items, removed, start: page.start + offset };
    },
  };
}

/** Whether an item is the copy of one that was read from another tracker, in this run or an earlier one. */
function createCopyCheck({ store, trackers }: TrackersDeps): (item: WorkItem) => Promise<boolean> {
  if (trackers.length < 2) return () => Promise.resolve(false);
  const keys = new Set<string>();
  return async (item) => {
    if (item.copyOf === undefined) {
      if (item.tracker === "jira") keys.add(item.key);
      return false;
    }
    if (keys.has(item.copyOf)) return true;
    return (await store.recalls([item.copyOf])).length > 0;
  };
}

interface SweepDeps extends AuditDeps, Pick<TrackersDeps, "onSwept" | "isFull" | "isSparing">, Pick<Watch, "isCopy"> {
  firstPosition: number;
  /** Whether only changes were read; after everything was, what is not there is what somebody no longer wants read, too. */
  isChanges: boolean;
}

/** Compares ids once a day; answers what cannot be read any more. */
async function sweepWhenDue(tracker: OpenTracker, deps: SweepDeps): Promise<readonly string[]> {
  const { store, now } = deps;
  const place = await store.place(tracker.identity);
  if (!place) return [];
  const { isFirst, unread: before = [], ...rest } = place;
  if (isFirst) {
    await store.savePlace({ ...rest, sweptAt: now });
    return [];
  }
  const last = place.sweptAt;
  const isDue = deps.isFull || last === undefined || Date.parse(now) - Date.parse(last) >= SWEEP_EVERY * HOUR;
  if (!isDue) return before;
  if (deps.isSparing && !deps.isFull && (await isCountRight(tracker.lister, store))) {
    await store.savePlace({ ...rest, sweptAt: now, ...(before.length > 0 && { unread: before }) });
    return before;
  }
  const unread = await sweep(tracker.lister, deps);
  const swept: ReadingPlace = { ...rest, sweptAt: now, ...(unread.length > 0 && { unread }) };
  await store.savePlace(swept);
  return unread;
}

/** Whether as many items are remembered as the only tracker has. */
const isCountRight = async ({ count }: ItemLister, store: RunStore): Promise<boolean> =>
  count !== undefined && (await count()) === (await store.count());

/** Removes what is not there any more, reads what is and was missed; what stands in a scope that cannot be read stays as it was. */
async function sweep(lister: ItemLister, deps: SweepDeps): Promise<readonly string[]> {
  const { store } = deps;
  const there = new Set<string>();
  for await (const ids of lister.ids()) for (const id of ids) there.add(id);
  const gone: string[] = [];
  const unreadable = new Map<string, number>();
  let known = 0;
  for await (const page of store.scopesOf(lister.prefix))
    for (const { id, scope } of page) {
      known += 1;
      if (there.delete(id)) continue;
      if (lister.canRead(scope)) gone.push(id);
      else unreadable.set(scope, (unreadable.get(scope) ?? 0) + 1);
    }
  if (deps.isChanges && !deps.isFull && isTooMuch(gone.length, known))
    return [...describeAll(unreadable, lister), describeTooMuch(gone.length, known, lister)];
  const missed = [...there];
  let added = 0;
  for (let start = 0; start < missed.length; start += PAGE) {
    const items: WorkItem[] = [];
    for (const item of await lister.fetchItems(missed.slice(start, start + PAGE)))
      if (!(await deps.isCopy(item))) items.push(item);
    added += items.length;
    await store.savePage(await classifyPage(items, deps.firstPosition + start, deps), []);
  }
  await store.savePage([], [], gone);
  deps.onSwept?.({ removed: gone.length, added });
  return describeAll(unreadable, lister);
}

/** Half of a backlog does not go in a day: that many are more likely out of sight. */
const isTooMuch = (gone: number, known: number): boolean => gone >= 20 && gone > known / 2;

const describeTooMuch = (gone: number, known: number, { prefix }: ItemLister): string =>
  `${gone} of ${known} items are not listed any more. That many at once look like access that was lost, so none was forgotten. If they were deleted, \`rolecall sync --source ${trackerOf(prefix)} --full\` forgets them.`;

const trackerOf = (prefix: string): string => prefix.split(":")[0] ?? "";

const describeAll = (unreadable: ReadonlyMap<string, number>, { prefix }: ItemLister): string[] =>
  [...unreadable].map(([scope, count]) => describeUnreadable(scope.slice(prefix.length), count, prefix));

const describeUnreadable = (name: string, count: number, prefix: string): string =>
  `${name} cannot be read any more: ${count === 1 ? "its 1 item stands as it was" : `its ${count} items stand as they were`}. If access was taken away by mistake, give it back; if it was deleted, \`rolecall sync --source ${trackerOf(prefix)} --forget ${name}\` forgets it.`;
