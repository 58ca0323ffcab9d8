import type { WorkItem } from "#core/model";
import type { ReportSource } from "#core/report";
import type { ItemLister, OpenTracker, Page, ReadingPlace, WorkItemSource } from "#ports";
import { type AuditDeps, type AuditJob, classifyPage, runAuditStep, startAudit } from "#usecases/run-audit";

export interface TrackersDeps extends Omit<AuditDeps, "source" | "saveReport"> {
  trackers: readonly OpenTracker[];
  /** Reads everything, also where changes would do. */
  isFull?: boolean;
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
 * what was read, and the job that is left: the report. Throws TrackerError and SourceError of a tracker; what was read until then is kept.
 */
export async function readTrackers(deps: TrackersDeps): Promise<{ job: AuditJob; described: readonly ReportSource[] }> {
  const described: ReportSource[] = [];
  const isCopy = createCopyCheck(deps);
  let rows = 0;
  for (const tracker of deps.trackers) {
    const { source, cursor, isFirst } = await planReading(tracker, deps);
    const offset = rows;
    const watched = watch(source, { offset, isCopy });
    const step = { ...deps, source: watched, saveReport: () => undefined };
    let job: AuditJob = startAudit(cursor);
    while (job.phase === "collect") job = (await runAuditStep(job, step)) ?? { phase: "report", rows };
    rows = Math.max(rows, job.rows);
    await step.store.endReading(source.delivers === "changes" ? "unchanged" : "delivered-before");
    const unread = await sweepWhenDue(tracker, { ...step, firstPosition: rows, isFirst });
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
async function planReading(tracker: OpenTracker, { store, ruleset, isFull = false }: TrackersDeps): Promise<Plan> {
  const place = await store.place(tracker.identity);
  const isFirst = !place || (place.mark === undefined && place.sweptAt === undefined);
  if (place?.reading !== ruleset.readingHash) return { source: tracker.read(), isFirst };
  const from = { isFirst, ...(place.cursor !== undefined && { cursor: place.cursor }) };
  if (place.mark === undefined) return { source: tracker.read(), ...from };
  const isRemembered = (await store.reading()) === ruleset.readingHash && (await store.isWhole());
  return isFull || !isRemembered ? { source: tracker.read(), isFirst } : { source: tracker.read(place.mark), ...from };
}

interface Plan {
  source: WorkItemSource;
  /** Where an interrupted reading goes on. */
  cursor?: string;
  /** Whether it was never read to its end: then nothing is remembered that could be gone. */
  isFirst: boolean;
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

interface SweepDeps extends AuditDeps, Pick<TrackersDeps, "onSwept"> {
  firstPosition: number;
  isFirst: boolean;
}

/** Compares ids once a day; answers what cannot be read any more. */
async function sweepWhenDue(tracker: OpenTracker, deps: SweepDeps): Promise<readonly string[]> {
  const { store, now } = deps;
  const place = await store.place(tracker.identity);
  if (!place) return [];
  if (deps.isFirst) {
    await store.savePlace({ ...place, sweptAt: now });
    return [];
  }
  const isDue = place.sweptAt === undefined || Date.parse(now) - Date.parse(place.sweptAt) >= SWEEP_EVERY * HOUR;
  if (!isDue) return place.unread ?? [];
  const unread = await sweep(tracker.lister, deps);
  const { unread: _before, ...rest } = place;
  const swept: ReadingPlace = { ...rest, sweptAt: now, ...(unread.length > 0 && { unread }) };
  await store.savePlace(swept);
  return unread;
}

/** Removes what is not there any more, reads what is and was missed; what stands in a scope that cannot be read stays as it was. */
async function sweep(lister: ItemLister, deps: SweepDeps): Promise<readonly string[]> {
  const { store } = deps;
  const there = new Set<string>();
  for await (const ids of lister.ids()) for (const id of ids) there.add(id);
  const gone: string[] = [];
  const unreadable = new Map<string, number>();
  for await (const page of store.scopesOf(lister.prefix))
    for (const { id, scope } of page) {
      if (there.delete(id)) continue;
      if (lister.canRead(scope)) gone.push(id);
      else unreadable.set(scope, (unreadable.get(scope) ?? 0) + 1);
    }
  const missed = [...there];
  for (let start = 0; start < missed.length; start += PAGE) {
    const items = await lister.fetchItems(missed.slice(start, start + PAGE));
    await store.savePage(await classifyPage(items, deps.firstPosition + start, deps), []);
  }
  await store.savePage([], [], gone);
  deps.onSwept?.({ removed: gone.length, added: missed.length });
  return [...unreadable].map(([scope, count]) => describeUnreadable(scope.slice(lister.prefix.length), count));
}

const describeUnreadable = (name: string, count: number): string =>
  `${name} cannot be read any more: ${count === 1 ? "its 1 item stands as it was" : `its ${count} items stand as they were`}. If access was taken away by mistake, give it back; if it was deleted, \`rolecall sync --forget ${name}\` forgets it.`;
