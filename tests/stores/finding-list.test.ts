import fc from "fast-check";
import Database from "libsql";
import { Kysely } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { isListed, isTallied, type ListedFinding, type ListFilter, toSortable } from "#core/listed-finding";
import type { FindingList, ListStamp, TriageStore } from "#ports";
import { createMysqlStore } from "#stores/dialects/mysql";
import { createSqliteEngine, createSqliteStore } from "#stores/dialects/sqlite";
import { createMemoryStore } from "#stores/memory-store";
import { createSqlConnection } from "#stores/sql-connection";
import { createSqlFindingList } from "#stores/sql-finding-list";
import type { StoreTables } from "#stores/sql-schema";
import { makeForgeDatabase, ON_FORGE_SQL, openForgeStore } from "../forge/emulated-sql";
import { makeMysqlDatabase, makeSqliteFile, mysqlServer, ON_MYSQL } from "./databases";
import { makeDecision, makeRun } from "./triage-samples";

/** What every list of findings promises, whatever holds its lines. */

const STAMP: ListStamp = { run: "r", decisions: 0, day: "2026-01-01" };
const SCOPES = ["jira:acme:PAY", "jira:acme:OPS", "linear:acme:Ä"];
const RULES = ["owner-role-mismatch", "unowned", "mixed-item"];

const makeLine = (n: number, over: Partial<ListedFinding> = {}): ListedFinding => ({
  id: `rule|file:test:${n}`,
  rule: RULES[n % 3] ?? "",
  severity: (["error", "warning", "info"] as const)[n % 3] ?? "info",
  state: (["open", "dismissed", "snoozed", "reread"] as const)[n % 4] ?? "open",
  mark: n % 5 === 0 ? "new" : null,
  scope: SCOPES[n % 2] ?? "",
  level: n % 7 === 0 ? null : "epic",
  responsibility: n % 2 === 0 ? "product-strategy" : null,
  item: `file:test:${n}`,
  parent: n % 3 === 0 ? "PAY-1" : null,
  owner: n % 4 === 1 ? null : `p-${n % 3}`,
  firstSeen: new Date(Date.UTC(2026, 0, 1 + (n % 20))).toISOString(),
  subject: toSortable(`PAY-${n}`),
  words: `pay-${n} 100% "quoted" under_score ünïcode`,
  until: n % 4 === 2 ? `2026-02-0${(n % 8) + 1}` : null,
  ...over,
});
const lines = Array.from({ length: 60 }, (_, n) => makeLine(n));

async function* pagesOf(rows: readonly ListedFinding[]): AsyncIterable<readonly ListedFinding[]> {
  for (let start = 0; start < rows.length; start += 7) yield await Promise.resolve(rows.slice(start, start + 7));
}

async function readAll(list: FindingList, filter: ListFilter, order: Parameters<FindingList["page"]>[1], size = 4) {
  const ids: string[] = [];
  let after: readonly string[] | undefined;
  for (;;) {
    const page = await list.page(filter, order, after, size);
    ids.push(...page.map(({ id }) => id));
    if (page.length < size) return ids;
    after = page.at(-1)?.position;
  }
}

const filters: fc.Arbitrary<ListFilter> = fc.record(
  {
    state: fc.subarray(["open", "dismissed", "snoozed", "planned"]),
    severity: fc.subarray(["error", "warning", "info"]),
    rule: fc.subarray(RULES),
    scope: fc.subarray(SCOPES),
    level: fc.subarray(["epic", "story"]),
    responsibility: fc.subarray(["product-strategy", "delivery"]),
    mark: fc.subarray(["new", "woken"]),
    owner: fc.constantFrom<string[]>([], ["p-0"], ["p-1", "p-2"]),
    seenFrom: fc.constantFrom("2026-01-05T00:00:00.000Z"),
    seenBefore: fc.constantFrom("2026-01-15T00:00:00.000Z"),
    words: fc.constantFrom("pay-1", "%", "_", '"', "ünï", "!", "nowhere"),
  },
  { requiredKeys: [] },
);

function promises(make: () => Promise<TriageStore>) {
  let store: TriageStore;
  let list: FindingList;
  beforeAll(async () => {
    store = await make();
    list = store.list;
  });
  afterAll(() => store.close());

  test("says what it is made of and what it would be made of now", async () => {
    expect([await list.stamp(), await list.present()]).toEqual([null, null]);
    await store.saveRun(makeRun("r", 0));
    await store.addDecisions([makeDecision("d")]);
    const present = await list.present();
    expect(present).toMatchObject({ decisions: 1 });
    await list.replace({ run: present?.run ?? "", decisions: 1, day: "2026-01-01" }, pagesOf(lines));
    expect(await list.stamp()).toEqual({ ...present, day: "2026-01-01" });
    await store.saveRun(makeRun("r2", 60));
    expect((await list.present())?.run).not.toBe(present?.run);
  });

  test("answers every filter in every order as `isListed` has it, page by page, and counts the same", async () => {
    await list.replace(STAMP, pagesOf(lines));
    const orders = fc.record({ by: fc.constantFrom("severity", "age", "scope", "rule"), reverse: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(filters, orders as fc.Arbitrary<Parameters<FindingList["page"]>[1]>, async (filter, order) => {
        const expected = lines.filter((line) => isListed(line, filter)).map(({ id }) => id);
        const ids = await readAll(list, filter, order);
        expect([...ids].sort()).toEqual([...expected].sort());
        const backwards = await readAll(list, filter, { ...order, reverse: !order.reverse }, 50);
        expect(backwards.reverse()).toEqual(ids);
        const { owner, seenFrom, seenBefore, words } = filter;
        const tallies = await list.tally({
          ...(owner && { owner }),
          ...(seenFrom !== undefined && { seenFrom }),
          ...(seenBefore !== undefined && { seenBefore }),
          ...(words !== undefined && { words }),
        });
        const counted = tallies.filter((tally) => isTallied(tally, filter)).reduce((sum, { count }) => sum + count, 0);
        expect(counted).toBe(expected.length);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test("sorts as each order says", async () => {
    await list.replace(STAMP, pagesOf([...lines].reverse()));
    const bySeverity = await list.page({}, { by: "severity", reverse: false }, undefined, 100);
    const severities = bySeverity.map(({ id }) => lines.find((line) => line.id === id)?.severity);
    expect(severities).toEqual(
      [...severities].sort((a, b) => "ewi".indexOf(a?.[0] ?? "") - "ewi".indexOf(b?.[0] ?? "")),
    );
    const oldest = await list.page({}, { by: "age", reverse: false }, undefined, 100);
    const dates = oldest.map(({ id }) => lines.find((line) => line.id === id)?.firstSeen ?? "");
    expect(dates).toEqual([...dates].sort());
    const inPay = await list.page({ scope: ["jira:acme:PAY"] }, { by: "scope", reverse: false }, undefined, 100);
    const numbers = inPay.map(({ id }) => Number(id.split(":").at(-1)));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  test("takes changed lines in, and a new list in the place of the old one", async () => {
    await list.replace(STAMP, pagesOf(lines));
    const changes = await list.update({ ...STAMP, decisions: 3 }, [makeLine(0, { state: "planned" })]);
    expect(changes.map(({ state, severity, by }) => `${state} ${severity} ${by}`)).toEqual([
      "open error -1",
      "planned error 1",
    ]);
    expect(await readAll(list, { state: ["planned"] }, { by: "age", reverse: false })).toEqual(["rule|file:test:0"]);
    expect((await list.stamp())?.decisions).toBe(3);
    await list.replace({ ...STAMP, run: "next" }, pagesOf([makeLine(1)]));
    expect(await readAll(list, {}, { by: "rule", reverse: true })).toEqual(["rule|file:test:1"]);
  });

  test("is read as it was until a new one is complete, and stays so where the new one fails", async () => {
    await list.replace(STAMP, pagesOf([makeLine(1)]));
    async function* broken(): AsyncIterable<readonly ListedFinding[]> {
      yield await Promise.resolve(lines);
      expect(await readAll(list, {}, { by: "age", reverse: false })).toEqual(["rule|file:test:1"]);
      throw new Error("killed");
    }
    await expect(list.replace({ ...STAMP, run: "next" }, broken())).rejects.toThrow("killed");
    expect(await list.stamp()).toEqual(STAMP);
    expect(await readAll(list, {}, { by: "age", reverse: false })).toEqual(["rule|file:test:1"]);
  });

  test("finds what is near, and what is due", async () => {
    await list.replace(STAMP, pagesOf(lines));
    expect(await list.near({ items: ["file:test:5", "file:test:nobody"] })).toEqual(["rule|file:test:5"]);
    expect(await list.near({ parents: ["PAY-1"] })).toHaveLength(20);
    expect(await list.near({})).toEqual([]);
    const due = lines.filter(({ until }) => until !== null && until <= "2026-02-03").map(({ id }) => id);
    expect([...(await list.due("2026-02-03"))].sort()).toEqual(due.sort());
  });
}

const cleanups: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const cleanup of cleanups) await cleanup();
});

describe("A list of findings in memory", () => promises(() => Promise.resolve(createMemoryStore())));

describe("A list of findings in an SQLite file", () =>
  promises(async () => {
    const { at, remove } = await makeSqliteFile();
    cleanups.push(remove);
    return createSqliteStore(at);
  }));

describe.skipIf(!mysqlServer)(`A list of findings ${ON_MYSQL}`, () =>
  promises(async () => {
    const { at, remove } = await makeMysqlDatabase();
    cleanups.push(remove);
    return createMysqlStore(at);
  }),
);

describe.skipIf(!mysqlServer)(`A list of findings ${ON_FORGE_SQL}`, () =>
  promises(async () => {
    const { at, remove } = await makeForgeDatabase();
    cleanups.push(remove);
    return openForgeStore(at);
  }),
);

describe("Of 10,000 findings in an SQLite file", () => {
  const asked: { sql: string; parameters: readonly unknown[] }[] = [];
  let at: string;
  let list: FindingList;
  let db: Kysely<StoreTables>;
  beforeAll(async () => {
    const file = await makeSqliteFile();
    cleanups.push(file.remove);
    at = file.at;
    const store = await createSqliteStore(at);
    await store.list.replace(STAMP, pagesOf(Array.from({ length: 10_000 }, (_, n) => makeLine(n))));
    await store.close();
    const engine = await createSqliteEngine(at);
    db = new Kysely({ dialect: engine.dialect, log: ({ query }) => void asked.push(query) });
    list = createSqlFindingList(createSqlConnection(db, engine));
  });
  afterAll(() => db.destroy());
  afterEach(() => void (asked.length = 0));

  const plans = (): string[] => {
    const file = new Database(at);
    const read = asked
      .filter(({ sql }) => sql.includes("rolecall_listed"))
      .map(({ sql, parameters }) =>
        (file.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[])
          .map(({ detail }) => detail)
          .join("; "),
      );
    file.close();
    return read;
  };

  test.each([
    [{}],
    [{ state: ["open"] }],
    [{ state: ["open", "planned"], severity: ["error"] }],
    [{ rule: ["unowned"], level: ["epic"], owner: [] }],
  ] satisfies [ListFilter][])("a page of %j is read in the order of an index, from where it begins", async (filter) => {
    for (const by of ["severity", "age", "scope", "rule"] as const) {
      const [first] = await list.page(filter, { by, reverse: false }, undefined, 50);
      await list.page(filter, { by, reverse: true }, first?.position, 50);
    }
    expect(plans()).toHaveLength(8);
    for (const plan of plans()) {
      expect(plan).toMatch(/SEARCH rolecall_listed USING INDEX rolecall_listed_\w+ \(list=\?/);
      expect(plan).not.toMatch(/B-TREE|SCAN/);
    }
  });

  test("counts come from an index alone, and words from one pass over the table", async () => {
    await list.tally({});
    await list.page({ words: "pay-77" }, { by: "severity", reverse: false }, undefined, 50);
    const [tally, words] = plans();
    expect(tally).toContain("USING COVERING INDEX");
    expect(words).toContain("SCAN rolecall_listed");
  });

  test("what is near and what is due is looked up", async () => {
    await list.near({ items: ["file:test:5"] });
    await list.near({ parents: ["PAY-1"] });
    await list.due("2026-01-01");
    for (const plan of plans()) expect(plan).toMatch(/^SEARCH rolecall_listed USING INDEX \w+_(item|parent|until)/);
  });
});
