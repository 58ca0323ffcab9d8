import type { ItemList, TriageStore } from "#ports";
import { emptyTally, partOf, type Progress, tallyIn } from "#usecases/publish-search-progress";
import type { OptedIn } from "#usecases/publish-search-values";

interface LeftInput {
  store: Pick<TriageStore, "published">;
  list: ItemList;
  optedIn: OptedIn;
  /** Of a publishing that has met all items. */
  progress: Pick<Progress, "seen">;
}

/** Ids of items that carry something and should not any more, a page at a time. Looks up only where counts say that there are some. */
export async function* findLeft({ store, list, optedIn, progress }: LeftInput): AsyncIterable<readonly string[]> {
  const carrying = emptyTally();
  for await (const page of store.published.all()) for (const { id } of page) tallyIn(carrying, id);
  const isSuspect = (id: string): boolean => carrying[partOf(id)] !== progress.seen[partOf(id)];
  if (carrying.every((count, part) => count === progress.seen[part])) return;
  for await (const page of store.published.all()) {
    const ids = page.map(({ id }) => id).filter(isSuspect);
    if (ids.length === 0) continue;
    const wanted = await findWanted(ids, list, optedIn);
    yield ids.filter((id) => !wanted.has(id));
  }
}

async function findWanted(ids: readonly string[], list: ItemList, optedIn: OptedIn): Promise<ReadonlySet<string>> {
  const wanted = new Set<string>();
  for (const { item, place } of await list.named(ids))
    // Without a profile an audit is at work on the item: what becomes of it, the next publishing knows.
    if (place.profile === "" || optedIn.byId.has(place.profile)) wanted.add(item.id);
  return wanted;
}
