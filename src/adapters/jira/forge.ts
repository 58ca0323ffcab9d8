import { asUser, ProxyRequestError, route, type APIResponse } from "@forge/api";
import type { JiraAnswer, JiraRequest } from "#adapters/jira/request";
import { TrackerError } from "#ports";

/**
 * Jira through the Forge platform, as the person who looks at the screen: nothing comes back that they may not see.
 * Lets NeedsAuthenticationError through, because the platform answers it with its consent screen.
 */
export function createUserRequest(): JiraRequest {
  return {
    async getIssue(idOrKey, { fields, expand }) {
      return answerOf(asUser().requestJira(route`/rest/api/3/issue/${idOrKey}?fields=${fields}&expand=${expand}`));
    },
  };
}

async function answerOf(pending: Promise<APIResponse>): Promise<JiraAnswer> {
  const response = await pending.catch((error: unknown) => {
    if (!(error instanceof ProxyRequestError)) throw error;
    throw new TrackerError("unavailable", "The Forge platform could not reach Jira; try again in a minute.", {
      cause: error,
    });
  });
  const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
  return {
    status: response.status,
    body: await response.json().catch(() => undefined),
    ...(Number.isFinite(retryAfter) && { retryAfterSeconds: retryAfter }),
  };
}
