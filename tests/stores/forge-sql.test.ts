import { fileURLToPath } from "node:url";
import { type ForgeSQLAPIError, migrationRunner, sql as forgeSql } from "@forge/sql";
import { Kysely, sql } from "kysely";
import { afterEach, describe, expect, test } from "vitest";
import { createFileSource } from "#adapters/files/source";
import { compileRuleset } from "#core/classify/classify";
import type { AuditReport } from "#core/report";
import { loadPolicy } from "#core/policy-check";
import type { StoredFinding, TriageStore } from "#ports";
import { createForgeSqlEngine, createForgeSqlStore } from "#stores/dialects/forge-sql";
import { createMemoryStore } from "#stores/memory-store";
import { migrate, MIGRATIONS } from "#stores/migrations";
import { createSqlConnection } from "#stores/sql-connection";
import { TABLES, type StoreTables } from "#stores/sql-schema";
import { auditWithMemory } from "#usecases/remember-run";
import config from "../../src/sample/rolecall.config.json";
import { createArraySource } from "../fixtures/array-source";
import { HOLDER } from "../fixtures/holder";
import { emulationAt, LIMITS, makeForgeDatabase, ON_FORGE_SQL, openForgeStore, refusedAt } from "../forge/emulated-sql";
import { mysqlServer } from "./databases";
import { instant, makeDecision, makeStored } from "./triage-samples";

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A database whose statements a test means to be refused. */
async function placeOfRefusals(...options: Parameters<typeof makeForgeDatabase>): Promise<string> {
  const { at, remove } = await makeForgeDatabase(...options);
  cleanups.push(() => remove().catch(() => undefined));
  return at;
}

async function place(...options: Parameters<typeof makeForgeDatabase>): Promise<string> {
  const { at, remove } = await makeForgeDatabase(...options);
  cleanups.push(remove);
  return at;
}

async function open(at: string): Promise<TriageStore> {
  const store = await openForgeStore(at);
  cleanups.push(() => store.close());
  return store;
}

const refusalOf = async (request: Promise<unknown>) => {
  const error = (await request.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )) as ForgeSQLAPIError | undefined;
  return error && `${error.responseDetails.status} ${error.code}`;
};
const ask = (query: string, ...params: unknown[]) =>
  forgeSql
    .prepare(query)
    .bindParams(...params)
    .execute();

describe.skipIf(!mysqlServer)("The emulation of Forge SQL refuses", () => {
  const POLICY = "400 SQL_POLICY_VIOLATION";
  const INVALID = "400 INVALID_SQL_QUERY";
  const FAILED = "400 SQL_EXECUTION_ERROR";

  test.each([
    [POLICY, "select 1; select 2"],
    [POLICY, "select /*+ MAX_EXECUTION_TIME(1000) */ 1"],
    [POLICY, "select /*+ USE_INDEX(t, i) READ_FROM_STORAGE(tiflash[t]) */ 1"],
    [POLICY, "set autocommit = 0"],
    [POLICY, "set session sql_mode = ''"],
    [POLICY, "set global max_connections = 1"],
    [POLICY, "show variables"],
    [POLICY, "show databases"],
    [POLICY, "show create table city"],
    [POLICY, "use another"],
    [POLICY, "prepare s from 'select 1'"],
    [POLICY, "execute s"],
    [POLICY, "deallocate prepare s"],
    [POLICY, "select sleep(1)"],
    [POLICY, "select benchmark(1000, 1 + 1)"],
    [POLICY, "select sha2('a', 256)"],
    [POLICY, "lock tables city write"],
    [POLICY, "select * from other_installation.city"],
    [POLICY, "insert into `other_installation`.`city` values (1)"],
    [FAILED, ""],
    [FAILED, "  -- only a comment"],
    [FAILED, "selec 1"],
    [FAILED, "select * from nowhere"],
    [FAILED, "insert into city (id) values (9) returning id"],
    [FAILED, "delete from city where id = 9 returning id"],
    [INVALID, "begin"],
    [INVALID, "start transaction"],
    [INVALID, "commit"],
    [INVALID, "rollback"],
    [INVALID, "savepoint s"],
    [INVALID, "create table t (id int)"],
    [INVALID, "alter table city add column x int"],
    [INVALID, "drop table city"],
    [INVALID, "truncate table city"],
    [INVALID, "grant all on city to x"],
  ])("%s: %s", async (refusal, query) => {
    await placeOfRefusals();
    await forgeSql.executeDDL("create table city (id int primary key)");
    expect(await refusalOf(ask(query))).toBe(refusal);
  });

  test.each([
    [INVALID, "insert into city values (1)"],
    [INVALID, "update city set id = 2"],
    [INVALID, "delete from city"],
    [INVALID, "create table district (id int primary key, city int, foreign key (city) references city (id))"],
    [POLICY, "create table another.district (id int)"],
    [POLICY, "create table a (id int); create table b (id int)"],
    [FAILED, "create table a (id varchar(9)) collate utf8mb4_nopad_bin"],
    [FAILED, `create table a (id varchar(769) character set utf8mb4 primary key)`],
  ])("where tables are changed, %s: %s", async (refusal, query) => {
    await placeOfRefusals();
    await forgeSql.executeDDL("create table city (id int primary key)");
    expect(await refusalOf(forgeSql.executeDDL(query))).toBe(refusal);
  });

  test("what is a policy's with a suggestion, and what is the database's with its own error", async () => {
    await placeOfRefusals();
    await expect(ask("set autocommit = 0")).rejects.toMatchObject({ suggestion: expect.any(String) as string });
    await expect(ask("selec 1")).rejects.toMatchObject({
      context: { debug: { code: "ER_PARSE_ERROR", errno: 1064, sqlState: "42000" } },
    });
  });

  test("a request of more than 1 MiB, in bytes", async () => {
    await placeOfRefusals();
    const around = JSON.stringify({ query: "select ? as x", params: [""], method: "all" }).length;
    const most = LIMITS.requestBytes - around;
    expect(await refusalOf(ask("select ? as x", "x".repeat(most)))).toBeUndefined();
    expect(await refusalOf(ask("select ? as x", "x".repeat(most + 1)))).toBe("413 UNKNOWN_ERROR");
    expect(await refusalOf(ask("select ? as x", "漢".repeat(most / 3 + 1)))).toBe("413 UNKNOWN_ERROR");
  });

  test("an answer of more than 4 MiB", async () => {
    await placeOfRefusals();
    expect(await refusalOf(ask("select repeat('x', 4000000) as x"))).toBeUndefined();
    expect(await refusalOf(ask("select repeat('x', 4194304) as x"))).toBe("413 UNKNOWN_ERROR");
  });

  test("more than 150 requests a second, and takes them again in the next", async () => {
    const at = await placeOfRefusals({});
    for (let request = 0; request < 150; request += 1) await ask("select 1");
    expect(await refusalOf(ask("select 1"))).toBe("429 UNKNOWN_ERROR");
    await emulationAt(at).clock.sleep(1000);
    expect(await refusalOf(ask("select 1"))).toBeUndefined();
  });

  test("more than 25 changes of tables a minute, and takes them again in the next", async () => {
    const at = await placeOfRefusals({});
    for (let request = 0; request < 25; request += 1) await forgeSql.executeDDL(`create table t${request} (id int)`);
    expect(await refusalOf(forgeSql.executeDDL("create table t25 (id int)"))).toBe("429 UNKNOWN_ERROR");
    expect(await refusalOf(ask("select 1"))).toBeUndefined();
    await emulationAt(at).clock.sleep(60_000);
    expect(await refusalOf(forgeSql.executeDDL("create table t25 (id int)"))).toBeUndefined();
  });

  test("more work a minute than is allowed", async () => {
    const at = await placeOfRefusals({ limits: { querySecondsPerMinute: 0.01 } });
    await ask("select count(*) as n from seq_1_to_2000000 where seq % 7 = 3");
    expect(await refusalOf(ask("select 1"))).toBe("429 UNKNOWN_ERROR");
    await emulationAt(at).clock.sleep(60_000);
    expect(await refusalOf(ask("select 1"))).toBeUndefined();
  });

  test("a statement that takes longer than its kind may", async () => {
    await placeOfRefusals({ limits: { selectSeconds: 0.05, writeSeconds: 0.05 } });
    await forgeSql.executeDDL("create table city (id bigint)");
    const long = "select count(*) as n from seq_1_to_10000000000 where seq % 7 = 3";
    expect(await refusalOf(ask(long))).toBe("408 QUERY_TIMED_OUT");
    expect(await refusalOf(ask(`insert into city ${long}`))).toBe("408 QUERY_TIMED_OUT");
  });

  test("a table too many, and rows where no space is left", async () => {
    await placeOfRefusals({ limits: { tables: 2, storedBytes: 20_000 } });
    for (const name of ["a", "b"]) await forgeSql.executeDDL(`create table ${name} (id int primary key)`);
    expect(await refusalOf(forgeSql.executeDDL("create table c (id int)"))).toBe("507 UNKNOWN_ERROR");
    expect(await refusalOf(ask("insert into a values (1)"))).toBe("507 UNKNOWN_ERROR");
    expect(await refusalOf(ask("delete from a"))).toBeUndefined();
  });
});

describe.skipIf(!mysqlServer)("The emulation of Forge SQL takes", () => {
  test.each([
    "select 1;",
    "select ';' as `a;b` -- ; \n",
    "select 'returning', 'begin; set x' as s",
    "select /*+ USE_INDEX(t, i) HASH_JOIN(t) */ 1",
    "show tables",
    "show columns from city",
    "show indexes from city",
    "show keys from city",
    "set @n = 1",
    "select count(*) as n from information_schema.tables where table_schema = database()",
    "select city.id from city join city as other on other.id = city.id",
    "update city set id = 1",
  ])("%s", async (query) => {
    await place();
    await forgeSql.executeDDL("create table city (id int primary key)");
    expect(await refusalOf(ask(query))).toBeUndefined();
  });

  test("what Forge's own migrations ask, and answers writing with the rows that it changed", async () => {
    await place();
    migrationRunner.enqueue("v1", "create table city (id int primary key, name varchar(9))");
    expect(await migrationRunner.run()).toEqual(["v1"]);
    expect(await migrationRunner.run()).toEqual([]);
    const { rows } = await ask("insert into city values (?, ?), (?, ?)", 1, "a", 2, "A");
    expect(rows).toMatchObject({ affectedRows: 2 });
    expect((await ask("select name from city where id = ?", 2)).rows).toEqual([{ name: "A" }]);
  });
});

describe.skipIf(!mysqlServer)(`A store ${ON_FORGE_SQL}`, () => {
  const isDdl = ({ path }: { path: string }): boolean => path.endsWith("/ddl");

  test("makes its tables with fewer changes than a minute has, and none when it is opened again", async () => {
    const at = await place({});
    await open(at);
    const { asked } = emulationAt(at);
    expect(asked.filter(isDdl)).toHaveLength(18);
    const before = asked.length;
    await (await createForgeSqlStore()).close();
    expect(asked.slice(before).filter(isDdl)).toEqual([]);
    expect(asked.length - before).toBeLessThanOrEqual(6);
  });

  test("goes on making its tables where the minute's changes had an end, without a change twice", async () => {
    const at = await place({ limits: { ddlPerMinute: 10 } });
    const { asked, clock } = emulationAt(at);
    await expect(createForgeSqlStore({ patienceMs: 0 })).rejects.toMatchObject({
      name: "SourceError",
      message: expect.stringMatching(/requests.*Try again in a minute\.$/) as string,
    });
    await clock.sleep(60_000);
    await (await createForgeSqlStore({ patienceMs: 0 })).close();
    const done = asked.filter((one) => isDdl(one) && one.status === 200).map(({ query }) => query);
    expect(done).toHaveLength(18);
    expect(new Set(done).size).toBe(18);
  });

  test("waits for the next second where it had too many requests", async () => {
    const at = await place({});
    const store = await open(at);
    await Promise.all(Array.from({ length: 400 }, (_, n) => store.findingsOf([`f${n}`])));
    const { asked, clock } = emulationAt(at);
    expect(asked.some(({ status }) => status === 429)).toBe(true);
    expect(clock.now()).toBeGreaterThanOrEqual(1000);
  });

  test("has indexes that TiDB can hold, on text that keeps all texts apart", async () => {
    const at = await place();
    await open(at);
    const { rows: indexes } = (await ask(
      "select s.table_name as t, s.index_name as i, sum(c.character_octet_length) as bytes, count(*) as columns from information_schema.statistics as s join information_schema.columns as c on c.table_schema = s.table_schema and c.table_name = s.table_name and c.column_name = s.column_name where s.table_schema = database() group by s.table_name, s.index_name",
    )) as { rows: { t: string; bytes: string | null; columns: number }[] };
    expect(indexes.length).toBeGreaterThan(20);
    expect(Math.max(...indexes.map(({ bytes }) => Number(bytes)))).toBeLessThanOrEqual(3072);
    expect(Math.max(...indexes.map(({ columns }) => columns))).toBeLessThanOrEqual(16);
    const { rows: texts } = (await ask(
      "select distinct collation_name as c from information_schema.columns where table_schema = database() and collation_name is not null",
    )) as { rows: unknown[] };
    expect(texts).toEqual([{ c: "utf8mb4_0900_bin" }]);
    const { rows: tables } = await ask("show tables");
    expect(tables).toHaveLength(TABLES.length + 1);
  });

  test("asks for no more than a request holds, whatever the texts and however a batch is filled up", async () => {
    const at = await place();
    const store = await open(at);
    const worded = (id: string, word: string, times: number) => makeStored(id, { names: [word.repeat(times)] });
    const findings = [
      ...Array.from({ length: 16 }, (_, n) => worded(`small-${n}`, "x", 10)),
      // Seventeen are filled up to thirty-two.
      worded("large", "漢", 150_000),
      ...Array.from({ length: 20 }, (_, n) => worded(`quoted-${n}`, '"\\', 20_000)),
      worded("wide", "\u0001", 60_000),
    ];
    await store.saveFindings(findings);
    // Each of these characters takes six bytes.
    await store.savePeople(["a", "b", "c", "d"].map((ref) => ({ ref, name: "\u0001".repeat(66_000) })));
    const { asked } = emulationAt(at);
    expect(asked.flatMap(({ params }) => params).filter((value) => value === "large")).toHaveLength(1);
    const sizes = asked.map(({ requestBytes }) => requestBytes);
    expect(Math.max(...sizes)).toBeGreaterThan(500_000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(LIMITS.requestBytes);
    for (const stored of findings) expect(await store.findingsOf([stored.finding.id])).toEqual([stored]);
    expect((await store.people()).size).toBe(4);
  });

  test("says so where one text alone is more than a request holds, and asks for nothing", async () => {
    const at = await place();
    const store = await open(at);
    const before = emulationAt(at).asked.length;
    const huge = makeStored("huge", { names: ["secret".repeat(200_000)] });
    const failure = await store.saveFindings([huge]).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      name: "SourceError",
      message: expect.stringContaining("1 MiB in a request") as string,
    });
    expect((failure as Error).stack).not.toContain("secret");
    expect(emulationAt(at).asked).toHaveLength(before);
  });

  test("reads findings in pages that an answer holds", async () => {
    const at = await place();
    const store = await open(at);
    const findings = Array.from({ length: 450 }, (_, n) =>
      makeStored(`f${String(n).padStart(3, "0")}`, { names: ["x".repeat(12_000)] }),
    );
    await store.saveFindings(findings);
    const read: StoredFinding[] = [];
    for await (const page of store.findings()) read.push(...page);
    expect(read).toEqual(findings);
    const answers = emulationAt(at).asked.map(({ responseBytes }) => responseBytes);
    expect(answers.reduce((sum, bytes) => sum + bytes, 0)).toBeGreaterThan(LIMITS.responseBytes);
    expect(Math.max(...answers)).toBeLessThan(LIMITS.responseBytes / 2);
    expect(await store.findingsOf(findings.map(({ finding }) => finding.id))).toHaveLength(450);
  });

  test("refuses an id that its index cannot hold instead of cutting it, and does not repeat it", async () => {
    const store = await open(await place());
    const long = "secret".repeat(100);
    for (const save of [() => store.saveFindings([makeStored(long)]), () => store.addDecisions([makeDecision(long)])]) {
      const failure = await save().catch((error: unknown) => error);
      expect(failure).toMatchObject({ name: "SourceError", message: expect.stringContaining("512") as string });
      expect((failure as Error).stack).not.toContain("secret");
    }
    expect(await store.decisions()).toEqual([]);
  });

  test("brings tables of every older version up to date, and keeps what is in them", async () => {
    for (const { version } of MIGRATIONS) {
      const at = await place();
      const engine = createForgeSqlEngine({ patienceMs: 600_000, sleep: emulationAt(at).clock.sleep });
      const db = new Kysely<StoreTables>({ dialect: engine.dialect });
      await engine.prepare(db);
      await migrate(db, engine, MIGRATIONS.slice(0, version));
      await createSqlConnection(db, engine).insert("rolecall_person", [{ ref: "p", name: "Ada", erased: 0 }], {
        key: "ref",
      });
      await db.destroy();
      const store = await openForgeStore(at);
      expect([...(await store.people()).values()]).toEqual([{ ref: "p", name: "Ada" }]);
      expect(await store.status()).toMatchObject({ version: MIGRATIONS.length, rows: { rolecall_person: 1 } });
      expect((await store.status()).bytes).toBeGreaterThan(10_000);
      await store.close();
      await cleanups.pop()?.();
    }
  });

  test("opens where the app has other tables", async () => {
    const at = await place();
    await forgeSql.executeDDL("create table orders (id int)");
    expect(await (await open(at)).runs()).toEqual([]);
  });

  test("has no transactions", async () => {
    await place();
    const engine = createForgeSqlEngine();
    const db = new Kysely<StoreTables>({ dialect: engine.dialect });
    expect(engine.hasTransactions).toBe(false);
    await expect(db.transaction().execute(() => Promise.resolve())).rejects.toThrow("no transactions");
  });
});

describe.skipIf(!mysqlServer)(`An audit with its memory ${ON_FORGE_SQL}`, () => {
  const policy = loadPolicy(config);
  const ruleset = compileRuleset(policy);

  async function auditSample(memory: TriageStore, week: number, isChanged = false): Promise<AuditReport> {
    const path = fileURLToPath(new URL("../../src/sample/backlog.json", import.meta.url));
    const file = createFileSource([{ path }], {
      workspace: policy.source.workspace,
      items: policy.items,
      peopleFields: policy.peopleFields.map(({ field }) => field),
      pageSize: 10_000,
    });
    const { items } = await file.fetchPage();
    const now = isChanged ? items.slice(3).map((item) => ({ ...item, title: `${item.title} again` })) : items;
    return auditWithMemory({
      ...{ source: createArraySource(now), memory, ruleset, version: "0.0.0" },
      ...{ now: instant(week * 7 * 24 * 60), runId: `run-${week}` },
      ...{ isInBaseline: () => false, holder: HOLDER },
    });
  }

  test("finds in the sample what one in memory finds, run after run, and no statement is refused", async () => {
    const at = await place();
    const [store, inMemory] = [await open(at), createMemoryStore()];
    for (const [week, isChanged] of [
      [1, false],
      [2, false],
      [3, true],
      [4, false],
    ] as const) {
      const report = await auditSample(store, week, isChanged);
      expect(report.findings.length).toBeGreaterThan(10);
      const expected = await auditSample(inMemory, week, isChanged);
      expect({ ...report, generator: null }).toEqual({ ...expected, generator: null });
    }
    const [findings, remembered]: [StoredFinding[], StoredFinding[]] = [[], []];
    for await (const page of store.findings()) findings.push(...page);
    for await (const page of inMemory.findings()) remembered.push(...page);
    expect(findings).toEqual(remembered);
    expect((await store.runs()).map(({ id, changes }) => ({ id, changes }))).toEqual(
      (await inMemory.runs()).map(({ id, changes }) => ({ id, changes })),
    );
    await store.purgeBefore(instant(1e9));
    await store.purgeAll();

    const { asked } = emulationAt(at);
    const tables = new Set(asked.flatMap(({ query }) => query.match(/rolecall_[a-z]+\b/g) ?? []));
    for (const table of TABLES.filter((name) => name !== "rolecall_listed")) expect(tables).toContain(table);
    expect(asked.length).toBeGreaterThan(100);
    expect(refusedAt(at)).toEqual([]);
  });

  test("a statement that Forge refuses fails the tests of every suite that runs on the emulation", async () => {
    const { at, remove } = await makeForgeDatabase();
    const engine = createForgeSqlEngine();
    const db = new Kysely<StoreTables>({ dialect: engine.dialect });
    await expect(sql`select 1 for update; select 2`.execute(db)).rejects.toThrow("SQL_POLICY_VIOLATION");
    expect(refusedAt(at)).toHaveLength(1);
    await expect(remove()).rejects.toThrow("Forge SQL refused");
  });
});

describe("What Forge SQL answers", () => {
  type Answer = { status: number; body?: Record<string, unknown>; headers?: Record<string, string> };

  /** Answers the next requests, and all others with no rows. */
  function answering(...answers: Answer[]): { queries: string[] } {
    const platform = globalThis as { __forge_fetch__?: unknown };
    const before = platform.__forge_fetch__;
    const queries: string[] = [];
    platform.__forge_fetch__ = (_target: unknown, _path: string, init: { body: string }) => {
      queries.push((JSON.parse(init.body) as { query: string }).query);
      const { status, body, headers = {} } = answers.shift() ?? { status: 200, body: { rows: [] } };
      return Promise.resolve(new Response(body ? JSON.stringify(body) : "secret", { status, headers }));
    };
    cleanups.push(() => {
      if (before === undefined) delete platform.__forge_fetch__;
      else platform.__forge_fetch__ = before;
      return Promise.resolve();
    });
    return { queries };
  }
  function connect() {
    const engine = createForgeSqlEngine({ patienceMs: 5_000, sleep: () => Promise.resolve() });
    return createSqlConnection(new Kysely<StoreTables>({ dialect: engine.dialect }), engine);
  }
  const insertOne = () =>
    connect().insert("rolecall_person", [{ ref: "secret", name: "secret", erased: 0 }], { key: "ref" });
  const ofDatabase = (errno: number, status = 400): Answer => ({
    status,
    body: {
      code: "SQL_EXECUTION_ERROR",
      message: "secret",
      debug: { code: "ER", errno, sqlMessage: "Duplicate entry 'secret'", sqlState: "HY000" },
    },
  });

  test.each<[string, RegExp, Answer]>([
    ["too many requests", /too many requests.*in a minute/, { status: 429 }],
    ["too much at once", /1 MiB/, { status: 413 }],
    [
      "a timeout as documented",
      /did not answer within/,
      { status: 400, body: { code: "QUERY_TIMED_OUT", message: "secret" } },
    ],
    [
      "a timeout as seen",
      /did not answer within/,
      { status: 400, body: { code: "SQL_QUERY_TIMEOUT", message: "secret" } },
    ],
    ["no space", /no space left/, { status: 507 }],
    [
      "no space by its code",
      /no space left/,
      { status: 400, body: { code: "STORAGE_LIMIT_EXCEEDED", message: "secret" } },
    ],
    ["that it is not there", /manifest/, { status: 403, body: { code: "APP_NOT_ENABLED", message: "secret" } }],
    ["that it is away", /status page/, { status: 503 }],
    ["that the proxy is away", /status page/, { status: 502, headers: { "forge-proxy-error": "UPSTREAM" } }],
    ["that a query takes too much memory", /ask for less/, ofDatabase(8175)],
    ["that a row is too large", /Shorten/, ofDatabase(8025)],
    ["that a row is locked", /in use/, ofDatabase(1205)],
  ])("is one sentence with a remedy for %s, without values", async (_name, sentence, answer) => {
    answering(...Array.from({ length: 30 }, () => answer));
    const failure = await insertOne().catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "SourceError", message: expect.stringMatching(sentence) as string });
    const { message, stack, cause } = failure as Error;
    expect(message).toMatch(/^The app's database \(Forge SQL\) [^\n]+\.$/);
    expect(`${stack ?? ""}${String(cause)}`).not.toContain("secret");
  });

  test("that is a bug keeps the statement and its code, and has no values", async () => {
    answering(ofDatabase(1064), { status: 400, body: { code: "SQL_POLICY_VIOLATION", message: "secret" } });
    for (const code of ["SQL_EXECUTION_ERROR, 1064", "SQL_POLICY_VIOLATION"]) {
      const failure = (await insertOne().catch((error: unknown) => error)) as Error;
      expect(failure.name).toBe("ForgeSqlFailure");
      expect(failure.message).toContain(code);
      expect(failure.message).toContain("insert into `rolecall_person`");
      expect(`${failure.message}${failure.stack ?? ""}${String(failure.cause)}`).not.toContain("secret");
    }
  });

  test.each([1213, 8002, 8022, 8028, 9007])("with error %i is asked again, until it is done", async (errno) => {
    const { queries } = answering(ofDatabase(errno), ofDatabase(errno), {
      status: 200,
      body: { rows: { affectedRows: 1 } },
    });
    await insertOne();
    expect(queries).toHaveLength(3);
  });

  test("with any other error is asked once", async () => {
    const { queries } = answering(ofDatabase(1064));
    await expect(insertOne()).rejects.toThrow("1064");
    expect(queries).toHaveLength(1);
  });

  test("is waited for no longer than is allowed", async () => {
    const waits: number[] = [];
    answering(...Array.from({ length: 100 }, () => ({ status: 429 })));
    const engine = createForgeSqlEngine({
      patienceMs: 60_000,
      sleep: (ms) => Promise.resolve(void waits.push(ms)),
    });
    const { db, run } = createSqlConnection(new Kysely<StoreTables>({ dialect: engine.dialect }), engine);
    await expect(run(() => db.selectFrom("rolecall_run").select("id").execute())).rejects.toThrow(
      "Try again in a minute",
    );
    expect(waits.length).toBeGreaterThan(5);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(60_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(10_000);
  });

  test("tells how many rows were changed", async () => {
    answering(
      { status: 200, body: { rows: { affectedRows: 3, insertId: 0 } } },
      { status: 200, body: { rows: [{ id: "r" }] } },
    );
    const { db } = connect();
    const { numDeletedRows } = await db.deleteFrom("rolecall_run").executeTakeFirstOrThrow();
    expect(numDeletedRows).toBe(3n);
    expect(await db.selectFrom("rolecall_run").select("id").execute()).toEqual([{ id: "r" }]);
  });
});
