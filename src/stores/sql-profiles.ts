import type { CountedProfile, ItemProfile } from "#core/profile";
import type { RunStore } from "#ports";
import { inBatches } from "#stores/batches";
import { digest } from "#stores/digest";
import type { SqlConnection } from "#stores/sql-connection";
import type { StoredPacker } from "#stores/sql-item-packer";
import type { StoredPersonKeys } from "#stores/sql-people";
import { ITEM_STATE, NAME_LENGTH } from "#stores/sql-schema";

/** A profile as tables hold it. */
type StoredProfile = Omit<ItemProfile, "people"> & { people: Record<string, StoredPersonKeys> };

/** What holds of items under their parents, and how many have it in common. */
export interface ProfileTable extends Pick<RunStore, "settle" | "profiles" | "deliveries"> {
  /** Deletes profiles that no item has any more. */
  clean(): Promise<void>;
}

export function createProfileTable(
  { db, run, insert, readData }: SqlConnection,
  packer: () => Promise<StoredPacker>,
): ProfileTable {
  /** Ids of those that this run has saved. */
  const saved = new Set<string>();
  return {
    async settle(items) {
      const { people } = await packer();
      const rows = items.map(({ item, profile, deliversTo }) => {
        const data = JSON.stringify({ ...profile, people: people.pack(profile.people) });
        return { item, profile, data, id: digest(data), deliversTo };
      });
      const fresh = new Map(rows.filter(({ id }) => !saved.has(id)).map((row) => [row.id, row]));
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
      for (const id of fresh.keys()) saved.add(id);
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
      const { people } = await packer();
      const read = (id: string): ItemProfile => {
        const stored = readData("rolecall_profile", { id, data: data.get(id) ?? "" }) as StoredProfile;
        return { ...stored, people: people.unpack(stored.people) };
      };
      return counted.map(({ id, count: items, example }): CountedProfile => ({
        profile: read(id),
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

    async clean() {
      const inUse = db.selectFrom("rolecall_settled").select("profile").distinct();
      await run(() => db.deleteFrom("rolecall_profile").where("id", "not in", inUse).execute());
    },
  };
}
