/** What Jira answered, unjudged: `body` is parsed JSON, or undefined where there was none. */
export interface JiraAnswer {
  status: number;
  body: unknown;
  retryAfterSeconds?: number;
}

/** The calls Rolecall makes to Jira, one method each; Forge and plain REST provide them. */
export interface JiraRequest {
  /** `GET /rest/api/3/issue/{issueIdOrKey}` with the given `fields` and `expand`. */
  getIssue(idOrKey: string, query: { fields: string; expand: string }): Promise<JiraAnswer>;
}
