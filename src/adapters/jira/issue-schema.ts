import { z } from "zod";

/**
 * The parts of Jira's issue that Rolecall reads (REST v3, `GET /rest/api/3/issue/{issueIdOrKey}` with
 * `expand=names,schema`); everything else passes through unread. Fields a space may hide or a user may not see are nullish.
 */

export const jiraUser = z.object({
  accountId: z.string(),
  accountType: z.string().nullish(),
  displayName: z.string().nullish(),
  emailAddress: z.string().nullish(),
  active: z.boolean().nullish(),
});
export type JiraUser = z.output<typeof jiraUser>;

const named = z.object({ name: z.string() });

/** `hierarchyLevel`: -1 sub-task, 0 base, 1 epic, 2 and more above epic. */
const issueType = z.object({
  name: z.string(),
  hierarchyLevel: z.number().nullish(),
  subtask: z.boolean().nullish(),
});
export type JiraIssueType = z.output<typeof issueType>;

export const jiraSprint = z.object({ name: z.string(), state: z.string().nullish() });

export const jiraIssue = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.looseObject({
    summary: z.string(),
    project: z.object({ key: z.string(), name: z.string() }),
    issuetype: issueType.nullish(),
    description: z.unknown(),
    status: z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }).nullish() }).nullish(),
    labels: z.array(z.string()).nullish(),
    components: z.array(named).nullish(),
    priority: named.nullish(),
    duedate: z.string().nullish(),
    parent: z.object({ id: z.string() }).nullish(),
    assignee: jiraUser.nullish(),
    reporter: jiraUser.nullish(),
    creator: jiraUser.nullish(),
    created: z.string().nullish(),
    updated: z.string().nullish(),
  }),
  /** Display names by field id. */
  names: z.record(z.string(), z.string()).nullish(),
  /** Types by field id. */
  schema: z
    .record(z.string(), z.object({ type: z.string(), items: z.string().nullish(), custom: z.string().nullish() }))
    .nullish(),
});
export type JiraIssue = z.output<typeof jiraIssue>;
