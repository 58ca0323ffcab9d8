import { sql } from "kysely";
import { loosen, mapColumns, type SqlEngine } from "#stores/sql-engine";
import { TABLE_PREFIX } from "#stores/sql-schema";

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

/** Collations that keep all texts apart, also "a" and "a ": of MariaDB, of MySQL 8 and TiDB, and the last resort, which drops spaces at the end. */
const EXACT_COLLATIONS = ["utf8mb4_nopad_bin", "utf8mb4_0900_bin", "utf8mb4_bin"] as const;
