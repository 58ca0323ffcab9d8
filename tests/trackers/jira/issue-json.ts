import { PRODUCT_OWNER, SPRINT, STORY_POINTS, type SiteField } from "./fields";
import { CATEGORIES, type SiteIssue } from "./model";
import { keyOf, type JiraSite } from "./site";
import type { Zone } from "./zone";

/** What the JSON of things on the site depends on beside the things. */
export interface Writing {
  site: JiraSite;
  zone: Zone;
  /** Address of the site. */
  url: string;
}

type Json = Record<string, unknown>;

/** An issue with the chosen fields. Without any, `id` alone is what Jira gives by default. */
export function issueJson(issue: SiteIssue, fields: readonly SiteField[], writing: Writing): Json {
  return {
    expand: "operations,versionedRepresentations,editmeta,changelog,renderedFields",
    id: String(issue.id),
    self: `${writing.url}/rest/api/3/issue/${issue.id}`,
    key: keyOf(issue),
    ...(fields.length > 0 && {
      fields: Object.fromEntries(fields.map(({ id }) => [id, VALUES[id]?.(issue, writing) ?? null])),
    }),
  };
}

/** `names` and `schema` as far as `expand` asks for them. */
export function expansions(expand: readonly string[], fields: readonly SiteField[]): Json {
  return {
    ...(expand.includes("names") && { names: Object.fromEntries(fields.map(({ id, name }) => [id, name])) }),
    ...(expand.includes("schema") && {
      schema: Object.fromEntries(fields.flatMap(({ id, schema }) => (schema ? [[id, schema]] : []))),
    }),
  };
}

const VALUES: Record<string, (issue: SiteIssue, writing: Writing) => unknown> = {
  project: ({ project }, { site, url }) => {
    const { id, key, name } = site.project(project);
    return { self: `${url}/rest/api/3/project/${id}`, id: String(id), key, name, ...PROJECT_STYLE };
  },
  summary: ({ summary }) => summary,
  description: ({ description }) => (description === null ? null : documentOf(description)),
  issuetype: ({ type }, writing) => typeJson(type, writing),
  status: ({ status }, writing) => statusJson(status, writing),
  statusCategory: ({ status }, writing) => statusJson(status, writing).statusCategory,
  priority: ({ priority }, writing) => priorityJson(priority, writing),
  labels: ({ labels }) => labels,
  components: ({ components }, { site, url }) =>
    components.flatMap((id) => {
      const component = site.components.get(id);
      return component ? [{ self: `${url}/rest/api/3/component/${id}`, id: String(id), name: component.name }] : [];
    }),
  duedate: ({ duedate }) => duedate,
  parent: ({ parent }, writing) => (parent === null ? null : parentJson(parent, writing)),
  assignee: ({ assignee }, writing) => userJson(assignee, writing),
  reporter: ({ reporter }, writing) => userJson(reporter, writing),
  creator: ({ creator }, writing) => userJson(creator, writing),
  created: ({ created }, { zone }) => zone.write(created),
  updated: ({ updated }, { zone }) => zone.write(updated),
  comment: () => ({ comments: [], maxResults: 0, total: 0, startAt: 0 }),
  [STORY_POINTS]: ({ points }) => points,
  [SPRINT]: ({ sprints }, { site }) => {
    const found = sprints.flatMap((id) => site.sprints.get(id) ?? []);
    return found.length === 0 ? null : found.map(({ id, name, state }) => ({ id, name, state, boardId: 1, goal: "" }));
  },
  [PRODUCT_OWNER]: ({ productOwner }, writing) => userJson(productOwner, writing),
};

const PROJECT_STYLE = { projectTypeKey: "software", simplified: false } as const;

/** An account; `null` stays, and so does an account that the site does not know. */
export function userJson(accountId: string | null, { site, zone, url }: Writing): Json | null {
  const user = accountId === null ? undefined : site.users.get(accountId);
  if (!user) return null;
  const { accountType, displayName, emailAddress, active } = user;
  return {
    self: `${url}/rest/api/3/user?accountId=${encodeURIComponent(user.accountId)}`,
    ...{ accountId: user.accountId, ...(emailAddress && { emailAddress }), displayName, active },
    ...{ timeZone: zone.name, accountType },
  };
}

function typeJson(type: string, { site, url }: Writing): Json | null {
  const found = site.types.find(({ name }) => name === type);
  if (!found) return null;
  const { id, name, level } = found;
  const self = `${url}/rest/api/3/issuetype/${id}`;
  return { self, id: String(id), description: "", name, subtask: level < 0, hierarchyLevel: level };
}

function statusJson(status: string, { site, url }: Writing): Json {
  const found = site.statuses.find(({ name }) => name === status);
  if (!found) throw new Error(`The site has no status ${status}.`);
  const category = CATEGORIES[found.category];
  return {
    ...{ self: `${url}/rest/api/3/status/${found.id}`, description: "", name: status, id: String(found.id) },
    statusCategory: { self: `${url}/rest/api/3/statuscategory/${category.id}`, ...category },
  };
}

function priorityJson(priority: string | null, { url }: Writing): Json | null {
  const id = ["Highest", "High", "Medium", "Low", "Lowest"].indexOf(priority ?? "") + 1;
  return priority === null ? null : { self: `${url}/rest/api/3/priority/${id}`, name: priority, id: String(id) };
}

/** The parent in short, unless the account may not see it. */
function parentJson(id: number, writing: Writing): Json | null {
  const parent = writing.site.findVisible(String(id));
  if (!parent) return null;
  return {
    ...{ id: String(id), key: keyOf(parent), self: `${writing.url}/rest/api/3/issue/${id}` },
    fields: {
      ...{ summary: parent.summary, status: statusJson(parent.status, writing) },
      ...{ priority: priorityJson(parent.priority, writing), issuetype: typeJson(parent.type, writing) },
    },
  };
}

/** Plain text as an Atlassian document: a paragraph a line. */
function documentOf(text: string): Json {
  const lines = text.split("\n").map((line) => ({
    type: "paragraph",
    ...(line !== "" && { content: [{ type: "text", text: line }] }),
  }));
  return { type: "doc", version: 1, content: lines };
}
