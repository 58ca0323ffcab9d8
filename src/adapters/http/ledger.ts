import type { Clock } from "#adapters/http/clock";
import { type HourlyPoints, TrackerError } from "#ports";

/** What an answer says of one limit: how much there is in all, how much is left, and when it is whole again (ms since 1970). */
export interface Allowance {
  limit: number;
  remaining: number;
  resetAt: number;
}

/** What was asked of a tracker. `directory`: who and what there is, apart from work items. */
export type RequestKind = "items" | "directory";

/** What reading has cost. Points are what the tracker charges: documented prices for Jira, `X-Complexity` for Linear. */
export interface Spending {
  requests: Readonly<Record<RequestKind, number>>;
  points: number;
  waitedMs: number;
  retries: number;
  /** The scarcest limit that the tracker told of last, 0 to 1 of it left. */
  leftShare?: number;
}

export interface LedgerOptions {
  /** Name of the tracker, for messages. */
  tracker: string;
  clock: Clock;
  /** Part of a limit that may be used, 0 to 1: the rest is for others who share it. */
  share: number;
  /** Points an hour where the tracker counts them by the UTC hour and does not tell how many are left. */
  pointsPerHour?: number | undefined;
  /** Points of the hour that were used before, by another process. */
  spent?: HourlyPoints | undefined;
  /** Requests of one run; beyond it reading stops and goes on in the next run. */
  maxRequests?: number | undefined;
  onWait?: ((milliseconds: number, why: string) => void) | undefined;
}

/** Keeps count of what reading costs, waits where a limit is nearly used up, and stops at the cap of a run. */
export interface Ledger {
  /** Before every request, retries included. Throws TrackerError `rate-limited` at the cap. */
  admit(kind: RequestKind): Promise<void>;
  /** What an answer cost and told of limits. */
  charge(points: number, allowances?: readonly Allowance[]): void;
  wait(milliseconds: number, why: string): Promise<void>;
  retried(): void;
  spending(): Spending;
  hourly(): HourlyPoints;
}

const HOUR = 3_600_000;

export const untilNextUtcHour = (now: number): number => HOUR - (now % HOUR);

export function createLedger(options: LedgerOptions): Ledger {
  const { tracker, clock, share, pointsPerHour, maxRequests, onWait } = options;
  const requests: Record<RequestKind, number> = { items: 0, directory: 0 };
  let [points, waitedMs, retries] = [0, 0, 0];
  let hour = options.spent ?? { hour: Math.floor(clock.now() / HOUR), points: 0 };
  let allowances: readonly Allowance[] = [];

  const wait = async (milliseconds: number, why: string): Promise<void> => {
    if (milliseconds <= 0) return;
    onWait?.(milliseconds, why);
    waitedMs += milliseconds;
    await clock.sleep(milliseconds);
  };
  /** Until the part that is others' is whole again; a limit refills steadily until its reset. */
  const untilAllowed = ({ limit, remaining, resetAt }: Allowance): number => {
    const reserve = limit * (1 - share);
    const toReset = resetAt - clock.now();
    if (remaining > reserve || toReset <= 0) return 0;
    return Math.ceil(toReset * Math.min(1, (reserve - remaining + 1) / Math.max(1, limit - remaining)));
  };
  return {
    async admit(kind) {
      if (maxRequests !== undefined && requests.items + requests.directory >= maxRequests)
        throw new TrackerError(
          "rate-limited",
          `${tracker}: the ${maxRequests} requests allowed to one run are used up. What was read is kept where there is a database: run again to go on, or raise --max-requests.`,
        );
      const now = Math.floor(clock.now() / HOUR);
      if (now !== hour.hour) hour = { hour: now, points: 0 };
      if (pointsPerHour !== undefined && hour.points >= pointsPerHour * share)
        await wait(
          untilNextUtcHour(clock.now()),
          `${Math.round(share * 100)} % of ${tracker}'s hourly points are used`,
        );
      const pause = Math.max(0, ...allowances.map(untilAllowed));
      await wait(pause, `${Math.round(share * 100)} % of ${tracker}'s limit is used`);
      if (pause > 0) allowances = [];
      requests[kind] += 1;
    },
    charge(cost, told = []) {
      points += cost;
      hour = { ...hour, points: hour.points + cost };
      if (told.length > 0) allowances = told;
    },
    wait,
    hourly: () => hour,
    retried: () => void (retries += 1),
    spending: () => ({
      requests: { ...requests },
      points,
      waitedMs,
      retries,
      ...(allowances.length > 0 && {
        leftShare: Math.min(...allowances.map(({ limit, remaining }) => remaining / Math.max(1, limit))),
      }),
    }),
  };
}
