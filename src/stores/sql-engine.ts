import type { CreateTableBuilder, Dialect, Kysely } from "kysely";
import { SourceError } from "#ports";
import type { StoreDatabase, StoreTables, TableName } from "#stores/sql-schema";

/** What to do with a row whose key is known already. */
export interface KnownRows<T extends TableName> {
  key: keyof StoreTables[T] & string;
  /** Columns that take the new values; none: the row stays as it is. */
  update?: readonly (keyof StoreTables[T] & string)[];
  /** A column that, where it is 1, keeps the row as it is. */
  unless?: keyof StoreTables[T] & string;
}

/** Columns of an index by its name. */
export type TableIndexes = Readonly<Record<string, readonly string[]>>;

/** What differs between databases. Every operation is one statement, or safe to repeat. */
export interface SqlEngine {
  /** What a person calls the database; never with credentials. */
  name: string;
  dialect: Dialect;
  /** Whether several statements can be one transaction. */
  hasTransactions: boolean;
  /** Rows that one answer may hold, where the database bounds its bytes. */
  pageRows?: number;
  tableNames(db: StoreDatabase): Promise<readonly string[]>;
  /** Bytes that the store's tables take, as near as the database knows. */
  size(db: StoreDatabase): Promise<number>;
  /** Once, as soon as it is sure that the database is the store's. Changes nothing where this user may only read. */
  prepare(db: StoreDatabase): Promise<void>;
  /** A table that is made unless it is there. Its text keeps case, accents and spaces at the end apart. */
  newTable(db: StoreDatabase, name: TableName): CreateTableBuilder<string>;
  /** Makes those indexes of a table that are not there, in one statement where the database counts changes of tables. */
  addIndexes(db: StoreDatabase, table: TableName, indexes: TableIndexes): Promise<void>;
  /** Inserts all rows in one statement. */
  insert<T extends TableName>(
    db: StoreDatabase,
    table: T,
    rows: readonly StoreTables[T][],
    known: KnownRows<T>,
  ): Promise<void>;
  /** Whether the database has undone a statement only because of others that ran at the same time. */
  isUndone(error: unknown): boolean;
  /** One sentence with the remedy for an error of the driver that is no bug. */
  explain(error: unknown): SourceError | undefined;
}

type LooseTables = Record<string, Record<string, string | number | null>>;

/** The same database for a dialect, which handles tables by name: Kysely's types cannot follow a table that is a variable. */
export const loosen = (db: StoreDatabase): Kysely<LooseTables> => db as unknown as Kysely<LooseTables>;

/** A new value for each column. */
export const mapColumns = <Value>(
  columns: readonly string[],
  toValue: (column: string) => Value,
): Record<string, Value> => Object.fromEntries(columns.map((column) => [column, toValue(column)]));

/** What the `data` of a row holds. Throws SourceError for a row that something else than the store has changed. */
export function readData(engine: SqlEngine, table: TableName, { id, data }: { id: string; data: string }): unknown {
  try {
    return JSON.parse(data);
  } catch {
    throw new SourceError(
      `${engine.name} is damaged: the data of the row ${JSON.stringify(id)} in ${table} is not valid JSON. Restore a copy of the database, or delete that row.`,
    );
  }
}

/** The driver's own code of an error: `SQLITE_BUSY`, `ER_DUP_KEYNAME`, `ECONNREFUSED`. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
