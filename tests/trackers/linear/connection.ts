/* eslint @typescript-eslint/no-unsafe-class-instance-assignment: "off" -- the rule recurses without end over the input types of graphql */
import { getNamedType, type GraphQLField, type GraphQLInputObjectType } from "graphql";
import type { Entity } from "./entities";
import { compileFilter } from "./filter";
import { invalidInput, Unmodelled } from "./refusal";
import type { LinearWorkspace } from "./workspace";

/** The arguments of a connection, as far as they are modelled. */
export interface PageArguments {
  first?: number | null;
  after?: string | null;
  filter?: Record<string, unknown> | null;
  orderBy?: "createdAt" | "updatedAt" | null;
  includeArchived?: boolean | null;
  [other: string]: unknown;
}

const KNOWN = new Set(["first", "after", "filter", "orderBy", "includeArchived", "includeDisabled"]);

interface Cache {
  version: number;
  lists: Map<string, Entity[]>;
}

const caches = new WeakMap<LinearWorkspace, Cache>();

/** Answers one page of a list; `key` names a root list, whose order is kept until the next change. */
export function paginate(
  workspace: LinearWorkspace,
  field: GraphQLField<unknown, unknown>,
  records: readonly Entity[],
  given: PageArguments,
  key?: string,
) {
  const unknown = Object.keys(given).find((name) => !KNOWN.has(name) && given[name] !== null);
  if (unknown !== undefined) throw new Unmodelled(`the argument ${field.name}(${unknown}:)`);
  const first = given.first ?? 50;
  if (first > 250) throw invalidInput("first must not be greater than 250");
  if (first < 1) throw invalidInput("first must not be less than 1");
  const order = given.orderBy ?? "createdAt";
  const sorted = inOrder(workspace, records, order, key);
  const list = narrowed(workspace, field, sorted, given, key && `${key} ${order}`);
  const start = given.after == null ? 0 : placeAfter(workspace, list, given.after, order);
  const nodes = list.slice(start, start + first);
  return {
    nodes,
    edges: nodes.map((node) => ({ cursor: node.id, node })),
    pageInfo: {
      hasNextPage: start + first < list.length,
      hasPreviousPage: start > 0,
      startCursor: nodes[0]?.id ?? null,
      endCursor: nodes.at(-1)?.id ?? null,
    },
  };
}

function remembered(workspace: LinearWorkspace, key: string | undefined, make: () => Entity[]): Entity[] {
  if (key === undefined) return make();
  let cache = caches.get(workspace);
  if (cache?.version !== workspace.version) {
    cache = { version: workspace.version, lists: new Map() };
    caches.set(workspace, cache);
  }
  const known = cache.lists.get(key);
  if (known !== undefined) return known;
  const list = make();
  cache.lists.set(key, list);
  return list;
}

function inOrder(workspace: LinearWorkspace, records: readonly Entity[], order: Order, key?: string): Entity[] {
  return remembered(workspace, key && `${key} ${order}`, () =>
    records.filter((record) => workspace.isVisible(record)).sort((a, b) => compare(a, b, order)),
  );
}

function narrowed(
  workspace: LinearWorkspace,
  field: GraphQLField<unknown, unknown>,
  sorted: Entity[],
  given: PageArguments,
  key?: string,
): Entity[] {
  const { filter, includeArchived } = given;
  const type = () => getNamedType(field.args.find(({ name }) => name === "filter")?.type) as GraphQLInputObjectType;
  const matches = filter == null ? undefined : compileFilter(workspace, type(), filter);
  const whole = key && JSON.stringify([key, filter, includeArchived === true, workspace.now]);
  return remembered(workspace, whole, () =>
    sorted.filter((record) => {
      return (includeArchived === true || record.archivedAt === null) && (matches?.(record) ?? true);
    }),
  );
}

type Order = "createdAt" | "updatedAt";

function compare(a: Entity, b: Entity, order: Order): number {
  return b[order] - a[order] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Where paging goes on: behind the place the anchor has now, be it in the list or not. */
function placeAfter(workspace: LinearWorkspace, list: Entity[], cursor: string, order: Order): number {
  const anchor = workspace.find(cursor);
  if (anchor === undefined || !workspace.isVisible(anchor)) throw invalidInput("Invalid cursor", "INPUT_ERROR");
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(list[middle] as Entity, anchor, order) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
