import { createPool, type Pool, type PoolConnection } from "mysql2";
import type { SqlStore } from "#stores/sql-store";
import { createForgeSqlStore } from "#stores/dialects/forge-sql";
import { makeMysqlDatabase, mysqlServer, type TestDatabase } from "../stores/databases";
import { Rate } from "./platform/rate";

/**
 * Forge SQL below `@forge/sql`: what an app asks goes to a MariaDB database, unless Forge would refuse it. What is documented is refused
 * as it is documented (developer.atlassian.com/platform/forge: limits-sql, sql-query-policy, sql-handling-errors). Where the
 * documentation has a limit but no answer for it, the answer has a status and no body that the client could read; where it has
 * neither, and a statement needs what no request has (a session, a transaction), it is refused as INVALID_SQL_QUERY.
 */
export interface SqlEmulation {
  /** Every request since the start, with the answer that it got. */
  asked: Asked[];
  clock: Clock;
  remove: () => Promise<void>;
}

export interface Asked {
  path: string;
  query: string;
  params: readonly unknown[];
  status: number;
  /** Of an error. */
  code: string;
  errno: number;
  requestBytes: number;
  responseBytes: number;
}

/** A clock that only goes on when it is told to, and by a step with each request. */
export interface Clock {
  now: () => number;
  sleep: (ms: number) => Promise<void>;
}

export function createClock(stepMs = 0): Clock & { step: () => void } {
  let time = 0;
  const sleep = (ms: number): Promise<void> => {
    time += ms;
    return new Promise((done) => setImmediate(done));
  };
  return { now: () => time, sleep, step: () => void (time += stepMs) };
}

export const LIMITS = {
  requestBytes: 1024 * 1024,
  responseBytes: 4 * 1024 * 1024,
  dmlPerSecond: 150,
  ddlPerMinute: 25,
  querySecondsPerMinute: 62.5,
  selectSeconds: 5,
  writeSeconds: 10,
  ddlSeconds: 20,
  tables: 200,
  /** Of a development installation. */
  storedBytes: 128 * 1024 * 1024,
};

interface EmulationOptions {
  limits?: Partial<typeof LIMITS>;
  /** Milliseconds that pass with each request. */
  stepMs?: number;
}

interface FetchTarget {
  type: string;
  remote?: string;
  provider?: string;
}
type ForgeFetch = (target: FetchTarget, path: string, init?: { method?: string; body?: string }) => Promise<Response>;
const platform = globalThis as { __forge_fetch__?: ForgeFetch };

/** What Forge answers instead of rows. */
class Refusal extends Error {
  readonly status: number;
  readonly body: { code: string; message: string; suggestion?: string; debug?: Debug } | undefined;
  constructor(status: number, body?: Refusal["body"]) {
    super(body?.code ?? String(status));
    this.status = status;
    this.body = body;
  }
}

interface Debug {
  code: string;
  errno: number;
  sqlMessage: string;
  sqlState: string;
}

/** Answers the requests of `@forge/sql` from a database, without taking the place of the platform. */
export interface SqlAnswers {
  asked: Asked[];
  answer(path: string, init: { method?: string; body?: string }): Promise<Response>;
  end: () => Promise<void>;
}

/** Makes the answers of a database, by a clock of somebody else's; `step` is told of each request. */
export function createSqlAnswers(
  url: string,
  clock: Pick<Clock, "now">,
  { limits: changed = {}, step = () => undefined }: { limits?: Partial<typeof LIMITS>; step?: () => void } = {},
): SqlAnswers {
  const limits = { ...LIMITS, ...changed };
  const pool = openPool(url);
  const asked: Asked[] = [];
  const now = () => clock.now();
  const rates = { dml: new Rate(now, 1000), ddl: new Rate(now, 60_000), work: new Rate(now, 60_000) };

  const count = async (text: string): Promise<number> => {
    const [row] = (await ask(pool, text, [])) as { n: number | string | null }[];
    return Number(row?.n ?? 0);
  };
  const refuseWhatNeedsSpace = async (verb: string): Promise<void> => {
    const own = "from information_schema.tables where table_schema = database()";
    if (verb === "create" && (await count(`select count(*) as n ${own}`)) >= limits.tables) throw new Refusal(507);
    if (changed.storedBytes === undefined || !["insert", "replace", "update"].includes(verb)) return;
    if ((await count(`select sum(data_length + index_length) as n ${own}`)) >= limits.storedBytes)
      throw new Refusal(507);
  };

  const answer = async (path: string, body: string): Promise<string> => {
    step();
    if (bytesOf(body) > limits.requestBytes) throw new Refusal(413);
    const { query, params = [] } = JSON.parse(body) as { query: string; params?: unknown[] };
    const isDdlPath = path === "/api/v1/execute/ddl";
    if (!isDdlPath && path !== "/api/v1/execute") throw new Refusal(404);
    if (!(isDdlPath ? rates.ddl.take(limits.ddlPerMinute) : rates.dml.take(limits.dmlPerSecond)))
      throw new Refusal(429);
    if (rates.work.used >= limits.querySecondsPerMinute) throw new Refusal(429);
    const statement = read(query);
    refuseByPolicy(statement);
    refuseByPath(statement, isDdlPath);
    await refuseWhatNeedsSpace(statement.verb);
    const seconds = statement.isDdl
      ? limits.ddlSeconds
      : statement.isWrite
        ? limits.writeSeconds
        : limits.selectSeconds;
    const started = performance.now();
    try {
      const rows = await ask(
        pool,
        `set statement max_statement_time=${seconds} for ${toMaria(query)}`,
        params.map(toMaria),
      );
      const dbExecutionTime = performance.now() - started;
      const text = fromMaria(JSON.stringify({ rows, metadata: { dbExecutionTime, responseSize: 0, fields: [] } }));
      if (bytesOf(text) > limits.responseBytes) throw new Refusal(413);
      return text;
    } finally {
      rates.work.add((performance.now() - started) / 1000);
    }
  };

  return {
    asked,
    async answer(path, init) {
      const body = init.body ?? "";
      const one: Asked = {
        ...{ path, ...readable(body), status: 200, code: "", errno: 0 },
        ...{ requestBytes: bytesOf(body), responseBytes: 0 },
      };
      asked.push(one);
      try {
        if (init.method !== "POST") throw new Refusal(405);
        const text = await answer(path, body);
        one.responseBytes = bytesOf(text);
        return new Response(text, { status: 200, headers: { "content-type": "application/json" } });
      } catch (error) {
        const { status, body: refused } = toRefusal(error);
        Object.assign(one, { status, code: refused?.code ?? "", errno: refused?.debug?.errno ?? 0 });
        return new Response(refused ? JSON.stringify(refused) : "refused", { status });
      }
    },
    end: () => new Promise<void>((done) => pool.end(() => done())),
  };
}

/** Puts the answers of a database below `@forge/sql`, with a clock of their own. */
export function emulateForgeSql(url: string, { limits = {}, stepMs = 0 }: EmulationOptions = {}): SqlEmulation {
  const clock = createClock(stepMs);
  const answers = createSqlAnswers(url, clock, { limits, step: clock.step });
  const fetchBefore = platform.__forge_fetch__;
  platform.__forge_fetch__ = async (target, path, init = {}) => {
    if (target.type === "sql" && target.provider === "app" && target.remote === "sql")
      return answers.answer(path, init);
    return (await fetchBefore?.(target, path, init)) ?? new Response(null, { status: 501 });
  };
  return {
    asked: answers.asked,
    clock,
    async remove() {
      if (fetchBefore) platform.__forge_fetch__ = fetchBefore;
      else delete platform.__forge_fetch__;
      await answers.end();
    },
  };
}

const bytesOf = (text: string): number => Buffer.byteLength(text);

function readable(body: string): Pick<Asked, "query" | "params"> {
  try {
    const { query, params = [] } = JSON.parse(body) as { query: string; params?: unknown[] };
    return { query, params };
  } catch {
    return { query: "", params: [] };
  }
}

interface Statement {
  verb: string;
  /** Without what stands in quotation marks and comments, in small letters. */
  bare: string;
  hints: readonly string[];
  isDdl: boolean;
  isWrite: boolean;
}

const QUOTED = /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`[^`]*`|\/\*[\s\S]*?\*\/|--\s[^\n]*|#[^\n]*/g;

function read(query: string): Statement {
  const hints: string[] = [];
  const bare = query
    .replace(QUOTED, (part) => {
      if (part.startsWith("/*+")) hints.push(...[...part.matchAll(/(\w+)\s*\(/g)].map(([, name]) => name ?? ""));
      if (part.startsWith("`")) return part.slice(1, -1).replace(/\W/g, "_");
      return part.startsWith("'") || part.startsWith('"') ? "''" : " ";
    })
    .toLowerCase()
    .trim();
  const verb = /^\w+/.exec(bare)?.[0] ?? "";
  return {
    ...{ verb, bare, hints },
    isDdl: ["create", "alter", "drop", "truncate", "rename"].includes(verb),
    isWrite: ["insert", "update", "delete", "replace"].includes(verb),
  };
}

const HINTS = [
  ...["USE_INDEX", "IGNORE_INDEX", "FORCE_INDEX", "ORDER_INDEX", "NO_ORDER_INDEX", "HASH_JOIN", "MERGE_JOIN"],
  ...["INL_JOIN", "INL_HASH_JOIN", "INL_MERGE_JOIN", "BKA", "NO_BKA", "BNL", "NO_BNL"],
];

const policy = (message: string): Refusal =>
  new Refusal(400, { code: "SQL_POLICY_VIOLATION", message, suggestion: "Rewrite the query." });
const invalid = (message: string): Refusal => new Refusal(400, { code: "INVALID_SQL_QUERY", message });
const failed = (debug: Debug): Refusal =>
  new Refusal(400, { code: "SQL_EXECUTION_ERROR", message: "Unknown SQL execution error", debug });
const unparsed = (sqlMessage: string): Refusal =>
  failed({ code: "ER_PARSE_ERROR", errno: 1064, sqlMessage, sqlState: "42000" });

function refuseByPolicy({ verb, bare, hints }: Statement): void {
  if (bare === "") throw unparsed("empty query");
  if (/;\s*\S/.test(bare)) throw policy("More than one statement.");
  const hint = hints.find((name) => !HINTS.includes(name.toUpperCase()));
  if (hint !== undefined) throw policy(`The hint ${hint} is not permitted.`);
  if (verb === "set" && !/^set\s+@\w+\s*:?=/.test(bare)) throw policy("SET is not permitted.");
  if (verb === "show" && !/^show\s+(tables|columns|indexes|keys)\b/.test(bare)) throw policy("SHOW is not permitted.");
  if (["use", "prepare", "execute", "deallocate"].includes(verb)) throw policy(`${verb} is not permitted.`);
  // Looked at more closely by Forge, and perhaps refused.
  const audited = /\b(compress|uncompress|decompress|aes_encrypt|aes_decrypt|sha2|sleep|benchmark)\s*\(/.exec(bare);
  if (audited) throw policy(`${audited[1] ?? ""} is not permitted.`);
  if (/^(lock|unlock)\s+tables|^alter\s+user/.test(bare)) throw policy(`${bare.slice(0, 11)} is not permitted.`);
  for (const [, schema = ""] of bare.matchAll(/\b(?:from|join|into|update|table)\s+(\w+)\s*\.\s*\w+/g))
    if (!["information_schema", "mysql"].includes(schema)) throw policy(`The schema ${schema} is another's.`);
  // TiDB does not read it.
  if (/\breturning\b/.test(bare)) throw unparsed('near "returning"');
  if (/\bnopad\b|_nopad_/.test(bare))
    throw failed({ code: "ER_UNKNOWN_COLLATION", errno: 1273, sqlMessage: "Unknown collation", sqlState: "HY000" });
}

/** What MariaDB would do for an administrator. */
const ADMINISTERING = ["grant", "revoke", "call", "load", "kill", "flush", "analyze", "optimize", "handler", "install"];

function refuseByPath({ verb, bare, isDdl, isWrite }: Statement, isDdlPath: boolean): void {
  if (/^(begin|start\s+transaction|commit|rollback|savepoint|release|xa)\b/.test(bare))
    throw invalid("Each statement is a transaction of its own.");
  if (isDdl && /\b(foreign\s+key|references)\b/.test(bare)) throw invalid("Foreign keys are not supported.");
  if (isDdl && !isDdlPath) throw invalid("Tables are changed by executeDDL.");
  // Only writing: `migrationRunner` itself reads on this path.
  if (isWrite && isDdlPath) throw invalid("Rows are changed by execute.");
  if (ADMINISTERING.includes(verb)) throw invalid(`${verb} is not supported.`);
}

function openPool(url: string): Pool {
  const pool = createPool({ uri: url, charset: "utf8mb4", connectionLimit: 8, dateStrings: true });
  // As TiDB has it.
  const mode = "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO";
  pool.on("connection", (connection: PoolConnection) => connection.query(`set session sql_mode = '${mode}'`));
  return pool;
}

const ask = (pool: Pool, text: string, params: unknown[]): Promise<unknown> =>
  new Promise((done, fail) => pool.query(text, params, (error, rows) => (error ? fail(error) : done(rows))));

/** MariaDB has another name for the collation that keeps all texts apart. */
const [TIDB_EXACT, MARIA_EXACT] = ["utf8mb4_0900_bin", "utf8mb4_nopad_bin"];

function toMaria<Value>(value: Value): Value {
  if (value === MARIA_EXACT) return "unknown to TiDB" as Value;
  return (typeof value === "string" ? value.replaceAll(TIDB_EXACT, MARIA_EXACT) : value) as Value;
}

const fromMaria = (text: string): string => text.replaceAll(MARIA_EXACT, TIDB_EXACT);

const TIMED_OUT = 1969;

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { code = "", errno, sqlMessage = "", sqlState = "" } = error as Partial<Debug>;
  if (errno === TIMED_OUT) return new Refusal(408, { code: "QUERY_TIMED_OUT", message: "The query took too long." });
  return typeof errno === "number"
    ? failed({ code, errno, sqlMessage, sqlState })
    : new Refusal(500, { code: "UNKNOWN_ERROR", message: String(error) });
}

/** For the name of a suite that needs the server. */
export const ON_FORGE_SQL = mysqlServer
  ? "in Forge SQL"
  : "in Forge SQL (skipped: ROLECALL_TEST_MYSQL_URL names no server)";

const emulations = new Map<string, SqlEmulation>();

/** The emulation of a database that `makeForgeDatabase` made. */
export const emulationAt = (at: string): SqlEmulation => {
  const emulation = emulations.get(at);
  if (!emulation) throw new Error("No database of makeForgeDatabase is there.");
  return emulation;
};

/** What of a store's statements was refused for other reasons than that others came at the same time, or too many. */
export const refusedAt = (at: string): readonly Asked[] => emulationAt(at).asked.filter(isRefusedForGood);

/** Whether an answer is an error that no waiting mends. */
export const isRefusedForGood = ({ status, errno }: Asked): boolean =>
  status !== 200 && status !== 429 && !EXPECTED_ERRORS.includes(errno);

/** An index that another has just made, waiting for a row's lock, a deadlock, and a text that is too long. */
const EXPECTED_ERRORS = [1061, 1205, 1213, 1406];

/** An empty database as Forge gives it to an installation. Its removal fails where a statement was refused. */
export async function makeForgeDatabase(options: EmulationOptions = { stepMs: 10 }): Promise<TestDatabase> {
  const database = await makeMysqlDatabase();
  emulations.set(database.at, emulateForgeSql(database.at, options));
  return {
    at: database.at,
    async remove() {
      const refused = refusedAt(database.at);
      await emulationAt(database.at).remove();
      emulations.delete(database.at);
      await database.remove();
      const about = refused.map(
        ({ status, code, errno, query }) => `${status} ${code} ${errno}: ${query.slice(0, 200)}`,
      );
      if (about.length > 0) throw new Error(`Forge SQL refused ${about.join("; ")}`);
    },
  };
}

/** A store that waits as long as the emulation's clock needs. */
export const openForgeStore = (at: string): Promise<SqlStore> =>
  createForgeSqlStore({ patienceMs: 600_000, sleep: emulationAt(at).clock.sleep });
