import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { compileRuleset } from "#core/classify/classify";
import type { WorkItem } from "#core/model";
import { NOBODY } from "#core/permission";
import { loadPolicy } from "#core/policy-check";
import type { StoredFinding, TriageStore, WorkItemSource } from "#ports";
import { createSqliteStore } from "#stores/dialects/sqlite";
import { createMemoryStore } from "#stores/memory-store";
import { reportBacklog } from "#usecases/backlog-report";
import { type Act, planAct } from "#usecases/decide";
import { auditWithMemory } from "#usecases/remember-run";
import { createArraySource } from "../fixtures/array-source";
import { TWO_ROLES } from "../fixtures/audit-items";
import { makeItem, person } from "../fixtures/items";
import { makeSqliteFile } from "../stores/databases";
import { HOLDER } from "../fixtures/holder";

/**
 * However a backlog is delivered, and wherever an audit is cut off and begun again: what is found, what is said of it and what is
 * remembered are the same as if everything had come once, in order and without a fall.
 */

const policy = loadPolicy(TWO_ROLES);
const ruleset = compileRuleset(policy);
const KEYS = Array.from({ length: 6 }, (_, index) => `PAY-${index + 1}`);
const TITLES = [
  "Define the pricing strategy for enterprise customers",
  "Fix the crash of the checkout endpoint",
  "Things",
];

/** null: the item is not there in that week. */
const itemArbitrary = (key: string): fc.Arbitrary<WorkItem | null> =>
  fc.option(
    fc
      .record({
        title: fc.constantFrom(...TITLES),
        owner: fc.constantFrom("Mia", "Oto"),
        status: fc.constantFrom("todo", "in-progress", "done"),
      })
      .map(({ title, owner, status }) =>
        makeItem({
          ...{ key, title, level: "epic", people: { assignee: person(owner) } },
          status: { name: status, category: status },
        }),
      ),
    { freq: 5 },
  );

const acts: readonly Act[] = [
  { kind: "dismiss", reason: "agreed-exception", note: "agreed", until: "2026-02-20" },
  { kind: "snooze", until: { event: "status-changes" }, note: "" },
  { kind: "reassign", to: "p-mia", note: "" },
];

interface Week {
  items: readonly WorkItem[];
  /** What is decided after the week's audit, where that item has a finding. */
  decide: { act: Act; key: string } | null;
  pageSize: number;
  isShuffled: boolean;
  isDoubled: boolean;
  /** Where a first attempt, an hour before, is cut off: after so many pages or saved findings, else before the run is saved. */
  cut: { pages: number; findings: number } | null;
}

const weekArbitrary: fc.Arbitrary<Week> = fc.record({
  items: fc.tuple(...KEYS.map(itemArbitrary)).map((items) => items.filter((item) => item !== null)),
  decide: fc.option(fc.record({ act: fc.constantFrom(...acts), key: fc.constantFrom(...KEYS) }), { freq: 2 }),
  pageSize: fc.constantFrom(1, 2, 3, 100),
  isShuffled: fc.boolean(),
  isDoubled: fc.boolean(),
  cut: fc.option(
    fc.oneof(
      fc.record({ pages: fc.nat(4), findings: fc.constant(Infinity) }),
      fc.record({ pages: fc.constant(Infinity), findings: fc.oneof(fc.nat(8), fc.constant(Infinity)) }),
    ),
    { freq: 3 },
  ),
});

/** Delivers each page twice where that is asked for, and breaks off after some pages. */
function createSource({ items, pageSize, isShuffled, isDoubled }: Week, breaksAfter = Infinity): WorkItemSource {
  const whole = createArraySource(isShuffled ? [...items].reverse() : items, pageSize);
  const delivered = new Set<string>();
  let pages = 0;
  return {
    ...whole,
    async fetchPage(cursor = "0") {
      if ((pages += 1) > breaksAfter) throw new Error("cut off");
      const page = await whole.fetchPage(cursor);
      if (!isDoubled || delivered.has(cursor)) return page;
      delivered.add(cursor);
      return { ...page, next: cursor };
    },
  };
}

/** A store that dies after it has saved so many findings, and at the latest when the run is to be saved. */
function createDying(store: TriageStore, findingsLeft: number): TriageStore {
  let left = findingsLeft;
  return {
    ...store,
    async saveFindings(findings) {
      await store.saveFindings(findings.slice(0, left));
      if ((left -= findings.length) < 0) throw new Error("cut off");
    },
    saveRun: () => Promise.reject(new Error("cut off")),
  };
}

async function live(weeks: readonly Week[], store: TriageStore): Promise<unknown[]> {
  const said: unknown[] = [];
  for (const [index, week] of weeks.entries()) {
    const monday = Date.UTC(2026, 0, 5 + 14 * index, 8);
    const audit = (memory: TriageStore, source: WorkItemSource, at: number, runId: string) =>
      auditWithMemory({
        ...{ source, memory, ruleset, runId, now: new Date(at).toISOString(), version: "0.0.0" },
        isInBaseline: () => false,
        holder: HOLDER,
      });
    if (week.cut) {
      const { pages, findings } = week.cut;
      const attempt = audit(
        createDying(store, findings),
        createSource(week, pages),
        monday - 3_600_000,
        `cut-${index}`,
      );
      await expect(attempt).rejects.toThrow("cut off");
    }
    const { findings } = await audit(store, createSource(week), monday, `week-${index}`);
    const now = new Date(monday + 3_600_000).toISOString();
    if (week.decide) {
      const deps = { store, policy, actor: NOBODY, now, newId: () => `d-${index}` };
      const plan = await planAct(week.decide.act, { names: [`${week.decide.key}/owner-role-mismatch`] }, deps);
      await store.addDecisions(plan.decisions);
    }
    const stored: StoredFinding[] = [];
    for await (const page of store.findings()) stored.push(...page);
    said.push({ findings, stored, report: await reportBacklog(store, now) });
  }
  return said;
}

const plain = (week: Week): Week => ({ ...week, pageSize: 100, isShuffled: false, isDoubled: false, cut: null });

async function isSame(weeks: readonly Week[], store: TriageStore): Promise<void> {
  expect(await live(weeks, store)).toEqual(await live(weeks.map(plain), createMemoryStore()));
}

describe("the same weeks, delivered otherwise and cut off anywhere, are told and remembered in the same way", () => {
  test("by a store in memory", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(weekArbitrary, { minLength: 2, maxLength: 4 }), (weeks) =>
        isSame(weeks, createMemoryStore()),
      ),
      { numRuns: 40 },
    );
  });

  test("by an SQLite file", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(weekArbitrary, { minLength: 2, maxLength: 3 }), async (weeks) => {
        const file = await makeSqliteFile();
        onTestFinished(() => file.remove());
        const store = await createSqliteStore(file.at);
        await isSame(weeks, store).finally(() => store.close());
      }),
      { numRuns: 10 },
    );
  });
});
