import { z } from "zod";
import { countedProfiles, findItems, openBacklogItems, type SettledListed } from "#usecases/api/backlog-items";
import { ApiError } from "#usecases/api/error";
import type { Handler } from "#usecases/api/handler";
import { type CountedKind, countKinds, fitsFilter } from "#usecases/api/item-facets";
import { type ListPlace, readItemPage } from "#usecases/api/item-page";
import { toItemRow } from "#usecases/api/item-row";

export { getItem } from "#usecases/api/item-detail";

/** A page of the items that the last audit read. It takes as long for a million as for a thousand. */
export const listItems: Handler<"listItems"> = async ({ filter, after, limit }, context) => {
  const items = await openBacklogItems(context);
  const { policy } = items.ruleset;
  if (filter.name !== undefined) {
    const named = await findItems(filter.name, items);
    const rows = named.filter((one) => fitsFilter(kindOf(one), filter)).map((one) => toItemRow(one, policy));
    return { rows: rows.slice(0, limit), next: null };
  }
  const profiles = await countedProfiles(context, items.list);
  const wanted = profiles.filter(({ profile }) => fitsFilter(profile, filter));
  // One more tells whether there is a next page.
  const found = await readItemPage(items.list, wanted, readPlace(after), limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1)?.place;
  const profile = wanted.find(({ id }) => id === last?.profile)?.profile;
  const hasMore = found.length > limit && last && profile;
  const next = hasMore ? writePlace({ ...last, scope: profile.scope.name, level: profile.level }) : null;
  return { rows: (await items.settle(page)).map((one) => toItemRow(one, policy)), next };
};

export const countItems: Handler<"countItems"> = async ({ filter }, context) => {
  const items = await openBacklogItems(context);
  const counted =
    filter.name === undefined
      ? (await countedProfiles(context, items.list)).map(({ profile, count }) => ({ kind: profile, count }))
      : (await findItems(filter.name, items)).map((one) => ({ kind: kindOf(one), count: 1 }));
  return countKinds(counted, filter);
};

const kindOf = ({ item, verdict }: SettledListed): CountedKind => ({
  ...{ scope: item.scope, level: item.level, focus: verdict.focus, responsibility: verdict.responsibility },
});

const placeText = z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()]);

const writePlace = ({ scope, level, profile, key, id }: ListPlace): string =>
  JSON.stringify([scope, level, profile, key, id]);

function readPlace(text: string | undefined): ListPlace | undefined {
  if (text === undefined) return undefined;
  try {
    const [scope, level, profile, key, id] = placeText.parse(JSON.parse(text));
    return { scope, level, profile, key, id };
  } catch (error) {
    throw new ApiError("bad-input", "The place to read on from is not one of this list.", {
      cause: error,
      remedy: "Read the list from its beginning.",
    });
  }
}
