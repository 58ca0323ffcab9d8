import { namesOfItem, type WorkItem } from "#core/model";
import type { ReadingRules, RunStore, StoredItem } from "#ports";
import { inBatches } from "#stores/batches";
import { digest } from "#stores/digest";
import { createPositionTable } from "#stores/position-table";
import { createSettledCounter, createSkippedRows, NOTHING_REMEMBERED } from "#stores/run-parts";
import type { SqlConnection } from "#stores/sql-connection";
import { createStoredPacker } from "#stores/sql-item-packer";
import { createItemReader, toName } from "#stores/sql-item-reader";
import { createItemStates } from "#stores/sql-item-states";
import { createBacklogNotes } from "#stores/sql-notes";
import { createProfileTable } from "#stores/sql-profiles";
import { ITEM_STATE, NAME_LENGTH, type StoreTables } from "#stores/sql-schema";

/**
 * A run whose items outlive it. Each operation is one statement or safe to repeat, and each leaves more to do, never less, when it is
 * cut off: an item's fingerprint is written last, and what its change unsettles first.
 */
export function createSqlBacklog(connection: SqlConnection, rules: ReadingRules): RunStore {
  const { db, run, insert } = connection;
  /** Positions of what was delivered, by id; once everything was read only their number is kept. */
  let seen = createPositionTable();
  let delivered: number | undefined;
  const skipped = createSkippedRows();
  const packer = createStoredPacker(connection, rules.refOf);
  const reader = createItemReader(connection, packer, rules);
  const states = createItemStates(connection);
  const profiles = createProfileTable(connection, packer);
  const notes = createBacklogNotes(connection);
  const fingerprints = new Map<string, string>();
  let hidden: Promise<ReadonlySet<string>> | undefined;
  let begun: Promise<void> | undefined;

  /** From the first page on some items may be read in one way and some in another, until the last page is there. */
  const beginReading = async (): Promise<void> => {
    if ((await notes.reading()) !== rules.reading) await notes.setReading(null);
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
  return {
    async recall(items, start) {
      fingerprints.clear();
      for (const item of items) fingerprints.set(item.id, fingerprintOf(item, rules.reading));
      const stored = new Map<string, string>();
      await inBatches([...fingerprints.keys()], async (batch) => {
        const query = db.selectFrom("rolecall_item").select(["id", "fingerprint"]).where("id", "in", batch);
        for (const { id, fingerprint } of await run(() => query.execute())) stored.set(id, fingerprint);
      });
      hidden ??= states.hidden();
      const isHidden = await hidden;
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
        if (stored.get(item.id) !== fingerprints.get(item.id)) continue;
        seen.set(item.id, position);
        known.add(index);
        if (isHidden.has(item.id)) back.push(item.id);
      }
      if (back.length > 0) await states.revive(back);
      return known;
    },

    async savePage(items, rows, removed = []) {
      skipped.add(rows);
      if (removed.length > 0) await states.remove(removed);
      const fresh = items.filter(({ item, position }) => (seen.get(item.id) ?? -1) <= position);
      if (fresh.length === 0) return;
      begun ??= beginReading();
      await begun;
      const write = await packer();
      const data = fresh.map((one) => write.pack(one));
      await write.save();
      const ids = fresh.map(({ item }) => item.id);
      const names = fresh.flatMap(({ item }) => namesOfItem(item).map(toName));
      await states.openChildren([...new Set([...(await states.namesOf(ids)), ...names])]);
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
      if (what === "unchanged" || delivered !== undefined) return;
      if (what === "delivered-before") return notes.setReading(rules.reading);
      const ids = await missing();
      await (what === "gone" ? states.remove(ids) : states.hide(ids));
      await notes.setReading(rules.reading);
      delivered = seen.size;
      seen = createPositionTable();
    },

    parents: () => reader.parents(),
    unsettled: () => reader.items("open"),
    unknownNames: (names) => reader.unknownNames(names),
    count: () => reader.count(),

    async unsettle({ all = false, scopes = [], levels = [], names = [] }) {
      if (all) return states.openWhere({});
      if (scopes.length > 0) await states.openWhere({ scopes });
      if (levels.length > 0) await states.openWhere({ levels });
      await states.open(await reader.itemsNamed(names.map(toName)));
      await states.openChildren(names.map(toName));
    },

    settle: (items) => profiles.settle(items),
    profiles: () => profiles.profiles(),
    deliveries: () => profiles.deliveries(),
    keeps: (ids) => states.keeps(ids),
    delivered: () => delivered ?? seen.size,
    skipped: skipped.all,

    reading: () => notes.reading(),
    place: (identity) => notes.place(identity),
    savePlace: (place) => notes.setPlace(place),
    async recalls(names) {
      const unknown = new Set(await reader.unknownNames(names));
      return names.filter((name) => !unknown.has(name));
    },
    scopesOf: (prefix) => reader.scopesOf(prefix),
    isWhole: async () => (await states.hidden()).size === 0,
    context: () => notes.context(),

    async finish(context) {
      await notes.setContext(context);
      await states.close();
      await profiles.clean();
    },

    close: () => Promise.resolve(),
  };
}

/** By what an item is known again; the reading stands beside the hash, because joining long texts takes as long as hashing them. */
const fingerprintOf = (item: WorkItem, reading: string): string =>
  `${digest(JSON.stringify(item))} ${reading.slice(0, 16)}`;

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

/** What earlier runs left, as a run that changes nothing of it: for another policy that somebody thinks about. */
export function createSqlBacklogView(connection: SqlConnection, rules: ReadingRules): RunStore {
  const reader = createItemReader(connection, createStoredPacker(connection, rules.refOf), rules);
  const notes = createBacklogNotes(connection);
  return {
    ...createSettledCounter(),
    ...NOTHING_REMEMBERED,
    ...reader,
    unsettled: () => reader.items("all"),
    savePage: () => Promise.resolve(),
    reading: () => notes.reading(),
    delivered: () => 0,
    skipped: () => [],
    close: () => Promise.resolve(),
  };
}
