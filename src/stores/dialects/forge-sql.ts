import { ForgeSQLAPIError, sql as forgeSql, type UpdateQueryResponse } from "@forge/sql";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  MysqlAdapter,
  MysqlQueryCompiler,
  type QueryResult,
  sql,
} from "kysely";
import { SourceError } from "#ports";
import { addMissing, createMysqlTables } from "#stores/dialects/mysql-tables";
import type { SqlEngine } from "#stores/sql-engine";
import { KEY_LENGTH } from "#stores/sql-schema";
import { openSqlStore, type SqlStore } from "#stores/sql-store";

/** How the engine waits where an installation has made too many requests. */
export interface Patience {
  /** How long one statement waits in all. More than a resolver's 25 seconds only where a function may run longer. */
  patienceMs?: number;
  sleep?: (ms: number) => Promise<void>;
  /**
   * For an engine that answers one question and is gone: what it has read is not asked for again until it writes something. The parts of
   * an answer ask for the same again and again, and each request takes its time.
   */
  isBrief?: boolean;
}

/**
 * The store in the app's own database of this installation. Throws SourceError where it cannot be used. Forge takes 25 changes of
 * tables a minute: where the first opening is stopped by that, the next one goes on.
 */
export const createForgeSqlStore = (patience: Patience = {}): Promise<SqlStore> =>
  // Forge gives an app a database of its own: other tables in it are the app's, too.
  openSqlStore(createForgeSqlEngine(patience), { init: true });

/** Forge SQL: TiDB behind an API of one statement a request, without transactions and sessions. */
export function createForgeSqlEngine({ patienceMs = 8_000, sleep = pause, isBrief = false }: Patience = {}): SqlEngine {
  const tables = createMysqlTables();
  /** Tables that are there: making them again would cost one of the few changes of tables. */
  const made = new Set<string>();

  /** Of an engine that is brief: answers that still hold. */
  const read = new Map<string, Promise<QueryResult<unknown>>>();

  const execute = async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
    if (!isBrief) return send(query);
    if (!READS.test(query.sql)) {
      read.clear();
      return send<Row>(query).finally(() => read.clear());
    }
    const key = JSON.stringify([query.sql, query.parameters]);
    const known = read.get(key) ?? send(query);
    read.set(key, known);
    known.catch(() => read.delete(key));
    return known as Promise<QueryResult<Row>>;
  };
  const send = async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
    if (isMade(query, made)) return { rows: [] };
    for (let waited = 0, wait = FIRST_WAIT_MS; ; waited += wait, wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      try {
        return await ask<Row>(query);
      } catch (error) {
        if (!isTooOften(error) || waited + wait > patienceMs) throw error;
      }
      await sleep(wait * (0.75 + Math.random() / 4));
    }
  };

  return {
    ...tables,
    name: NAME,
    hasTransactions: false,
    pageRows: PAGE_ROWS,
    dialect: {
      createAdapter: () => new MysqlAdapter(),
      createQueryCompiler: () => new MysqlQueryCompiler(),
      createIntrospector: () => {
        throw new Error("Forge SQL has no introspection.");
      },
      createDriver: () => createDriver(execute),
    },
    async tableNames(db) {
      const { rows } = await sql<Record<string, string>>`show tables`.execute(db);
      const names = rows.map((row) => Object.values(row)[0] ?? "");
      for (const name of names) made.add(name);
      return names;
    },
    addIndexes: (db, table, indexes) =>
      addMissing(db, table, indexes, (error) => error instanceof ForgeSqlFailure && error.errno === ERROR.keyIsThere),
    async insert(db, table, rows, known) {
      for (const part of partsOf(rows)) await tables.insert(db, table, part, known);
    },
    isUndone: (error) => error instanceof ForgeSqlFailure && UNDONE.has(error.errno),
    explain(error) {
      const sentence = error instanceof ForgeSqlFailure ? sentenceFor(error) : undefined;
      return sentence === undefined ? undefined : new SourceError(`${NAME} ${sentence}`);
    },
  };
}

const NAME = "The app's database (Forge SQL)";

/** A finding takes 4 to 10 KB in an answer, which may have 4 MiB. */
const PAGE_ROWS = 100;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Statements are told apart by their first word: Forge takes those that change tables in another place. */
const CHANGES_TABLES = /^\s*(create|alter|drop|truncate|rename)\b/i;

const READS = /^\s*(select|show)\b/i;

const isMade = ({ query }: CompiledQuery, made: ReadonlySet<string>): boolean =>
  query.kind === "CreateTableNode" && query.ifNotExists === true && made.has(query.table.table.identifier.name);

function createDriver(execute: DatabaseConnection["executeQuery"]): Driver {
  const refuse = (what: string) => () => Promise.reject(new Error(`Forge SQL has no ${what}.`));
  const connection: DatabaseConnection = {
    executeQuery: execute,
    streamQuery: () => {
      throw new Error("Forge SQL has no streams.");
    },
  };
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    init: nothing,
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: refuse("transactions"),
    commitTransaction: refuse("transactions"),
    rollbackTransaction: refuse("transactions"),
    releaseConnection: nothing,
    destroy: nothing,
  };
}

async function ask<Row>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
  if (bytesOf(text) + bytesOf(parameters) > REQUEST_BYTES) throw new ForgeSqlFailure(text, { status: TOO_LARGE });
  try {
    const { rows } = CHANGES_TABLES.test(text)
      ? await forgeSql.executeDDL<Row>(text)
      : await forgeSql
          .prepare<Row>(text)
          .bindParams(...(parameters as unknown[]))
          .execute();
    return toResult(rows);
  } catch (error) {
    throw toFailure(error, text);
  }
}

/** What Forge answers to a statement that changes rows is an object in the place of the rows. */
function toResult<Row>(rows: readonly Row[] | UpdateQueryResponse | undefined): QueryResult<Row> {
  if (rows === undefined) return { rows: [] };
  if ("affectedRows" in rows) return { rows: [], numAffectedRows: BigInt(rows.affectedRows) };
  return { rows: [...rows] };
}

/** Of 1 MiB, less the names in the request and what stands around its texts. */
const REQUEST_BYTES = 1024 * 1024 - 1024;

/** What an insert has beside its rows. */
const STATEMENT_BYTES = 8 * 1024;

const encoder = new TextEncoder();
const bytesOf = (value: unknown): number => encoder.encode(JSON.stringify(value)).length;

/**
 * Rows in pieces that one request can hold; each is written whole, and a row twice is as good as once. Rows that only fill a batch
 * up are left out: a large one would come up to 31 times.
 */
function* partsOf<Row extends object>(rows: readonly Row[]): Generator<readonly Row[]> {
  let part: Row[] = [];
  let bytes = STATEMENT_BYTES;
  for (const [index, row] of rows.entries()) {
    if (index > 0 && row === rows[index - 1]) continue;
    const values = Object.values(row);
    // Each value has its place in the statement, too: `?, `.
    const size = bytesOf(values) + 3 * values.length + 4;
    if (part.length > 0 && bytes + size > REQUEST_BYTES) {
      yield part;
      part = [];
      bytes = STATEMENT_BYTES;
    }
    part.push(row);
    bytes += size;
  }
  if (part.length > 0) yield part;
}

interface Refusal {
  status: number;
  code?: string;
  /** The database's own number of the error; 0 for an error of Forge. */
  errno?: number;
}

/** A statement that failed, without the values bound to it, which the messages of Forge and the database quote. */
class ForgeSqlFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly errno: number;
  constructor(text: string, { status, code = "", errno = 0 }: Refusal) {
    super(`Forge SQL refused a statement (${[status, code, errno].filter(Boolean).join(", ")}): ${text.slice(0, 200)}`);
    this.name = "ForgeSqlFailure";
    this.status = status;
    this.code = code;
    this.errno = errno;
  }
}

/** What the database says of an error stands in `debug`. */
function toFailure(error: unknown, text: string): unknown {
  if (error instanceof ForgeSQLAPIError) {
    const debug = error.context?.["debug"] as { errno?: unknown } | undefined;
    const errno = typeof debug?.errno === "number" ? debug.errno : 0;
    return new ForgeSqlFailure(text, { status: error.responseDetails.status, code: error.code, errno });
  }
  // The proxy before the database, which has no codes of SQL.
  if (error instanceof Error && "status" in error && typeof error.status === "number")
    return new ForgeSqlFailure(text, { status: error.status, code: error.name });
  return error;
}

const TOO_OFTEN = 429;
const TOO_LARGE = 413;

/** Errors of TiDB and MySQL (https://docs.pingcap.com/tidb/stable/error-codes). */
const ERROR = {
  keyIsThere: 1061,
  lockWait: 1205,
  deadlock: 1213,
  tooLong: 1406,
  killed: 1317,
  tookTooLong: 3024,
  wroteMeanwhile: 8002,
  entryTooLarge: 8025,
  commitFailed: 8022,
  tablesChanged: 8028,
  outOfMemory: 8175,
  writeConflict: 9007,
} as const;

/** A statement alone is a transaction of its own: nothing of one that meets these is left. */
const UNDONE: ReadonlySet<number> = new Set<number>([
  ERROR.deadlock,
  ERROR.wroteMeanwhile,
  ERROR.commitFailed,
  ERROR.tablesChanged,
  ERROR.writeConflict,
]);

/** The documentation has the first, apps have seen the second. */
const TIMEOUTS: ReadonlySet<string> = new Set(["QUERY_TIMED_OUT", "SQL_QUERY_TIMEOUT"]);

const isTooOften = (error: unknown): boolean => error instanceof ForgeSqlFailure && error.status === TOO_OFTEN;

const SENTENCES = {
  tooOften: "had too many requests, or too much work, within a minute. Try again in a minute.",
  tooLarge:
    "holds at most 1 MiB in a request and 4 MiB in an answer, and this is more. Shorten the longest texts in the input, or ask for less.",
  tookTooLong: "did not answer within the seconds that Forge gives a statement. Try again, or ask for less at once.",
  full: "has no space left. Purge old runs and findings, or what another part of the app keeps there.",
  isOff: "is not there. Declare the `sql` module in the app's manifest, deploy it, and have the new version approved.",
  isAway: "does not answer. Try again later, and look at the status page of Atlassian.",
  inUse: "is in use by another part of the app. Try again when that is done.",
  keyTooLong: `cannot hold an id of more than ${KEY_LENGTH} characters. Shorten the ids in the input.`,
} as const;

const SENTENCE_OF_ERROR: Readonly<Record<number, string>> = {
  [ERROR.tooLong]: SENTENCES.keyTooLong,
  [ERROR.entryTooLarge]: SENTENCES.tooLarge,
  [ERROR.outOfMemory]: SENTENCES.tooLarge,
  [ERROR.killed]: SENTENCES.tookTooLong,
  [ERROR.tookTooLong]: SENTENCES.tookTooLong,
  [ERROR.lockWait]: SENTENCES.inUse,
  ...Object.fromEntries([...UNDONE].map((errno) => [errno, SENTENCES.inUse])),
};

/** Forge documents neither code nor status for a limit that is reached, so that each is known by more than one sign. */
function sentenceFor({ status, code, errno }: ForgeSqlFailure): string | undefined {
  const ofError = SENTENCE_OF_ERROR[errno];
  if (ofError !== undefined) return ofError;
  if (status === TOO_OFTEN || /RATE_?LIMIT|TOO_MANY/.test(code)) return SENTENCES.tooOften;
  if (status === TOO_LARGE || /TOO_LARGE|SIZE_(LIMIT|EXCEED)/.test(code)) return SENTENCES.tooLarge;
  if (status === 408 || status === 504 || TIMEOUTS.has(code)) return SENTENCES.tookTooLong;
  if (status === 507 || /STORAGE|QUOTA/.test(code)) return SENTENCES.full;
  if (code === "APP_NOT_ENABLED") return SENTENCES.isOff;
  return status >= 500 ? SENTENCES.isAway : undefined;
}
