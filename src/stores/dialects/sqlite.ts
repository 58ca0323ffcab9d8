import { constants, statSync } from "node:fs";
import { access, mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type Libsql from "libsql";
import { sql, SqliteDialect } from "kysely";
import { SourceError } from "#ports";
import { loosen, mapColumns, type SqlEngine } from "#stores/sql-engine";
import { createStatementCache } from "#stores/statement-cache";
import { findSqlStore, openSqlStore, type OpenOptions, type SqlStore } from "#stores/sql-store";

/** How long a statement waits for another process, in milliseconds. */
const BUSY_MS = 5_000;

/** A store in an SQLite file, which is made with its folder where there is none. Throws SourceError for a file that cannot be used. */
export async function createSqliteStore(path: string, options: OpenOptions = {}): Promise<SqlStore> {
  return openSqlStore(await createSqliteEngine(path), options);
}

/** The store in a file as `createSqliteStore` opens it; null, and nothing is made, where there is none. */
export async function findSqliteStore(path: string): Promise<SqlStore | null> {
  try {
    await access(path);
  } catch (error) {
    if (isErrno(error, "ENOENT")) return null;
    throw explainError(error, path) ?? error;
  }
  return findSqlStore(await createSqliteEngine(path));
}

/** The file itself, without a look at its tables. */
export async function createSqliteEngine(path: string): Promise<SqlEngine> {
  const Database = await loadDriver();
  // The driver takes names such as "http:…" for a server; an absolute path is always a file.
  const file = resolve(path);
  const explain = (error: unknown): SourceError | undefined => explainError(error, path);
  let database: Libsql.Database;
  let isReadOnly: boolean;
  try {
    await mkdir(dirname(file), { recursive: true });
    isReadOnly = !(await mayWrite(file));
    database = new Database(isReadOnly && (await standsAlone(file)) ? immutable(file) : file);
  } catch (error) {
    throw explain(error) ?? error;
  }
  // Here and not in `prepare`: another process may be making the tables just now.
  database.exec(`pragma busy_timeout = ${BUSY_MS}`);
  const { ino: inode } = await stat(file);
  /** A file that is open goes on working once it is deleted: what is written to it then is lost. */
  const refuseReplaced = (): void => {
    if (statSync(file, { throwIfNoEntry: false })?.ino === inode) return;
    throw new SourceError(
      `${path} was deleted or replaced while it was open. Put it back and start again; what was decided since is lost.`,
    );
  };
  const prepareStatement = createStatementCache((text) => database.prepare(text));
  let isPrepared = false;
  return {
    name: path,
    hasTransactions: true,
    dialect: new SqliteDialect({
      database: {
        prepare: (text) => {
          refuseReplaced();
          return prepareStatement(text);
        },
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
    async size(db) {
      const { bytes } = await loosen(db)
        .selectNoFrom(sql<number>`(select page_count * page_size from pragma_page_count, pragma_page_size)`.as("bytes"))
        .executeTakeFirstOrThrow();
      return bytes;
    },
    async prepare() {
      if (isReadOnly) return;
      database.exec("pragma foreign_keys = off");
      // What is erased or purged is overwritten in the file, not only unlinked.
      database.exec("pragma secure_delete = on");
      database.exec("pragma cache_size = -8192");
      await useWriteAheadLog(database);
      isPrepared = true;
    },
    newTable: (db, name) => db.schema.createTable(name).ifNotExists(),
    async addIndexes(db, table, indexes) {
      for (const [name, columns] of Object.entries(indexes))
        await db.schema
          .createIndex(name)
          .ifNotExists()
          .on(table)
          .columns([...columns])
          .execute();
    },
    async insert(db, table, rows, { key, update = [], unless }) {
      const values = mapColumns(update, (column) => sql.ref<string>(`excluded.${column}`));
      const name: string = table;
      await loosen(db)
        .insertInto(name)
        .values([...rows])
        .onConflict((conflict) => {
          if (update.length === 0) return conflict.doNothing();
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

/** SQLite writes beside a file, too: nobody changes one whose folder they may not write. */
async function mayWrite(file: string): Promise<boolean> {
  for (const path of [dirname(file), file])
    try {
      await access(path, constants.W_OK);
    } catch (error) {
      if (!isErrno(error, "ENOENT")) return false;
    }
  return true;
}

/** Whether all there is stands in the file itself, and no other process has it open. */
async function standsAlone(file: string): Promise<boolean> {
  for (const end of ["-shm", "-wal", "-journal"]) if (await stat(`${file}${end}`).catch(() => undefined)) return false;
  return true;
}

/** The file for reading alone: SQLite would else make others beside it, which the user may not, or which its owner could not write. */
const immutable = (file: string): string => `${pathToFileURL(file).href}?immutable=1`;

const isErrno = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;

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
      if (resultOf(error) !== RESULT.busy || waited >= BUSY_MS) throw error;
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
    // Who has only read does not wait for another's long work.
    if (!hasChanged(database)) database.exec("pragma busy_timeout = 0");
    database.exec("pragma wal_checkpoint(truncate)");
  } catch (error) {
    // Whoever else is writing does it on closing.
    if (resultOf(error) !== RESULT.busy) throw error;
  }
}

function hasChanged(database: Libsql.Database): boolean {
  const { changes } = database.prepare("select total_changes() as changes").get() as { changes: number };
  return changes > 0;
}

/** SQLite's result codes that are no bug (https://www.sqlite.org/rescode.html). */
const RESULT = {
  perm: 3,
  busy: 5,
  locked: 6,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notDatabase: 26,
} as const;

const IN_USE = "is in use by another program. Try again when that is done.";
const NOT_WRITABLE = "may not be written by this user. Check its permissions and those of its folder.";
const NOT_OPENED = "cannot be opened. Check the path and its permissions.";

const SENTENCES: Readonly<Record<number, string>> = {
  [RESULT.notDatabase]: "is not a database. Name another file, or one that does not exist yet.",
  [RESULT.corrupt]: "is a damaged database. Restore a copy of it, or name another file.",
  [RESULT.busy]: IN_USE,
  [RESULT.locked]: IN_USE,
  [RESULT.readOnly]: NOT_WRITABLE,
  [RESULT.perm]: NOT_WRITABLE,
  [RESULT.cannotOpen]: NOT_OPENED,
  [RESULT.full]: "has no space left on its disk. Free some, or name a file on another disk.",
  [RESULT.ioError]: "cannot be read or written. Check the disk, and that the file is not on a network drive.",
};

/** SQLite's result without its details, which stand in the higher bits and for some of which the driver has no name. */
const resultOf = (error: unknown): number =>
  error instanceof Error && "rawCode" in error && typeof error.rawCode === "number" ? error.rawCode & 0xff : 0;

function explainError(error: unknown, path: string): SourceError | undefined {
  const isNotOpened = error instanceof Error && ("syscall" in error || error.message.startsWith("ConnectionFailed"));
  const sentence = isNotOpened ? NOT_OPENED : SENTENCES[resultOf(error)];
  return sentence === undefined ? undefined : new SourceError(`${path} ${sentence}`, { cause: error });
}
