import { compareText } from "#core/key-order";
import { LEVELS } from "#core/model";
import type { ItemList, ItemPlace, ListedItem } from "#ports";
import type { ProfileWithId } from "#usecases/api/backlog-items";

/** A place in the list as a whole: it can be found again also where its profile is gone. */
export interface ListPlace extends ItemPlace {
  scope: string;
  level: string;
}

/** Profiles that one question asks for. */
const CHUNK = 100;

/** By the name of the scope, then from the highest level, then by id. */
const comparePlaces = (a: Omit<ListPlace, "key" | "id">, b: Omit<ListPlace, "key" | "id">): number =>
  compareText(a.scope, b.scope) || levelRank(a.level) - levelRank(b.level) || compareText(a.profile, b.profile);

const levelRank = (level: string): number => LEVELS.findIndex((one) => one === level);

const placeOf = ({ id, profile: { scope, level } }: ProfileWithId): Omit<ListPlace, "key" | "id"> => ({
  ...{ scope: scope.name, level, profile: id },
});

/**
 * Items of profiles in their order, at most `limit`. Profiles whose counts say that they fit are read together, so that a thousand with
 * one item each do not take a thousand questions.
 */
export async function readItemPage(
  list: ItemList,
  profiles: readonly ProfileWithId[],
  after: ListPlace | undefined,
  limit: number,
): Promise<ListedItem[]> {
  const sorted = profiles
    .map((profile) => ({ profile, place: placeOf(profile) }))
    .filter(({ place }) => after === undefined || comparePlaces(place, after) >= 0)
    .sort((a, b) => comparePlaces(a.place, b.place));
  const items: ListedItem[] = [];
  let next = 0;
  const readOne = async (): Promise<void> => {
    const id = sorted[next]?.place.profile ?? "";
    const from = after?.profile === id ? after : undefined;
    items.push(...(await list.page([id], limit - items.length, from)));
    next += 1;
  };
  while (next < sorted.length && items.length < limit) {
    const ids = fitting(sorted.slice(next, next + CHUNK), limit - items.length, after?.profile);
    const found = ids.length < 2 ? [] : await list.page(ids, limit - items.length + 1);
    // None of them fits, or an audit that is under way has added to them.
    if (ids.length < 2 || items.length + found.length > limit) await readOne();
    else {
      const rank = new Map(ids.map((id, index) => [id, index]));
      items.push(...[...found].sort((a, b) => (rank.get(a.place.profile) ?? 0) - (rank.get(b.place.profile) ?? 0)));
      next += ids.length;
    }
  }
  return items;
}

/** Ids of the first profiles that have no more items than this together; none where the first is one that was begun. */
function fitting(
  profiles: readonly { profile: ProfileWithId }[],
  most: number,
  begun: string | undefined,
): readonly string[] {
  const ids: string[] = [];
  let sum = 0;
  for (const { profile } of profiles) {
    sum += profile.count;
    if (sum > most || profile.id === begun) break;
    ids.push(profile.id);
  }
  return ids;
}
