import { Kysely } from "kysely";
import { type Decision, sortDecisions } from "#core/decision";
import { SourceError, type RunRecord, type StoredFinding, type TriageStore } from "#ports";
import { BATCH, chunksOf, inBatches } from "#stores/batches";
import { toInstant } from "#stores/instant";
import { migrate, readVersion } from "#stores/migrations";
import { createSqlBacklog, createSqlBacklogView } from "#stores/sql-backlog";
import { createSqlAccounts } from "#stores/sql-accounts";
import { createSqlDocuments, documentId } from "#stores/sql-documents";
import { createSqlFindingList } from "#stores/sql-finding-list";
import { createSqlItemList } from "#stores/sql-item-list";
import { packText, unpackText } from "#stores/pack-text";
import { createSqlPublished } from "#stores/sql-published";
import { takeLease } from "#stores/sql-lease";
import { createBacklogNotes } from "#stores/sql-notes";
import { createSqlConnection } from "#stores/sql-connection";
import { readData, type SqlEngine } from "#stores/sql-engine";
import { TABLE_PREFIX, TABLES, type StoreDatabase, type StoreTables, type TableName } from "#stores/sql-schema";

/** How a database is opened. */
export interface OpenOptions {
  /** Makes the tables also where the database has others. */
  init?: boolean;
}

/** What a database says of itself. */
export interface DatabaseStatus {
  /** What a person calls it; never with credentials. */
  name: string;
  bytes: number;
  /** Of its tables. */
  version: number;
  rows: Readonly<Record<(typeof TABLES)[number], number>>;
}

/** A store that can say what holds it. */
export interface SqlStore extends TriageStore {
  status(): Promise<DatabaseStatus>;
  /** What it takes, without counting its rows. */
  bytes(): Promise<number>;
}

/**
 * Opens a database and brings its tables up to date. Throws SourceError for one that cannot be used: not a database, not
 * reachable, someone else's, written by a newer version, or with tables to bring up to date that this user may only read.
 */
export const openSqlStore = (engine: SqlEngine, { init = false }: OpenOptions = {}): Promise<SqlStore> =>
  connect(engine, async (db) => {
    if ((await readVersion(db, engine)) === 0 && !init) await refuseForeign(db, engine);
    return useTables(db, engine);
  });

/** Opens a database as `openSqlStore` does where the store's tables are in it; else leaves it as it is and returns null. */
export const findSqlStore = (engine: SqlEngine): Promise<SqlStore | null> =>
  connect(engine, async (db) => ((await readVersion(db, engine)) === 0 ? null : useTables(db, engine)));

/** Connects; and again leaves a database that was not opened. */
async function connect<Opened extends SqlStore | null>(
  engine: SqlEngine,
  open: (db: StoreDatabase) => Promise<Opened>,
): Promise<Opened> {
  const db: StoreDatabase = new Kysely<StoreTables>({ dialect: engine.dialect });
  try {
    const store = await open(db);
    if (store === null) await db.destroy();
    return store;
  } catch (error) {
    await db.destroy().catch(() => undefined);
    throw engine.explain(error) ?? error;
  }
}

async function useTables(db: StoreDatabase, engine: SqlEngine): Promise<SqlStore> {
  await engine.prepare(db);
  await migrate(db, engine);
  return createSqlStore(db, engine);
}

async function refuseForeign(db: StoreDatabase, engine: SqlEngine): Promise<void> {
  const others = (await engine.tableNames(db)).filter((name) => !name.startsWith(TABLE_PREFIX));
  if (others.length > 0) throw new SourceError(`${engine.name} has other tables. Name an empty one, or pass --init.`);
}

/** A store in tables that are up to date. */
function createSqlStore(db: StoreDatabase, engine: SqlEngine): SqlStore {
  const connection = createSqlConnection(db, engine);
  const { run, insert, pagesById } = connection;
  const notes = createBacklogNotes(connection);
  const newestRuns = db.selectFrom("rolecall_run").orderBy("started_at", "desc").orderBy("id", "desc");
  const purge = async (table: Exclude<TableName, "rolecall_schema">): Promise<void> =>
    void (await run(() => db.deleteFrom(table).execute()));

  const readRun = (id: string, data: string): RunRecord =>
    readData(engine, "rolecall_run", { id, data: unpackText(data) }) as RunRecord;

  const readFinding = (row: { id: string; last_seen: string; data: string }): StoredFinding => {
    const stored = readData(engine, "rolecall_finding", row) as StoredFinding;
    // A finding that was seen again as it was keeps its document.
    return toInstant(stored.lastSeen) === row.last_seen ? stored : { ...stored, lastSeen: row.last_seen };
  };

  return {
    async decisions() {
      const read = pagesById((after, limit) => {
        const query = db.selectFrom("rolecall_decision").select(["id", "data"]).orderBy("id").limit(limit);
        return (after === undefined ? query : query.where("id", ">", after)).execute();
      });
      const decisions: Decision[] = [];
      for await (const page of read)
        decisions.push(...page.map((row) => readData(engine, "rolecall_decision", row) as Decision));
      return sortDecisions(decisions);
    },

    addDecisions: (decisions) => insert("rolecall_decision", decisions.map(decisionRow), { key: "id" }),

    async *findings({ present, goneSince } = {}) {
      const since = goneSince === undefined ? undefined : toInstant(goneSince);
      const read = pagesById((after, limit) => {
        let query = db.selectFrom("rolecall_finding").select(["id", "last_seen", "data"]).orderBy("id").limit(limit);
        if (present !== undefined) query = query.where("gone_since", present ? "is" : "is not", null);
        if (since !== undefined) query = query.where("gone_since", ">=", since);
        if (after !== undefined) query = query.where("id", ">", after);
        return query.execute();
      });
      for await (const page of read) yield page.map(readFinding);
    },

    async findingsOf(ids) {
      const found: StoredFinding[] = [];
      for (const batch of chunksOf(ids, BATCH.rows)) {
        const query = db.selectFrom("rolecall_finding").select(["id", "last_seen", "data"]).where("id", "in", batch);
        found.push(...(await run(() => query.execute())).map(readFinding));
      }
      return found;
    },

    saveFindings: (findings) =>
      insert("rolecall_finding", rowsOf(findings, findingRow), {
        key: "id",
        update: ["rule", "scope", "first_seen", "last_seen", "gone_since", "data"],
      }),

    touchFindings: (ids, lastSeen) =>
      inBatches(ids, (batch) =>
        run(() =>
          db
            .updateTable("rolecall_finding")
            .set({ last_seen: toInstant(lastSeen) })
            .where("id", "in", batch)
            .execute(),
        ),
      ),

    async runs(limit) {
      const query = newestRuns.select("id");
      const ids = await run(() => (limit === undefined ? query : query.limit(limit)).execute());
      const runs: RunRecord[] = [];
      // A few at once: an answer of Forge SQL holds 4 MiB, and a run tells of every scope.
      for (const batch of chunksOf(
        ids.map(({ id }) => id),
        RUNS_AT_ONCE,
      )) {
        const rows = await run(() => newestRuns.select(["id", "data"]).where("id", "in", batch).execute());
        runs.push(...rows.map(({ id, data }) => readRun(id, data)));
      }
      return runs;
    },

    saveRun: (record) =>
      insert("rolecall_run", [runRow(record)], { key: "id", update: ["started_at", "finished_at", "data"] }),

    memberships: () => notes.memberships(),
    saveMemberships: (memberships) => notes.setMemberships(memberships),

    async people() {
      const rows = await run(() =>
        db.selectFrom("rolecall_person").select(["ref", "name"]).where("erased", "=", 0).orderBy("ref").execute(),
      );
      return new Map(rows.map(({ ref, name }) => [ref, { ref, name }]));
    },

    savePeople: (people) =>
      insert(
        "rolecall_person",
        people.map(({ ref, name }) => ({ ref, name, erased: 0 as const })),
        {
          key: "ref",
          update: ["name"],
          unless: "erased",
        },
      ),

    async erasePerson(ref) {
      const { numUpdatedRows } = await run(() =>
        db
          .updateTable("rolecall_person")
          .set({ name: "", erased: 1 })
          .where("ref", "=", ref)
          .where("erased", "=", 0)
          .executeTakeFirst(),
      );
      await run(() => db.deleteFrom("rolecall_account").where("ref", "=", ref).execute());
      return numUpdatedRows > 0n;
    },

    async purgeBefore(instant) {
      const before = toInstant(instant);
      // Asked for beforehand: MySQL does not delete from a table that the same statement reads. A run that is saved meanwhile only keeps one more.
      const newest = await run(() => newestRuns.select("id").limit(1).executeTakeFirst());
      const runs = await run(() =>
        db
          .deleteFrom("rolecall_run")
          .where("finished_at", "<", before)
          .where("id", "<>", newest?.id ?? "")
          .executeTakeFirst(),
      );
      const findings = await run(() =>
        db.deleteFrom("rolecall_finding").where("gone_since", "<", before).executeTakeFirst(),
      );
      return { runs: Number(runs.numDeletedRows), findings: Number(findings.numDeletedRows) };
    },

    async purgeAll(keep) {
      // Whom it is about goes first: whoever has this done may not have the time for everything.
      for (const table of ["rolecall_account", "rolecall_person"] as const) await purge(table);
      for (const table of TABLES) if (table !== "rolecall_note") await purge(table);
      await run(() => {
        const query = db.deleteFrom("rolecall_note");
        return (keep ? query.where("id", "<>", documentId(keep)) : query).execute();
      });
    },

    async status() {
      const count = async (table: TableName): Promise<number> => {
        const { rows } = await run(() =>
          db
            .selectFrom(table)
            .select((expression) => expression.fn.countAll<number | bigint>().as("rows"))
            .executeTakeFirstOrThrow(),
        );
        return Number(rows);
      };
      const rows: [TableName, number][] = [];
      for (const table of TABLES) rows.push([table, await count(table)]);
      const [bytes, version] = await run(() => Promise.all([engine.size(db), readVersion(db, engine)]));
      return { name: engine.name, bytes, version, rows: Object.fromEntries(rows) as DatabaseStatus["rows"] };
    },

    bytes: () => run(() => engine.size(db)),

    list: createSqlFindingList(connection),
    documents: createSqlDocuments(connection),
    accounts: createSqlAccounts(connection),
    published: createSqlPublished(connection),
    lease: (holder, now) => takeLease(connection, engine.name, holder, now),
    openRun: (rules) => createSqlBacklog(connection, rules),
    viewItems: (rules) => createSqlBacklogView(connection, rules),
    items: (rules) => createSqlItemList(connection, rules),

    close: () => db.destroy(),
  };
}

const RUNS_AT_ONCE = 8;

/** One row at a time, so that the JSON of all is never in memory together. */
function* rowsOf<Value, Row>(values: readonly Value[], toRow: (value: Value) => Row): Generator<Row> {
  for (const value of values) yield toRow(value);
}

const findingRow = (stored: StoredFinding): StoreTables["rolecall_finding"] => ({
  id: stored.finding.id,
  rule: stored.finding.rule,
  scope: stored.finding.scope,
  first_seen: toInstant(stored.firstSeen),
  last_seen: toInstant(stored.lastSeen),
  gone_since: stored.gone && toInstant(stored.gone.since),
  data: JSON.stringify(stored),
});

const runRow = (record: RunRecord): StoreTables["rolecall_run"] => ({
  id: record.id,
  started_at: toInstant(record.startedAt),
  finished_at: toInstant(record.finishedAt),
  data: packText(JSON.stringify(record)),
});

const decisionRow = (decision: Decision): StoreTables["rolecall_decision"] => ({
  id: decision.id,
  at: toInstant(decision.at),
  kind: decision.kind,
  subject: subjectOf(decision),
  data: JSON.stringify(decision),
});

function subjectOf(decision: Decision): string {
  if (decision.kind === "undo") return decision.of;
  return decision.kind === "override" ? decision.item.id : decision.about.finding;
}
