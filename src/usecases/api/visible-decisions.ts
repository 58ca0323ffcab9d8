import { type Decision, itemNamesOf, type RootDecision, rootOf } from "#core/decision";
import { namesOfItem } from "#core/model";
import type { ItemList, TriageStore } from "#ports";
import { openBacklogItems } from "#usecases/api/backlog-items";
import type { ApiContext } from "#usecases/api/context";
import { readDecided } from "#usecases/api/decided";
import type { Sight } from "#usecases/api/sight";

/** Where a decision belongs; the item is null where it is about a scope as a whole. */
interface Place {
  scope: string;
  item: string | null;
}

/** Names that are looked up at once. */
const BATCH = 1000;

/** Decisions about a space or about items of it that the person may see, oldest first. What is not known any more is in no space. */
export async function visibleDecisions(whole: ApiContext, sight: Sight): Promise<Decision[]> {
  const { all, byId } = await readDecided(whole);
  const run = (await whole.store.list.present())?.run ?? "";
  const places = await whole.memo("decision-places", `${run} ${all.length}`, async () =>
    placeDecisions(
      all.flatMap((decision) => rootOf(decision, byId) ?? []),
      (await openBacklogItems(whole)).list,
      whole.store,
    ),
  );
  const placeOf = (decision: Decision): Place | undefined => places.get(rootOf(decision, byId)?.id ?? "");
  const own = all.filter((decision) => placeOf(decision)?.scope === sight.scope.id);
  const visible = await sight.sees(own.flatMap((decision) => placeOf(decision)?.item ?? []));
  return own.filter((decision) => {
    const item = placeOf(decision)?.item ?? null;
    return item === null || visible.has(item);
  });
}

/** By the item, wherever it is now; else by the finding as it is remembered. */
async function placeDecisions(
  roots: readonly RootDecision[],
  list: ItemList,
  store: TriageStore,
): Promise<ReadonlyMap<string, Place>> {
  const items = await placeItems(
    roots.flatMap((root) => itemNamesOf(root)[0] ?? []),
    list,
  );
  const placed = new Map<string, Place>();
  const open = new Map<string, string[]>();
  for (const root of roots) {
    const place = items.get(itemNamesOf(root)[0] ?? "");
    if (place) placed.set(root.id, place);
    else if ("about" in root) open.set(root.about.finding, [...(open.get(root.about.finding) ?? []), root.id]);
  }
  for (const ids of batchesOf([...open.keys()]))
    for (const { finding, item } of await store.findingsOf(ids))
      for (const id of open.get(finding.id) ?? []) placed.set(id, { scope: finding.scope, item: item?.id ?? null });
  return placed;
}

async function placeItems(names: readonly string[], list: ItemList): Promise<ReadonlyMap<string, Place>> {
  const places = new Map<string, Place>();
  for (const batch of batchesOf([...new Set(names)]))
    for (const { item } of await list.named(batch)) {
      const place = { scope: item.scope.id, item: item.id };
      // An id means its item, whatever else goes by the same name.
      for (const name of namesOfItem(item)) if (name === item.id || !places.has(name)) places.set(name, place);
    }
  return places;
}

const batchesOf = (names: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(names.length / BATCH) }, (_, index) =>
    names.slice(index * BATCH, (index + 1) * BATCH),
  );
