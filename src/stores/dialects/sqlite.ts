import { mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type Libsql from "libsql";
import { sql, SqliteDialect } from "kysely";
import { SourceError, type TriageStore } from "#ports";
import { codeOf, loosen, mapColumns, type SqlEngine } from "#stores/sql-engine";
import { openSqlStore, type OpenOptions } from "#stores/sql-store";

/** How long a statement waits for another process, in milliseconds. */
const BUSY_MS = 5_000;

/** A store in an SQLite file, which is made with its folder where there is none. Throws SourceError for a file that cannot be used. */
export async function createSqliteStore(path: string, options: OpenOptions = {}): Promise<TriageStore> {
  return openSqlStore(await createSqliteEngine(path), options);
}

/** The file itself, without a look at its tables. */
export async function createSqliteEngine(path: string): Promise<SqlEngine> {
  const Database = await loadDriver();
  // The driver takes names such as "http:…" for a server; an absolute path is always a file.
  const file = resolve(path);
  const explain = (error: unknown): SourceError | undefined => explainError(error, path);
  let database: Libsql.Database;
  try {
    await mkdir(dirname(file), { recursive: true });
    database = new Database(file);
  } catch (error) {
    throw explain(error) ?? error;
  }
  // Here and not in `prepare`: another process may be making the tables just now.
  database.exec(`pragma busy_timeout = ${BUSY_MS}`);
  let isPrepared = false;
  return {
    name: path,
    dialect: new SqliteDialect({
      database: {
        prepare: (statement) => database.prepare(statement),
        close: () => {
          if (isPrepared) emptyWriteAheadLog(database);
          database.close();
        },
      },
    }),
    async tableNames(db) {
      const rows = await loosen(db).selectFrom("sqlite_master").select("name").where("type", "=", "table").execute();
      return rows.map(({ name }) => String(name)).filter((name) => !name.startsWith("sqlite_"));
    },
    async prepare() {
      database.exec("pragma foreign_keys = off");
      // What is erased or purged is overwritten in the file, not only unlinked.
      database.exec("pragma secure_delete = on");
      await useWriteAheadLog(database);
      isPrepared = true;
    },
    newTable: (db, name) => db.schema.createTable(name).ifNotExists(),
    addIndex: (db, { name, table, columns }) =>
      db.schema
        .createIndex(name)
        .ifNotExists()
        .on(table)
        .columns([...columns])
        .execute(),
    async insert(db, table, rows, { key, update = [], unless }) {
      const values = mapColumns(update, (column) => sql.ref<string>(`excluded.${column}`));
      const name: string = table;
      await loosen(db)
        .insertInto(name)
        .values([...rows])
        .onConflict((conflict) => {
          if (update.length === 0) return conflict.column(key).doNothing();
          const merge = conflict.column(key).doUpdateSet(values);
          return unless === undefined ? merge : merge.where(sql.ref(`${table}.${unless}`), "<>", 1);
        })
        .execute();
    },
    // There is one writer at a time, and who waits keeps its statement.
    isUndone: () => false,
    explain,
  };
}

/** The driver comes as a binary for the platform, which a platform or an installation may lack. */
async function loadDriver(): Promise<typeof Libsql> {
  try {
    return (await import("libsql")).default;
  } catch (error) {
    throw new SourceError(
      "The SQLite driver has no build for this platform. Install Rolecall again with its optional dependencies, or use a MySQL database.",
      { cause: error },
    );
  }
}

/** Readers and a writer do not wait for each other then. The switch itself does not wait for other processes, so it is repeated. */
async function useWriteAheadLog(database: Libsql.Database): Promise<void> {
  for (let waited = 0; ; waited += 50) {
    try {
      return void database.pragma("journal_mode = wal");
    } catch (error) {
      if (!codeOf(error).startsWith("SQLITE_BUSY") || waited >= BUSY_MS) throw error;
    }
    await sleep(50);
  }
}

/**
 * The driver closes a file only when its statements are garbage, often not before the process ends. So the log is moved into the
 * file here: the file alone is a whole copy then, and nothing that was erased is left beside it.
 */
function emptyWriteAheadLog(database: Libsql.Database): void {
  try {
    database.exec("pragma wal_checkpoint(truncate)");
  } catch (error) {
    // Whoever else is writing does it on closing.
    if (!codeOf(error).startsWith("SQLITE_BUSY")) throw error;
  }
}

/** By the first part of the driver's code: `SQLITE_IOERR_WRITE` is an `SQLITE_IOERR`. */
const SENTENCES: Readonly<Record<string, string>> = {
  SQLITE_NOTADB: "is not a database. Name another file, or one that does not exist yet.",
  SQLITE_CORRUPT: "is a damaged database. Restore a copy of it, or name another file.",
  SQLITE_BUSY: "is in use by another program. Try again when that is done.",
  SQLITE_LOCKED: "is in use by another program. Try again when that is done.",
  SQLITE_READONLY: "may not be written by this user. Check its permissions and those of its folder.",
  SQLITE_PERM: "may not be written by this user. Check its permissions and those of its folder.",
  SQLITE_CANTOPEN: "cannot be opened. Check the path and its permissions.",
  SQLITE_FULL: "has no space left on its disk. Free some, or name a file on another disk.",
  SQLITE_IOERR: "cannot be read or written. Check the disk, and that the file is not on a network drive.",
};

function explainError(error: unknown, path: string): SourceError | undefined {
  const code = codeOf(error);
  const known = Object.keys(SENTENCES).find((name) => code === name || code.startsWith(`${name}_`));
  if (known !== undefined) return new SourceError(`${path} ${SENTENCES[known] ?? ""}`, { cause: error });
  const isNotOpened = error instanceof Error && ("syscall" in error || error.message.startsWith("ConnectionFailed"));
  return isNotOpened ? new SourceError(`${path} ${SENTENCES["SQLITE_CANTOPEN"] ?? ""}`, { cause: error }) : undefined;
}
