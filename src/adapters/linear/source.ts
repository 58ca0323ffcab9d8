import { z } from "zod";
import type { LinearClient } from "#adapters/linear/client";
import {
  type DirectoryRoot,
  ENTITIES,
  type Entity,
  idsDocument,
  itemsDocument,
  morePages,
  PAGE_SIZE,
  workspaceDocument,
} from "#adapters/linear/documents";
import { type LinearSite, mapNode, WORKSPACE_SCOPE } from "#adapters/linear/map";
import { parseMark, parseReading, type Reading, toMark } from "#adapters/linear/reading";
import type { WorkItem } from "#core/model";
import type { ReportSource, SkippedRow } from "#core/report";
import { type ItemLister, type OpenTracker, type Page, TrackerError, type WorkItemSource } from "#ports";

export interface LinearOptions {
  linear: LinearClient;
  /** Keys of teams; empty: every team that the key may see. */
  teams: readonly string[];
  /** Part of every item id; left out, the workspace's own key. */
  workspace?: string | undefined;
}

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });
const labels = z.object({ nodes: z.array(z.object({ id: z.string(), name: z.string() })), pageInfo });
const teams = z.object({
  nodes: z.array(z.object({ key: z.string(), name: z.string(), issueCount: z.number().nullish() })),
  pageInfo,
});
const workspaceAnswer = z.object({
  organization: z.object({ name: z.string(), urlKey: z.string() }),
  ...{ teams, issueLabels: labels, projectLabels: labels, initiativeLabels: labels },
});
const nodesPage = z.object({ nodes: z.array(z.unknown()), pageInfo });
const itemsAnswer = z.partialRecord(z.enum(ENTITIES), nodesPage);
const stamped = z.object({ createdAt: z.string(), updatedAt: z.string() });
const named = z.object({ id: z.string() });

/** How often a list begins anew whose place is lost. */
const MOST_RESTARTS = 3;

/** Asks a Linear workspace what it has to be read with. Throws TrackerError. */
export async function openLinear({ linear, teams: wanted, workspace }: LinearOptions): Promise<OpenTracker> {
  const { data, at } = await linear(workspaceDocument, {}, workspaceAnswer, "directory");
  const seen = await readAll(linear, "teams", data.teams, teams);
  const visible = new Set(seen.map(({ key }) => key));
  const issues = seen.filter(({ key }) => wanted.length === 0 || wanted.includes(key));
  const total = issues.reduce((sum, { issueCount }) => sum + (issueCount ?? 0), 0);
  const labelNames = new Map<string, string>();
  for (const root of ["issueLabels", "projectLabels", "initiativeLabels"] as const)
    for (const { id, name } of await readAll(linear, root, data[root], labels)) labelNames.set(id, name);
  const { name, urlKey } = data.organization;
  const site: LinearSite = { workspace: workspace ?? urlKey, name, labels: labelNames };
  const unread = wanted
    .filter((key) => !visible.has(key))
    .map(
      (key) => `Team ${key} of Linear cannot be read: there is none of that key, or the API key has no access to it.`,
    );
  if (unread.length > 0 && unread.length === wanted.length) throw new TrackerError("not-found", unread[0] ?? "");
  const reader = createReader(linear, wanted);
  const prefix = `linear:${site.workspace}:`;
  const identity = ["linear", urlKey, site.workspace, [...wanted].sort().join(",")].join("\n");

  /** Null where the item behind the cursor is gone. */
  const pageOfIds = async (entity: Entity, after: string | undefined): Promise<z.output<typeof nodesPage> | null> => {
    try {
      return (await reader(entity, { document: idsDocument(entity), after })).page;
    } catch (error) {
      if (after !== undefined && error instanceof TrackerError && error.kind === "bad-response") return null;
      throw error;
    }
  };
  const lister: ItemLister = {
    prefix,
    async *ids() {
      for (const entity of ENTITIES) {
        let restarts = 0;
        for (let after: string | undefined; ;) {
          const page = await pageOfIds(entity, after);
          if (page === null && restarts++ < MOST_RESTARTS) {
            after = undefined;
            continue;
          }
          if (page === null)
            throw new TrackerError("unavailable", "Linear's items change too fast to be listed; try again later.");
          yield page.nodes.map((node) => `${prefix}${named.parse(node).id}`);
          after = nextOf(page);
          if (after === undefined) break;
        }
      }
    },
    canRead: (scope) => {
      const key = scope.slice(prefix.length);
      return key === WORKSPACE_SCOPE || visible.has(key);
    },
    async fetchItems(ids) {
      const items: WorkItem[] = [];
      const among = { id: { in: ids.map((id) => id.slice(prefix.length)) } };
      for (const entity of ENTITIES) {
        const { page } = await reader(entity, { document: itemsDocument(entity), filter: among });
        items.push(...page.nodes.map((node) => mapNode(entity, node, site)));
      }
      return items;
    },
  };
  return { identity, lister, read: (mark) => createSource({ reader, site, identity, at, unread, mark, total }) };
}

/** The rest of a part of the directory. */
async function readAll<Node>(
  linear: LinearClient,
  root: DirectoryRoot,
  first: { nodes: Node[]; pageInfo: z.output<typeof pageInfo> },
  schema: z.ZodType<{ nodes: Node[]; pageInfo: z.output<typeof pageInfo> }>,
): Promise<Node[]> {
  const nodes = [...first.nodes];
  for (let after = nextOf(first); after !== undefined;) {
    const { data } = await linear(morePages(root), { after }, z.record(z.string(), schema), "directory");
    const page = data[root];
    if (!page) break;
    nodes.push(...page.nodes);
    after = nextOf(page);
  }
  return nodes;
}

/** Throws TrackerError for a page that has a next one and does not say where: an end that is none would lose items. */
function nextOf({ pageInfo: { hasNextPage, endCursor } }: { pageInfo: z.output<typeof pageInfo> }): string | undefined {
  if (!hasNextPage) return undefined;
  if (!endCursor)
    throw new TrackerError("bad-response", "Linear says that there is more and not where; try again later.");
  return endCursor;
}

interface PageRequest {
  document: string;
  after?: string | undefined;
  filter?: Readonly<Record<string, unknown>>;
  orderBy?: "createdAt" | "updatedAt";
}

type Reader = (
  entity: Entity,
  request: PageRequest,
) => Promise<{ page: z.output<typeof nodesPage>; isPartial: boolean }>;

/** Pages of the wanted teams; initiatives belong to none. */
function createReader(linear: LinearClient, wanted: readonly string[]): Reader {
  const inTeams: Readonly<Record<Entity, object>> =
    wanted.length === 0
      ? { initiatives: {}, projects: {}, issues: {} }
      : {
          initiatives: {},
          projects: { accessibleTeams: { some: { key: { in: wanted } } } },
          issues: { team: { key: { in: wanted } } },
        };
  return async (entity, { document, after, filter = {}, orderBy }) => {
    const all = { ...inTeams[entity], ...filter };
    const variables = {
      ...(after !== undefined && { after }),
      ...(Object.keys(all).length > 0 && { filter: all }),
      ...(orderBy && { orderBy }),
    };
    const { data, isPartial } = await linear(document, variables, itemsAnswer);
    const page = data[entity];
    if (!page) throw new TrackerError("bad-response", `Linear's answer has no ${entity}; look for an update.`);
    return { page, isPartial };
  };
}

interface SourceInput {
  reader: Reader;
  site: LinearSite;
  identity: string;
  /** Linear's time. */
  at: number;
  unread: readonly string[];
  mark: string | undefined;
  /** Issues there are; how many projects and initiatives, Linear does not tell beforehand. */
  total: number;
}

function createSource({ reader, site, identity, at, unread, mark, total }: SourceInput): WorkItemSource {
  const since = mark === undefined ? undefined : parseMark(mark);
  const orderBy = since === undefined ? "createdAt" : "updatedAt";
  let read = 0;
  let partialPages = 0;

  const begin = (): Reading => ({ began: at, entity: "initiatives", done: 0, ...(since !== undefined && { since }) });
  const search = (place: Reading): ReturnType<Reader> => {
    const times = {
      ...(place.since !== undefined && { gte: new Date(place.since).toISOString() }),
      ...(place.until !== undefined && { lte: new Date(place.until).toISOString() }),
    };
    return reader(place.entity, {
      ...{ document: itemsDocument(place.entity), orderBy, after: place.after },
      ...(Object.keys(times).length > 0 && { filter: { [orderBy]: times } }),
    });
  };
  /** A page; where the item behind the cursor is gone, from the last item read on: newest come first. */
  const searchOn = async (place: Reading): Promise<{ place: Reading; found: Awaited<ReturnType<Reader>> }> => {
    try {
      return { place, found: await search(place) };
    } catch (error) {
      const isRefused = error instanceof TrackerError && error.kind === "bad-response" && place.after !== undefined;
      if (!isRefused) throw error;
      const again = { ...place, after: undefined, ...(place.last !== undefined && { until: place.last }) };
      return { place: again, found: await search(again) };
    }
  };
  return {
    identity,
    ...(since !== undefined && { delivers: "changes" as const }),
    async fetchPage(cursor): Promise<Page> {
      const { place, found } = await searchOn(cursor === undefined ? begin() : parseReading(cursor));
      if (found.isPartial) partialPages += 1;
      const items: WorkItem[] = [];
      const skipped: SkippedRow[] = [];
      let { last } = place;
      for (const node of found.page.nodes) {
        const times = stamped.safeParse(node);
        if (times.success) last = Date.parse(times.data[orderBy]);
        try {
          items.push(mapNode(place.entity, node, site));
        } catch (error) {
          if (!(error instanceof z.ZodError)) throw error;
          skipped.push({
            file: `Linear ${place.entity}`,
            line: place.done + items.length + skipped.length + 1,
            problem: `Linear did not tell all of one (at ${error.issues[0]?.path.join(".") ?? "its beginning"}).`,
            remedy: "The others were read; the next reading of everything asks again.",
          });
        }
      }
      read += items.length;
      const next = nextPlace(
        { ...place, done: place.done + items.length, ...(last !== undefined && { last }) },
        nextOf(found.page),
      );
      return {
        ...{ items, skipped, start: place.done },
        ...(next ? { next: JSON.stringify(next) } : { mark: toMark(place) }),
        progress: {
          done: place.done + items.length,
          ...(since === undefined && { total: Math.max(total, place.done + items.length) }),
        },
      };
    },
    describe: (): readonly ReportSource[] => {
      const missing = [...unread, ...(partialPages > 0 ? [describePartial(partialPages)] : [])];
      return [
        {
          ...{ kind: "linear" as const, name: site.name, items: read },
          notices: since === undefined ? [] : [CHANGES_ONLY],
          ...(missing.length > 0 && { unread: missing }),
        },
      ];
    },
  };
}

/** The next page of these items, or the first of the next kind; undefined after the last of all. */
function nextPlace({ after: _after, ...place }: Reading, after: string | undefined): Reading | undefined {
  if (after !== undefined) return { ...place, after };
  const entity = ENTITIES[ENTITIES.indexOf(place.entity) + 1];
  if (!entity) return undefined;
  const { last: _last, until: _until, ...rest } = place;
  return { ...rest, entity };
}

const CHANGES_ONLY = "Only what changed since the last reading was read; everything else is remembered.";

const describePartial = (pages: number): string =>
  `Linear left something out of ${pages === 1 ? "1 page" : `${pages} pages`} of up to ${PAGE_SIZE} items, also when asked again; run again later.`;
