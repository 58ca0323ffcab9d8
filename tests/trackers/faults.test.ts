import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AuditReport } from "#core/report";
import type { TriageStore } from "#ports";
import { createSqliteStore } from "#stores/dialects/sqlite";
import { makeSqliteFile } from "../stores/databases";
import { auditTrackers, contentOf, type Running, runJira, runLinear } from "./under-test";

/** Whatever happens on the way, the report is the one of a quiet day. */

interface Subject {
  name: string;
  start: () => Promise<Running>;
  items: number;
}

const subjects: Subject[] = [
  { name: "Jira", start: () => runJira(), items: 240 },
  { name: "Linear", start: () => runLinear(), items: 600 },
];

async function withStore<T>(work: (store: TriageStore) => Promise<T>): Promise<T> {
  const database = await makeSqliteFile();
  const store = await createSqliteStore(database.at);
  try {
    return await work(store);
  } finally {
    await store.close();
    await database.remove();
  }
}

describe.each(subjects)("$name", ({ start, items }) => {
  let tracker: Running;
  let quiet: AuditReport;
  /** Of every audit, so that reports can be compared. */
  let today: number;

  beforeAll(async () => {
    tracker = await start();
    today = tracker.now();
    quiet = await withStore(async (store) => auditTrackers(store, [await tracker.open()], today));
    expect(quiet.totals.items).toBeGreaterThanOrEqual(items);
    expect(quiet.complete).toBe(true);
  });
  afterAll(async () => {
    expect(tracker.violations).toEqual([]);
    await tracker.close();
  });

  test.each([
    ["429 that says when to come back", { kind: "status", status: 429, headers: { "retry-after": "7" } }, 2],
    ["429 that does not", { kind: "status", status: 429 }, 3],
    ["500", { kind: "status", status: 500 }, 2],
    ["503 that says when to come back", { kind: "status", status: 503, headers: { "retry-after": "3" } }, 2],
    ["the page of a proxy with 502", { kind: "status", status: 502, body: "<html>Bad gateway</html>" }, 2],
    ["a page in place of an answer", { kind: "html" }, 2],
    ["a connection that is reset", { kind: "reset" }, 2],
    ["a connection that ends within an answer", { kind: "cut" }, 2],
    ["half an answer", { kind: "truncated" }, 2],
    ["no answer", { kind: "hang" }, 1],
  ] as const)("%s changes nothing in the report", async (_name, fault, times) => {
    const before = tracker.now();
    const report = await withStore(async (store) => {
      const opened = await tracker.open();
      tracker.break(fault, times);
      return auditTrackers(store, [opened], today);
    });
    expect(contentOf(report)).toEqual(contentOf(quiet));
    expect(tracker.spending().retries).toBe(times);
    if ("headers" in fault)
      expect(tracker.now() - before).toBeGreaterThanOrEqual(Number(fault.headers["retry-after"]) * 1000 * times);
  });

  test("an audit that fails in the middle goes on where it was, and reads nothing twice", async () => {
    const report = await withStore(async (store) => {
      const opened = await tracker.open();
      const before = tracker.asked("items");
      await auditTrackers(store, [opened], today);
      const whole = tracker.asked("items") - before;
      return withStore(async (other) => {
        const first = tracker.asked("items");
        const capped = await tracker.open({ maxRequests: 4 });
        await expect(auditTrackers(other, [capped], today)).rejects.toThrow(/requests allowed to one run/);
        const again = await auditTrackers(other, [await tracker.open()], today);
        expect(tracker.asked("items") - first).toBe(whole);
        return again;
      });
    });
    expect(contentOf(report)).toEqual(contentOf(quiet));
  });

  test("a token that has expired is said with what to do, and keeps what was read", async () => {
    const own = await start();
    try {
      await withStore(async (store) => {
        const opened = await own.open();
        own.expireToken();
        await expect(auditTrackers(store, [opened], own.now())).rejects.toThrow(/expired[\s\S]*ROLECALL_/);
      });
    } finally {
      await own.close();
    }
  });
});
