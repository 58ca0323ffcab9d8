import { namesOfItem, type WorkItem } from "#core/model";
import type { CountedProfile, ItemProfile } from "#core/profile";
import type { ReadingRules, RunContext, RunStore, StoredItem, Unsettled } from "#ports";
import { inBatches } from "#stores/batches";
import { digest } from "#stores/digest";
import { createPositionTable } from "#stores/position-table";
import { createSettledCounter, createSkippedRows, NOTHING_REMEMBERED } from "#stores/run-parts";
import type { SqlConnection } from "#stores/sql-connection";
import { createStoredPacker } from "#stores/sql-item-packer";
import { createItemReader, toName } from "#stores/sql-item-reader";
import { ITEM_STATE, NAME_LENGTH, type StoreTables } from "#stores/sql-schema";

/** Id of the note that says how all items were read. */
const READING = "reading";

/** Id of the note in which a run that came to its end says what it judged by. */
const CONTEXT = "backlog";

/**
 * A run whose items outlive it. Each operation is one statement or safe to repeat, and each leaves more to do, never less, when it is
 * cut off: an item's fingerprint is written last, and what its change unsettles first.
 */
export function createSqlBacklog(connection: SqlConnection, rules: ReadingRules): RunStore {
  const { db, run, insert } = connection;
  /** Positions of what was delivered, by id. */
  const seen = createPositionTable();
  const skipped = createSkippedRows();
  const packer = createStoredPacker(connection);
  const reader = createItemReader(connection, packer, rules);
  const profiles = new Set<string>();
  const fingerprints = new Map<string, string>();

  const open = (ids: readonly string[]): Promise<void> =>
    inBatches(ids, (batch) =>
      run(() =>
        db
          .updateTable("rolecall_settled")
          .set({ state: ITEM_STATE.open })
          .where("state", "<>", ITEM_STATE.hidden)
          .where("id", "in", batch)
          .execute(),
      ),
    );
  /** What is said of children depends on their parents. */
  const openChildren = (names: readonly string[]): Promise<void> =>
    inBatches(names, (batch) =>
      run(() =>
        db
          .updateTable("rolecall_settled")
          .set({ state: ITEM_STATE.open })
          // Not `= judged`: for that SQLite would read all judged items by their state.
          .where("state", "<>", ITEM_STATE.hidden)
          .where("parent", "in", batch)
          .execute(),
      ),
    );
  const namesIn = async (ids: readonly string[]): Promise<string[]> => {
    const names: string[] = ids.map(toName);
    await inBatches(ids, async (batch) => {
      const rows = await run(() => db.selectFrom("rolecall_name").select("name").where("item", "in", batch).execute());
      names.push(...rows.map(({ name }) => name));
    });
    return names;
  };
  /** Items that were there and were not delivered to this run. */
  const missing = async (): Promise<string[]> => {
    if ((await reader.count()) === seen.size) return [];
    const ids: string[] = [];
    for await (const page of connection.pagesById((after, limit) => {
      const query = db.selectFrom("rolecall_settled").select("id").orderBy("id").limit(limit);
      const present = query.where("state", "<>", ITEM_STATE.hidden);
      return (after === undefined ? present : present.where("id", ">", after)).execute();
    }))
      for (const { id } of page) if (seen.get(id) === undefined) ids.push(id);
    return ids;
  };
  const hide = async (ids: readonly string[]): Promise<void> => {
    await openChildren(await namesIn(ids));
    await inBatches(ids, (batch) =>
      run(() =>
        db
          .updateTable("rolecall_settled")
          .set({ state: ITEM_STATE.hidden, profile: "", delivers_to: null })
          .where("id", "in", batch)
          .execute(),
      ),
    );
  };
  const remove = async (ids: readonly string[]): Promise<void> => {
    await hide(ids);
    await inBatches(ids, async (batch) => {
      await run(() => db.deleteFrom("rolecall_item").where("id", "in", batch).execute());
      await run(() => db.deleteFrom("rolecall_name").where("item", "in", batch).execute());
      await run(() => db.deleteFrom("rolecall_settled").where("id", "in", batch).execute());
    });
  };

  return {
    async recall(items, start) {
      fingerprints.clear();
      for (const item of items) fingerprints.set(item.id, fingerprintOf(item, rules.reading));
      const stored = new Map<string, { fingerprint: string; state: number }>();
      await inBatches([...fingerprints.keys()], async (batch) => {
        const rows = await run(() =>
          db
            .selectFrom("rolecall_item")
            .innerJoin("rolecall_settled", "rolecall_settled.id", "rolecall_item.id")
            .select(["rolecall_item.id", "rolecall_item.fingerprint", "rolecall_settled.state"])
            .where("rolecall_item.id", "in", batch)
            .execute(),
        );
        for (const { id, ...rest } of rows) stored.set(id, rest);
      });
      const known = new Set<number>();
      const back: string[] = [];
      // Of several rows with one id in a page only the last one counts; the fingerprint kept is its.
      const last = new Map(items.map((item, index) => [item.id, index]));
      for (const [index, item] of items.entries()) {
        const position = start + index;
        const before = seen.get(item.id);
        if (last.get(item.id) !== index || (before !== undefined && before > position)) {
          known.add(index);
          continue;
        }
        const row = stored.get(item.id);
        if (row?.fingerprint !== fingerprints.get(item.id)) continue;
        seen.set(item.id, position);
        known.add(index);
        if (row?.state === ITEM_STATE.hidden) back.push(item.id);
      }
      if (back.length > 0) await revive(back);
      return known;
    },

    async savePage(items, rows, removed = []) {
      skipped.add(rows);
      if (removed.length > 0) await remove(removed);
      const fresh = items.filter(({ item, position }) => (seen.get(item.id) ?? -1) <= position);
      if (fresh.length === 0) return;
      // From here on some items are read in one way and some in another, until the last page is there.
      if ((await readNote(connection, READING)) !== rules.reading)
        await run(() => db.deleteFrom("rolecall_note").where("id", "=", READING).execute());
      const write = await packer();
      const data = fresh.map((one) => write.pack(one));
      await write.save();
      const ids = fresh.map(({ item }) => item.id);
      const names = fresh.flatMap(({ item }) => namesOfItem(item).map(toName));
      await openChildren([...new Set([...(await namesIn(ids)), ...names])]);
      await insert("rolecall_settled", fresh.map(toSettledRow), {
        key: "id",
        update: ["state", "item_key", "parent"],
      });
      await inBatches(ids, (batch) => run(() => db.deleteFrom("rolecall_name").where("item", "in", batch).execute()));
      await insert("rolecall_name", fresh.flatMap(toNameRows), { key: "name" });
      await insert(
        "rolecall_item",
        fresh.map(({ item }, index) => ({
          id: item.id,
          fingerprint: fingerprints.get(item.id) ?? "",
          data: data[index] ?? "",
        })),
        { key: "id", update: ["fingerprint", "data"] },
      );
      for (const { item, position } of fresh) seen.set(item.id, position);
    },

    async endReading(what) {
      if (what === "unchanged") return;
      const ids = await missing();
      await (what === "gone" ? remove(ids) : hide(ids));
      await insert("rolecall_note", [{ id: READING, data: rules.reading }], { key: "id", update: ["data"] });
    },

    parents: () => reader.parents(),
    unsettled: () => reader.items("open"),
    unknownNames: (names) => reader.unknownNames(names),
    count: () => reader.count(),

    async settle(items) {
      const rows = items.map(({ item, profile, deliversTo }) => {
        const data = JSON.stringify(profile);
        return { item, profile, data, id: digest(data), deliversTo };
      });
      const fresh = new Map(rows.filter(({ id }) => !profiles.has(id)).map((row) => [row.id, row]));
      await insert(
        "rolecall_profile",
        [...fresh.values()].map(({ id, profile, data }) => ({
          id,
          scope: profile.scope.id,
          level: profile.level,
          data,
        })),
        { key: "id" },
      );
      for (const id of fresh.keys()) profiles.add(id);
      await insert(
        "rolecall_settled",
        rows.map(({ item, id, deliversTo }) => ({
          ...{ id: item.id, state: ITEM_STATE.open, item_key: item.key.slice(0, NAME_LENGTH), parent: null },
          ...{ profile: id, delivers_to: deliversTo },
        })),
        { key: "id", update: ["profile", "delivers_to"] },
      );
    },

    async profiles() {
      const counted = await run(() =>
        db
          .selectFrom("rolecall_settled")
          .select((expression) => [
            "profile as id",
            expression.fn.countAll().as("count"),
            expression.fn.min("item_key").as("example"),
          ])
          .where("profile", "<>", "")
          .groupBy("profile")
          .execute(),
      );
      const data = new Map<string, string>();
      await inBatches(
        counted.map(({ id }) => id),
        async (batch) => {
          const query = db.selectFrom("rolecall_profile").select(["id", "data"]).where("id", "in", batch);
          for (const row of await run(() => query.execute())) data.set(row.id, row.data);
        },
      );
      return counted.map(({ id, count: items, example }): CountedProfile => ({
        profile: JSON.parse(data.get(id) ?? "") as ItemProfile,
        count: Number(items),
        example,
      }));
    },

    async deliveries() {
      const rows = await run(() =>
        db
          .selectFrom("rolecall_settled")
          .select("delivers_to")
          .distinct()
          .where("delivers_to", "is not", null)
          .execute(),
      );
      return rows.flatMap(({ delivers_to: id }) => (id === null ? [] : [id]));
    },

    async unsettle({ all = false, scopes = [], levels = [], names = [] }) {
      if (all) return openWhere({});
      if (scopes.length > 0) await openWhere({ scopes });
      if (levels.length > 0) await openWhere({ levels });
      await open(await reader.itemsNamed(names.map(toName)));
      await openChildren(names.map(toName));
    },

    async keeps(ids) {
      const kept = new Set<string>();
      await inBatches([...new Set(ids)], async (batch) => {
        const rows = await run(() =>
          db
            .selectFrom("rolecall_settled")
            .select("id")
            .where("state", "=", ITEM_STATE.judged)
            .where("id", "in", batch)
            .execute(),
        );
        for (const { id } of rows) kept.add(id);
      });
      return kept;
    },

    delivered: () => seen.size,
    skipped: skipped.all,

    reading: () => readNote(connection, READING),
    context: () => readContext(connection),

    async finish(context) {
      await insert("rolecall_note", [{ id: CONTEXT, data: JSON.stringify(context) }], { key: "id", update: ["data"] });
      await run(() =>
        db
          .updateTable("rolecall_settled")
          .set({ state: ITEM_STATE.judged })
          .where("state", "=", ITEM_STATE.open)
          .execute(),
      );
      const inUse = db.selectFrom("rolecall_settled").select("profile").distinct();
      await run(() => db.deleteFrom("rolecall_profile").where("id", "not in", inUse).execute());
    },

    close: () => Promise.resolve(),
  };

  async function revive(ids: readonly string[]): Promise<void> {
    await openChildren(await namesIn(ids));
    await inBatches(ids, (batch) =>
      run(() => db.updateTable("rolecall_settled").set({ state: ITEM_STATE.open }).where("id", "in", batch).execute()),
    );
  }

  async function openWhere({ scopes, levels }: Unsettled): Promise<void> {
    await run(() => {
      const query = db
        .updateTable("rolecall_settled")
        .set({ state: ITEM_STATE.open })
        .where("state", "=", ITEM_STATE.judged);
      if (!scopes && !levels) return query.execute();
      let which = db.selectFrom("rolecall_profile").select("rolecall_profile.id");
      if (scopes) which = which.where("scope", "in", scopes);
      if (levels) which = which.where("level", "in", levels);
      return query.where("profile", "in", which).execute();
    });
  }
}

const fingerprintOf = (item: WorkItem, reading: string): string => digest(`${reading}${JSON.stringify(item)}`);

const toSettledRow = ({ item }: StoredItem): StoreTables["rolecall_settled"] => ({
  id: item.id,
  state: ITEM_STATE.open,
  item_key: item.key.slice(0, NAME_LENGTH),
  parent: item.parent === undefined ? null : toName(item.parent),
  profile: "",
  delivers_to: null,
});

const toNameRows = ({ item }: StoredItem): StoreTables["rolecall_name"][] =>
  [...new Set(namesOfItem(item))]
    .filter((name) => name !== item.id)
    .map((name) => ({ name: toName(name), item: item.id }));

async function readNote({ db, run }: SqlConnection, id: string): Promise<string | null> {
  const query = db.selectFrom("rolecall_note").select("data").where("id", "=", id);
  return (await run(() => query.executeTakeFirst()))?.data ?? null;
}

async function readContext(connection: SqlConnection): Promise<RunContext | null> {
  const data = await readNote(connection, CONTEXT);
  return data === null ? null : (JSON.parse(data) as RunContext);
}

/** What earlier runs left, as a run that changes nothing of it: for another policy that somebody thinks about. */
export function createSqlBacklogView(connection: SqlConnection, rules: ReadingRules): RunStore {
  const reader = createItemReader(connection, createStoredPacker(connection), rules);
  return {
    ...createSettledCounter(),
    ...NOTHING_REMEMBERED,
    ...reader,
    unsettled: () => reader.items("all"),
    savePage: () => Promise.resolve(),
    reading: () => readNote(connection, READING),
    context: () => readContext(connection),
    delivered: () => 0,
    skipped: () => [],
    close: () => Promise.resolve(),
  };
}
