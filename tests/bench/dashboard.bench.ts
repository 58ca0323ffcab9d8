import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { afterAll, bench, describe } from "vitest";
import { compileRuleset } from "#core/classify/classify";
import { loadPolicy } from "#core/policy-check";
import type { Page, StoredFinding, TriageStore, WorkItemSource } from "#ports";
import { createSqliteStore } from "#stores/dialects/sqlite";
import { auditWithMemory } from "#usecases/remember-run";
import { HOLDER } from "../fixtures/holder";
import { type ApiSession, openApi } from "../usecases/api-session";
import { generateItem, PRODUCT_PEOPLE } from "./generate-backlog";

/**
 * What the screens ask of a store with a million work items and a hundred thousand findings in an SQLite file. Each question is asked
 * again and again; the median counts. Beside it the same with a tenth of both: what is paged must not grow.
 */
const SIZES = [
  { items: 100_000, findings: 10_000 },
  { items: 1_000_000, findings: 100_000 },
] as const;
const MOST_MS = 150;
const TIMES = 15;
const NOW = "2026-11-02T08:00:00.000Z";
const POLICY = { people: [...PRODUCT_PEOPLE] };
const ONCE = { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0, throws: true };

const folder = mkdtempSync(join(tmpdir(), "rolecall-bench-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function createSource(count: number): WorkItemSource {
  return {
    describe: () => [{ kind: "file", name: "generated", items: count, notices: [] }],
    fetchPage(cursor = "0"): Promise<Page> {
      const start = Number(cursor);
      const end = Math.min(count, start + 500);
      const items = Array.from({ length: end - start }, (_, index) => generateItem(start + index + 1, 0));
      return Promise.resolve({ items, start, skipped: [], ...(end < count && { next: String(end) }) });
    },
  };
}

/** An audited backlog, its findings made as many as are wanted: repeated under the names of other rules, or taken away. */
async function fill(store: TriageStore, { items, findings }: (typeof SIZES)[number]): Promise<void> {
  await auditWithMemory({
    ...{ source: createSource(items), memory: store, version: "0.0.0", runId: "first", now: NOW },
    ...{ ruleset: compileRuleset(loadPolicy(POLICY)), isInBaseline: () => false, holder: HOLDER },
  });
  const found: StoredFinding[] = [];
  for await (const page of store.findings({ present: true })) found.push(...page.slice(0, findings - found.length));
  let count = 0;
  for await (const page of store.findings({ present: true })) {
    count += page.length;
    if (count > findings)
      await store.saveFindings(
        page
          .slice(Math.max(0, findings - count))
          .map((one) => ({ ...one, gone: { since: NOW, because: "item-gone" } })),
      );
  }
  for (let copy = 1; count < findings; copy += 1)
    for (let start = 0; start < found.length && count < findings; start += 500) {
      const page = found.slice(start, Math.min(start + 500, start + findings - count));
      await store.saveFindings(page.map((one) => repeat(one, copy)));
      count += page.length;
    }
}

const repeat = (stored: StoredFinding, copy: number): StoredFinding => ({
  ...stored,
  finding: { ...stored.finding, id: `copy-${copy}|${stored.finding.id}` },
});

async function median(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const start = performance.now();
    await ask();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(TIMES / 2)] ?? 0;
}

async function askEverything({ call, context }: ApiSession): Promise<Map<string, number>> {
  const open = { state: ["open" as const] };
  const first = await call("listFindings", { filter: open, limit: 200 });
  const row = first.rows.find(({ item }) => item !== null);
  const after = async (pages: number): Promise<string> => {
    let next: string | null = null;
    for (let page = 0; page < pages; page += 1)
      next = (await call("listFindings", { limit: 200, ...(next !== null && { after: next }) })).next;
    return next ?? "";
  };
  const deep = await after(40);
  const items = await call("listItems", { limit: 200 });
  let decided = 0;
  const questions: Record<string, () => Promise<unknown>> = {
    overview: () => call("getOverview", {}),
    "findings, first page": () => call("listFindings", { filter: open }),
    "findings, after 8,000": () => call("listFindings", { after: deep }),
    "findings, oldest first": () => call("listFindings", { sort: { by: "age", reverse: false } }),
    "findings by rule, Z first": () => call("listFindings", { sort: { by: "rule", reverse: true } }),
    "findings of three filters": () =>
      call("listFindings", {
        filter: { ...open, severity: ["info"], level: ["epic", "story"], rule: [row?.rule ?? ""] },
      }),
    "findings, a filter that none passes": () => call("listFindings", { filter: { state: ["snoozed", "planned"] } }),
    "findings with a word": () => call("listFindings", { filter: { text: "roadmap" } }),
    "findings with a word that none has": () => call("listFindings", { filter: { text: "zyzzyva" } }),
    "findings counted": () => call("countFindings", { filter: open }),
    "findings with a word counted": () => call("countFindings", { filter: { ...open, text: "roadmap" } }),
    finding: () => call("getFinding", { id: row?.id ?? "" }),
    "work item": () => call("getItem", { name: row?.item?.id ?? "" }),
    "work items, first page": () => call("listItems", {}),
    "work items, second page": () => call("listItems", { after: items.next ?? "" }),
    "work items of a filter": () => call("listItems", { filter: { focus: ["strategic"], level: ["epic"] } }),
    "work items counted": () => call("countItems", { filter: { focus: ["unclear"] } }),
    "audit trail": () => call("listTrail", {}),
    reports: () => call("listReports", {}),
    roles: () => call("getRoles", {}),
    policy: () => call("getPolicy", {}),
    "a decision": () =>
      call("decide", {
        act: { kind: "dismiss", reason: "transition", note: "Handed over." },
        selection: { ids: [first.rows[(decided += 1)]?.id ?? ""] },
        asOf: context.now(),
      }),
    "overview after a decision": async () => {
      const [decision] = (await call("listTrail", { limit: 1 })).rows;
      await call("undo", { decisions: [decision?.id ?? ""] });
      return call("getOverview", {});
    },
  };
  const times = new Map<string, number>();
  for (const [name, ask] of Object.entries(questions)) {
    // What is found out once for all later calls is not what a page takes.
    if (!name.includes("decision")) await ask();
    times.set(name, await median(ask));
  }
  return times;
}

describe("the questions of the screens", () => {
  const times: Map<string, number>[] = [];
  for (const size of SIZES) {
    const database = join(folder, `${size.items}.db`);
    bench(
      `${size.items} work items, ${size.findings} findings`,
      async () => {
        const store = await createSqliteStore(database);
        try {
          await fill(store, size);
          const session = await openApi(store, { policy: POLICY, now: "2026-11-03T08:00:00.000Z" });
          const start = performance.now();
          const { total } = await session.call("countFindings", {});
          process.stderr.write(
            `${size.items} work items: a list of ${total} findings made in ${((performance.now() - start) / 1000).toFixed(1)} s\n`,
          );
          times.push(await askEverything(session));
        } finally {
          await store.close();
        }
        const [small, large] = times;
        if (!large) return;
        for (const [name, ms] of large) {
          const before = small?.get(name) ?? 0;
          process.stderr.write(`${name}: ${ms.toFixed(1)} ms, ${(ms / before).toFixed(1)} x of a tenth\n`);
        }
        const slow = [...large].filter(([, ms]) => ms > MOST_MS);
        if (slow.length > 0) throw new Error(`over ${MOST_MS} ms: ${slow.map(([name]) => name).join(", ")}`);
      },
      { ...ONCE, teardown: () => rmSync(database, { force: true }) },
    );
  }
});
