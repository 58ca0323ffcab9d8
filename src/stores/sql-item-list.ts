import { sql } from "kysely";
import type { ItemProfile } from "#core/profile";
import type { ItemList, ListedItem, ReadingRules } from "#ports";
import { chunksOf, BATCH, inBatches } from "#stores/batches";
import type { SqlConnection } from "#stores/sql-connection";
import { createStoredPacker } from "#stores/sql-item-packer";
import { createItemReader, toName } from "#stores/sql-item-reader";
import type { StoredPersonKeys } from "#stores/sql-people";
import { ITEM_STATE } from "#stores/sql-schema";

interface Row {
  id: string;
  profile: string;
  item_key: string;
  data: string;
}

/** Items as tables hold them. Hidden ones have no profile, so that only questions by other columns have to leave them out. */
export function createSqlItemList(connection: SqlConnection, rules: ReadingRules): ItemList {
  const { db, run, readData } = connection;
  let packer = createStoredPacker(connection, rules.refOf);
  const reader = createItemReader(connection, () => packer(), rules);
  const rowsOf = () =>
    db
      .selectFrom("rolecall_settled")
      .innerJoin("rolecall_item", "rolecall_item.id", "rolecall_settled.id")
      .select(["rolecall_settled.id as id", "profile", "item_key", "rolecall_item.data as data"]);
  const present = () => rowsOf().where("state", "<>", ITEM_STATE.hidden);

  const unpack = async (rows: readonly Row[]): Promise<ListedItem[]> => {
    const read = async (): Promise<ListedItem[]> => {
      const { unpack: unpackRow } = await packer();
      return rows.map((row) => {
        const { item, language, evidence } = unpackRow(row);
        const place = { profile: row.profile, key: row.item_key, id: row.id };
        return { item, verdict: rules.verdictOf(evidence, language), place };
      });
    };
    return read().catch(() => {
      // An audit that is under way may have met a feature since features were read.
      packer = createStoredPacker(connection, rules.refOf);
      return read();
    });
  };

  return {
    async profiles(scope) {
      const all = db.selectFrom("rolecall_settled");
      const ofScope = db
        .selectFrom("rolecall_profile")
        .select("rolecall_profile.id")
        .where("scope", "=", scope ?? "");
      const counted = (scope === undefined ? all : all.where("profile", "in", ofScope))
        .select((expression) => [
          "profile",
          expression.fn.countAll().as("count"),
          expression.fn.min("item_key").as("example"),
        ])
        .where("profile", "<>", "")
        .groupBy("profile")
        .as("counted");
      const rows = await run(() =>
        db
          .selectFrom(counted)
          .innerJoin("rolecall_profile", "rolecall_profile.id", "counted.profile")
          .select(["rolecall_profile.id as id", "rolecall_profile.data as data", "count", "example"])
          .execute(),
      );
      const { people } = await packer();
      return rows.map(({ id, data, count, example }) => {
        const stored = readData("rolecall_profile", { id, data }) as StoredProfile;
        const profile: ItemProfile = { ...stored, people: people.unpack(stored.people) };
        return { id, profile, count: Number(count), example };
      });
    },

    async page(profiles, limit, after) {
      let query = rowsOf().where("profile", "in", profiles).limit(limit);
      for (const column of ["profile", "item_key", "rolecall_settled.id"] as const) query = query.orderBy(column);
      // The key alone, too, for databases whose indexes do not know of rows of values.
      if (after)
        query = query
          .where("item_key", ">=", after.key)
          .where(sql<boolean>`(item_key, rolecall_settled.id) > (${after.key}, ${after.id})`);
      return unpack(await run(() => query.execute()));
    },

    async named(names) {
      const ids = await reader.itemsNamed(names.map(toName));
      const rows: Row[] = [];
      await inBatches(ids, async (batch) => {
        const query = present().where("rolecall_settled.id", "in", batch);
        rows.push(...(await run(() => query.execute())));
      });
      return unpack(rows.sort((a, b) => (a.id < b.id ? -1 : 1)));
    },

    async children(names, limit) {
      const [parents = []] = [...chunksOf(names.map(toName), BATCH.rows)];
      if (parents.length === 0) return { items: [], count: 0 };
      const query = present().where("parent", "in", parents).orderBy("item_key").orderBy("rolecall_settled.id");
      const rows = await run(() => query.limit(limit).execute());
      const all = db
        .selectFrom("rolecall_settled")
        .select((expression) => expression.fn.countAll().as("count"))
        .where("parent", "in", parents)
        .where("state", "<>", ITEM_STATE.hidden);
      const { count } = await run(() => all.executeTakeFirstOrThrow());
      return { items: await unpack(rows), count: Number(count) };
    },
  };
}

type StoredProfile = Omit<ItemProfile, "people"> & { people: Record<string, StoredPersonKeys> };
