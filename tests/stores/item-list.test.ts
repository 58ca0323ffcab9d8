import Database from "libsql";
import { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProfiler } from "#core/profile";
import { loadPolicy } from "#core/policy-check";
import { createRoleDirectory } from "#core/roles";
import type { ClassifiedItem } from "#core/verdict";
import type { ItemList, ReadingRules, TriageStore } from "#ports";
import { createSqliteEngine, createSqliteStore } from "#stores/dialects/sqlite";
import { createMysqlStore } from "#stores/dialects/mysql";
import { createMemoryStore } from "#stores/memory-store";
import { createSqlConnection } from "#stores/sql-connection";
import { createSqlItemList } from "#stores/sql-item-list";
import type { StoreTables } from "#stores/sql-schema";
import { makeClassified, makeVerdict, person } from "../fixtures/items";
import { makeForgeDatabase, ON_FORGE_SQL, openForgeStore } from "../forge/emulated-sql";
import { makeMysqlDatabase, makeSqliteFile, mysqlServer, ON_MYSQL } from "./databases";

const policy = loadPolicy({});
const toProfile = createProfiler(policy);
const rules: ReadingRules = {
  reading: "r",
  verdictOf: (evidence) => makeVerdict("tactical", { evidence }),
  refOf: createRoleDirectory(policy, "2026-01-01").refOf,
};

/** Leaves items in a store as an audit does; `kept` are delivered, the others are read and not delivered again. */
async function fill(store: TriageStore, items: readonly ClassifiedItem[]): Promise<void> {
  const run = store.openRun(rules);
  for (let start = 0; start < items.length; start += 1000) {
    const page = items.slice(start, start + 1000);
    await run.recall(
      page.map(({ item }) => ({ ...item, description: "" })),
      start,
    );
    await run.savePage(
      page.map((one, index) => ({ ...one, position: start + index })),
      [],
    );
    await run.settle(page.map((one) => ({ item: one.item, profile: toProfile(one, null), deliversTo: null })));
  }
  await run.endReading("gone");
  await run.finish({ judging: "", overrides: {}, scopes: {}, names: {} });
  await run.close();
}

const OPS = { id: "OPS", name: "Operations" };
const few = [
  makeClassified("tactical", { key: "PAY-2", parent: "PAY-1" }),
  makeClassified("tactical", { key: "PAY-10", parent: "OLD-1" }),
  makeClassified("strategic", { key: "PAY-1", aliases: ["OLD-1"], people: { assignee: person("Mia") } }),
  makeClassified("tactical", { key: "OPS-1", scope: OPS, parent: "PAY-1" }),
];

const sqlite = await makeSqliteFile();
const large = await makeSqliteFile();
const cleanups = [sqlite.remove, large.remove];
afterAll(() => Promise.all(cleanups.map((clean) => clean())));

async function openMysql(): Promise<TriageStore> {
  const { at, remove } = await makeMysqlDatabase();
  cleanups.push(remove);
  return createMysqlStore(at);
}
async function openForge(): Promise<TriageStore> {
  const { at, remove } = await makeForgeDatabase();
  cleanups.push(remove);
  return openForgeStore(at);
}

const stores: [string, () => Promise<TriageStore>][] = [
  ["in memory", () => Promise.resolve(createMemoryStore())],
  ["in SQLite", () => createSqliteStore(sqlite.at)],
  ...(mysqlServer ? [[ON_MYSQL, openMysql] satisfies [string, () => Promise<TriageStore>]] : []),
  ...(mysqlServer ? [[ON_FORGE_SQL, openForge] satisfies [string, () => Promise<TriageStore>]] : []),
];

describe.each(stores)("The list of items %s", (_name, open) => {
  let store: TriageStore;
  beforeAll(async () => fill((store = await open()), few));
  afterAll(() => store.close());

  test("counts profiles and gives the items of one by key, also after a place", async () => {
    const list = store.items(rules);
    const profiles = await list.profiles();
    expect(
      profiles.map(({ profile, count, example }) => `${profile.scope.id} ${profile.focus} ${count} ${example}`).sort(),
    ).toEqual(["OPS tactical 1 OPS-1", "PAY strategic 1 PAY-1", "PAY tactical 2 PAY-10"]);
    const pair = profiles.find(({ count }) => count === 2)?.id ?? "";
    const [first, second] = await list.page([pair], 10);
    expect([first?.item.key, second?.item.key]).toEqual(["PAY-10", "PAY-2"]);
    expect((await list.page([pair], 10, first?.place)).map(({ item }) => item.key)).toEqual(["PAY-2"]);
    expect(await list.page([pair], 10, second?.place)).toEqual([]);
    expect(
      await list.page(
        profiles.map(({ id }) => id),
        3,
      ),
    ).toHaveLength(3);
  });

  test("finds items by every name they had or have, and the children under each of them", async () => {
    const list = store.items(rules);
    for (const name of ["file:test:PAY-1", "PAY-1", "OLD-1"])
      expect((await list.named([name])).map(({ item }) => item.key)).toEqual(["PAY-1"]);
    expect(await list.named(["PAY-404"])).toEqual([]);
    const { items, count } = await list.children(["PAY-1", "OLD-1"], 2);
    expect(items.map(({ item }) => item.key)).toEqual(["OPS-1", "PAY-10"]);
    expect(count).toBe(3);
    expect(await list.children([], 2)).toEqual({ items: [], count: 0 });
  });
});

test("an item that the last audit could not read is left out, and an erased person's name is gone", async () => {
  const store = await createSqliteStore(sqlite.at);
  const list = store.items(rules);
  const [one] = await list.named(["PAY-1"]);
  expect(one?.item.people["assignee"]?.name).toBe("Mia");
  await store.erasePerson(rules.refOf(person("Mia")));
  expect((await store.items(rules).named(["PAY-1"]))[0]?.item.people["assignee"]?.name).toBe("former person");

  const run = store.openRun(rules);
  await run.recall(
    few.slice(0, 1).map(({ item }) => ({ ...item, description: "" })),
    0,
  );
  await run.endReading("unread");
  const left = store.items(rules);
  expect((await left.profiles()).map(({ count }) => count)).toEqual([1]);
  expect(await left.named(["PAY-1"])).toEqual([]);
  expect((await left.children(["PAY-1", "OLD-1"], 10)).count).toBe(1);
  await store.close();
});

describe("Ten thousand items in SQLite", () => {
  const asked: { sql: string; parameters: readonly unknown[] }[] = [];
  let list: ItemList;
  let db: Kysely<StoreTables>;
  beforeAll(async () => {
    const store = await createSqliteStore(large.at);
    const items = Array.from({ length: 10_000 }, (_, n) =>
      makeClassified(n % 3 === 0 ? "strategic" : "tactical", { key: `PAY-${n}`, parent: `PAY-${n % 100}` }),
    );
    await fill(store, items);
    await store.close();
    const engine = await createSqliteEngine(large.at);
    db = new Kysely({ dialect: engine.dialect, log: ({ query }) => void asked.push(query) });
    list = createSqlItemList(createSqlConnection(db, engine), rules);
  });
  afterAll(() => db.destroy());

  test("a page, an item by its name and its children are read by indexes, never by a scan of all items", async () => {
    const profiles = (await list.profiles()).map(({ id }) => id);
    const [first] = await list.page(profiles, 50);
    asked.length = 0;
    expect(await list.page([profiles[0] ?? ""], 50, first?.place)).toHaveLength(50);
    expect(await list.page(profiles, 50)).toHaveLength(50);
    expect(await list.named(["PAY-17"])).toHaveLength(1);
    expect((await list.children(["PAY-17"], 10)).count).toBe(100);
    const file = new Database(large.at);
    const plans = asked.map(({ sql, parameters }) =>
      (file.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[]).map(
        ({ detail }) => detail,
      ),
    );
    file.close();
    expect(plans.length).toBeGreaterThanOrEqual(5);
    for (const plan of plans.slice(0, 2)) {
      expect(plan.join("; ")).toContain("USING INDEX rolecall_settled_profile");
      // Only items with one key are sorted.
      expect(plan.join("; ")).not.toContain("B-TREE FOR ORDER BY");
    }
    for (const plan of plans) expect(plan.filter((line) => /SCAN rolecall_(settled|item|name)/.test(line))).toEqual([]);
  });
});
