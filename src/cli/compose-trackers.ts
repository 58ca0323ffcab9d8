import { systemClock } from "#adapters/http/clock";
import { createLedger, type Ledger, type Spending } from "#adapters/http/ledger";
import { checkAddress } from "#adapters/http/transport";
import type { JiraCredentials, JiraRest } from "#adapters/jira/rest";
import type { LinearClient } from "#adapters/linear/client";
import { UsageError } from "#cli/errors";
import { peopleFieldsOf } from "#usecases/people-fields";
import type { Policy } from "#core/config";
import type { MemberLister, OpenTracker } from "#ports";

/** Trackers that a command reads. */
export type SourceName = "jira" | "linear" | "both";

export interface ConnectOptions {
  maxRequests?: number | undefined;
  onWait?: (milliseconds: number, why: string) => void;
}

/** A tracker that a command talks to, and what that cost. */
export interface Connection {
  name: "Jira" | "Linear";
  open: () => Promise<OpenTracker>;
  listMembers: MemberLister;
  spending: () => Spending;
}

export interface JiraConnection extends Connection {
  jira: JiraRest;
}

export interface LinearConnection extends Connection {
  linear: LinearClient;
}

export const namesOfSource = (source: SourceName): readonly ("jira" | "linear")[] =>
  source === "both" ? ["jira", "linear"] : [source];

/** Connections with the credentials of the environment. Jira comes first: of items that are in both trackers Linear holds the copies. */
export const connect = (source: SourceName, policy: Policy, options: ConnectOptions = {}): Promise<Connection[]> =>
  Promise.all(
    namesOfSource(source).map((name) =>
      name === "jira" ? connectJira(policy, options) : connectLinear(policy, options),
    ),
  );

/** Points an hour of an app over all its customers (Atlassian, "Rate limiting", Tier 1); traffic of API tokens has no such quota. */
const OAUTH_POINTS = 65_000;

/** Throws UsageError where the environment does not say how to reach Jira. */
export async function connectJira(policy: Policy, options: ConnectOptions = {}): Promise<JiraConnection> {
  const { source } = policy;
  const address = process.env["ROLECALL_JIRA_BASE_URL"] ?? source.jira.baseUrl;
  if (!address)
    throw new UsageError(
      "Where is Jira? Set ROLECALL_JIRA_BASE_URL, or source.jira.baseUrl in the policy, for example https://acme.atlassian.net.",
    );
  const credentials = jiraCredentials();
  const ledger = createLedger({
    tracker: "Jira",
    ...limits(policy, options),
    pointsPerHour: source.jira.pointsPerHour ?? ("accessToken" in credentials ? OAUTH_POINTS : undefined),
  });
  const [{ createJiraRest }, { openJira }, { createJiraMembers }] = await Promise.all([
    import("#adapters/jira/rest"),
    import("#adapters/jira/source"),
    import("#adapters/jira/members"),
  ]);
  const baseUrl = checkAddress(address, "ROLECALL_JIRA_BASE_URL");
  const jira = createJiraRest({ baseUrl, credentials, clock: systemClock, ledger });
  const open = (): Promise<OpenTracker> =>
    openJira({
      ...{ jira, clock: systemClock, scope: source.jira, peopleFields: peopleFieldsOf(policy) },
      workspace: workspaceOf(policy),
    });
  return { name: "Jira", jira, open, listMembers: createJiraMembers(jira), spending: () => ledger.spending() };
}

/** Throws UsageError where the environment has no key of Linear. */
export async function connectLinear(policy: Policy, options: ConnectOptions = {}): Promise<LinearConnection> {
  const apiKey = process.env["ROLECALL_LINEAR_API_KEY"];
  const accessToken = process.env["ROLECALL_LINEAR_ACCESS_TOKEN"];
  if (!apiKey && !accessToken)
    throw new UsageError(
      "Linear needs a key: make one in Linear under Settings > Security & access > Personal API keys with the scope Read, and set ROLECALL_LINEAR_API_KEY.",
    );
  const ledger: Ledger = createLedger({ tracker: "Linear", ...limits(policy, options) });
  const [{ createLinearClient, LINEAR_API }, { openLinear }, { createLinearMembers }] = await Promise.all([
    import("#adapters/linear/client"),
    import("#adapters/linear/source"),
    import("#adapters/linear/members"),
  ]);
  const address = process.env["ROLECALL_LINEAR_API_URL"] ?? policy.source.linear.apiUrl ?? LINEAR_API;
  const linear = createLinearClient({
    apiUrl: checkAddress(address, "ROLECALL_LINEAR_API_URL"),
    credentials: apiKey ? { apiKey } : { accessToken: accessToken ?? "" },
    ...{ clock: systemClock, ledger },
  });
  const open = (): Promise<OpenTracker> =>
    openLinear({ linear, teams: policy.source.linear.teams, workspace: workspaceOf(policy) });
  return { name: "Linear", linear, open, listMembers: createLinearMembers(linear), spending: () => ledger.spending() };
}

function jiraCredentials(): JiraCredentials {
  const accessToken = process.env["ROLECALL_JIRA_ACCESS_TOKEN"];
  if (accessToken) return { accessToken };
  const email = process.env["ROLECALL_JIRA_EMAIL"];
  const apiToken = process.env["ROLECALL_JIRA_API_TOKEN"];
  if (!email || !apiToken)
    throw new UsageError(
      "Jira needs credentials: make an API token at https://id.atlassian.com/manage-profile/security/api-tokens, then set ROLECALL_JIRA_EMAIL and ROLECALL_JIRA_API_TOKEN (or ROLECALL_JIRA_ACCESS_TOKEN for OAuth).",
    );
  return { email, apiToken };
}

const limits = ({ source }: Policy, { maxRequests, onWait }: ConnectOptions) => ({
  ...{ clock: systemClock, share: source.share, onWait },
  maxRequests: maxRequests ?? source.maxRequests,
});

/** Items of a file and of a tracker are the same where the policy names the workspace. */
const workspaceOf = ({ source }: Policy): string | undefined =>
  source.workspace === "file" ? undefined : source.workspace;
