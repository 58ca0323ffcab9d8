import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely } from "kysely";
import { afterEach, describe, expect, test } from "vitest";
import type { StoredFinding } from "#ports";
import { createMysqlEngine, createMysqlStore, findMysqlStore } from "#stores/dialects/mysql";
import { createSqliteEngine, createSqliteStore, findSqliteStore } from "#stores/dialects/sqlite";
import { migrate, MIGRATIONS } from "#stores/migrations";
import type { SqlEngine } from "#stores/sql-engine";
import type { StoreDatabase, StoreTables, TableName } from "#stores/sql-schema";
import type { OpenOptions, SqlStore } from "#stores/sql-store";
import { makeMysqlDatabase, makeSqliteFile, mysqlServer, ON_MYSQL, type TestDatabase } from "./databases";
import { instant, makeDecision, makeGone, makeRun, makeStored } from "./triage-samples";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

type Rows = Readonly<Record<string, readonly Record<string, string | number | null>[]>>;

const firstRows: Rows = {
  rolecall_person: [
    { ref: "person:1", name: "Ada", erased: 0 },
    { ref: "person:2", name: "", erased: 1 },
  ],
  rolecall_run: [{ id: "r", started_at: instant(0), finished_at: instant(1), data: JSON.stringify(makeRun("r", 0)) }],
  rolecall_finding: [makeStored("f"), makeGone("g", 7)].map((stored) => ({
    id: stored.finding.id,
    rule: stored.finding.rule,
    scope: stored.finding.scope,
    first_seen: stored.firstSeen,
    last_seen: stored.lastSeen,
    gone_since: stored.gone?.since ?? null,
    data: JSON.stringify(stored),
  })),
  rolecall_decision: [
    { id: "d", at: instant(0), kind: "undo", subject: "another", data: JSON.stringify(makeDecision("d")) },
  ],
};

const itemRows: Rows = {
  rolecall_item: [{ id: "jira:1:2", fingerprint: "x", data: '[{"id":"jira:1:2"},"en",[]]' }],
  rolecall_name: [{ name: "PAY-2", item: "jira:1:2" }],
  rolecall_settled: [{ id: "jira:1:2", state: 0, item_key: "PAY-2", parent: "PAY-1", profile: "p", delivers_to: null }],
  rolecall_profile: [{ id: "p", scope: "jira:PAY", level: "story", data: "{}" }],
  rolecall_feature: [{ id: "f", data: "{}" }],
  rolecall_note: [{ id: "backlog", data: "{}" }],
};

const listRows: Rows = {
  rolecall_listed: [
    {
      ...{ id: "l t", list: "l", finding: "f", tie: "t", severity: "1", rule: "unowned", state: "open", mark: "new" },
      ...{ scope: "PAY", level: "epic", responsibility: "delivery", item: "jira:1:2", parent: "PAY-1", owner: null },
      ...{ first_seen: instant(0), subject: "PAY-000000000002", words: "pay-2", until: null },
    },
  ],
};

/** Rows as each version wrote them. A version without an entry fails the test: add one with the migration, and never edit an older. */
const rowsOfVersion: Readonly<Record<number, Rows>> = {
  0: {},
  1: firstRows,
  2: { ...firstRows, ...itemRows },
  3: { ...firstRows, ...itemRows, ...listRows },
  4: {
    ...firstRows,
    ...itemRows,
    ...listRows,
    rolecall_account: [{ ref: "p", account: "712020:p", seen_at: instant(0) }],
    rolecall_published: [{ id: "jira:1:2", data: '{"focus":"tactical"}' }],
  },
};

const newest = MIGRATIONS.at(-1)?.version ?? 0;
const versions = [0, ...MIGRATIONS.map(({ version }) => version)];

test("Every migration has its number and its rows here", () => {
  expect(versions).toEqual(Array.from({ length: newest + 1 }, (_, version) => version));
  expect(newest).toBeGreaterThanOrEqual(1);
  expect(Object.keys(rowsOfVersion).map(Number)).toEqual(versions);
});

interface Kind {
  make: () => Promise<TestDatabase>;
  connect: (at: string) => SqlEngine | Promise<SqlEngine>;
  open: (at: string, options?: OpenOptions) => Promise<SqlStore>;
  find: (at: string) => Promise<SqlStore | null>;
}

function promisesOfMigrations({ make, connect, open, find }: Kind): void {
  const place = async (): Promise<string> => {
    const database = await make();
    cleanups.push(() => database.remove());
    return database.at;
  };
  /** Works on the tables themselves. */
  const work = async (at: string, task: (db: StoreDatabase, engine: SqlEngine) => Promise<void>): Promise<void> => {
    const engine = await connect(at);
    const db = new Kysely<StoreTables>({ dialect: engine.dialect });
    try {
      await task(db, engine);
    } finally {
      await db.destroy();
    }
  };
  const openForTest = async (at: string, options?: OpenOptions): Promise<SqlStore> => {
    const store = await open(at, options);
    cleanups.push(() => store.close());
    return store;
  };
  const versionsIn = async (at: string): Promise<number[]> => {
    let found: number[] = [];
    await work(at, async (db) => {
      const rows = await db.selectFrom("rolecall_schema").select("version").orderBy("version").execute();
      found = rows.map(({ version }) => version);
    });
    return found;
  };

  test.each(versions)("a database of version %i opens and keeps its rows", async (version) => {
    const at = await place();
    const rows = rowsOfVersion[version] ?? {};
    await work(at, async (db, engine) => {
      await engine.prepare(db);
      if (version > 0) await migrate(db, engine, MIGRATIONS.slice(0, version));
      for (const [table, values] of Object.entries(rows))
        await db
          .insertInto(table as TableName)
          .values(values)
          .execute();
    });
    const store = await openForTest(at);
    const findings: StoredFinding[] = [];
    for await (const page of store.findings()) findings.push(...page);
    expect(findings.map(({ finding }) => finding.id)).toEqual(version === 0 ? [] : ["f", "g"]);
    expect((await store.decisions()).map(({ id }) => id)).toEqual(version === 0 ? [] : ["d"]);
    expect((await store.runs()).map(({ id }) => id)).toEqual(version === 0 ? [] : ["r"]);
    expect([...(await store.people()).values()].map(({ name }) => name)).toEqual(version === 0 ? [] : ["Ada"]);
    await store.saveFindings([makeStored("new")]);
    expect((await store.findingsOf(["new"]))[0]).toEqual(makeStored("new"));
    expect(await versionsIn(at)).toEqual(versions.slice(1));
  });

  test("a migration that was cut off at any statement is finished by opening again", async () => {
    const statements = await countStatements(await place());
    expect(statements).toBeGreaterThan(newest);
    for (let last = 0; last < statements; last += 1) {
      const at = await place();
      await work(at, async (db, engine) => {
        await engine.prepare(db);
        await expect(migrate(db, cutOff(engine, last))).rejects.toThrow("cut off");
      });
      const store = await openForTest(at);
      await store.saveFindings([makeStored("f")]);
      expect((await store.findingsOf(["f"]))[0]).toEqual(makeStored("f"));
      expect(await versionsIn(at)).toEqual(versions.slice(1));
    }
  });

  async function countStatements(at: string): Promise<number> {
    let count = 0;
    await work(at, async (db, engine) => {
      await engine.prepare(db);
      await migrate(
        db,
        cutOff(engine, Infinity, () => (count += 1)),
      );
    });
    return count;
  }

  test("a migration that runs again changes nothing", async () => {
    const at = await place();
    await (await open(at)).close();
    await work(at, async (db, engine) => {
      await engine.prepare(db);
      for (const migration of MIGRATIONS) await migration.up(db, engine);
    });
    expect(await versionsIn(at)).toEqual(versions.slice(1));
  });

  test("a database of a newer version is refused and left as it is", async () => {
    const at = await place();
    await (await open(at)).close();
    await work(at, async (db) => void (await db.insertInto("rolecall_schema").values({ version: 99 }).execute()));
    for (const init of [false, true])
      await expect(open(at, { init })).rejects.toMatchObject({
        name: "SourceError",
        message: expect.stringMatching(/newer version of Rolecall \(tables of version 99,.*Update Rolecall/) as string,
      });
    expect(await versionsIn(at)).toEqual([...versions.slice(1), 99]);
  });

  test("a database without the store's tables is not found, and left as it is", async () => {
    const at = await place();
    await work(at, (db) => db.schema.createTable("orders").addColumn("id", "integer").execute());
    expect(await find(at)).toBeNull();
    await work(at, async (db, engine) => expect(await engine.tableNames(db)).toEqual(["orders"]));
  });

  test("a database with the store's tables is found, and brought to the newest version", async () => {
    const at = await place();
    await work(at, (db, engine) => migrate(db, engine, MIGRATIONS.slice(0, 1)));
    const store = await find(at);
    cleanups.push(async () => store?.close());
    expect(await store?.runs()).toEqual([]);
    expect(await versionsIn(at)).toEqual(versions.slice(1));
  });

  test("a database says what it holds: rows of each table, bytes and version", async () => {
    const store = await openForTest(await place());
    await store.saveFindings([makeStored("f"), makeGone("g", 1)]);
    await store.saveRun(makeRun("r", 0));
    const status = await store.status();
    expect(status).toMatchObject({ version: newest, rows: { rolecall_finding: 2, rolecall_run: 1, rolecall_item: 0 } });
    expect(status.bytes).toBeGreaterThan(10_000);
  });

  test.each([
    ["rolecall_decision", "d"],
    ["rolecall_finding", "f"],
    ["rolecall_run", "r"],
  ] as const)("a row of %s that is damaged is named, with a remedy", async (table, id) => {
    const at = await place();
    const store = await openForTest(at);
    await store.addDecisions([makeDecision("d"), makeDecision("other")]);
    await store.saveFindings([makeStored("f"), makeStored("other")]);
    await store.saveRun(makeRun("r", 0));
    await work(at, async (db) => void (await db.updateTable(table).set({ data: "{" }).where("id", "=", id).execute()));
    const read: Record<typeof table, () => Promise<unknown>> = {
      rolecall_decision: () => store.decisions(),
      rolecall_finding: () => store.findingsOf(["f"]),
      rolecall_run: () => store.runs(),
    };
    await expect(read[table]()).rejects.toMatchObject({
      name: "SourceError",
      message: expect.stringContaining(
        `the row "${id}" in ${table} is not valid JSON. Restore a copy of the database, or delete that row.`,
      ) as string,
    });
  });

  test("a database with other tables is refused and left as it is, unless the user insists, once", async () => {
    const at = await place();
    await work(at, (db) => db.schema.createTable("orders").addColumn("id", "integer").execute());
    await expect(open(at)).rejects.toMatchObject({
      name: "SourceError",
      message: expect.stringMatching(/has other tables\. Name an empty one, or pass --init\.$/) as string,
    });
    await work(at, async (db, engine) => expect(await engine.tableNames(db)).toEqual(["orders"]));
    await (await open(at, { init: true })).close();
    const store = await openForTest(at);
    await store.saveRun(makeRun("r", 0));
    expect(await store.runs()).toHaveLength(1);
    await work(at, async (db, engine) => expect(await engine.tableNames(db)).toContain("orders"));
  });
}

/** An engine whose process ends after so many statements of a migration. */
function cutOff(engine: SqlEngine, statements: number, onStatement: () => void = () => undefined): SqlEngine {
  let done = 0;
  const count = (): void => {
    if (done === statements) throw new Error("cut off");
    done += 1;
    onStatement();
  };
  return {
    ...engine,
    newTable: (...args) => {
      count();
      return engine.newTable(...args);
    },
    addIndexes: async (...args) => {
      count();
      return engine.addIndexes(...args);
    },
    insert: async (...args) => {
      count();
      return engine.insert(...args);
    },
  };
}

describe("Tables in an SQLite file", () => {
  promisesOfMigrations({
    make: makeSqliteFile,
    connect: createSqliteEngine,
    open: createSqliteStore,
    find: findSqliteStore,
  });

  test("an empty file is an empty database", async () => {
    const { at, remove } = await makeSqliteFile();
    cleanups.push(remove);
    mkdirSync(dirname(at));
    writeFileSync(at, "");
    const store = await createSqliteStore(at);
    cleanups.push(() => store.close());
    expect(await store.runs()).toEqual([]);
  });
});

describe.skipIf(!mysqlServer)(`Tables ${ON_MYSQL}`, () =>
  promisesOfMigrations({
    make: makeMysqlDatabase,
    connect: createMysqlEngine,
    open: createMysqlStore,
    find: findMysqlStore,
  }),
);
