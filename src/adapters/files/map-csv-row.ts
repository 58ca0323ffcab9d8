import type { Field } from "#adapters/files/fields";
import type { FieldDates } from "#adapters/files/field-dates";
import type { ItemDraft, RowProblem } from "#adapters/files/item-draft";
import { counted, shortText, type Notices } from "#adapters/files/notices";
import type { CsvRow } from "#adapters/files/read-csv";
import { readPerson } from "#adapters/files/read-person";
import type { ColumnPlan } from "#adapters/files/recognise-columns";
import { isResolution } from "#adapters/files/status-names";
import { LEVELS, type Level, type Person } from "#core/model";

interface RowContext {
  plan: ColumnPlan;
  dates: FieldDates;
  /** What makes row numbers unique among several files. */
  fileKey: string;
  notices: Notices;
}

/** One row of a table as a draft, or why it cannot be one. */
export function mapCsvRow(row: CsvRow, context: RowContext): ItemDraft | RowProblem {
  const { plan, dates } = context;
  const read = createCellReader(row.cells, plan);
  const isLinear = plan.tracker === "linear";
  const title = isLinear ? withoutGuard(read.one("title")) : read.one("title");
  if (title === "") return missing(plan, "title", "has no title");
  const identity = identify(row, read, context);
  if ("problem" in identity) return identity;
  noteProject(read.one("linearProject"), context.notices);
  return {
    tracker: plan.tracker,
    ...identity,
    title,
    description: read.raw("description"),
    url: read.one("url") || undefined,
    siteUrl: siteOf(read.one("projectUrl")),
    scopeKey: read.one("projectKey") || undefined,
    scopeName: read.one("project") || undefined,
    type: read.one("type") || null,
    level: readLevel(read.one("level")),
    labels:
      plan.format === "jira-csv"
        ? read.all("labels").flatMap((cell) => cell.split(/\s+/))
        : read.all("labels").flatMap(splitList),
    components: plan.format === "jira-csv" ? read.all("components") : read.all("components").flatMap(splitList),
    status: read.one("status"),
    category: read.one("statusCategory") || undefined,
    isResolved: isResolution(read.one("resolution")) || ENDS.some((field) => isYes(read.one(field))),
    isArchived: isYes(read.one("archived")),
    priority: readPriority(read.one("priority")),
    estimate: readNumber(read.one("estimate")),
    sprint: read.last("sprint") || read.one("cycle") || (read.one("cycleNumber") && `Cycle ${read.one("cycleNumber")}`),
    dueDate: dates.day(read.one("dueDate"), read.header("dueDate")),
    parent: read.one("parentKey") || read.one("parent") || read.one("epicLink") || undefined,
    people: readPeople(row.cells, read, plan),
    created: dates.time(read.one("created"), read.header("created")),
    updated: dates.time(read.one("updated"), read.header("updated")),
  };
}

/** Dates that only finished work has. */
const ENDS: readonly Field[] = ["resolved", "completed", "canceled"];

interface CellReader {
  /** The first filled cell of a field, trimmed; "" without one. */
  one(field: Field): string;
  last(field: Field): string;
  all(field: Field): string[];
  raw(field: Field): string;
  /** Header of the field's first column, for messages. */
  header(field: Field): string;
}

function createCellReader(cells: readonly string[], plan: ColumnPlan): CellReader {
  const all = (field: Field): string[] =>
    (plan.columns[field] ?? []).map((column) => (cells[column] ?? "").trim()).filter((cell) => cell !== "");
  return {
    all,
    one: (field) => all(field)[0] ?? "",
    last: (field) => all(field).at(-1) ?? "",
    raw: (field) => cells[plan.columns[field]?.[0] ?? -1] ?? "",
    header: (field) => headerOf(plan, field),
  };
}

const headerOf = (plan: ColumnPlan, field: Field): string => plan.header[plan.columns[field]?.[0] ?? -1] ?? field;

function missing(plan: ColumnPlan, field: Field, problem: string): RowProblem {
  const header = shortText(headerOf(plan, field));
  return {
    field: header,
    problem: `The row ${problem}.`,
    remedy: `Fill in "${header}" in this row, or remove the row.`,
  };
}

/** Id and key of the row. Exports of a tracker always have one; in other tables a row without is known by its number. */
function identify(
  row: CsvRow,
  read: CellReader,
  { plan, fileKey, notices }: RowContext,
): Pick<ItemDraft, "id" | "key" | "isNumbered"> | RowProblem {
  const key = read.one("key") || undefined;
  const id = read.one("uuid") || read.one("id") || undefined;
  if (key || id) return { id: id ?? key, key: key ?? id };
  const column = (["key", "id"] as const).find((field) => plan.columns[field]);
  if (column && (plan.format === "jira-csv" || plan.format === "linear-csv"))
    return missing(plan, column, "has no key and no id");
  notices.count(
    "row numbers",
    "",
    (rows) =>
      `${counted(rows, "row")} without an id ${rows === 1 ? "is" : "are"} known by the number in the file: a decision on such an item is lost when rows move.`,
  );
  return { id: `${fileKey}#row-${row.number}`, key: `row-${row.number}`, isNumbered: true };
}

function noteProject(project: string, notices: Notices): void {
  if (project === "") return;
  notices.count(
    "projects",
    project,
    (rows, names) =>
      `${counted(rows, "issue")} ${rows === 1 ? "belongs" : "belong"} to Linear projects (${names}), which an export of issues does not hold: their goals and leads are not seen.`,
  );
}

/** The project's own address may be any page; only one that Jira gives projects tells where Jira is. */
function siteOf(projectUrl: string): string | undefined {
  return (
    /^(https?:\/\/[^?#]+?)\/(?:browse|projects|jira\/software)\//.exec(projectUrl)?.[1] ??
    /^https:\/\/[\w-]+\.atlassian\.net/.exec(projectUrl)?.[0]
  );
}

/** Linear's export puts an apostrophe before text that a spreadsheet would take for a formula. */
const withoutGuard = (title: string): string => title.replace(/^'(?=[=+\-@])/, "");

const splitList = (cell: string): string[] =>
  cell
    .split(/[,;|]/)
    .map((label) => label.trim())
    .filter((label) => label !== "");

const readLevel = (text: string): Level | undefined => LEVELS.find((level) => level === text.toLowerCase());

/** "No priority" is how Linear says nothing. */
const readPriority = (text: string): string | undefined =>
  text === "" || /^no priority$/i.test(text) ? undefined : text;

function readNumber(text: string): number | undefined {
  if (text === "") return undefined;
  const value = Number(text.replace(",", "."));
  return Number.isFinite(value) ? value : undefined;
}

/** A date on which it happened, or a plain yes. */
const isYes = (text: string): boolean => text !== "" && !/^(false|no|0|n)$/i.test(text);

function readPeople(cells: readonly string[], read: CellReader, plan: ColumnPlan): Record<string, Person> {
  const named: [string, Person | undefined][] = [
    ...plan.people.map(({ name, column, idColumn }): [string, Person | undefined] => [
      name,
      readPerson(cells[column] ?? "", cells[idColumn ?? -1]),
    ]),
    ["projectLead", readPerson(read.one("projectLead"), read.one("projectLeadId"))],
    ["creator", readPerson(read.one("creator"), read.one("creatorId"))],
    ["reporter", readPerson(read.one("reporter"), read.one("reporterId"))],
    ["assignee", readPerson(read.one("assignee"), read.one("assigneeId"))],
    ["owner", readPerson(read.one("owner"), read.one("ownerId"))],
  ];
  return Object.fromEntries(named.filter((entry): entry is [string, Person] => entry[1] !== undefined));
}
