import { CompiledQuery, MysqlDialect, sql } from "kysely";
import { createPool, type Pool } from "mysql2";
import { SourceError } from "#ports";
import { addMissing, createMysqlTables } from "#stores/dialects/mysql-tables";
import { codeOf, loosen, type SqlEngine } from "#stores/sql-engine";
import { KEY_LENGTH } from "#stores/sql-schema";
import { findSqlStore, openSqlStore, type OpenOptions, type SqlStore } from "#stores/sql-store";

/**
 * A store in a MySQL, MariaDB or TiDB database: `mysql://user:password@host:port/database`, with the driver's options as a query
 * (`?ssl=true`). Throws SourceError where it cannot be used; no message has the user or the password.
 */
export async function createMysqlStore(url: string, options: OpenOptions = {}): Promise<SqlStore> {
  return openSqlStore(createMysqlEngine(url), options);
}

/** The store in a database as `createMysqlStore` opens it; null, and nothing is made, where it has no tables of the store's. */
export async function findMysqlStore(url: string): Promise<SqlStore | null> {
  return findSqlStore(createMysqlEngine(url));
}

/** The connections, without a look at the tables. */
export function createMysqlEngine(url: string): SqlEngine {
  const address = parseAddress(url);
  return {
    ...createMysqlTables(),
    name: address.name,
    hasTransactions: true,
    dialect: new MysqlDialect({
      pool: openPool(address),
      onCreateConnection: async (connection) => void (await connection.executeQuery(CompiledQuery.raw(SESSION))),
    }),
    async tableNames(db) {
      const rows = await loosen(db)
        .selectFrom("information_schema.tables")
        .select("table_name as name")
        .where("table_schema", "=", sql<string>`database()`)
        .execute();
      return rows.map(({ name }) => String(name));
    },
    addIndexes: (db, table, indexes) => addMissing(db, table, indexes, (error) => codeOf(error) === "ER_DUP_KEYNAME"),
    isUndone: (error) => codeOf(error) === "ER_LOCK_DEADLOCK",
    explain: (error) => explainError(error, address.name),
  };
}

/** How long a statement waits for other programs, in seconds: a server's own limit may be a day. */
const BUSY_SECONDS = 5;

/** The driver escapes texts with backslashes, and a text that is too long must be an error: neither is sure by the server's settings. */
const SESSION = `set session sql_mode = 'STRICT_ALL_TABLES', lock_wait_timeout = ${BUSY_SECONDS}, innodb_lock_wait_timeout = ${BUSY_SECONDS}`;

interface Address {
  url: string;
  /** Without user, password and options. */
  name: string;
}

function parseAddress(url: string): Address {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const database = parsed?.pathname.slice(1) ?? "";
  if (!parsed || !/^(mysql|mariadb):$/.test(parsed.protocol) || parsed.hostname === "" || database === "")
    throw new SourceError("The URL of the database cannot be used. Write mysql://user:password@host:port/database.");
  if (parsed.searchParams.get("ssl") === "true") parsed.searchParams.set("ssl", "{}");
  return { url: parsed.href, name: `The database ${database} on ${parsed.host}` };
}

function openPool({ url, name }: Address): Pool {
  try {
    return createPool({ uri: url, charset: "utf8mb4", connectionLimit: 4, multipleStatements: false });
  } catch {
    throw new SourceError(`${name}: an option in its URL is not known. Check the part after the question mark.`);
  }
}

const SENTENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: "does not answer. Check host and port, and that the server runs.",
  ENOTFOUND: "does not answer: there is no such host. Check the host's name.",
  EAI_AGAIN: "does not answer: the host's name cannot be looked up. Check it, and the network.",
  ETIMEDOUT: "does not answer in time. Check host and port, and the firewall between.",
  EHOSTUNREACH: "cannot be reached. Check the network.",
  ECONNRESET: "closed the connection. Try again, and check the server's log.",
  PROTOCOL_CONNECTION_LOST: "closed the connection. Try again, and check the server's log.",
  ER_CON_COUNT_ERROR: "has too many connections. Try again later.",
  ER_ACCESS_DENIED_ERROR: "refused the user or the password. Check both in the URL.",
  ER_DBACCESS_DENIED_ERROR: "may not be used by this user. Grant the user all rights on it.",
  ER_TABLEACCESS_DENIED_ERROR: "may not be used by this user. Grant the user all rights on it.",
  ER_BAD_DB_ERROR: "does not exist. Create it, or check its name.",
  ER_OPTION_PREVENTS_STATEMENT: "takes no changes: its server is read-only. Name the server that may be written.",
  ER_DATA_TOO_LONG: `cannot hold an id of more than ${KEY_LENGTH} characters. Shorten the ids in the input.`,
  ER_LOCK_DEADLOCK: "is in use by another program. Try again when that is done.",
  ER_LOCK_WAIT_TIMEOUT: "is in use by another program. Try again when that is done.",
  HANDSHAKE_SSL_ERROR: "could not be reached over TLS. Check its certificate, and `ssl` in the URL.",
  HANDSHAKE_NO_SSL_SUPPORT: "has no TLS. Take `ssl` out of the URL, or set it up on the server.",
};

/** Without a cause: the server's own message names the user. */
function explainError(error: unknown, name: string): SourceError | undefined {
  const sentence = SENTENCES[codeOf(error)];
  return sentence === undefined ? undefined : new SourceError(`${name} ${sentence}`);
}
