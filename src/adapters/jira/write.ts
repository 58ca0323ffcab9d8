import { z } from "zod";
import type { JiraRest } from "#adapters/jira/rest";
import { createPropertyWriter } from "#adapters/jira/write-properties";
import { StaleError, type TaskState, TrackerError, type TrackerWriter } from "#ports";

/** The property of issues that `jira:entityProperty` of manifest.yml makes known to JQL. */
export const PROPERTY_KEY = "rolecall";

/** Characters of a summary (Jira refuses more). */
const LONGEST_SUMMARY = 255;

const assigned = z.object({ fields: z.object({ assignee: z.object({ accountId: z.string() }).nullish() }) });
const made = z.object({ id: z.string() });
const madeIssue = z.object({ key: z.string() });
const task = z.object({ status: z.string() });

const TASK_STATES: Readonly<Record<string, TaskState>> = {
  ...{ ENQUEUED: "waiting", RUNNING: "waiting", COMPLETE: "done" },
  ...{ FAILED: "failed", CANCEL_REQUESTED: "failed", CANCELLED: "failed", DEAD: "failed" },
};

/** Writes to a Jira site whose items have ids that begin with `jira:<workspace>:`. Throws TrackerError. */
export function createJiraWriter(jira: JiraRest, workspace: string): TrackerWriter {
  const prefix = `jira:${workspace}:`;
  const issuePath = (idOrKey: string): string => `/rest/api/3/issue/${encodeURIComponent(idOrKey)}`;
  const numberOf = (id: string): string => {
    if (id.startsWith(prefix)) return id.slice(prefix.length);
    throw new TrackerError("not-found", "The work item is not one of this Jira site.");
  };
  return {
    prefix,
    ...createPropertyWriter(jira, prefix, PROPERTY_KEY),
    async assign(id, account, expected) {
      const path = issuePath(numberOf(id));
      const { body } = await jira.get(`${path}?fields=assignee`, assigned);
      const found = body.fields.assignee?.accountId ?? null;
      if (found === account) return;
      if (found !== expected) throw new StaleError(found);
      await jira.write("PUT", `${path}/assignee`, { accountId: account });
    },
    async comment(key, body) {
      return (await jira.create(`${issuePath(key)}/comment`, { body }, made)).id;
    },
    async createItem({ space, type, title, body }) {
      const summary = oneLine(title);
      const fields = { project: { key: space }, issuetype: { name: type }, summary, description: body };
      return (await jira.create("/rest/api/3/issue", { fields }, madeIssue)).key;
    },
    async taskState(id) {
      const { body } = await jira.get(`/rest/api/3/task/${encodeURIComponent(id)}`, task);
      return TASK_STATES[body.status] ?? "waiting";
    },
  };
}

function oneLine(title: string): string {
  const line = title.replace(/\s+/g, " ").trim();
  return line.length <= LONGEST_SUMMARY
    ? line
    : `${line.slice(0, LONGEST_SUMMARY - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
