import { LinearErrorType, parseLinearError } from "@linear/sdk";
import { z } from "zod";
import type { Clock } from "#adapters/http/clock";
import type { Allowance, Ledger, RequestKind } from "#adapters/http/ledger";
import {
  createNetwork,
  createTransport,
  type HttpAnswer,
  type Judgement,
  retryAfter,
  serverTime,
  type TransportOptions,
} from "#adapters/http/transport";
import { TrackerError, type TrackerErrorKind } from "#ports";

export const LINEAR_API = "https://api.linear.app/graphql";

/** A personal API key, or an OAuth access token. */
export type LinearCredentials = { apiKey: string } | { accessToken: string };

export interface LinearClientOptions extends Pick<TransportOptions, "retries" | "firstPauseMs"> {
  timeoutMs?: number;
  apiUrl: string;
  credentials: LinearCredentials;
  clock: Clock;
  ledger: Ledger;
}

export interface LinearAnswer<Data> {
  data: Data;
  /** Linear's own time, in milliseconds since 1970. */
  at: number;
  /** Whether Linear said that parts are missing, also when it was asked again. */
  isPartial: boolean;
}

/** Linear's GraphQL API over our own transport: the SDK's has no time limit, no retry and hides what is left of limits. Throws TrackerError. */
export type LinearClient = <Schema extends z.ZodType>(
  document: string,
  variables: Readonly<Record<string, unknown>>,
  schema: Schema,
  kind?: RequestKind,
) => Promise<LinearAnswer<z.output<Schema>>>;

/** How often an answer with parts missing is asked for again before what there is counts. */
const PARTIAL_TRIES = 2;

export function createLinearClient(options: LinearClientOptions): LinearClient {
  const { apiUrl, credentials, clock, firstPauseMs = 500 } = options;
  const send = createTransport({
    ...options,
    tracker: "Linear",
    exchange: createNetwork({
      tracker: "Linear",
      headers: { authorization: "apiKey" in credentials ? credentials.apiKey : `Bearer ${credentials.accessToken}` },
      ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
    }),
    judge: (answer) => judge(answer, clock),
  });
  return async (document, variables, schema, kind = "items") => {
    const body = { query: document, variables };
    let answer = await send({ method: "POST", url: apiUrl, body, kind });
    for (let tries = 0; tries < PARTIAL_TRIES && errorsOf(answer).length > 0; tries++) {
      await clock.sleep(firstPauseMs);
      answer = await send({ method: "POST", url: apiUrl, body, kind });
    }
    const parsed = schema.safeParse((answer.json as { data: unknown }).data);
    if (!parsed.success)
      throw new TrackerError(
        "bad-response",
        `Linear's answer is not as Rolecall knows it (at ${parsed.error.issues[0]?.path.join(".") ?? "its beginning"}); look for an update.`,
      );
    return {
      data: parsed.data,
      at: serverTime(answer.headers) ?? clock.now(),
      isPartial: errorsOf(answer).length > 0,
    };
  };
}

const failedAnswer = z.object({
  errors: z.array(
    z.object({
      message: z.string(),
      extensions: z.looseObject({ type: z.string().nullish(), code: z.string().nullish() }).nullish(),
    }),
  ),
});
type GraphqlError = z.output<typeof failedAnswer>["errors"][number];

function errorsOf({ json }: HttpAnswer): readonly GraphqlError[] {
  const parsed = failedAnswer.safeParse(json);
  return parsed.success ? parsed.data.errors : [];
}

function judge(answer: HttpAnswer, clock: Clock): Judgement {
  const { status, headers, json } = answer;
  const allowances = allowancesOf(headers);
  const errors = errorsOf(answer);
  const isAnswered =
    status === 200 && typeof json === "object" && json !== null && "data" in json && json.data !== null;
  if (isAnswered && typeof json.data === "object")
    return { done: true, points: Number(headers.get("x-complexity") ?? 1) || 1, allowances };
  const now = serverTime(headers) ?? clock.now();
  const kind = kindOf(status, errors);
  const retry = kind === "rate-limited" || kind === "unavailable";
  const afterMs = kind === "rate-limited" ? untilRefilled(headers, allowances, now) : retryAfter(headers, now);
  return {
    ...{ done: false, retry, error: new TrackerError(kind, describe(kind, status, errors[0])) },
    ...(retry && afterMs !== undefined && { afterMs }),
  };
}

/** Linear tells a limit by status 429, by status 400 with a type, or by status 400 with a code only. */
function kindOf(status: number, errors: readonly GraphqlError[]): TrackerErrorKind {
  if (status === 429 || errors.some(({ extensions }) => extensions?.code === "RATELIMITED")) return "rate-limited";
  if (errors.length === 0) return status === 401 ? "unauthorized" : status === 403 ? "forbidden" : "unavailable";
  const error = parseLinearError({
    response: { status, errors: errors.map(({ message, extensions }) => ({ message, extensions: extensions ?? {} })) },
  } as Parameters<typeof parseLinearError>[0]);
  switch (error.type) {
    case LinearErrorType.Ratelimited:
      return "rate-limited";
    case LinearErrorType.AuthenticationError:
      return "unauthorized";
    case LinearErrorType.Forbidden:
    case LinearErrorType.FeatureNotAccessible:
      return "forbidden";
    case LinearErrorType.NetworkError:
    case LinearErrorType.InternalError:
    case LinearErrorType.LockTimeout:
    case LinearErrorType.BootstrapError:
      return "unavailable";
    default:
      if (status === 401) return "unauthorized";
      return status >= 500 ? "unavailable" : "bad-response";
  }
}

function describe(kind: TrackerErrorKind, status: number, error: GraphqlError | undefined): string {
  switch (kind) {
    case "unauthorized":
      return "Linear does not accept the credentials: the key is wrong, has expired or was taken back. Make a new one in Linear under Settings > Security & access > Personal API keys, and set ROLECALL_LINEAR_API_KEY (or ROLECALL_LINEAR_ACCESS_TOKEN).";
    case "forbidden":
      return "Linear refuses this to the owner of the key; give the key the scope Read and access to the teams.";
    case "rate-limited":
      return "Linear asks to wait; try again later.";
    case "bad-response":
      return `Linear refuses the request (HTTP ${status}): ${(error?.message ?? "").slice(0, 300)}`;
    default:
      return `Linear is not available (HTTP ${status}); try again later.`;
  }
}

const LIMITS = ["requests", "complexity"] as const;

function allowancesOf(headers: Headers): Allowance[] {
  return LIMITS.flatMap((name) => {
    const [limit, remaining, resetAt] = ["limit", "remaining", "reset"].map((what) =>
      Number(headers.get(`x-ratelimit-${name}-${what}`) ?? Number.NaN),
    ) as [number, number, number];
    return [limit, remaining, resetAt].every(Number.isFinite) ? [{ limit, remaining, resetAt }] : [];
  });
}

/** Limits refill steadily: a hundredth of one is enough to go on with, unless Linear says when. */
function untilRefilled(headers: Headers, allowances: readonly Allowance[], now: number): number | undefined {
  const told = retryAfter(headers, now);
  if (told !== undefined) return told;
  const empty = allowances.filter(({ limit, remaining }) => remaining < limit / 100);
  return empty.length === 0
    ? undefined
    : Math.max(...empty.map(({ resetAt }) => Math.max(1_000, Math.ceil((resetAt - now) / 100))));
}
