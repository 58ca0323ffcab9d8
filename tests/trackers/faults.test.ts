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

  test("an audit that stops in the middle goes on where it was, and reads nothing twice", async () => {
    const before = tracker.asked("items");
    await withStore(async (store) => auditTrackers(store, [await tracker.open()], today));
    const whole = tracker.asked("items") - before;
    const report = await withStore(async (store) => {
      const capped = await tracker.open({ maxRequests: 4 });
      await expect(auditTrackers(store, [capped], today)).rejects.toThrow(/requests allowed to one run/);
      return auditTrackers(store, [await tracker.open()], today);
    });
    expect(tracker.asked("items") - before).toBe(2 * whole);
    expect(contentOf(report)).toEqual(contentOf(quiet));
  });

  test("a token that expires while it reads is said with what to do; with a new one it goes on", async () => {
    const report = await withStore(async (store) => {
      await expect(auditTrackers(store, [await tracker.open({ maxRequests: 4 })], today)).rejects.toThrow();
      const opened = await tracker.open();
      tracker.expireToken();
      await expect(auditTrackers(store, [opened], today)).rejects.toThrow(/has expired[^]*ROLECALL_/);
      tracker.renewToken();
      return auditTrackers(store, [await tracker.open()], today);
    });
    expect(contentOf(report)).toEqual(contentOf(quiet));
  });
});
