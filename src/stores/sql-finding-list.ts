import { type ExpressionBuilder, type RawBuilder, sql } from "kysely";
import {
  comparePositions,
  type ListedFinding,
  type ListFilter,
  type ListNarrowing,
  type ListSort,
  positionIn,
  rankOf,
  type Tally,
  TALLIED,
  type TallyChange,
  toTallyChange,
} from "#core/listed-finding";
import { SEVERITIES } from "#core/severity";
import type { FindingList, ListStamp } from "#ports";
import { chunksOf, inBatches } from "#stores/batches";
import { digest } from "#stores/digest";
import { toInstant } from "#stores/instant";
import type { SqlConnection } from "#stores/sql-connection";
import { toName } from "#stores/sql-item-reader";
import type { StoreTables } from "#stores/sql-schema";

type Row = StoreTables["rolecall_listed"];

/** Columns of each order, as the indexes of the table have them. */
const SORT_COLUMNS = {
  severity: ["severity", "scope", "subject", "tie"],
  age: ["first_seen", "tie"],
  scope: ["scope", "subject", "tie"],
  rule: ["rule", "subject", "tie"],
} as const satisfies Record<ListSort, readonly (keyof Row)[]>;

/** Which list is read, and what it was made of. */
interface Published extends ListStamp {
  list: string;
}

const NOTE = "finding-list";

/** Lines that are written as one: others may write in between. */
const TOGETHER = 2000;

export function createSqlFindingList({ db, run, insert, together, readData }: SqlConnection): FindingList {
  const published = async (): Promise<Published | null> => {
    const query = db.selectFrom("rolecall_note").select(["id", "data"]).where("id", "=", NOTE);
    const row = await run(() => query.executeTakeFirst());
    return row ? (readData("rolecall_note", row) as Published) : null;
  };
  const publish = (note: Published): Promise<void> =>
    insert("rolecall_note", [{ id: NOTE, data: JSON.stringify(note) }], { key: "id", update: ["data"] });
  const save = (list: string, rows: readonly ListedFinding[], write = insert): Promise<void> =>
    write("rolecall_listed", toRows(list, rows), { key: "id", update: UPDATED });
  /** What some findings were counted by. */
  const linesOf = async (rows: readonly ListedFinding[], list: string) => {
    const lines = new Map<string, Omit<TallyChange, "by">>();
    await inBatches(
      rows.map(({ id }) => idOf(list, id)),
      async (batch) => {
        const query = db
          .selectFrom("rolecall_listed")
          .select(["id", ...TALLIED, "owner"])
          .where("id", "in", batch);
        for (const { id, ...line } of await run(() => query.execute()))
          lines.set(id, { ...line, severity: severityOf(line.severity) });
      },
    );
    return [...lines.values()];
  };
  const findingsWhere = async (column: "item" | "parent", values: readonly string[], list: string) => {
    const ids: string[] = [];
    await inBatches(values.map(toName), async (batch) => {
      const query = db
        .selectFrom("rolecall_listed")
        .select("finding")
        .where("list", "=", list)
        .where(column, "in", batch);
      ids.push(...(await run(() => query.execute())).map(({ finding }) => finding));
    });
    return ids;
  };

  return {
    async stamp() {
      const note = await published();
      return note && { run: note.run, decisions: note.decisions, day: note.day };
    },

    async present() {
      const newest = db
        .selectFrom("rolecall_run")
        .select(["id", "finished_at"])
        .orderBy("started_at", "desc")
        .orderBy("id", "desc")
        .limit(1);
      const last = await run(() => newest.executeTakeFirst());
      if (!last) return null;
      const all = db.selectFrom("rolecall_decision").select((expression) => expression.fn.countAll().as("count"));
      const { count } = await run(() => all.executeTakeFirstOrThrow());
      return { run: `${last.id} ${last.finished_at}`, decisions: Number(count) };
    },

    async replace(stamp, pages) {
      const before = await published();
      const list = digest(crypto.randomUUID());
      // In the order in which they are read most: an index grows at its end several times as fast as all over.
      for (const rows of chunksOf(await sortLines(pages), TOGETHER))
        await together((inside) => save(list, rows, inside.insert));
      await publish({ list, ...stamp });
      // Not those of others: another process may be making one just now.
      if (before) await run(() => db.deleteFrom("rolecall_listed").where("list", "=", before.list).execute());
    },

    async update(stamp, rows) {
      const note = await published();
      if (!note) return [];
      const changes = [
        ...(await linesOf(rows, note.list)).flatMap((line) => toTallyChange(line, -1)),
        ...rows.flatMap((row) => toTallyChange(toTallied(row), 1)),
      ];
      await save(note.list, rows);
      await publish({ list: note.list, ...stamp });
      return changes;
    },

    async page(filter, { by, reverse }, after, limit) {
      const note = await published();
      if (!note) return [];
      const columns = SORT_COLUMNS[by];
      // Words stand in no index: the whole table is searched once, not line by line in the order of an index.
      const read = filter.words === undefined ? asIndexed : asComputed;
      let query = db
        .selectFrom("rolecall_listed")
        .select(["finding", ...columns])
        .where(read("list"), "=", note.list)
        .where((expression) => narrow(expression, filter))
        .limit(limit);
      for (const column of columns) query = query.orderBy(read(column), reverse ? "desc" : "asc");
      if (after?.length === columns.length) query = query.where(isBeyond(columns.map(read), after, reverse));
      const rows = await run(() => query.execute());
      return rows.map((row) => ({
        id: row.finding,
        position: columns.map((column) => (row as Record<string, string>)[column] ?? ""),
      }));
    },

    async tally(narrowing) {
      const note = await published();
      if (!note) return [];
      const query = db
        .selectFrom("rolecall_listed")
        .select((expression) => [...TALLIED, expression.fn.countAll().as("count")])
        .where((narrowing.words === undefined ? asIndexed : asComputed)("list"), "=", note.list)
        .where((expression) => narrow(expression, narrowing))
        .groupBy(TALLIED);
      const rows = await run(() => query.execute());
      return rows.map((row): Tally => ({
        ...row,
        severity: SEVERITIES[Number(row.severity)] ?? null,
        count: Number(row.count),
      }));
    },

    async near({ items = [], parents = [] }) {
      const note = await published();
      if (!note) return [];
      const found = [
        ...(await findingsWhere("item", items, note.list)),
        ...(await findingsWhere("parent", parents, note.list)),
      ];
      return [...new Set(found)];
    },

    async due(day) {
      const note = await published();
      if (!note) return [];
      const query = db
        .selectFrom("rolecall_listed")
        .select("finding")
        .where("list", "=", note.list)
        .where("until", "<=", day);
      return (await run(() => query.execute())).map(({ finding }) => finding);
    },
  };
}

async function sortLines(pages: AsyncIterable<readonly ListedFinding[]>): Promise<ListedFinding[]> {
  const lines: { position: readonly string[]; row: ListedFinding }[] = [];
  for await (const page of pages) for (const row of page) lines.push({ position: positionIn("severity", row), row });
  return lines.sort((a, b) => comparePositions(a.position, b.position)).map(({ row }) => row);
}

const UPDATED = [
  ...(["severity", "rule", "state", "mark", "scope", "level", "responsibility", "item", "parent"] as const),
  ...(["owner", "first_seen", "subject", "words", "until"] as const),
];

const severityOf = (rank: string): ListedFinding["severity"] | null => SEVERITIES[Number(rank)] ?? null;

const idOf = (list: string, finding: string): string => `${list} ${digest(finding)}`;

/** A line as it is counted: by names that the table can hold. */
const toTallied = (row: ListedFinding): ListedFinding => ({ ...row, rule: toName(row.rule), scope: toName(row.scope) });

function* toRows(list: string, rows: readonly ListedFinding[]): Generator<Row> {
  for (const row of rows) {
    const { id, rule, state, mark, scope, level, responsibility, until } = toTallied(row);
    yield {
      ...{ id: idOf(list, id), list, finding: id, tie: digest(id) },
      ...{ rule, state, mark, scope, level, responsibility, until },
      severity: rankOf(row.severity),
      item: row.item === null ? null : toName(row.item),
      parent: row.parent === null ? null : toName(row.parent),
      owner: row.owner,
      first_seen: toInstant(row.firstSeen),
      subject: toName(row.subject),
      words: row.words,
    };
  }
}

const asIndexed = (column: keyof Row) => sql<string>`${sql.ref(column)}`;
const asComputed = (column: keyof Row) => sql<string>`coalesce(${sql.ref(column)}, '')`;

/** Beyond a position in an order: the first column alone too, for databases whose indexes do not know of rows of values. */
function isBeyond(columns: readonly RawBuilder<string>[], after: readonly string[], reverse: boolean) {
  const [names, values] = [sql.join(columns), sql.join(after.map((value) => sql`${value}`))];
  const [first, from] = [columns[0] ?? sql``, after[0] ?? ""];
  return reverse
    ? sql<boolean>`(${first} <= ${from} and (${names}) < (${values}))`
    : sql<boolean>`(${first} >= ${from} and (${names}) > (${values}))`;
}

/** What `isListed` says of a line, as a condition. */
function narrow(expression: ExpressionBuilder<StoreTables, "rolecall_listed">, filter: ListFilter & ListNarrowing) {
  const conditions = [];
  for (const field of TALLIED) {
    const wanted = (filter[field] ?? []).map((value) =>
      field === "severity" ? rankOf(value as ListedFinding["severity"]) : toName(value),
    );
    // One value alone lets an index be read in the order that is asked for.
    if (wanted.length === 1) conditions.push(expression(field, "=", wanted[0] ?? ""));
    else if (wanted.length > 1) conditions.push(expression(field, "in", wanted));
  }
  if (!filter.state?.length) conditions.push(expression("state", "<>", "reread"));
  const { owner, seenFrom, seenBefore, words } = filter;
  if (owner !== undefined)
    conditions.push(owner.length === 0 ? expression("owner", "is", null) : expression("owner", "in", [...owner]));
  if (seenFrom !== undefined) conditions.push(expression("first_seen", ">=", toInstant(seenFrom)));
  if (seenBefore !== undefined) conditions.push(expression("first_seen", "<", toInstant(seenBefore)));
  if (words !== undefined)
    conditions.push(sql<boolean>`${sql.ref("words")} like ${`%${escapeLike(words)}%`} escape '!'`);
  return expression.and(conditions);
}

const escapeLike = (text: string): string => text.replace(/[!%_]/g, (sign) => `!${sign}`);
