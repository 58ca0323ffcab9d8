import type { Connection } from "#cli/compose-trackers";
import { say } from "#cli/output";

/** Waits shorter than this pass without a word. */
const WORTH_SAYING = 5_000;

/** Says that reading waits for a limit, and for how long. */
export function sayWait(milliseconds: number, why: string): void {
  if (milliseconds >= WORTH_SAYING) say(`rolecall: ${why}; going on in ${describeTime(milliseconds)}.`);
}

export function describeTime(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

/** What reading has cost so far, for a progress display. */
export const describeBudget = (connections: readonly Connection[]): string =>
  connections
    .map(({ spending }) => spending())
    .filter(({ requests }) => requests.items + requests.directory > 0)
    .map(({ requests, leftShare }) => {
      const left = leftShare === undefined ? "" : `, ${Math.floor(leftShare * 100)} % of the limit left`;
      return `${requests.items + requests.directory} requests${left}`;
    })
    .join("; ");

/** What reading cost, in a sentence for each tracker. */
export function sayCost(connections: readonly Connection[]): void {
  for (const { name, spending } of connections) {
    const { requests, points, retries, waitedMs } = spending();
    const again = retries > 0 ? `, ${retries} of them again` : "";
    const waited = waitedMs >= 1000 ? `; waited ${describeTime(waitedMs)}` : "";
    say(
      `${name}: ${requests.items} ${requests.items === 1 ? "request" : "requests"} for items and ${requests.directory} for who and what there is${again}; ${Math.ceil(points)} points${waited}.`,
    );
  }
}
