import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { compileRuleset, type Ruleset } from "#core/classify/classify";
import type { PolicyInput } from "#core/config";
import type { Decision } from "#core/decision";
import type { WorkItem } from "#core/model";
import { loadPolicy } from "#core/policy-check";
import type { AuditReport } from "#core/report";
import type { TriageStore, WorkItemSource } from "#ports";
import { createMysqlStore } from "#stores/dialects/mysql";
import { createSqliteStore } from "#stores/dialects/sqlite";
import { createMemoryStore } from "#stores/memory-store";
import { auditWithMemory } from "#usecases/remember-run";
import { createArraySource } from "../fixtures/array-source";
import { TWO_ROLES } from "../fixtures/audit-items";
import { makeItem, person } from "../fixtures/items";
import { makeMysqlDatabase, makeSqliteFile, mysqlServer, ON_MYSQL, type TestDatabase } from "../stores/databases";
import { HOLDER } from "../fixtures/holder";

/**
 * A store that remembers items must give, week after week, the report that one gives which reads everything anew. The store in memory
 * remembers findings and decisions, but no items: it is what the others are held against.
 */

const TITLES = [
  "Define the pricing strategy for enterprise customers",
  "Fix null pointer exception in the refund endpoint",
  "Product vision and roadmap for 2027",
  "Add export button to the invoice table",
  "Things",
  "Increase activation from 20 to 35 % in the enterprise market",
];
const PEOPLE = ["Mia", "Oto", "Eng", "Ann"];
const KEYS = Array.from({ length: 9 }, (_, index) => `PAY-${index + 1}`);

const itemArbitrary = (key: string): fc.Arbitrary<WorkItem | null> =>
  fc.option(
    fc
      .record({
        title: fc.constantFrom(...TITLES),
        level: fc.constantFrom("initiative", "epic", "story", "subtask"),
        parent: fc.constantFrom(undefined, ...KEYS),
        owner: fc.constantFrom(undefined, ...PEOPLE),
        status: fc.constantFrom("todo", "done"),
        scope: fc.constantFrom("PAY", "OPS"),
        sprint: fc.constantFrom(undefined, "Sprint 1", "Sprint 2"),
      })
      .map(({ title, level, parent, owner, status, scope, sprint }) =>
        makeItem({
          key,
          title,
          level: level,
          ...(parent === undefined ? {} : { parent }),
          ...(sprint === undefined ? {} : { sprint }),
          people: owner === undefined ? {} : { assignee: person(owner) },
          status: { name: status, category: status },
          scope: { id: scope, name: scope === "PAY" ? "Payments" : "Operations" },
        }),
      ),
    { freq: 4 },
  );

const POLICIES: readonly PolicyInput[] = [
  TWO_ROLES,
  { ...TWO_ROLES, baseRate: 0.4 },
  { ...TWO_ROLES, rules: { unowned: "error" } },
  { ...TWO_ROLES, overrides: [{ item: "PAY-2", focus: "strategic", reason: "says Mia" }] },
  { people: [{ person: "mia", name: "Mia", role: "both" }] },
  { ...TWO_ROLES, vocabulary: { remove: ["strategy"] } },
];

/** Compiling is what takes time. */
const rulesets = POLICIES.map((policy) => compileRuleset(loadPolicy(policy)));
const rulesetOf = (policy: number): Ruleset => rulesets[policy] ?? compileRuleset(loadPolicy({}));

interface Week {
  /** The items that change this week, in the order of `KEYS`; null: the item is gone. Undefined: it stays. */
  items: readonly (WorkItem | null | undefined)[];
  policy: number;
  pageSize: number;
  scopes: readonly string[];
  /** Where a first attempt of the week's audit is cut off. */
  cut: "reading" | "saving findings" | "saving the run" | null;
  /** What somebody says an item is, and takes back the week after. */
  override: { key: string; focus: "strategic" | "tactical" } | null;
}

const weekArbitrary: fc.Arbitrary<Week> = fc.record({
  items: fc.tuple(...KEYS.map((key) => fc.option(itemArbitrary(key), { nil: undefined, freq: 2 }))),
  policy: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(POLICIES.length - 1) }),
  pageSize: fc.constantFrom(1, 2, 4, 100),
  scopes: fc.oneof({ weight: 6, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.constant(["PAY"]) }),
  cut: fc.option(fc.constantFrom("reading" as const, "saving findings" as const, "saving the run" as const), {
    freq: 2,
  }),
  override: fc.option(
    fc.record({ key: fc.constantFrom(...KEYS), focus: fc.constantFrom("strategic" as const, "tactical" as const) }),
    { freq: 2 },
  ),
});

const nowOf = (week: number): string => new Date(Date.UTC(2026, 0, 5 + 20 * week, 8)).toISOString();

async function audit(memory: TriageStore, source: WorkItemSource, week: number, { policy, scopes }: Week) {
  return auditWithMemory({
    ...{ source, memory, now: nowOf(week), version: "0.0.0", runId: `run-${week}`, scopes },
    ruleset: rulesetOf(policy),
    isInBaseline: () => false,
    holder: HOLDER,
  });
}

/** A source of changes alone, over what the store knows already. */
function createChangeSource(
  changed: readonly WorkItem[],
  removed: readonly string[],
  pageSize: number,
): WorkItemSource {
  const whole = createArraySource(changed, pageSize);
  return {
    delivers: "changes",
    describe: () => whole.describe(),
    fetchPage: async (cursor) => ({ ...(await whole.fetchPage(cursor)), removed: cursor === undefined ? removed : [] }),
  };
}

/** What may differ between reading everything and reading changes: how much was read. */
const comparable = ({ source: _source, totals: { duplicateRows: _rows, ...totals }, ...report }: AuditReport) => ({
  ...report,
  totals,
});

async function live(weeks: readonly Week[], store: TriageStore, deliver: "all" | "changes"): Promise<void> {
  const plain = createMemoryStore();
  const backlog = new Map<string, WorkItem>();
  let read: string | undefined;
  for (const [index, week] of weeks.entries()) {
    const changed: WorkItem[] = [];
    const removed: string[] = [];
    for (const [at, item] of week.items.entries()) {
      const id = makeItem({ key: KEYS[at] ?? "" }).id;
      if (item === undefined) continue;
      if (item) changed.push(item);
      else if (backlog.has(id)) removed.push(id);
      if (item) backlog.set(id, item);
      else backlog.delete(id);
    }
    const items = [...backlog.values()];
    const { readingHash } = rulesetOf(week.policy);
    const isChange: boolean = deliver === "changes" && read === readingHash;
    read = readingHash;
    const open = (): WorkItemSource =>
      isChange
        ? createChangeSource(changed, removed, week.pageSize)
        : createArraySource([...items].reverse(), week.pageSize);
    const decided = decideOn(index, week, weeks[index - 1]);
    await Promise.all([plain, store].map((one) => one.addDecisions(decided)));
    const expected = await audit(plain, createArraySource(items), index, week);
    if (week.cut) await audit(cutOff(store, week.cut), cutOffSource(open(), week.cut), index, week).catch(expectCut);
    const found = await audit(store, open(), index, week);
    expect(comparable(found)).toEqual(comparable(expected));
    expect(await remembered(store)).toEqual(await remembered(plain));
  }
}

class CutOff extends Error {}

function expectCut(error: unknown): void {
  if (!(error instanceof CutOff)) throw error;
}

const fail = (): Promise<never> => Promise.reject(new CutOff());

const cutOff = (store: TriageStore, cut: Week["cut"]): TriageStore => ({
  ...store,
  ...(cut === "saving the run" ? { saveRun: fail } : {}),
  ...(cut === "saving findings" ? { saveFindings: fail } : {}),
});

/** The first page comes, and then nothing. */
const cutOffSource = (source: WorkItemSource, cut: Week["cut"]): WorkItemSource =>
  cut === "reading"
    ? {
        ...source,
        fetchPage: async (cursor) => (cursor === undefined ? { ...(await source.fetchPage()), next: "more" } : fail()),
      }
    : source;

/** The override of this week, and the undo of the last one's. */
function decideOn(index: number, { override }: Week, last: Week | undefined): Decision[] {
  const at = nowOf(index).replace("T08", "T07");
  const base = { at, by: "p-mia", isClaimed: false, ruleset: "" };
  const decisions: Decision[] = [];
  if (last?.override)
    decisions.push({ ...base, id: `undo-${index}`, kind: "undo", of: `override-${index - 1}`, note: "" });
  if (override) {
    const { key, focus } = override;
    const item = { id: makeItem({ key }).id, names: [key] };
    decisions.push({ ...base, id: `override-${index}`, kind: "override", item, focus, reason: "says Mia" });
  }
  return decisions;
}

async function remembered(store: TriageStore) {
  const findings = [];
  for await (const page of store.findings()) findings.push(...page);
  const runs = (await store.runs()).map(({ changes, rulesetHash }) => ({ changes, rulesetHash }));
  return { findings: findings.sort((a, b) => (a.finding.id < b.finding.id ? -1 : 1)), runs };
}

describe.each([
  { engine: "SQLite", isThere: true, make: makeSqliteFile, open: createSqliteStore, runs: 60 },
  { engine: ON_MYSQL, isThere: mysqlServer !== undefined, make: makeMysqlDatabase, open: createMysqlStore, runs: 10 },
])("a store that remembers items ($engine)", ({ isThere, make, open, runs }) => {
  const opened: { store: TriageStore; database: TestDatabase }[] = [];
  const create = async (): Promise<TriageStore> => {
    const database = await make();
    const store = await open(database.at);
    opened.push({ store, database });
    return store;
  };
  afterEach(async () => {
    for (const { store, database } of opened.splice(0)) {
      await store.close();
      await database.remove();
    }
  });

  test.runIf(isThere).each(["all", "changes"] as const)(
    "reports what reading everything anew reports, from a source of %s",
    async (deliver) => {
      await fc.assert(
        fc.asyncProperty(fc.array(weekArbitrary, { minLength: 2, maxLength: 5 }), async (weeks) => {
          const store = await create();
          await live(weeks, store, deliver);
        }),
        { numRuns: runs },
      );
    },
    120_000,
  );

  test.runIf(isThere)("refuses changes where it does not hold everything as it is read now", async () => {
    const store = await create();
    const week = { items: [], pageSize: 1, scopes: [], cut: null, override: null };
    const items = KEYS.map((key) => makeItem({ key, title: "Define the pricing strategy" }));
    const none = createChangeSource([], [], 1);
    const refusal = /Changes alone do not tell/;
    await expect(audit(store, none, 0, { ...week, policy: 0 })).rejects.toThrow(refusal);
    await audit(store, createArraySource(items), 1, { ...week, policy: 0 });
    await audit(store, none, 2, { ...week, policy: 1 });
    const rereading = audit(store, cutOffSource(createArraySource(items, 2), "reading"), 3, { ...week, policy: 5 });
    await expect(rereading).rejects.toThrow(CutOff);
    for (const policy of [0, 5]) await expect(audit(store, none, 4, { ...week, policy })).rejects.toThrow(refusal);
    await audit(store, createArraySource(items), 5, { ...week, policy: 5 });
    expect((await audit(store, none, 6, { ...week, policy: 5 })).totals.items).toBe(items.length);
  });

  test.runIf(isThere)(
    "tells people apart who share an account and a name, where only one has the listed e-mail",
    async () => {
      const policy = loadPolicy({
        people: [
          { person: "mia", role: "product-manager" },
          { person: "ann@example.org", role: "product-owner" },
        ],
      });
      const title = "Define the pricing strategy for enterprise customers";
      const items = [
        makeItem({ key: "PAY-1", title, people: { assignee: person("Ann") } }),
        makeItem({ key: "PAY-2", title, people: { assignee: person("Ann", { email: "ann@example.org" }) } }),
      ];
      const scopesOf = async (memory: TriageStore): Promise<AuditReport["scopes"]> => {
        const report = await auditWithMemory({
          ...{ source: createArraySource(items), memory, now: nowOf(0), version: "0.0.0", runId: "run" },
          ...{ ruleset: compileRuleset(policy), isInBaseline: () => false, holder: HOLDER },
        });
        return report.scopes;
      };
      const [scope] = await scopesOf(createMemoryStore());
      expect(scope?.ownership.strategic).toEqual({ "product-owner": 1, other: 1 });
      expect(await scopesOf(await create())).toEqual([scope]);
    },
  );
});
