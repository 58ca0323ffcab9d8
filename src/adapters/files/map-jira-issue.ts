import { adfToText } from "#adapters/jira/adf";
import type { FieldDates } from "#adapters/files/field-dates";
import { foldName } from "#adapters/files/fold-name";
import type { ItemDraft, RowProblem } from "#adapters/files/item-draft";
import { listOf, objectOf, textOf, type JsonObject } from "#adapters/files/json-values";
import type { Level, Person, StatusCategory } from "#core/model";

interface IssueContext {
  dates: FieldDates;
  /** Our field to the field id it stands under: `{ "estimate": "customfield_10016" }`. */
  columnMap: Readonly<Record<string, string>>;
  peopleFields: readonly string[];
}

export const isJiraIssue = (value: unknown): value is JsonObject => objectOf(objectOf(value)?.["fields"]) !== undefined;

/**
 * An issue of Jira's REST answers: v2 (wiki text) and v3 (document format), Cloud and Server, complete or with fields left out.
 * A live connection is read more strictly (adapters/jira/map): a saved file may lack anything.
 */
export function mapJiraIssue(issue: JsonObject, context: IssueContext): ItemDraft | RowProblem {
  const fields = objectOf(issue["fields"]) ?? {};
  const mapped = (field: string): unknown => fields[context.columnMap[field] ?? ""];
  const key = textOf(issue["key"]);
  const id = textOf(issue["id"]);
  if (key === "" && id === "")
    return {
      field: "key",
      problem: "The issue has neither a key nor an id.",
      remedy: 'Ask Jira for them: they stand beside "fields".',
    };
  const title = textOf(mapped("title")) || textOf(fields["summary"]);
  if (title === "")
    return {
      field: "summary",
      problem: `${key || id} has no summary.`,
      remedy: 'Ask Jira for the field "summary", or remove the issue.',
    };
  const type = objectOf(fields["issuetype"]);
  const status = objectOf(fields["status"]);
  const project = objectOf(fields["project"]);
  const custom = customFields(issue, fields);
  return {
    tracker: "jira",
    id: id || key,
    key: key || id,
    title,
    description: adfToText(mapped("description") ?? fields["description"]),
    siteUrl: siteOf(issue),
    scopeKey: textOf(project?.["key"]) || undefined,
    scopeName: textOf(project?.["name"]) || undefined,
    type: textOf(type?.["name"]) || null,
    level: levelOf(type),
    labels: listOf(fields["labels"]).map(textOf).filter(Boolean),
    components: listOf(fields["components"])
      .map((component) => textOf(objectOf(component)?.["name"]))
      .filter(Boolean),
    status: textOf(status?.["name"]),
    category: categoryOf(objectOf(status?.["statusCategory"])),
    isResolved: textOf(objectOf(fields["resolution"])?.["name"]) !== "" || textOf(fields["resolutiondate"]) !== "",
    isArchived: textOf(fields["archiveddate"]) !== "",
    priority: textOf(objectOf(fields["priority"])?.["name"]) || undefined,
    estimate:
      numberOf(mapped("estimate")) ??
      numberOf(custom.byName("story points")) ??
      numberOf(custom.byName("story point estimate")),
    sprint: sprintOf(mapped("sprint")) ?? custom.sprint(),
    dueDate: context.dates.day(textOf(fields["duedate"]), "duedate"),
    parent:
      parentOf(mapped("parent") ?? fields["parent"]) ||
      textOf(custom.byName("epic link")) ||
      textOf(fields["customfield_10014"]) ||
      undefined,
    people: peopleOf(fields, custom, context),
    created: context.dates.time(textOf(fields["created"]), "created"),
    updated: context.dates.time(textOf(fields["updated"]), "updated"),
  };
}

/** `https://acme.atlassian.net/rest/api/3/issue/10023` tells where the issue can be seen; the gateway of apps does not. */
function siteOf(issue: JsonObject): string | undefined {
  const site = /^(https?:\/\/[^?#]+?)\/rest\/api\//.exec(textOf(issue["self"]))?.[1];
  return site?.includes("/ex/jira/") ? undefined : site;
}

/** -1 sub-task, 0 base, 1 epic, 2 and more above epic (Cloud); Server tells sub-tasks only. */
function levelOf(type: JsonObject | undefined): Level | undefined {
  const number = type?.["hierarchyLevel"];
  if (typeof number === "number")
    return number < 0 ? "subtask" : number === 0 ? "story" : number === 1 ? "epic" : "initiative";
  return type?.["subtask"] === true ? "subtask" : undefined;
}

/** Keys and numbers of Jira's status categories, which are the same on every site. */
const categories: Readonly<Record<string, StatusCategory>> = {
  new: "todo",
  indeterminate: "in-progress",
  done: "done",
  "2": "todo",
  "4": "in-progress",
  "3": "done",
};

const categoryOf = (category: JsonObject | undefined): string | undefined =>
  categories[textOf(category?.["key"])] ??
  categories[textOf(category?.["id"])] ??
  (textOf(category?.["name"]) || undefined);

const numberOf = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined;

const parentOf = (value: unknown): string =>
  textOf(value) || textOf(objectOf(value)?.["key"]) || textOf(objectOf(value)?.["id"]);

interface CustomFields {
  /** Value of the field with this display name, where the answer carries names. */
  byName(name: string): unknown;
  sprint(): string | undefined;
  /** Person-like custom fields by their display name, or field id where the answer carries no names. */
  people(): [name: string, id: string, value: unknown][];
}

function customFields(issue: JsonObject, fields: JsonObject): CustomFields {
  const names = objectOf(issue["names"]) ?? {};
  const entries = Object.entries(fields).filter(([id]) => id.startsWith("customfield_"));
  return {
    byName: (name) => entries.find(([id]) => foldName(textOf(names[id])) === name)?.[1],
    sprint: () => {
      for (const [, value] of entries) if (isSprintList(value)) return sprintOf(value);
      return undefined;
    },
    people: () => entries.map(([id, value]) => [textOf(names[id]) || id, id, listOf(value)[0] ?? value]),
  };
}

/** Cloud gives objects with a board, Server texts such as `com.atlassian.greenhopper.service.sprint.Sprint@1f[id=3,state=ACTIVE,name=Sprint 3,…]`. */
function isSprintList(value: unknown): boolean {
  const first = listOf(value)[0];
  return (
    /\.Sprint@\w+\[/.test(textOf(first)) ||
    (objectOf(first)?.["boardId"] !== undefined && textOf(objectOf(first)?.["name"]) !== "")
  );
}

/** The running sprint, else the last one the issue was in. */
function sprintOf(value: unknown): string | undefined {
  if (typeof value === "string") return value.trim() || undefined;
  const sprints = listOf(value).map((entry) => {
    const text = textOf(entry);
    const sprint = objectOf(entry);
    return text === ""
      ? { name: textOf(sprint?.["name"]), state: textOf(sprint?.["state"]).toLowerCase() }
      : {
          name: /[[,]name=([^,\]]*)/.exec(text)?.[1] ?? "",
          state: (/[[,]state=(\w+)/.exec(text)?.[1] ?? "").toLowerCase(),
        };
  });
  return (sprints.find(({ state }) => state === "active") ?? sprints.at(-1))?.name || undefined;
}

function peopleOf(
  fields: JsonObject,
  custom: CustomFields,
  { columnMap, peopleFields }: IssueContext,
): Record<string, Person> {
  const entries: [string, Person | undefined][] = [["projectLead", personOf(objectOf(fields["project"])?.["lead"])]];
  for (const [name, id, value] of custom.people()) {
    for (const field of peopleFields)
      if (foldName(field) === foldName(name) || field === id) entries.push([field, personOf(value)]);
    if (foldName(name) === "owner") entries.push(["owner", personOf(value)]);
  }
  for (const field of ["creator", "reporter", "assignee"])
    for (const name of [field, ...peopleFields.filter((asked) => foldName(asked) === field)])
      entries.push([name, personOf(fields[field])]);
  for (const [field, id] of Object.entries(columnMap))
    entries.push([field, personOf(listOf(fields[id])[0] ?? fields[id])]);
  return Object.fromEntries(entries.filter((entry): entry is [string, Person] => entry[1] !== undefined));
}

/** Cloud knows people by account id, Server by user name. */
function personOf(value: unknown): Person | undefined {
  const user = objectOf(value);
  const name = textOf(user?.["displayName"]);
  const email = textOf(user?.["emailAddress"]);
  const id =
    textOf(user?.["accountId"]) ||
    (user?.["displayName"] !== undefined ? textOf(user["name"]) || textOf(user["key"]) : "") ||
    email ||
    name;
  if (!user || id === "") return undefined;
  return {
    id,
    ...(name && { name }),
    ...(email && { email }),
    ...(user["accountType"] === "app" && { isApp: true }),
    ...(user["active"] === false && { isActive: false }),
  };
}
