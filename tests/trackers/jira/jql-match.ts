import { JqlError, parseJql, type Clause, type Operator } from "./jql-parse";
import { CATEGORIES, type SiteIssue } from "./model";
import type { JiraSite } from "./site";
import { instantOf } from "./zone";

type Test = (issue: SiteIssue) => boolean;

/** What the meaning of a query depends on beside the issues. */
export interface JqlContext {
  site: JiraSite;
  now: number;
  /** Time zone of the account that asks. */
  zone: string;
}

interface Field {
  name: string;
  values: (issue: SiteIssue) => string[];
  /** The value as `values` has it; `undefined` when it does not exist. Without it, values are compared as they are. */
  resolve?: (value: string) => string | undefined;
  missing?: (value: string) => string;
}

/** A predicate for a restriction; throws JqlError for names that do not exist and for what is not modelled. */
export function compileClause(clause: Clause, context: JqlContext, depth = 0): Test {
  if (clause.kind === "not") {
    const inner = compileClause(clause.part, context, depth);
    return (issue) => !inner(issue);
  }
  if (clause.kind !== "test") {
    const parts = clause.parts.map((part) => compileClause(part, context, depth));
    return clause.kind === "and"
      ? (issue) => parts.every((part) => part(issue))
      : (issue) => parts.some((part) => part(issue));
  }
  const name = clause.field.toLowerCase();
  if (name === "filter") return filterTest(clause.operator, clause.values, context, depth);
  if (name === "created" || name === "createddate") return timeTest("created", clause.operator, clause.values, context);
  if (name === "updated" || name === "updateddate") return timeTest("updated", clause.operator, clause.values, context);
  const field = fieldOf(name, context.site);
  if (!field) throw new JqlError(`Field '${clause.field}' does not exist or you do not have permission to view it.`);
  return setTest(field, clause.operator, clause.values);
}

function fieldOf(name: string, site: JiraSite): Field | undefined {
  const byName = <T extends { id: number; name: string }>(list: Iterable<T>, value: string): T | undefined =>
    [...list].find((one) => one.name.toLowerCase() === value.toLowerCase() || String(one.id) === value);
  switch (name) {
    case "project":
      return { name, values: ({ project }) => [project], resolve: (value) => searchableProject(site, value) };
    case "id":
    case "key":
    case "issue":
    case "issuekey":
      return {
        name,
        values: ({ id }) => [String(id)],
        resolve: (value) => site.findVisible(value)?.id.toString(),
        missing: (value) =>
          /^\d+$/.test(value)
            ? `The value '${value}' does not exist for the field '${name}'.`
            : `An issue with key '${value}' does not exist for field '${name}'.`,
      };
    case "parent":
      return {
        name,
        values: ({ parent }) => (parent === null ? [] : [String(parent)]),
        resolve: (value) => site.findVisible(value)?.id.toString(),
      };
    case "status":
      return { name, values: ({ status }) => [status], resolve: (value) => byName(site.statuses, value)?.name };
    case "statuscategory": {
      const categoryOf = new Map(site.statuses.map((status) => [status.name, status.category]));
      return {
        name: "statusCategory",
        values: ({ status }) => [categoryOf.get(status) ?? ""],
        resolve: (value) =>
          byName(Object.values(CATEGORIES), value)?.key ??
          Object.values(CATEGORIES).find(({ key }) => key === value.toLowerCase())?.key,
      };
    }
    case "issuetype":
    case "type":
      return { name, values: ({ type }) => [type], resolve: (value) => byName(site.types, value)?.name };
    case "labels":
      return { name, values: ({ labels }) => labels };
    default:
      return undefined;
  }
}

/** By key, id or name. The value error is the same for a project that is not there and one that is not visible. */
function searchableProject(site: JiraSite, value: string): string | undefined {
  const folded = value.toLowerCase();
  // Issues of archived projects are not searchable in Jira either.
  return [...site.projects.values()].find(
    (project) =>
      site.sees(project) &&
      !project.isArchived &&
      (project.key.toLowerCase() === folded || String(project.id) === value || project.name.toLowerCase() === folded),
  )?.key;
}

function setTest(field: Field, operator: Operator, values: string[]): Test {
  if (operator === "is empty") return (issue) => field.values(issue).length === 0;
  if (operator === "is not empty") return (issue) => field.values(issue).length > 0;
  if (operator !== "=" && operator !== "!=" && operator !== "in" && operator !== "not in")
    throw new JqlError(
      `The operator '${operator}' is not modelled by the emulated site for the field '${field.name}'.`,
    );
  const wanted = new Set(
    values.map((value) => {
      const found = field.resolve ? field.resolve(value) : value;
      if (found !== undefined) return found;
      const message = field.missing?.(value) ?? `The value '${value}' does not exist for the field '${field.name}'.`;
      throw new JqlError(message, false);
    }),
  );
  const isIn: Test = (issue) => field.values(issue).some((value) => wanted.has(value));
  if (operator === "=" || operator === "in") return isIn;
  // In Jira an empty field is not "different": `labels != x` leaves out issues without labels.
  return (issue) => field.values(issue).length > 0 && !isIn(issue);
}

function timeTest(field: "created" | "updated", operator: Operator, values: string[], context: JqlContext): Test {
  const limit = instant(field, values[0] ?? "", context);
  switch (operator) {
    case ">":
      return (issue) => issue[field] > limit;
    case ">=":
      return (issue) => issue[field] >= limit;
    case "<":
      return (issue) => issue[field] < limit;
    case "<=":
      return (issue) => issue[field] <= limit;
    default:
      throw new JqlError(`The operator '${operator}' is not modelled by the emulated site for the field '${field}'.`);
  }
}

const UNITS = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000 };

/** A relative time counts from the server's clock; an absolute one is a minute on the account's clock. */
function instant(field: string, value: string, { now, zone }: JqlContext): number {
  if (/^[-+]?\d+[wdhm](\s+\d+[wdhm])*$/.test(value)) {
    const sign = value.startsWith("-") ? -1 : 1;
    const parts = [...value.matchAll(/(\d+)([wdhm])/g)];
    return now + sign * parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit as "w"], 0);
  }
  const match = /^(\d{4})([-/])(\d\d?)\2(\d\d?)(?: (\d\d?):(\d\d))?$/.exec(value);
  if (!match)
    throw new JqlError(
      `Date value '${value}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', ` +
        `'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
    );
  const [, year, , month, day, hour = "0", minute = "0"] = match;
  return instantOf(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)), zone);
}

function filterTest(operator: Operator, values: string[], context: JqlContext, depth: number): Test {
  if (operator !== "=" && operator !== "in")
    throw new JqlError(`The operator '${operator}' is not modelled for 'filter'.`);
  if (depth > 5) throw new JqlError("The JQL refers to filters that refer to each other.", false);
  const tests = values.map((value) => {
    const filter = context.site.filters.get(Number(value));
    if (!filter) throw new JqlError(`The value '${value}' does not exist for the field 'filter'.`, false);
    const { where } = parseJql(filter.jql);
    return where ? compileClause(where, context, depth + 1) : () => true;
  });
  return (issue) => tests.some((test) => test(issue));
}

/** Issues that a query finds are those the account may see, in projects that are not archived. */
export function isSearchable(site: JiraSite, issue: SiteIssue): boolean {
  return site.isVisible(issue) && !site.projects.get(issue.project)?.isArchived;
}
