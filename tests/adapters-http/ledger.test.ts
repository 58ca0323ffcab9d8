import { expect, test } from "vitest";
import { createLedger } from "#adapters/http/ledger";
import { checkAddress, retryAfter } from "#adapters/http/transport";

const HOUR = 3_600_000;

function makeClock(start = 0) {
  let now = start;
  const sleep = (milliseconds: number): Promise<void> => {
    now += milliseconds;
    return Promise.resolve();
  };
  return { now: () => now, sleep };
}

test("points of the hour are used up to the share; then it waits for the next UTC hour, and no longer", async () => {
  const clock = makeClock(10 * 60_000);
  const told: string[] = [];
  const onWait = (_milliseconds: number, why: string): void => void told.push(why);
  const ledger = createLedger({ tracker: "Jira", clock, share: 0.25, pointsPerHour: 4_000, onWait });
  for (let request = 0; request < 10; request++) {
    await ledger.admit("items");
    ledger.charge(100);
  }
  expect(clock.now()).toBe(10 * 60_000);
  await ledger.admit("items");
  expect(clock.now()).toBe(HOUR);
  expect(told).toEqual(["25 % of Jira's hourly points are used"]);
  expect(ledger.spending()).toMatchObject({
    points: 1_000,
    waitedMs: 50 * 60_000,
    requests: { items: 11, directory: 0 },
  });
});

test("a limit that refills is waited for until the part of others is whole again", async () => {
  const clock = makeClock();
  const ledger = createLedger({ tracker: "Linear", clock, share: 0.5 });
  await ledger.admit("items");
  ledger.charge(1, [{ limit: 100, remaining: 25, resetAt: 75 * 60_000 }]);
  await ledger.admit("items");
  expect(clock.now()).toBe(26 * 60_000);
  expect(ledger.spending().waitedMs).toBe(26 * 60_000);
});

test("a reset that is past, and limits with enough left, cost no time", async () => {
  const clock = makeClock(HOUR);
  const ledger = createLedger({ tracker: "Linear", clock, share: 0.5 });
  ledger.charge(1, [
    { limit: 100, remaining: 0, resetAt: HOUR - 1 },
    { limit: 100, remaining: 51, resetAt: 2 * HOUR },
  ]);
  await ledger.admit("items");
  expect(clock.now()).toBe(HOUR);
});

test("the cap of a run counts every request", async () => {
  const ledger = createLedger({ tracker: "Jira", clock: makeClock(), share: 1, maxRequests: 2 });
  await ledger.admit("directory");
  await ledger.admit("items");
  await expect(ledger.admit("items")).rejects.toMatchObject({ kind: "rate-limited" });
});

test("Retry-After is read as seconds and as a date", () => {
  const now = Date.UTC(2026, 10, 25, 12);
  expect(retryAfter(new Headers({ "retry-after": "2.5" }), now)).toBe(2_500);
  expect(retryAfter(new Headers({ "retry-after": new Date(now + 9_000).toUTCString() }), now)).toBe(9_000);
  expect(retryAfter(new Headers({ "retry-after": "soon" }), now)).toBeUndefined();
  expect(retryAfter(new Headers(), now)).toBeUndefined();
});

test.each([
  ["http://jira.acme.example", /https:/],
  ["ftp://127.0.0.1", /https:/],
  ["https://me:pass@acme.atlassian.net", /by their own variables/],
  ["acme.atlassian.net", /not a web address/],
])("the address %s is refused", (address, message) => {
  expect(() => checkAddress(address, "ROLECALL_JIRA_BASE_URL")).toThrow(message);
});

test("https anywhere, and http on this machine, are taken", () => {
  expect(checkAddress("https://acme.atlassian.net/", "X")).toBe("https://acme.atlassian.net");
  expect(checkAddress("http://127.0.0.1:8080", "X")).toBe("http://127.0.0.1:8080");
  expect(checkAddress("http://localhost:8080", "X")).toBe("http://localhost:8080");
});
