import { createHash } from "node:crypto";
import { chosenFields, type SiteField } from "./fields";
import { expansions, issueJson, type Writing } from "./issue-json";
import { compileClause, isSearchable } from "./jql-match";
import { JqlError, parseJql, type Jql } from "./jql-parse";
import type { SortKey } from "./model";
import { Refusal, unmodelled } from "./refusal";
import type { SiteIssue } from "./site";
import { SortedIssues } from "./sorted";

/** What a handler answers: the body, and how many things and identities Jira charges for. */
export interface Answer {
  body: unknown;
  things?: number;
  identities?: number;
  /** 200 where it is left out. */
  status?: number;
  /** Where an answer that is a task sends the client to. */
  location?: string;
}

/** The body of `POST /search/jql` after the OpenAPI has accepted it. */
interface SearchBody {
  jql?: string;
  fields?: string[];
  expand?: string;
  maxResults?: number;
  nextPageToken?: string;
  properties?: string[];
  fieldsByKeys?: boolean;
  reconcileIssues?: number[];
}

/** Where a page ended: the last issue's place in the order, not a count, so edits between pages move issues as in Jira. */
interface PageToken {
  jql: string;
  at: SortKey;
  issued: number;
}

const LIFE_OF_TOKEN = 7 * 86_400_000;
const LARGEST_PAGE = 5000;
/** Jira cuts pages with fields as it likes; a hundred is what it gives for ordinary fields. */
const LARGEST_PAGE_WITH_FIELDS = 100;
const EXPANDABLE = ["names", "schema"];

/** Answers the operations that find issues. */
export class Search {
  readonly #writing: Writing;
  readonly #now: () => number;
  readonly #sorted: SortedIssues;

  constructor(writing: Writing, now: () => number) {
    this.#writing = writing;
    this.#now = now;
    this.#sorted = new SortedIssues(writing.site);
  }

  page(body: SearchBody, isPageExpired: boolean): Answer {
    const { jql = "", maxResults = 50 } = body;
    const query = this.#query(jql);
    const expand = expandable(body.expand?.split(",") ?? []);
    if (body.properties?.length) throw unmodelled("properties of issues");
    if (body.fieldsByKeys) throw unmodelled("fieldsByKeys");
    // The site is always consistent: there is nothing to reconcile.
    if ((body.reconcileIssues?.length ?? 0) > 50) throw new Refusal(400, "reconcileIssues accepts max 50 ids.");
    if (maxResults < 1) throw new Refusal(400, "The value of maxResults must be at least 1.");
    const asked = body.fields?.flatMap((word) => word.split(",")) ?? ["id"];
    const isShort = asked.every((field) => field === "id" || field === "key");
    const fields = isShort ? [] : chosenFields(asked);
    const size = Math.min(maxResults, isShort ? LARGEST_PAGE : LARGEST_PAGE_WITH_FIELDS);
    const token = body.nextPageToken === undefined ? undefined : this.#open(body.nextPageToken, jql, isPageExpired);
    const found: SiteIssue[] = [];
    let isLast = true;
    for (const issue of this.#sorted.after(query.order, token?.at)) {
      if (!query.test(issue)) continue;
      isLast = found.length < size;
      if (!isLast) break;
      found.push(issue);
    }
    const last = found.at(-1);
    return {
      body: {
        issues: found.map((issue) =>
          isShort && !asked.includes("key") ? { id: String(issue.id) } : issueJson(issue, fields, this.#writing),
        ),
        ...(!isLast && last && { nextPageToken: this.#seal(jql, last) }),
        isLast,
        ...expansions(expand, fields),
      },
      things: found.length,
    };
  }

  count(jql = ""): Answer {
    const { test } = this.#query(jql);
    let count = 0;
    for (const issue of this.#writing.site.issues.values()) if (test(issue)) count += 1;
    return { body: { count } };
  }

  bulkFetch(body: { issueIdsOrKeys: string[]; fields?: string[]; expand?: string[]; properties?: string[] }): Answer {
    if (body.issueIdsOrKeys.length > 100) throw new Refusal(400, "You can request up to 100 issues.");
    if (body.properties?.length) throw unmodelled("properties of issues");
    const fields = chosenFields(body.fields ?? ["*navigable"]);
    const expanded = expansions(expandable(body.expand ?? []), fields);
    const issues = new Map<number, SiteIssue>();
    const issueErrors: { id: string; errorMessage: string }[] = [];
    for (const id of body.issueIdsOrKeys) {
      const issue = this.#writing.site.findVisible(id);
      if (issue) issues.set(issue.id, issue);
      else issueErrors.push({ id, errorMessage: NO_ISSUE });
    }
    const sorted = [...issues.values()].sort((one, other) => one.id - other.id);
    const json = sorted.map((issue) => ({ ...issueJson(issue, fields, this.#writing), ...expanded }));
    return { body: { issues: json, issueErrors }, things: sorted.length };
  }

  issue(idOrKey: string, asked: string[], expand: string[]): Answer {
    const issue = this.#writing.site.findVisible(idOrKey);
    if (!issue) throw new Refusal(404, NO_ISSUE);
    const fields: SiteField[] = chosenFields(asked.every((word) => word.startsWith("-")) ? ["*all", ...asked] : asked);
    const expanded = expansions(expandable(expand), fields);
    return { body: { ...issueJson(issue, fields, this.#writing), ...expanded }, things: 1 };
  }

  #query(jql: string): { test: (issue: SiteIssue) => boolean; order: Jql["order"] } {
    const { site, zone } = this.#writing;
    try {
      const { where, order } = parseJql(jql);
      if (!where) throw new JqlError(UNBOUNDED, false);
      const test = compileClause(where, { site, now: this.#now(), zone: zone.name });
      return { test: (issue) => isSearchable(site, issue) && test(issue), order };
    } catch (error) {
      if (!(error instanceof JqlError)) throw error;
      throw new Refusal(400, error.message, error.isUnmodelled ? `JQL '${jql}': ${error.message}` : undefined);
    }
  }

  #seal(jql: string, { id, project, number, created, updated, rank }: SiteIssue): string {
    const token: PageToken = {
      ...{ jql: digest(jql), at: { id, project, number, created, updated, rank }, issued: this.#now() },
    };
    return Buffer.from(JSON.stringify(token)).toString("base64");
  }

  #open(text: string, jql: string, isPageExpired: boolean): PageToken {
    const refusal = new Refusal(400, "The provided nextPageToken is invalid or expired.");
    if (isPageExpired) throw refusal;
    let token: PageToken;
    try {
      token = JSON.parse(Buffer.from(text, "base64").toString()) as PageToken;
    } catch {
      throw refusal;
    }
    if (token.jql !== digest(jql) || this.#now() - token.issued > LIFE_OF_TOKEN) throw refusal;
    return token;
  }
}

const NO_ISSUE = "Issue does not exist or you do not have permission to see it.";
const UNBOUNDED = "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.";

const digest = (jql: string): string => createHash("sha256").update(jql).digest("base64url").slice(0, 12);

function expandable(expand: readonly string[]): string[] {
  const other = expand.find((word) => !EXPANDABLE.includes(word.trim()));
  if (other !== undefined) throw unmodelled(`expand=${other}`);
  return expand.map((word) => word.trim());
}
