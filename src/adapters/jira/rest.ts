import { z } from "zod";
import type { Clock } from "#adapters/http/clock";
import { type Ledger, type RequestKind, untilNextUtcHour } from "#adapters/http/ledger";
import {
  createNetwork,
  createTransport,
  type Exchange,
  type HttpAnswer,
  type HttpMethod,
  type Judgement,
  retryAfter,
  serverTime,
  type TransportOptions,
} from "#adapters/http/transport";
import { TrackerError } from "#ports";

/** How Jira knows who asks: an Atlassian account with its API token, or an OAuth 2.0 access token. */
export type JiraCredentials = { email: string; apiToken: string } | { accessToken: string };

export interface JiraClientOptions extends Pick<TransportOptions, "retries" | "firstPauseMs"> {
  /** Takes addresses that begin with `baseUrl`. */
  exchange: Exchange;
  baseUrl: string;
  clock: Clock;
  ledger: Ledger;
  /** Who asks, for sentences about refusals. Left out: an account with a token. */
  asker?: "token" | "app" | "person";
}

export interface JiraRestOptions extends Omit<JiraClientOptions, "exchange"> {
  /** `https://acme.atlassian.net`, or with OAuth `https://api.atlassian.com/ex/jira/CLOUD-ID`; without a slash at its end. */
  baseUrl: string;
  credentials: JiraCredentials;
  timeoutMs?: number;
}

/** What Jira answered to a request that it could answer; `at` is its own time, in milliseconds since 1970. */
export interface RestAnswer<Body> {
  body: Body;
  at: number;
}

/** Jira's REST API v3. Throws TrackerError. */
export interface JiraRest {
  get<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    kind?: RequestKind,
  ): Promise<RestAnswer<z.output<Schema>>>;
  post<Schema extends z.ZodType>(
    path: string,
    body: unknown,
    schema: Schema,
    kind?: RequestKind,
  ): Promise<RestAnswer<z.output<Schema>>>;
  /** Makes something, once: where it is not known whether it was made, TrackerError `unavailable` says so. */
  create<Schema extends z.ZodType>(path: string, body: unknown, schema: Schema): Promise<z.output<Schema>>;
  /** Changes something; what is answered is left unread. Doing it twice changes nothing more. */
  write(method: Exclude<HttpMethod, "GET">, path: string, body?: unknown): Promise<void>;
}

/** Jira over the network, with credentials. */
export const createJiraRest = ({ credentials, timeoutMs, ...options }: JiraRestOptions): JiraRest =>
  createJiraClient({
    ...options,
    exchange: createNetwork({
      tracker: "Jira",
      headers: { authorization: authorizationOf(credentials) },
      ...(timeoutMs !== undefined && { timeoutMs }),
    }),
  });

/** Jira by whatever carries its requests. */
export function createJiraClient(options: JiraClientOptions): JiraRest {
  const { baseUrl, clock } = options;
  const asker = options.asker ?? "token";
  const send = createTransport({ ...options, tracker: "Jira", judge: (answer) => judge(answer, clock, asker) });
  const ask = async <Schema extends z.ZodType>(
    request: { method: HttpMethod; path: string; body?: unknown; kind: RequestKind; isOnce?: boolean },
    schema: Schema,
  ): Promise<RestAnswer<z.output<Schema>>> => {
    const { path, ...rest } = request;
    const { json, headers } = await send({ ...rest, url: `${baseUrl}${path}` });
    const parsed = schema.safeParse(json);
    if (!parsed.success)
      throw new TrackerError(
        "bad-response",
        `Jira's answer to ${path.split("?")[0]} is not as Rolecall knows it (at ${parsed.error.issues[0]?.path.join(".") ?? "its beginning"}); look for an update.`,
      );
    return { body: parsed.data, at: serverTime(headers) ?? clock.now() };
  };
  return {
    get: (path, schema, kind = "directory") => ask({ method: "GET", path, kind }, schema),
    post: (path, body, schema, kind = "items") => ask({ method: "POST", path, body, kind }, schema),
    create: async (path, body, schema) =>
      (await ask({ method: "POST", path, body, kind: "directory", isOnce: true }, schema)).body,
    async write(method, path, body) {
      await send({ method, url: `${baseUrl}${path}`, kind: "directory", ...(body !== undefined && { body }) });
    },
  };
}

/** Whether Jira refused what was asked to the account of the token; another thing it may allow. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof TrackerError && ["unauthorized", "forbidden", "not-found"].includes(error.kind);

const authorizationOf = (credentials: JiraCredentials): string =>
  "accessToken" in credentials
    ? `Bearer ${credentials.accessToken}`
    : `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${credentials.email}:${credentials.apiToken}`)))}`;

/** Quotas that are whole again at the UTC hour (Atlassian, "Rate limiting", 2026). */
const HOURLY_QUOTAS = new Set(["jira-quota-global-based", "jira-quota-tenant-based"]);

type Asker = NonNullable<JiraClientOptions["asker"]>;

const ASKERS: Readonly<Record<Asker, { name: string; unauthorized: string }>> = {
  token: {
    name: "the account of the token",
    unauthorized:
      "Jira does not accept the credentials (HTTP 401): the token is wrong, has expired or was taken back. Make a new one at https://id.atlassian.com/manage-profile/security/api-tokens and set ROLECALL_JIRA_API_TOKEN (or ROLECALL_JIRA_ACCESS_TOKEN).",
  },
  app: {
    name: "the app",
    unauthorized:
      "Jira does not let the app in (HTTP 401). Look under the installed apps of this Jira whether it asks for a new consent.",
  },
  person: {
    name: "you",
    unauthorized: "Jira did not accept your sign-in (HTTP 401). Reload the page, and allow Rolecall to act for you.",
  },
};

function judge(answer: HttpAnswer, clock: Clock, asker: Asker): Judgement {
  const { status, headers, json } = answer;
  const now = serverTime(headers) ?? clock.now();
  const failed = (kind: TrackerError["kind"], message: string): Judgement => ({
    ...{ done: false, retry: false },
    error: new TrackerError(kind, message),
  });
  // Nothing to read, or a task that goes on by itself, whose address is told.
  if (status === 204 || status === 303) return { done: true, points: 1 };
  if (status >= 200 && status < 300) {
    if (json !== undefined) return { done: true, points: priceOf(json) };
    return { ...failed("unavailable", "Jira answered with something that is no JSON; try again later."), ...AGAIN };
  }
  switch (status) {
    case 401:
      return failed("unauthorized", ASKERS[asker].unauthorized);
    case 403:
      return failed("forbidden", `Jira refuses this to ${ASKERS[asker].name} (HTTP 403)${reasonOf(json)}.`);
    case 404:
      return failed(
        "not-found",
        `Jira has nothing there that ${ASKERS[asker].name} may see (HTTP 404)${reasonOf(json)}.`,
      );
    case 429: {
      const isHourly = HOURLY_QUOTAS.has(headers.get("ratelimit-reason") ?? "");
      const afterMs = isHourly ? untilNextUtcHour(now) : retryAfter(headers, now);
      const error = new TrackerError("rate-limited", "Jira asks to wait (HTTP 429); try again later.");
      return { done: false, retry: true, error, ...(afterMs !== undefined && { afterMs }) };
    }
  }
  if (status >= 500) {
    const afterMs = retryAfter(headers, now);
    const error = new TrackerError("unavailable", `Jira is not available (HTTP ${status}); try again later.`);
    return { done: false, retry: true, error, ...(afterMs !== undefined && { afterMs }) };
  }
  return failed("bad-response", `Jira refuses the request (HTTP ${status})${reasonOf(json)}.`);
}

const AGAIN = { retry: true } as const;

const refusal = z.object({ errorMessages: z.array(z.string()) });

/** What Jira says why; it is about the request, and quotes no more of it than the JQL. */
function reasonOf(json: unknown): string {
  const parsed = refusal.safeParse(json);
  const reason = parsed.success ? parsed.data.errorMessages[0] : undefined;
  return reason ? `: ${reason.slice(0, 300).replace(/\.+$/, "")}` : "";
}

/** Points by the documented prices: 1, and 1 for each object, or 3 for each that names a person or a group. */
function priceOf(json: unknown): number {
  if (Array.isArray(json)) return 1 + json.length;
  const { issues, values, actors } = json as Partial<Record<"issues" | "values" | "actors", unknown>>;
  if (Array.isArray(issues)) return 1 + issues.length;
  if (Array.isArray(values)) return 1 + values.reduce<number>((sum, one) => sum + (isPerson(one) ? 3 : 1), 0);
  if (Array.isArray(actors)) return 1 + 3 * actors.length;
  const addresses = Object.values(json as object);
  // The roles of a space come as addresses by their names.
  return addresses.length > 0 && addresses.every(isAddress) ? 1 + 3 * addresses.length : 2;
}

const isAddress = (value: unknown): boolean => typeof value === "string" && value.startsWith("http");

const isPerson = (value: unknown): boolean => typeof value === "object" && value !== null && "accountId" in value;
