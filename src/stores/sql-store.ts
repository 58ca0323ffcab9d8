import { Kysely } from "kysely";
import { type Decision, sortDecisions } from "#core/decision";
import { SourceError, type RunRecord, type StoredFinding, type TriageStore } from "#ports";
import { batchesOf } from "#stores/batches";
import { toInstant } from "#stores/instant";
import { migrate, readVersion } from "#stores/migrations";
import type { KnownRows, SqlEngine } from "#stores/sql-engine";
import { TABLE_PREFIX, type StoreDatabase, type StoreTables, type TableName } from "#stores/sql-schema";

/** Rows that are read together. */
const PAGE = 500;

/** How often a statement is tried that the database undid because of others: of two that block each other one always gets through. */
const ATTEMPTS = 20;

/** How a database is opened. */
export interface OpenOptions {
  /** Makes the tables also where the database has others. */
  init?: boolean;
}

/**
 * Opens a database and brings its tables up to date. Throws SourceError for one that cannot be used: not a database, not
 * reachable, someone else's, or written by a newer version.
 */
export async function openSqlStore(engine: SqlEngine, { init = false }: OpenOptions = {}): Promise<TriageStore> {
  const db: StoreDatabase = new Kysely<StoreTables>({ dialect: engine.dialect });
  try {
    if ((await readVersion(db, engine)) === 0 && !init) await refuseForeign(db, engine);
    await engine.prepare(db);
    await migrate(db, engine);
    return createSqlStore(db, engine);
  } catch (error) {
    await db.destroy().catch(() => undefined);
    throw engine.explain(error) ?? error;
  }
}

async function refuseForeign(db: StoreDatabase, engine: SqlEngine): Promise<void> {
  const others = (await engine.tableNames(db)).filter((name) => !name.startsWith(TABLE_PREFIX));
  if (others.length > 0) throw new SourceError(`${engine.name} has other tables; name an empty one or pass --init.`);
}

/** A store in tables that are up to date. */
function createSqlStore(db: StoreDatabase, engine: SqlEngine): TriageStore {
  const run = async <T>(query: () => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await query();
      } catch (error) {
        if (attempt === ATTEMPTS || !engine.isUndone(error)) throw engine.explain(error) ?? error;
      }
    }
  };
  const insert = async <T extends TableName>(
    table: T,
    rows: Iterable<StoreTables[T]>,
    known: KnownRows<T>,
  ): Promise<void> => {
    for (const batch of batchesOf(rows)) await run(() => engine.insert(db, table, batch, known));
  };
  const purge = async (table: Exclude<TableName, "rolecall_schema">): Promise<void> =>
    void (await run(() => db.deleteFrom(table).execute()));

  return {
    async decisions() {
      const read = pagesById((after) => {
        const query = db.selectFrom("rolecall_decision").select(["id", "data"]).orderBy("id").limit(PAGE);
        return run(() => (after === undefined ? query : query.where("id", ">", after)).execute());
      });
      const decisions: Decision[] = [];
      for await (const page of read) decisions.push(...page.map(({ data }) => JSON.parse(data) as Decision));
      return sortDecisions(decisions);
    },

    addDecisions: (decisions) => insert("rolecall_decision", decisions.map(decisionRow), { key: "id" }),

    async *findings({ present, goneSince } = {}) {
      const since = goneSince === undefined ? undefined : toInstant(goneSince);
      const read = pagesById((after) => {
        let query = db.selectFrom("rolecall_finding").select(["id", "data"]).orderBy("id").limit(PAGE);
        if (present !== undefined) query = query.where("gone_since", present ? "is" : "is not", null);
        if (since !== undefined) query = query.where("gone_since", ">=", since);
        if (after !== undefined) query = query.where("id", ">", after);
        return run(() => query.execute());
      });
      for await (const page of read) yield page.map(({ data }) => JSON.parse(data) as StoredFinding);
    },

    async finding(id) {
      const row = await run(() =>
        db.selectFrom("rolecall_finding").select("data").where("id", "=", id).executeTakeFirst(),
      );
      return row && (JSON.parse(row.data) as StoredFinding);
    },

    saveFindings: (findings) =>
      insert("rolecall_finding", rowsOf(findings, findingRow), {
        key: "id",
        update: ["rule", "scope", "first_seen", "last_seen", "gone_since", "data"],
      }),

    async runs(limit) {
      const query = db.selectFrom("rolecall_run").select("data").orderBy("started_at", "desc").orderBy("id", "desc");
      const rows = await run(() => (limit === undefined ? query : query.limit(limit)).execute());
      return rows.map(({ data }) => JSON.parse(data) as RunRecord);
    },

    saveRun: (record) =>
      insert("rolecall_run", [runRow(record)], { key: "id", update: ["started_at", "finished_at", "data"] }),

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
      return numUpdatedRows > 0n;
    },

    async purgeBefore(instant) {
      const before = toInstant(instant);
      const runs = await run(() => db.deleteFrom("rolecall_run").where("finished_at", "<", before).executeTakeFirst());
      const findings = await run(() =>
        db.deleteFrom("rolecall_finding").where("gone_since", "<", before).executeTakeFirst(),
      );
      return { runs: Number(runs.numDeletedRows), findings: Number(findings.numDeletedRows) };
    },

    async purgeAll() {
      for (const table of ["rolecall_decision", "rolecall_finding", "rolecall_run", "rolecall_person"] as const)
        await purge(table);
    },

    close: () => db.destroy(),
  };
}

/** Pages of rows, each read after the last id of the one before: rows that are written meanwhile shift nothing. */
async function* pagesById<Row extends { id: string }>(
  readAfter: (id: string | undefined) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  let last: string | undefined;
  for (;;) {
    const page = await readAfter(last);
    if (page.length > 0) yield page;
    last = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}

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
  data: JSON.stringify(record),
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
