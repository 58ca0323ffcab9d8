import { sql } from "kysely";
import { loosen, mapColumns, type SqlEngine, type TableIndexes } from "#stores/sql-engine";
import { type StoreDatabase, TABLE_PREFIX, type TableName } from "#stores/sql-schema";

/** How tables are made and filled in databases that speak MySQL: MySQL itself, MariaDB, and TiDB, which is below Forge SQL. */
export function createMysqlTables(): Pick<SqlEngine, "size" | "prepare" | "newTable" | "insert"> {
  let collation = "utf8mb4_bin";
  return {
    async size(db) {
      const { bytes } = await loosen(db)
        .selectFrom("information_schema.tables")
        .select(sql<string | null>`sum(data_length + index_length)`.as("bytes"))
        .where("table_schema", "=", sql<string>`database()`)
        .where("table_name", "like", `${TABLE_PREFIX}%`)
        .executeTakeFirstOrThrow();
      return Number(bytes);
    },
    async prepare(db) {
      const rows = await loosen(db)
        .selectFrom("information_schema.collations")
        .select("collation_name as name")
        .where("collation_name", "in", [...EXACT_COLLATIONS])
        .execute();
      const known = new Set(rows.map(({ name }) => String(name)));
      collation = EXACT_COLLATIONS.find((name) => known.has(name)) ?? collation;
    },
    newTable: (db, name) =>
      db.schema
        .createTable(name)
        .ifNotExists()
        .modifyEnd(sql`default character set utf8mb4 collate ${sql.raw(collation)}`),
    async insert(db, table, rows, { key, update = [], unless }) {
      const incoming = (column: string) => sql<string>`values(${sql.ref(column)})`;
      const next = (column: string) =>
        unless === undefined
          ? incoming(column)
          : sql<string>`case when ${sql.ref(unless)} = 1 then ${sql.ref(column)} else ${incoming(column)} end`;
      // A row that stays takes its own key: `insert ignore` would also cut texts that are too long.
      const values = update.length === 0 ? { [key]: sql.ref<string>(key) } : mapColumns(update, next);
      const name: string = table;
      await loosen(db)
        .insertInto(name)
        .values([...rows])
        .onDuplicateKeyUpdate(values)
        .execute();
    },
  };
}

/**
 * Adds the indexes that a table does not have, all in one statement: Forge counts changes of tables. `isThere` knows the error that
 * another process has added one meanwhile; then the next look finds what is still missing.
 */
export async function addMissing(
  db: StoreDatabase,
  table: TableName,
  indexes: TableIndexes,
  isThere: (error: unknown) => boolean,
): Promise<void> {
  for (;;) {
    const { rows } = await sql<Record<string, unknown>>`show indexes from ${sql.table(table)}`.execute(db);
    const known = new Set(rows.map((row) => row["Key_name"]));
    const parts = Object.entries(indexes)
      .filter(([name]) => !known.has(name))
      .map(
        ([name, columns]) => sql`add index ${sql.ref(name)} (${sql.join(columns.map((column) => sql.ref(column)))})`,
      );
    if (parts.length === 0) return;
    try {
      await sql`alter table ${sql.table(table)} ${sql.join(parts)}`.execute(db);
    } catch (error) {
      if (!isThere(error)) throw error;
    }
  }
}

/** Collations that keep all texts apart, also "a" and "a ": of MariaDB, of MySQL 8 and TiDB, and the last resort, which drops spaces at the end. */
const EXACT_COLLATIONS = ["utf8mb4_nopad_bin", "utf8mb4_0900_bin", "utf8mb4_bin"] as const;
