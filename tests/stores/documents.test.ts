import { afterEach, describe, expect, test } from "vitest";
import type { Account, TriageStore } from "#ports";
import { createMysqlStore } from "#stores/dialects/mysql";
import { createSqliteStore } from "#stores/dialects/sqlite";
import { createMemoryStore } from "#stores/memory-store";
import { makeForgeDatabase, ON_FORGE_SQL, openForgeStore } from "../forge/emulated-sql";
import { makeMysqlDatabase, makeSqliteFile, mysqlServer, ON_MYSQL, type TestDatabase } from "./databases";
import { instant } from "./triage-samples";

/** What every store promises of documents, accounts and what was written to items. */

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const opened = (store: TriageStore): TriageStore => {
  cleanups.push(() => store.close());
  return store;
};
async function placed(make: () => Promise<TestDatabase>): Promise<string> {
  const database = await make();
  cleanups.push(() => database.remove());
  return database.at;
}

async function readPages<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

const account = (index: number): Account => ({
  ref: `person:${String(index).padStart(5, "0")}`,
  account: `557058:${index}`,
});

function promises(create: () => Promise<TriageStore>): void {
  const open = async (): Promise<TriageStore> => opened(await create());

  describe("A document", () => {
    test("is what was put last, and gone once it was removed", async () => {
      const { documents } = await open();
      expect(await documents.get("policy")).toBeNull();
      await documents.put("policy", "one");
      await documents.put("policy", "two 👩‍🚀 \u2028 'quoted' \\");
      expect(await documents.get("policy")).toBe("two 👩‍🚀 \u2028 'quoted' \\");
      await documents.remove("policy", "one");
      expect(await documents.get("policy")).not.toBeNull();
      await documents.remove("policy", "two 👩‍🚀 \u2028 'quoted' \\");
      expect(await documents.get("policy")).toBeNull();
      await documents.put("policy", "three");
      await documents.remove("policy");
      await documents.remove("policy");
      expect(await documents.list("")).toEqual([]);
    });

    test("goes by exactly its name, of up to eighty characters", async () => {
      const { documents } = await open();
      const names = ["a", "A", "a ", "ä", "a\u0308", "%", "_", "🚲", `${"漢".repeat(79)}x`, `${"漢".repeat(79)}y`];
      for (const name of names) await documents.put(name, `of ${name}`);
      for (const name of names) expect(await documents.get(name)).toBe(`of ${name}`);
    });

    test("is listed by name with those that begin alike, no more than asked for", async () => {
      const { documents } = await open();
      for (const name of ["week 2", "week 10", "weak", "week", "Week 3", "week_4", "wee%"])
        await documents.put(name, name);
      const namesOf = async (prefix: string, limit?: number) =>
        (await documents.list(prefix, limit)).map(({ name }) => name);
      expect(await namesOf("week ")).toEqual(["week 10", "week 2"]);
      expect(await namesOf("week")).toEqual(["week", "week 10", "week 2", "week_4"]);
      expect(await namesOf("week", 2)).toEqual(["week", "week 10"]);
      expect(await namesOf("wee%")).toEqual(["wee%"]);
      expect(await namesOf("")).toHaveLength(7);
      expect(await namesOf("none")).toEqual([]);
    });

    test("holds 300,000 characters", async () => {
      const { documents } = await open();
      const text = "漢".repeat(300_000);
      await documents.put("large", text);
      expect(await documents.get("large")).toBe(text);
      expect(await documents.replace("large", text, "small")).toBe(true);
    });

    test("is replaced only where it is what one has read", async () => {
      const { documents } = await open();
      expect(await documents.replace("d", "one", "two")).toBe(false);
      expect(await documents.get("d")).toBeNull();
      expect(await documents.replace("d", null, "one")).toBe(true);
      expect(await documents.replace("d", null, "two")).toBe(false);
      expect(await documents.replace("d", "ONE", "two")).toBe(false);
      expect(await documents.replace("d", "one ", "two")).toBe(false);
      expect(await documents.get("d")).toBe("one");
      expect(await documents.replace("d", "one", "two")).toBe(true);
      expect(await documents.get("d")).toBe("two");
    });
  });

  describe("An account", () => {
    test("is found by the reference, as it was seen last", async () => {
      const { accounts } = await open();
      await accounts.save([account(1), account(2)], instant(1));
      await accounts.save([{ ...account(2), account: "moved" }], instant(2));
      expect(await accounts.of([account(2).ref, "person:none", account(1).ref])).toHaveLength(2);
      expect(await accounts.of([account(2).ref])).toEqual([{ ...account(2), account: "moved" }]);
      expect(await accounts.of([])).toEqual([]);
      expect(await readPages(accounts.all())).toEqual([
        { ...account(1), seenAt: instant(1) },
        { ...account(2), account: "moved", seenAt: instant(2) },
      ]);
      await accounts.remove([account(1).ref, "person:none"]);
      expect(await readPages(accounts.all())).toHaveLength(1);
    });

    test("of somebody who was erased is gone and stays away", async () => {
      const store = await open();
      const [ada, grace] = [account(1), account(2)];
      await store.savePeople([ada, grace].map(({ ref }) => ({ ref, name: `Name of ${ref}` })));
      await store.accounts.save([ada, grace], instant(1));
      await store.erasePerson(ada.ref);
      expect(await store.accounts.of([ada.ref])).toEqual([]);
      await store.accounts.save([ada, grace], instant(2));
      expect(await readPages(store.accounts.all())).toEqual([{ ...grace, seenAt: instant(2) }]);
    });

    test("of thousands comes page by page, each once, also where those of a page are removed", async () => {
      const { accounts } = await open();
      const all = Array.from({ length: 2_300 }, (_, index) => account(index));
      await accounts.save(all, instant(1));
      const read: string[] = [];
      for await (const page of accounts.all()) {
        read.push(...page.map(({ ref }) => ref));
        await accounts.remove(page.map(({ ref }) => ref));
      }
      expect(read).toEqual(all.map(({ ref }) => ref));
      expect(await readPages(accounts.all())).toEqual([]);
    });
  });

  describe("What was written to items", () => {
    test("is remembered by item, page by page, until it is removed", async () => {
      const { published } = await open();
      const items = Array.from({ length: 1_200 }, (_, index) => ({
        ...{ id: `jira:${String(index).padStart(5, "0")}`, value: `{"focus":"strategic","n":${index}}` },
      }));
      await published.save(items);
      await published.save([{ id: "jira:00001", value: "other" }]);
      expect(await published.of(["jira:00001", "jira:none", "jira:00000"])).toHaveLength(2);
      expect(await published.of(["jira:00001"])).toEqual([{ id: "jira:00001", value: "other" }]);
      const read: string[] = [];
      for await (const page of published.all()) {
        read.push(...page.map(({ id }) => id));
        await published.remove(page.map(({ id }) => id));
      }
      expect(read).toEqual(items.map(({ id }) => id));
      expect(await readPages(published.all())).toEqual([]);
    });
  });

  test("Everything of it goes with everything", async () => {
    const store = await open();
    await store.documents.put("policy", "{}");
    await store.accounts.save([account(1)], instant(1));
    await store.published.save([{ id: "jira:1", value: "x" }]);
    await store.purgeAll();
    expect(await store.documents.list("")).toEqual([]);
    expect(await readPages(store.accounts.all())).toEqual([]);
    expect(await readPages(store.published.all())).toEqual([]);
  });
}

/** Counts up from several stores at once: a step that is lost is one that two took. */
async function countUp(stores: readonly TriageStore[], each: number): Promise<void> {
  const step = async ({ documents }: TriageStore, who: string): Promise<void> => {
    for (;;) {
      const before = await documents.get("count");
      const next = `${Number(before?.split(" ")[0] ?? "0") + 1} by ${who}`;
      if (await documents.replace("count", before, next)) return;
    }
  };
  await Promise.all(
    stores.map(async (store, number) => {
      for (let index = 0; index < each; index += 1) await step(store, `${number}-${index}`);
    }),
  );
  expect((await stores[0]?.documents.get("count"))?.split(" ")[0]).toBe(String(stores.length * each));
}

function promisesOfDatabases(make: () => Promise<TestDatabase>, openAt: (at: string) => Promise<TriageStore>): void {
  promises(async () => openAt(await placed(make)));

  test("A document that several replace at once loses nobody's change", async () => {
    const at = await placed(make);
    await countUp((await Promise.all([1, 2, 3, 4].map(() => openAt(at)))).map(opened), 8);
  });

  test("Of several that put a document where none was, one gets in", async () => {
    const at = await placed(make);
    const stores = (await Promise.all([1, 2, 3, 4].map(() => openAt(at)))).map(opened);
    for (const name of ["a", "b", "c"]) {
      const put = await Promise.all(stores.map(({ documents }, who) => documents.replace(name, null, `of ${who}`)));
      expect(put.filter(Boolean)).toHaveLength(1);
      expect(await stores[0]?.documents.get(name)).toBe(`of ${put.indexOf(true)}`);
    }
  });

  test("All of it outlives a restart, and who was erased stays away", async () => {
    const at = await placed(make);
    const first = await openAt(at);
    await first.documents.put("policy", "{}");
    await first.savePeople([{ ref: account(1).ref, name: "Ada" }]);
    await first.accounts.save([account(1), account(2)], instant(1));
    await first.erasePerson(account(1).ref);
    await first.published.save([{ id: "jira:1", value: "x" }]);
    await first.close();
    const second = opened(await openAt(at));
    await second.accounts.save([account(1)], instant(2));
    expect(await second.documents.get("policy")).toBe("{}");
    expect(await second.accounts.of([account(1).ref, account(2).ref])).toEqual([account(2)]);
    expect(await second.published.of(["jira:1"])).toEqual([{ id: "jira:1", value: "x" }]);
  });
}

describe("Kept in memory", () => {
  promises(() => Promise.resolve(createMemoryStore()));

  test("A document that several replace at once loses nobody's change", async () => {
    const store = opened(createMemoryStore());
    await countUp([store, store, store], 8);
  });
});

describe("Kept in an SQLite file", () => promisesOfDatabases(makeSqliteFile, createSqliteStore));

describe.skipIf(!mysqlServer)(`Kept ${ON_MYSQL}`, () => promisesOfDatabases(makeMysqlDatabase, createMysqlStore));

describe.skipIf(!mysqlServer)(`Kept ${ON_FORGE_SQL}`, () => promisesOfDatabases(makeForgeDatabase, openForgeStore));
