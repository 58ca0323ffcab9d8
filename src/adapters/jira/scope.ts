import { SourceError } from "#ports";

/** Which part of a site is read. All that are given hold together; nothing: everything that the account may see. */
export interface JiraScope {
  /** Keys of spaces. */
  projects?: readonly string[];
  /** Id of a saved filter. */
  filter?: string | undefined;
  /** A condition in JQL, without ORDER BY. */
  jql?: string | undefined;
}

/** The scope as one JQL condition. Throws SourceError for an order in it. */
export function scopeToJql({ projects = [], filter, jql }: JiraScope): string {
  if (jql !== undefined && /\border\s+by\b/i.test(jql.replaceAll(/"[^"]*"|'[^']*'/g, "")))
    throw new SourceError(
      "The JQL of source.jira.jql orders its result; leave ORDER BY out: Rolecall reads in an order of its own.",
    );
  const conditions = [
    ...(projects.length > 0 ? [`project in (${projects.map(quote).join(", ")})`] : []),
    ...(filter === undefined ? [] : [`filter = ${quote(filter)}`]),
    ...(jql?.trim() ? [`(${jql.trim()})`] : []),
  ];
  // Jira refuses a search without any condition.
  return conditions.length > 0 ? conditions.join(" AND ") : "project is not EMPTY";
}

const quote = (text: string): string => `"${text.replaceAll(/[\\"]/g, "\\$&")}"`;
