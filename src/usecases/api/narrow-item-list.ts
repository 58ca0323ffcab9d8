import type { ItemList, ListedItem } from "#ports";
import type { Sight } from "#usecases/api/sight";

/** Items that are asked for at once. */
const BATCH = 1000;

/**
 * The items of one space that somebody may see. A page is read on until it is full. Profiles are counted over the whole space: whom
 * something is hidden from learns that there is more, not what it is.
 */
export function narrowItemList(list: ItemList, sight: Sight): ItemList {
  const pageOfOne = async (profile: string, limit: number, after: Place | undefined): Promise<ListedItem[]> => {
    const items: ListedItem[] = [];
    let from = after;
    for (let isMore = true; isMore && items.length < limit;) {
      const size = items.length === 0 && from === after ? limit : BATCH;
      const read = await list.page([profile], size, from);
      items.push(...(await sight.items(read)));
      isMore = read.length === size;
      from = read.at(-1)?.place;
    }
    return items.slice(0, limit);
  };
  return {
    profiles: () => list.profiles(sight.scope.id),
    async page(profiles, limit, after) {
      const [one, ...others] = profiles;
      if (one !== undefined && others.length === 0) return pageOfOne(one, limit, after);
      const read = await list.page(profiles, limit, after);
      if (read.length < limit) return sight.items(read);
      const items: ListedItem[] = [];
      for (const profile of profiles) items.push(...(await pageOfOne(profile, limit - items.length, after)));
      return items;
    },
    named: async (names) => sight.items(await list.named(names)),
    /** Of many children only the first thousand are looked at. */
    async children(names, limit) {
      const below = await sight.items((await list.children(names, BATCH)).items);
      return { items: below.slice(0, limit), count: below.length };
    },
  };
}

type Place = Pick<ListedItem["place"], "key" | "id">;
