import { InvocationError, InvocationErrorCode, Queue } from "@forge/events";
import { kvs } from "@forge/kvs";
import { type HourlyPoints, SourceError } from "#ports";
import type { AppParts, Beat } from "#usecases/app/parts";

/** Time, and who is told what went wrong. Tests give other ones. */
export interface Host {
  /** Milliseconds since 1970. */
  now: () => number;
  sleep: (milliseconds: number) => Promise<void>;
  log: (what: string, error?: unknown) => void;
  /** Pause before a request is tried again for the first time, in milliseconds. */
  firstPauseMs: number;
}

export const systemHost: Host = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  // The name and the stack, never more: messages of others may quote texts of work items.
  // eslint-disable-next-line no-console -- the log of a Forge app is its console
  log: (what, error) => console.error(what, error instanceof Error ? whereOf(error) : ""),
  firstPauseMs: 500,
};

/** Name and places of an error. */
const whereOf = ({ name, stack = "" }: Error): string =>
  [name, ...stack.split("\n").filter((line) => /^\s+at /.test(line))].join("\n");

/** What is kept in the app's storage: it is written often, read by whoever watches, and losing it costs nothing. */
const KEY = { points: "points", beat: "beat" } as const;
/** Storage forgets what nobody writes any more. */
const TTL = { ttl: { value: 1, unit: "DAYS" } } as const;

/** Points of the hour that this site has used so far. */
export const readPoints = (): Promise<HourlyPoints | undefined> => kvs.get<HourlyPoints>(KEY.points);
export const writePoints = (points: HourlyPoints): Promise<void> => kvs.set(KEY.points, points, TTL);

export const readBeat = (): Promise<Beat | undefined> => kvs.get<Beat>(KEY.beat);
export const writeBeat = (beat: Beat): Promise<void> => kvs.set(KEY.beat, beat, TTL);

/** Has the platform tell of an event again where the database has too much to do. */
export const orLater = async (work: Promise<void>): Promise<InvocationError | undefined> => {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return new InvocationError({ retryAfter: 60, retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST });
  }
};

/** Both queues share it: of two invocations that audit one would have to wait for the other. */
const ONE_AT_A_TIME = { key: "audit", limit: 1 };

/** Has the app called by a queue. A queue that takes nothing more is no failure: the hourly trigger asks again. */
export const createWake =
  ({ log }: Pick<Host, "log">): AppParts["wake"] =>
  async (queue, afterSeconds = 0) => {
    try {
      await new Queue({ key: queue }).push({
        body: { wake: true },
        concurrency: ONE_AT_A_TIME,
        ...(afterSeconds > 0 && { delayInSeconds: Math.min(900, Math.ceil(afterSeconds)) }),
      });
    } catch (error) {
      log(`queue ${queue}`, error);
    }
  };
