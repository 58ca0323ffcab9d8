import { isValid, parseISO } from "date-fns";
import { adfToText } from "#adapters/jira/adf";
import {
  jiraIssue,
  jiraSprint,
  jiraUser,
  type JiraIssue,
  type JiraIssueType,
  type JiraUser,
} from "#adapters/jira/issue-schema";
import type { Level, Person, StatusCategory, WorkItem } from "#core/model";
import { TrackerError } from "#ports";

/** Where an issue comes from. */
export interface JiraSite {
  /** Part of every item id: the cloud id inside Jira, the site's name elsewhere. */
  workspace: string;
  /** Address of the site, for links: `https://acme.atlassian.net`. */
  baseUrl?: string;
}

/** First part of the ids of a site's work items, where nothing else is asked for: the first word of its host. */
export const workspaceOf = (baseUrl: string): string => {
  const { hostname } = new URL(baseUrl);
  return hostname.split(".")[0] ?? hostname;
};

/**
 * A work item from Jira's issue JSON. Throws TrackerError `bad-response` when the JSON is no issue.
 * Story points, sprint and people fields are found by their type, so the answer should carry `names` and `schema`.
 */
export function mapIssue(json: unknown, site: JiraSite): WorkItem {
  const parsed = jiraIssue.safeParse(json);
  if (!parsed.success) throw unreadable(parsed.error.issues[0]?.path);
  const issue = parsed.data;
  const { fields } = issue;
  const created = timeOf(fields.created);
  const updated = timeOf(fields.updated);
  return {
    id: `jira:${site.workspace}:${issue.id}`,
    key: issue.key,
    aliases: [issue.id],
    tracker: "jira",
    ...(site.baseUrl && { url: `${site.baseUrl.replace(/\/$/, "")}/browse/${issue.key}` }),
    scope: { id: `jira:${site.workspace}:${fields.project.key}`, name: fields.project.name },
    type: fields.issuetype?.name ?? null,
    ...levelOf(fields.issuetype),
    title: fields.summary,
    description: adfToText(fields.description),
    labels: fields.labels ?? [],
    components: (fields.components ?? []).map(({ name }) => name),
    status: { name: fields.status?.name ?? "", category: categoryOf(fields.status?.statusCategory?.key) },
    ...(fields.priority && { priority: fields.priority.name }),
    ...(fields.duedate && { dueDate: fields.duedate }),
    ...(fields.parent && { parent: `jira:${site.workspace}:${fields.parent.id}` }),
    ...planningOf(issue),
    people: peopleOf(issue),
    ...(created && { created }),
    ...(updated && { updated }),
  };
}

function unreadable(path: readonly PropertyKey[] | undefined): TrackerError {
  const where = path && path.length > 0 ? ` (at ${path.map(String).join(".")})` : "";
  return new TrackerError(
    "bad-response",
    `Jira's answer is not an issue as Rolecall knows it${where}; look for an update.`,
  );
}

/** Jira tells the level by number; without one (Server, old sites) only sub-tasks and epics can be told apart by name. */
function levelOf(type: JiraIssueType | null | undefined): Pick<WorkItem, "level" | "levelIsInferred"> {
  const number = type?.hierarchyLevel;
  if (typeof number === "number") return { level: levelAt(number) };
  if (type?.subtask) return { level: "subtask" };
  return { level: type?.name.trim().toLowerCase() === "epic" ? "epic" : "story", levelIsInferred: true };
}

function levelAt(hierarchyLevel: number): Level {
  if (hierarchyLevel < 0) return "subtask";
  if (hierarchyLevel === 0) return "story";
  return hierarchyLevel === 1 ? "epic" : "initiative";
}

/** Keys of Jira's four status categories; `undefined` is the fourth. */
function categoryOf(key: string | undefined): StatusCategory {
  if (key === "done") return "done";
  return key === "indeterminate" ? "in-progress" : "todo";
}

const SPRINT = "com.pyxis.greenhopper.jira:gh-sprint";
/** Team-managed spaces have a field type of their own; company-managed ones an ordinary number field with a known name. */
const STORY_POINTS = "com.pyxis.greenhopper.jira:jsw-story-points";
const NUMBER = "com.atlassian.jira.plugin.system.customfieldtypes:float";
const STORY_POINT_NAMES = new Set(["story points", "story point estimate"]);

/** Whether a field of the site's own holds the sprint or the estimate: by its type, and for plain numbers by its name. */
export const isPlanningField = (custom: string, name: string): boolean =>
  custom === SPRINT || isStoryPoints(custom, name.trim().toLowerCase());

const isStoryPoints = (custom: string | null | undefined, foldedName: string): boolean =>
  custom === STORY_POINTS || (custom === NUMBER && STORY_POINT_NAMES.has(foldedName));

function planningOf({ fields, names, schema }: JiraIssue): Pick<WorkItem, "estimate" | "sprint"> {
  let estimate: number | undefined;
  let sprint: string | undefined;
  for (const [id, { custom }] of Object.entries(schema ?? {})) {
    const value = fields[id];
    if (isStoryPoints(custom, foldedName(names, id)) && typeof value === "number") estimate ??= value;
    if (custom === SPRINT) sprint ??= sprintOf(value);
  }
  return { ...(estimate !== undefined && { estimate }), ...(sprint !== undefined && { sprint }) };
}

/** The running sprint, else the planned one, else the last one the item was in. */
function sprintOf(value: unknown): string | undefined {
  const sprints = (Array.isArray(value) ? value : []).flatMap((entry) => {
    const parsed = jiraSprint.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
  const inState = (state: string) => sprints.find((sprint) => sprint.state === state);
  return (inState("active") ?? inState("future") ?? sprints.at(-1))?.name;
}

/** Jira's own people by their canonical names, and every people field by its display name; of several people the first. */
function peopleOf({ fields, names, schema }: JiraIssue): WorkItem["people"] {
  const custom = Object.entries(schema ?? {}).flatMap(([id, type]): [string, Person][] => {
    if (!type.custom || (type.type !== "user" && type.items !== "user")) return [];
    const parsed = jiraUser.safeParse([fields[id]].flat()[0]);
    const name = names?.[id] ?? id;
    return parsed.success ? [[foldedName(names, id) === "owner" ? "owner" : name, personOf(parsed.data)]] : [];
  });
  const own = (["assignee", "reporter", "creator"] as const).flatMap((field): [string, Person][] => {
    const user = fields[field];
    return user ? [[field, personOf(user)]] : [];
  });
  return Object.fromEntries([...custom, ...own]);
}

/** A person as Jira tells it. */
export function personOf(user: JiraUser): Person {
  return {
    id: user.accountId,
    ...(user.displayName && { name: user.displayName }),
    ...(user.emailAddress && { email: user.emailAddress }),
    ...(user.accountType === "app" && { isApp: true }),
    ...(user.active === false && { isActive: false }),
  };
}

const foldedName = (names: JiraIssue["names"], id: string): string => (names?.[id] ?? "").trim().toLowerCase();

/** ISO 8601 in UTC; undefined for anything that is no time. */
export function timeOf(text: string | null | undefined): string | undefined {
  const date = text ? parseISO(text) : undefined;
  return date && isValid(date) ? date.toISOString() : undefined;
}
