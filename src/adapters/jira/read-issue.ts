import { mapIssue, type JiraSite } from "#adapters/jira/map";
import type { JiraAnswer, JiraRequest } from "#adapters/jira/request";
import type { WorkItem } from "#core/model";
import { TrackerError } from "#ports";

/** Everything but what can be long and says nothing about the focus; custom fields have ids of the site's own, so they come by `*all`. */
const FIELDS = "*all,-comment,-worklog,-attachment,-issuelinks,-subtasks,-watches,-votes,-timetracking";

/**
 * Reads one issue in one request, with the rights of whoever the request acts for.
 * Throws TrackerError; `not-found` also when the issue exists and they may not see it, for Jira does not tell the two apart.
 */
export async function readIssue(jira: JiraRequest, idOrKey: string, site: JiraSite): Promise<WorkItem> {
  const answer = await jira.getIssue(idOrKey, { fields: FIELDS, expand: "names,schema" });
  if (answer.status !== 200) throw trackerError(answer);
  return mapIssue(answer.body, site);
}

function trackerError({ status, retryAfterSeconds }: JiraAnswer): TrackerError {
  if (status === 401) return new TrackerError("unauthorized", "Jira does not accept the credentials; sign in again.");
  if (status === 403)
    return new TrackerError("forbidden", "Jira refuses the access; ask an administrator of the space.");
  if (status === 404)
    return new TrackerError(
      "not-found",
      "Jira shows no such work item; check the key and your permission to browse its space.",
    );
  if (status === 429) {
    return new TrackerError(
      "rate-limited",
      "Jira asks to wait; try again later.",
      retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
    );
  }
  if (status >= 500) return new TrackerError("unavailable", `Jira is not available (HTTP ${status}); try again later.`);
  return new TrackerError("bad-response", `Jira answered with HTTP ${status}, which Rolecall does not expect here.`);
}
