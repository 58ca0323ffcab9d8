import { asApp, asUser, assumeTrustedRoute, ProxyRequestError, route, type APIResponse } from "@forge/api";
import { z } from "zod";
import { type Exchange, parseJson } from "#adapters/http/transport";
import type { JiraAnswer, JiraRequest } from "#adapters/jira/request";
import { type PersonReporter, TrackerError } from "#ports";

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

/**
 * Jira's REST API through the Forge platform: as the app, which sees what it was given access to, or as the person who is asking.
 * Takes paths for addresses. Lets NeedsAuthenticationError through, as `createUserRequest` does.
 */
export function createForgeExchange(as: "app" | "user"): Exchange {
  return async ({ method, url, body }) => {
    const requester = as === "app" ? asApp() : asUser();
    const response = await reach(
      requester.requestJira(assumeTrustedRoute(url), {
        method,
        headers: { accept: "application/json", ...(body !== undefined && { "content-type": "application/json" }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    return { status: response.status, headers: toHeaders(response), json: parseJson(await response.text()) };
  };
}

/** Headers that say something about limits, time and waiting. */
const TOLD = ["date", "retry-after", "ratelimit-reason"];

/** The platform's headers can only be asked one by one. */
function toHeaders({ headers }: APIResponse): Headers {
  const known = new Headers();
  for (const name of TOLD) {
    const value = headers.get(name);
    if (value !== null) known.set(name, value);
  }
  return known;
}

const reach = (pending: Promise<APIResponse>): Promise<APIResponse> =>
  pending.catch((error: unknown) => {
    if (!(error instanceof ProxyRequestError)) throw error;
    throw new TrackerError("unavailable", "The Forge platform could not reach Jira; try again in a minute.", {
      cause: error,
    });
  });

async function answerOf(pending: Promise<APIResponse>): Promise<JiraAnswer> {
  const response = await reach(pending);
  const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
  return {
    status: response.status,
    body: await response.json().catch(() => undefined),
    ...(Number.isFinite(retryAfter) && { retryAfterSeconds: retryAfter }),
  };
}

const changedAccounts = z.object({
  accounts: z.array(z.object({ accountId: z.string(), status: z.enum(["updated", "closed"]) })),
});

/**
 * Reports accounts to Atlassian as the app (scope report:personal-data). `privacy.reportPersonalData` of the platform asks for the same
 * and leaves out `Cycle-Period`, which says when to report again.
 */
export function createPersonReporter(): PersonReporter {
  return async (accounts) => {
    const response = await reach(
      asApp().requestAtlassian(route`/app/report-accounts`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ accounts }),
      }),
    );
    const parsed = changedAccounts.safeParse(response.status === 204 ? { accounts: [] } : await jsonOf(response));
    if ((response.status !== 200 && response.status !== 204) || !parsed.success)
      throw new TrackerError("unavailable", `Atlassian did not take the report of accounts (HTTP ${response.status}).`);
    const cycleDays = Number(response.headers.get("cycle-period") ?? Number.NaN);
    const having = (wanted: "updated" | "closed"): string[] =>
      parsed.data.accounts.flatMap(({ accountId, status }) => (status === wanted ? [accountId] : []));
    return { closed: having("closed"), updated: having("updated"), ...(cycleDays > 0 && { cycleDays }) };
  };
}

const jsonOf = (response: APIResponse): Promise<unknown> => response.json().catch(() => undefined);
