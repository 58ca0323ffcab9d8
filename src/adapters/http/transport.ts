import pRetry from "p-retry";
import type { Allowance, Ledger, RequestKind } from "#adapters/http/ledger";
import { TrackerError } from "#ports";

export type HttpMethod = "GET" | "POST" | "PUT" | "DELETE";

export interface HttpRequest {
  method: HttpMethod;
  url: string;
  /** Sent as JSON. */
  body?: unknown;
  kind: RequestKind;
  /** It must not be done twice: where it is not known whether it was done, it is not asked again. */
  isOnce?: boolean;
}

export interface HttpAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON; undefined where the answer is none: a proxy's page, a body that was cut off. */
  json: unknown;
}

/** What an answer means. */
export type Judgement =
  | { done: true; points: number; allowances?: readonly Allowance[] }
  /** Worth asking again: after `afterMs` where the tracker says so, else with growing pauses. A wait that it asks for uses up no try. */
  | { done: false; error: TrackerError; retry: boolean; afterMs?: number };

/** Sends one request. A TrackerError that it throws is worth asking again; everything else ends the asking. */
export type Exchange = (request: HttpRequest) => Promise<HttpAnswer>;

/** Over the network, with these headers in each request. */
export interface NetworkOptions {
  /** Name of the tracker, for messages. */
  tracker: string;
  /** Headers with credentials: they go nowhere but into requests. */
  headers: Readonly<Record<string, string>>;
  timeoutMs?: number;
}

export interface TransportOptions {
  ledger: Ledger;
  /** Name of the tracker, for messages. */
  tracker: string;
  exchange: Exchange;
  judge: (answer: HttpAnswer) => Judgement;
  /** Tries after the first one. */
  retries?: number;
  /** Pause before the first of them, in milliseconds; each further one is longer, with jitter. */
  firstPauseMs?: number;
}

/** Sends requests until they are answered for good. Throws TrackerError, whose message holds no credentials and nothing of a body. */
export type Transport = (request: HttpRequest) => Promise<HttpAnswer>;

/** Longest wait that a tracker may ask for, in milliseconds: a reset beyond it is a mistake of a clock. */
const LONGEST_WAIT = 2 * 3_600_000;

/** Tries after the first one before anything was ever answered. */
const FIRST_TRIES = 2;

/** A tracker's refusal that may be over soon. */
class PassingError extends Error {
  readonly trackerError: TrackerError;
  readonly afterMs: number | undefined;
  constructor(trackerError: TrackerError, afterMs?: number) {
    super(trackerError.message);
    this.trackerError = trackerError;
    this.afterMs = afterMs;
  }
}

export function createTransport(options: TransportOptions): Transport {
  const { ledger, tracker, judge, exchange, retries = 6, firstPauseMs = 500 } = options;
  let wasReached = false;
  const attempt = async (request: HttpRequest): Promise<HttpAnswer> => {
    await ledger.admit(request.kind);
    const answer = await exchange(request).catch((error: unknown) => {
      throw error instanceof TrackerError && !request.isOnce ? new PassingError(error) : error;
    });
    wasReached = true;
    const judgement = judge(answer);
    if (judgement.done) {
      ledger.charge(judgement.points, judgement.allowances);
      return answer;
    }
    const mayBeDone = request.isOnce && answer.status >= 500;
    throw judgement.retry && !mayBeDone ? new PassingError(judgement.error, judgement.afterMs) : judgement.error;
  };
  return async (request) => {
    let waits = 0;
    try {
      return await pRetry(() => attempt(request), {
        retries,
        minTimeout: firstPauseMs,
        maxTimeout: 30_000,
        randomize: true,
        // A wrong address should not take a minute to be told from a weak network.
        shouldRetry: ({ error, retriesConsumed }) =>
          error instanceof PassingError && (wasReached || retriesConsumed < FIRST_TRIES),
        shouldConsumeRetry: ({ error }) =>
          !(error instanceof PassingError && error.afterMs !== undefined && waits <= 20),
        async onFailedAttempt({ error }) {
          if (!(error instanceof PassingError)) return;
          ledger.retried();
          if (error.afterMs === undefined) return;
          waits += 1;
          // A little later than told, each time another little: many clients wait for the same moment.
          await ledger.wait(
            Math.min(LONGEST_WAIT, error.afterMs + Math.random() * Math.min(1_000, firstPauseMs)),
            `${tracker} asks to wait`,
          );
        },
      });
    } catch (error) {
      throw error instanceof PassingError ? error.trackerError : error;
    }
  };
}

/** Requests over the network; throws TrackerError where it failed. */
export function createNetwork({ tracker, headers, timeoutMs = 30_000 }: NetworkOptions): Exchange {
  return async ({ method, url, body }) => {
    try {
      const response = await fetch(url, {
        method,
        headers: {
          accept: "application/json",
          ...headers,
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        // An address that a tracker sends elsewhere to would get the credentials, too.
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, json: parseJson(text) };
    } catch (error) {
      const host = new URL(url).host;
      throw new TrackerError("unavailable", describeFailure(error, tracker, host, timeoutMs));
    }
  };
}

function describeFailure(error: unknown, tracker: string, host: string, timeoutMs: number): string {
  if (error instanceof Error && error.name === "TimeoutError")
    return `${tracker} (${host}) did not answer within ${timeoutMs / 1000} seconds; try again later.`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined;
  const code = cause && "code" in cause ? ` (${String(cause.code)})` : "";
  return `${tracker} (${host}) cannot be reached${code}; check the address and the network.`;
}

/** What a body holds; undefined where it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Milliseconds that `Retry-After` asks to wait, in seconds or as a date; undefined where it does not. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The tracker's own time of an answer, in milliseconds since 1970; undefined where it tells none. */
export function serverTime(headers: Headers): number | undefined {
  const date = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(date) ? undefined : date;
}

/**
 * The address of a tracker without a slash at its end. Throws TrackerError for one that would send credentials readable: plain http is
 * for this machine only.
 */
export function checkAddress(address: string, variable: string): string {
  if (!URL.canParse(address)) throw new TrackerError("not-found", `${variable} is not a web address: ${address}`);
  const { protocol, hostname, username, password } = new URL(address);
  if (username || password)
    throw new TrackerError(
      "unauthorized",
      `${variable} holds a user or a password; give credentials by their own variables.`,
    );
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  if (protocol !== "https:" && !(protocol === "http:" && isLocal))
    throw new TrackerError(
      "not-found",
      `${variable} must begin with https://: over ${protocol} a token could be read by others.`,
    );
  return address.replace(/\/+$/, "");
}
