import { z } from "zod";
import type { Clock } from "#adapters/http/clock";
import {
  type JiraField,
  type JiraSpace,
  readComponentLeads,
  readFields,
  readSite,
  readSpaces,
} from "#adapters/jira/directory";
import { type FieldPlan, planFields } from "#adapters/jira/fields";
import { mapIssue, timeOf, type JiraSite, workspaceOf } from "#adapters/jira/map";
import { parseMark, parseReading, type Reading, searchFrom, toMark } from "#adapters/jira/reading";
import type { JiraRest, RestAnswer } from "#adapters/jira/rest";
import { type JiraScope, scopeToJql } from "#adapters/jira/scope";
import { keyOfScope, type Person, spaceOfKey, type WorkItem } from "#core/model";
import type { ReportSource, SkippedRow } from "#core/report";
import { type ItemLister, type OpenTracker, type Page, TrackerError, type WorkItemSource } from "#ports";

export interface JiraOptions {
  jira: JiraRest;
  clock: Clock;
  scope: JiraScope;
  /** Part of every item id; left out, the first word of the site's host. */
  workspace?: string | undefined;
  /** Names of people fields that somebody asks for, `projectLead` and `componentLead` among them. */
  peopleFields: readonly string[];
  /** What was read of the site before; left out, it is read now. */
  directory?: JiraDirectory;
}

/** What a site is read with; holds for hours. */
export interface JiraDirectory {
  baseUrl: string;
  fields: readonly JiraField[];
  /** By key, with their leads; null where nobody asked for them. */
  spaces: ReadonlyMap<string, JiraSpace> | null;
}

/** Asks a site what it has to be read with. Throws TrackerError. */
export async function readDirectory(
  jira: JiraRest,
  { scope, peopleFields }: Pick<JiraOptions, "scope" | "peopleFields">,
): Promise<JiraDirectory & { at: number }> {
  const { baseUrl, at } = await readSite(jira);
  const fields = await readFields(jira);
  const wantsLeads = ["projectLead", "componentLead"].some((field) => peopleFields.includes(field));
  const isLimited = (scope.projects ?? []).length > 0;
  return { baseUrl, at, fields, spaces: wantsLeads || isLimited ? await readSpaces(jira) : null };
}

/** A tracker of which items can be asked for by the ids that events tell. */
export interface OpenJira extends OpenTracker {
  lister: ItemLister & {
    /** As `fetchItems`, without those that the scope leaves out. */
    fetchWanted(ids: readonly string[]): Promise<readonly WorkItem[]>;
  };
}

/** Items of a page with fields; Jira gives fewer where it likes. */
const PAGE_SIZE = 100;
/** Ids of a page without fields (REST v3, search/jql: "max 5000"). */
const ID_PAGE_SIZE = 5_000;
/** Issues whose last change a search takes into account when it is told of them (REST v3, reconcileIssues). */
const RECONCILED = 50;
/** Issues of one bulkfetch (REST v3). */
const BULK_SIZE = 100;

const searchPage = z.object({
  issues: z.array(z.unknown()).nullish(),
  nextPageToken: z.string().nullish(),
  isLast: z.boolean().nullish(),
});
const count = z.object({ count: z.number() });
const idOfIssue = z.object({ id: z.string() });
const timesOfIssue = z.object({
  fields: z.object({ created: z.string().nullish(), updated: z.string().nullish() }),
});

/** Asks a Jira site what it has to be read with. Throws TrackerError, and SourceError for a scope that cannot be. */
export async function openJira(options: JiraOptions): Promise<OpenJira> {
  const { jira, scope, peopleFields, clock } = options;
  const known = options.directory;
  const {
    baseUrl,
    fields,
    spaces: seen,
    at = clock.now(),
  } = known ? { ...known, at: undefined } : await readDirectory(jira, options);
  const ahead = at - clock.now();
  const host = new URL(baseUrl).hostname;
  const workspace = options.workspace ?? workspaceOf(baseUrl);
  const plan = planFields(fields, peopleFields);
  let spaces = seen;
  const wanted = scope.projects ?? [];
  const unread = (): string[] => unseenSpaces(wanted, spaces);
  /** The scope without spaces that cannot be seen: Jira refuses a search that names one. */
  const jql = (): string => scopeToJql({ ...scope, projects: wanted.filter((key) => spaces?.has(key) ?? true) });
  const rescope = async (): Promise<void> => {
    if (wanted.length > 0) spaces = await readSpaces(jira);
    if (wanted.length > 0 && unread().length === wanted.length) throw new TrackerError("not-found", unread()[0] ?? "");
  };
  if (wanted.length > 0 && unread().length === wanted.length) await rescope();
  const site: JiraSite = { workspace, baseUrl };
  const toItem = createMapper(jira, { site, plan, peopleFields, spaces });
  const identity = ["jira", baseUrl, workspace, scopeToJql(scope), plan.ids.join(",")].join("\n");
  const prefix = `jira:${workspace}:`;

  const fetchItems = async (ids: readonly string[]): Promise<WorkItem[]> => {
    const items: WorkItem[] = [];
    for (let start = 0; start < ids.length; start += BULK_SIZE) {
      const issueIdsOrKeys = ids.slice(start, start + BULK_SIZE).map((id) => id.slice(prefix.length));
      const { body } = await jira.post("/rest/api/3/issue/bulkfetch", { issueIdsOrKeys, fields: plan.ids }, searchPage);
      for (const issue of body.issues ?? []) items.push(await toItem(issue));
    }
    return items;
  };

  const lister: OpenJira["lister"] = {
    prefix,
    count: async () =>
      (await jira.post("/rest/api/3/search/approximate-count", { jql: jql() }, count, "directory")).body.count,
    async *ids() {
      spaces = await readSpaces(jira);
      let token: string | undefined;
      do {
        const { body } = await jira.post(
          "/rest/api/3/search/jql",
          {
            ...{ jql: `${jql()} ORDER BY created ASC, id ASC`, fields: ["id"], maxResults: ID_PAGE_SIZE },
            ...(token !== undefined && { nextPageToken: token }),
          },
          searchPage,
        );
        yield (body.issues ?? []).map((issue) => `${prefix}${idOfIssue.parse(issue).id}`);
        token = body.nextPageToken ?? undefined;
      } while (token !== undefined);
    },
    canRead: (id) => spaces?.has(keyOfScope(id)) ?? true,
    fetchItems,
    async fetchWanted(ids) {
      const items = await fetchItems(ids);
      const ofSpaces = items.filter(({ key }) => wanted.length === 0 || wanted.includes(spaceOfKey(key)));
      if ((scope.jql ?? scope.filter) === undefined || ofSpaces.length === 0) return ofSpaces;
      const own = ofSpaces.map(({ id }) => id.slice(prefix.length));
      const matching = new Set<string>();
      for (let start = 0; start < own.length; start += RECONCILED) {
        const some = own.slice(start, start + RECONCILED);
        const { body } = await jira.post(
          "/rest/api/3/search/jql",
          // Read as they are now, and not as they were when the index saw them last.
          {
            ...{ jql: `(${jql()}) AND id in (${some.join(", ")})`, fields: ["id"], maxResults: RECONCILED },
            reconcileIssues: some.map(Number),
          },
          searchPage,
        );
        for (const issue of body.issues ?? []) matching.add(`${prefix}${idOfIssue.parse(issue).id}`);
      }
      return ofSpaces.filter(({ id }) => matching.has(id));
    },
  };
  return {
    identity,
    read: (mark) =>
      createSource({ jira, jql, rescope, plan, toItem, identity, now: () => clock.now() + ahead, host, unread, mark }),
    lister,
  };
}

/** What is asked for and cannot be seen; Jira would refuse a search that names it. */
function unseenSpaces(wanted: readonly string[], spaces: ReadonlyMap<string, JiraSpace> | null): string[] {
  return wanted
    .filter((key) => spaces && !spaces.has(key))
    .map(
      (key) =>
        `Space ${key} of Jira cannot be read: there is none of that key, or the account of the token may not browse it.`,
    );
}

interface MapperInput {
  site: JiraSite;
  plan: FieldPlan;
  peopleFields: readonly string[];
  spaces: ReadonlyMap<string, JiraSpace> | null;
}

/** Issues as work items, with the people whom a space or a component names. Component leads are read once for each space. */
function createMapper(
  jira: JiraRest,
  { site, plan, peopleFields, spaces }: MapperInput,
): (issue: unknown) => Promise<WorkItem> {
  const leadsOf = new Map<string, ReadonlyMap<string, Person>>();
  const wantsComponents = peopleFields.includes("componentLead");
  return async (issue) => {
    const item = mapIssue({ ...(issue as object), names: plan.names, schema: plan.schema }, site);
    const space = keyOfScope(item.scope.id);
    const lead = spaces?.get(space)?.lead;
    let componentLead: Person | undefined;
    if (wantsComponents && item.components.length > 0) {
      const leads = leadsOf.get(space) ?? (await readComponentLeads(jira, space));
      leadsOf.set(space, leads);
      componentLead = item.components.map((name) => leads.get(name)).find((found) => found !== undefined);
    }
    if (!lead && !componentLead) return item;
    return {
      ...item,
      people: { ...item.people, ...(lead && { projectLead: lead }), ...(componentLead && { componentLead }) },
    };
  };
}

type SearchAnswer = RestAnswer<z.output<typeof searchPage>>;

interface Found {
  place: Reading;
  body: z.output<typeof searchPage>;
}

/** What `searchFrom` reads more than it must. */
const ALMOST_A_MINUTE = 50_000;

interface SourceInput {
  jira: JiraRest;
  /** The scope as it can be read now. */
  jql: () => string;
  /** Looks again at what can be read. */
  rescope: () => Promise<void>;
  plan: FieldPlan;
  toItem: (issue: unknown) => Promise<WorkItem>;
  identity: string;
  /** Jira's time. */
  now: () => number;
  host: string;
  unread: () => readonly string[];
  mark: string | undefined;
}

function createSource(input: SourceInput): WorkItemSource {
  const { jira, jql: scope, rescope, plan, toItem, identity, now, host, unread, mark } = input;
  const since = mark === undefined ? undefined : parseMark(mark);
  let read = 0;

  const begin = async (): Promise<Reading> => ({
    began: now(),
    ...(since !== undefined && { since }),
    jql: "",
    done: 0,
    ...(since === undefined && {
      total: (await jira.post("/rest/api/3/search/approximate-count", { jql: scope() }, count)).body.count,
    }),
  });
  const search = ({ jql, token }: Pick<Reading, "jql" | "token">): Promise<SearchAnswer> =>
    jira.post(
      "/rest/api/3/search/jql",
      { jql, fields: plan.ids, maxResults: PAGE_SIZE, ...(token !== undefined && { nextPageToken: token }) },
      searchPage,
    );
  /** A search from where the place is. Its minutes before now hold while it is asked: after a long wait it is asked anew. */
  const searchAnew = async (place: Reading): Promise<Found> => {
    for (;;) {
      const asked = now();
      const from = { ...place, jql: searchFrom(scope(), place, asked), token: undefined };
      const { body, at } = await search(from);
      if (at - asked < ALMOST_A_MINUTE || from.jql === searchFrom(scope(), place, at)) return { place: from, body };
    }
  };
  /**
   * The next page; from the last item on where Jira does not take the token any more (it lives 7 days), or the search, because a space
   * that it names is out of sight.
   */
  const searchOn = async (place: Reading): Promise<Found> => {
    if (place.token === undefined) return searchAnew(place);
    try {
      return { place, body: (await search(place)).body };
    } catch (error) {
      if (!(error instanceof TrackerError) || error.kind !== "bad-response") throw error;
      await rescope();
      return searchAnew(place);
    }
  };
  return {
    identity,
    ...(since !== undefined && { delivers: "changes" as const }),
    async fetchPage(cursor): Promise<Page> {
      const { place, body } = await searchOn(cursor === undefined ? await begin() : parseReading(cursor));
      const items: WorkItem[] = [];
      const skipped: SkippedRow[] = [];
      let { last } = place;
      for (const issue of body.issues ?? []) {
        last = timeOfIssue(issue, place.since === undefined ? "created" : "updated") ?? last;
        try {
          items.push(await toItem(issue));
        } catch (error) {
          if (!(error instanceof TrackerError) || error.kind !== "bad-response") throw error;
          skipped.push({ file: host, line: place.done + items.length + 1, ...describeUnreadable(issue, error) });
        }
      }
      read += items.length;
      const token = body.nextPageToken ?? undefined;
      const { token: _token, ...rest } = place;
      const next: Reading = {
        ...rest,
        done: place.done + items.length,
        ...(last !== undefined && { last }),
        ...(token !== undefined && { token }),
      };
      const { total } = next;
      return {
        ...{ items, skipped, start: place.done },
        ...(token === undefined ? { mark: toMark(next) } : { next: JSON.stringify(next) }),
        progress: { done: next.done, ...(total !== undefined && { total: Math.max(total, next.done) }) },
      };
    },
    describe: (): readonly ReportSource[] => [
      {
        ...{ kind: "jira" as const, name: host, items: read },
        notices: since === undefined ? [] : [CHANGES_ONLY],
        ...(unread().length > 0 && { unread: unread() }),
      },
    ],
  };
}

const CHANGES_ONLY = "Only what changed since the last reading was read; everything else is remembered.";

function timeOfIssue(issue: unknown, field: "created" | "updated"): number | undefined {
  const parsed = timesOfIssue.safeParse(issue);
  const time = timeOf(parsed.success ? parsed.data.fields[field] : undefined);
  return time === undefined ? undefined : Date.parse(time);
}

const namedIssue = z.object({ key: z.string() });

function describeUnreadable(issue: unknown, error: TrackerError): Pick<SkippedRow, "problem" | "remedy"> {
  const named = namedIssue.safeParse(issue);
  return {
    problem: `${named.success ? named.data.key : "A work item"}: ${error.message}`,
    remedy: "The others were read.",
  };
}
