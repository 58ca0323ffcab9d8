import { sql } from "kysely";
import { SourceError } from "#ports";
import type { SqlEngine } from "#stores/sql-engine";
import { KEY_LENGTH, NAME_LENGTH, type StoreDatabase } from "#stores/sql-schema";

/**
 * A step from one version of the tables to the next. It may be cut off anywhere and run again, also by two processes at once:
 * each of its statements must do nothing where its work is done already.
 */
export interface Migration {
  version: number;
  up(db: StoreDatabase, engine: SqlEngine): Promise<void>;
}

/** Oldest first. One that was released is never edited. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, up: createTables },
  { version: 2, up: createItemTables },
  { version: 3, up: createFindingList },
  { version: 4, up: createTrackerTables },
];

/** Version of the tables in a database; 0 where there are none. Throws SourceError where a newer program made them. */
export async function readVersion(
  db: StoreDatabase,
  engine: SqlEngine,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<number> {
  if (!(await engine.tableNames(db)).includes("rolecall_schema")) return 0;
  const row = await db
    .selectFrom("rolecall_schema")
    .select((expression) => expression.fn.max("version").as("version"))
    .executeTakeFirst();
  const version = row?.version ?? 0;
  const newest = migrations.at(-1)?.version ?? 0;
  if (version > newest)
    throw new SourceError(
      `${engine.name} was written by a newer version of Rolecall (tables of version ${version}, this one knows ${newest}). Update Rolecall, or name another database.`,
    );
  return version;
}

/** Brings the tables to the newest version. Rows that are there stay. */
export async function migrate(
  db: StoreDatabase,
  engine: SqlEngine,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const version = await readVersion(db, engine, migrations);
  const missing = migrations.filter((migration) => migration.version > version);
  if (missing.length === 0) return;
  await engine
    .newTable(db, "rolecall_schema")
    .addColumn("version", "integer", (column) => column.notNull().primaryKey())
    .execute();
  for (const migration of missing) {
    await migration.up(db, engine);
    await engine.insert(db, "rolecall_schema", [{ version: migration.version }], { key: "version" });
  }
}

async function createTables(db: StoreDatabase, engine: SqlEngine): Promise<void> {
  // SQLite takes both for text of any length.
  const key = `varchar(${KEY_LENGTH})` as const;
  const longText = sql`longtext`;
  const instant = "varchar(32)";
  await engine
    .newTable(db, "rolecall_person")
    .addColumn("ref", key, (column) => column.notNull().primaryKey())
    .addColumn("name", longText, (column) => column.notNull())
    .addColumn("erased", "integer", (column) => column.notNull())
    .execute();
  await engine
    .newTable(db, "rolecall_run")
    .addColumn("id", key, (column) => column.notNull().primaryKey())
    .addColumn("started_at", instant, (column) => column.notNull())
    .addColumn("finished_at", instant, (column) => column.notNull())
    .addColumn("data", longText, (column) => column.notNull())
    .execute();
  await engine
    .newTable(db, "rolecall_finding")
    .addColumn("id", key, (column) => column.notNull().primaryKey())
    .addColumn("rule", key, (column) => column.notNull())
    .addColumn("scope", key, (column) => column.notNull())
    .addColumn("first_seen", instant, (column) => column.notNull())
    .addColumn("last_seen", instant, (column) => column.notNull())
    .addColumn("gone_since", instant)
    .addColumn("data", longText, (column) => column.notNull())
    .execute();
  await engine
    .newTable(db, "rolecall_decision")
    .addColumn("id", key, (column) => column.notNull().primaryKey())
    .addColumn("at", instant, (column) => column.notNull())
    .addColumn("kind", instant, (column) => column.notNull())
    .addColumn("subject", key, (column) => column.notNull())
    .addColumn("data", longText, (column) => column.notNull())
    .execute();
  // With the id, so that the findings that are present, or gone, come in its order without being sorted for each page.
  await engine.addIndexes(db, "rolecall_finding", { rolecall_finding_gone: ["gone_since", "id"] });
}

async function createItemTables(db: StoreDatabase, engine: SqlEngine): Promise<void> {
  const id = `varchar(${KEY_LENGTH})` as const;
  const name = `varchar(${NAME_LENGTH})` as const;
  const longText = sql`longtext`;
  const documents = ["rolecall_feature", "rolecall_note"] as const;
  for (const table of documents)
    await engine
      .newTable(db, table)
      .addColumn("id", name, (column) => column.notNull().primaryKey())
      .addColumn("data", longText, (column) => column.notNull())
      .execute();
  await engine
    .newTable(db, "rolecall_profile")
    .addColumn("id", name, (column) => column.notNull().primaryKey())
    .addColumn("scope", id, (column) => column.notNull())
    .addColumn("level", name, (column) => column.notNull())
    .addColumn("data", longText, (column) => column.notNull())
    .execute();
  await engine
    .newTable(db, "rolecall_item")
    .addColumn("id", id, (column) => column.notNull().primaryKey())
    .addColumn("fingerprint", name, (column) => column.notNull())
    .addColumn("data", longText, (column) => column.notNull())
    .execute();
  await engine
    .newTable(db, "rolecall_name")
    .addColumn("name", name, (column) => column.notNull())
    .addColumn("item", id, (column) => column.notNull())
    .addPrimaryKeyConstraint("rolecall_name_key", ["name", "item"])
    .execute();
  await engine
    .newTable(db, "rolecall_settled")
    .addColumn("id", id, (column) => column.notNull().primaryKey())
    .addColumn("state", "integer", (column) => column.notNull())
    .addColumn("item_key", name, (column) => column.notNull())
    .addColumn("parent", name)
    .addColumn("profile", name, (column) => column.notNull())
    .addColumn("delivers_to", id)
    .execute();
  await engine.addIndexes(db, "rolecall_name", { rolecall_name_item: ["item"] });
  await engine.addIndexes(db, "rolecall_settled", {
    rolecall_settled_state: ["state", "id"],
    rolecall_settled_parent: ["parent"],
    rolecall_settled_profile: ["profile", "item_key"],
    rolecall_settled_delivers_to: ["delivers_to"],
  });
}

/** An index by which a list is sorted begins with it and ends with what tells its lines apart. */
async function createFindingList(db: StoreDatabase, engine: SqlEngine): Promise<void> {
  const short = `varchar(${NAME_LENGTH})` as const;
  await engine
    .newTable(db, "rolecall_listed")
    .addColumn("id", short, (column) => column.notNull().primaryKey())
    .addColumn("list", "varchar(40)", (column) => column.notNull())
    .addColumn("finding", `varchar(${KEY_LENGTH})`, (column) => column.notNull())
    .addColumn("tie", "varchar(40)", (column) => column.notNull())
    .addColumn("severity", "varchar(1)", (column) => column.notNull())
    .addColumn("rule", short, (column) => column.notNull())
    .addColumn("state", "varchar(20)", (column) => column.notNull())
    .addColumn("mark", "varchar(20)")
    .addColumn("scope", short, (column) => column.notNull())
    .addColumn("level", "varchar(20)")
    .addColumn("responsibility", "varchar(40)")
    .addColumn("item", short)
    .addColumn("parent", short)
    .addColumn("owner", short)
    .addColumn("first_seen", "varchar(32)", (column) => column.notNull())
    .addColumn("subject", short, (column) => column.notNull())
    .addColumn("words", sql`longtext`, (column) => column.notNull())
    .addColumn("until", "varchar(32)")
    .execute();
  // What is filtered by stands in every order, so that a filter that lets few pass need not look each line up.
  const filtered = ["state", "severity", "mark", "rule", "scope", "level", "responsibility", "owner", "first_seen"];
  const orders = {
    severity: ["severity", "scope", "subject", "tie"],
    age: ["first_seen", "tie"],
    scope: ["scope", "subject", "tie"],
    rule: ["rule", "subject", "tie"],
  };
  const indexes = [
    ...Object.entries(orders).map(([name, columns]) => [name, [...new Set([...columns, ...filtered])]] as const),
    ...(["item", "parent", "until"] as const).map((column) => [column, [column]] as const),
  ];
  await engine.addIndexes(
    db,
    "rolecall_listed",
    Object.fromEntries(indexes.map(([name, columns]) => [`rolecall_listed_${name}`, ["list", ...columns]])),
  );
}

/** What only an app inside a tracker needs: whom to name there, and what was written there. */
async function createTrackerTables(db: StoreDatabase, engine: SqlEngine): Promise<void> {
  await engine
    .newTable(db, "rolecall_account")
    .addColumn("ref", `varchar(${KEY_LENGTH})`, (column) => column.notNull().primaryKey())
    .addColumn("account", `varchar(${KEY_LENGTH})`, (column) => column.notNull())
    .addColumn("seen_at", "varchar(32)", (column) => column.notNull())
    .execute();
  await engine
    .newTable(db, "rolecall_published")
    .addColumn("id", `varchar(${KEY_LENGTH})`, (column) => column.notNull().primaryKey())
    .addColumn("data", sql`longtext`, (column) => column.notNull())
    .execute();
}
