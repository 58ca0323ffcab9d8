import { createHierarchy } from "#core/hierarchy";
import { namesOfItem } from "#core/model";
import type { ApiOutput } from "#usecases/api/contract";
import { type BacklogItems, findItems, openBacklogItems, type SettledListed } from "#usecases/api/backlog-items";
import { ApiError } from "#usecases/api/error";
import { findingsOfItem } from "#usecases/api/finding-details";
import type { Handler } from "#usecases/api/handler";
import { describeOwner } from "#usecases/api/item-owner";
import { toItemRow } from "#usecases/api/item-row";
import { describeVerdict } from "#usecases/api/item-verdict";
import { trailOf } from "#usecases/api/trail";

type Detail = ApiOutput<"getItem">;

/** Children that are shown with an item. */
const MOST_CHILDREN = 100;

/** An item with every reason for its verdict, who owns it, and what stands above and below it. */
export const getItem: Handler<"getItem"> = async ({ name }, context) => {
  // Before anything is read: what somebody decides meanwhile is later than it.
  const asOf = context.now();
  const items = await openBacklogItems(context);
  const { policy } = items.ruleset;
  const one = closestTo(name, await findItems(name, items));
  if (!one)
    throw new ApiError("not-found", `No work item goes by the name "${name}".`, {
      remedy: "Check the key, or run an audit: only items that the last one read are known.",
    });
  const { item } = one;
  const above = one.parent === null ? [] : await items.list.named([one.parent]);
  const [parent] = await items.settle(above.filter(({ place }) => place.id === one.parent));
  const names = [...new Set(namesOfItem(item))];
  return {
    item: {
      ...toItemRow(one, policy),
      ...{ tracker: item.tracker, aliases: [...(item.aliases ?? [])] },
      ...{ labels: [...item.labels], components: [...item.components] },
      ...{ priority: item.priority ?? null, estimate: item.estimate ?? null, sprint: item.sprint ?? null },
      ...{ dueDate: item.dueDate ?? null, created: item.created ?? null, updated: item.updated ?? null },
    },
    verdict: await describeVerdict(one, items, context),
    owner: await describeOwner(one, items, context),
    findings: await findingsOfItem([item.id], context),
    parent: parent ? toItemRow(parent, policy) : null,
    ...(await describeChildren(one, names, items)),
    trail: await trailOf(names, context),
    asOf,
  };
};

/** The item that is meant where several go by one name: whose id it is, then whose key, then the one with the smallest id. */
function closestTo(name: string, found: readonly SettledListed[]): SettledListed | undefined {
  const isKey = (key: string): boolean => key === name || key === name.toUpperCase();
  const kinship = ({ item }: SettledListed): number => (item.id === name ? 0 : isKey(item.key) ? 1 : 2);
  return [...found].sort((a, b) => kinship(a) - kinship(b))[0];
}

/** Of its names only those by which no other item is meant lead to its children. */
async function describeChildren(
  { item }: SettledListed,
  names: readonly string[],
  items: BacklogItems,
): Promise<Pick<Detail, "children" | "childCount">> {
  const { list, ruleset } = items;
  const hierarchy = createHierarchy();
  for (const named of await list.named(names)) hierarchy.collect(named, null);
  const own = names.filter((name) => hierarchy.parentOf({ id: "", parent: name })?.id === item.id);
  const below = await list.children(own, MOST_CHILDREN);
  // Nothing is its own parent.
  const children = below.items.filter(({ item: child }) => child.id !== item.id);
  return {
    children: (await items.settle(children)).map((child) => toItemRow(child, ruleset.policy)),
    childCount: below.count - (below.items.length - children.length),
  };
}
