import { batchesOf, padBatch } from "#stores/batches";
import { type KnownRows, readData, type SqlEngine } from "#stores/sql-engine";
import type { StoreDatabase, StoreTables, TableName } from "#stores/sql-schema";

/** Rows that are read together, unless the database takes fewer. */
const PAGE = 500;

/** How often a statement is tried that the database undid because of others: of two that block each other one always gets through. */
const ATTEMPTS = 20;

/** An open database with its tables. */
export interface SqlConnection {
  db: StoreDatabase;
  /** Runs a statement, again where the database undid it only because of others. Throws SourceError for what a person can mend. */
  run: <T>(query: () => Promise<T>) => Promise<T>;
  /**
   * Lets many statements be written as one where the database can do that: then they cost a part of the time. Nothing may depend on
   * it, because not every database can.
   */
  together: (work: (inside: SqlConnection) => Promise<void>) => Promise<void>;
  insert: <T extends TableName>(table: T, rows: Iterable<StoreTables[T]>, known: KnownRows<T>) => Promise<void>;
  /** What the `data` of a row holds. Throws SourceError for a row that something else than the store has changed. */
  readData: (table: TableName, row: { id: string; data: string }) => unknown;
  /** Pages of rows, each read after the last id of the one before: rows that are written meanwhile shift nothing. */
  pagesById: <Row extends { id: string }>(
    readAfter: (id: string | undefined, limit: number) => Promise<readonly Row[]>,
  ) => AsyncGenerator<readonly Row[]>;
}

export function createSqlConnection(db: StoreDatabase, engine: SqlEngine): SqlConnection {
  const pageRows = engine.pageRows ?? PAGE;
  const run = async <T>(query: () => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await query();
      } catch (error) {
        if (attempt === ATTEMPTS || !engine.isUndone(error)) throw engine.explain(error) ?? error;
      }
    }
  };
  const connection: SqlConnection = {
    db,
    run,
    together: (work) =>
      engine.hasTransactions && !db.isTransaction
        ? run(() => db.transaction().execute((inside) => work(createSqlConnection(inside, engine))))
        : work(connection),
    readData: (table, row) => readData(engine, table, row),
    async insert(table, rows, known) {
      for (const batch of batchesOf(rows)) await run(() => engine.insert(db, table, padBatch(batch), known));
    },
    async *pagesById(readAfter) {
      let last: string | undefined;
      for (;;) {
        const page = await run(() => readAfter(last, pageRows));
        if (page.length > 0) yield page;
        last = page.at(-1)?.id;
        if (page.length < pageRows) return;
      }
    },
  };
  return connection;
}
