import type { ClassifiedItem } from "#core/verdict";
import type { ReadingRules, RunStore } from "#ports";
import { BATCH, chunksOf, inBatches } from "#stores/batches";
import { digest } from "#stores/digest";
import type { SqlConnection } from "#stores/sql-connection";
import type { StoredPacker } from "#stores/sql-item-packer";
import { ITEM_STATE, NAME_LENGTH } from "#stores/sql-schema";

/** Reads items that earlier runs left; what a run leaves out is left out of everything. */
export interface ItemReader extends Pick<RunStore, "parents" | "unknownNames" | "count" | "scopesOf"> {
  /** Every item, or only those that have to be judged, a page at a time by id; pages may be written while they are read. */
  items(which: "all" | "open"): AsyncIterable<readonly ClassifiedItem[]>;
  /** Ids of the items that go by one of these names, as `toName` gives them. */
  itemsNamed(names: readonly string[]): Promise<readonly string[]>;
}

export function createItemReader(
  { db, run, pagesById }: SqlConnection,
  packer: () => Promise<StoredPacker>,
  { verdictOf }: Pick<ReadingRules, "verdictOf">,
): ItemReader {
  const unpack = async (rows: readonly { id: string; data: string }[]): Promise<ClassifiedItem[]> => {
    const { unpack: read } = await packer();
    return rows.map((row) => {
      const { item, language, evidence } = read(row);
      return { item, verdict: verdictOf(evidence, language) };
    });
  };
  const itemsNamed = async (names: readonly string[]): Promise<readonly string[]> => {
    const ids = new Set<string>();
    await inBatches(names, async (batch) => {
      const named = db.selectFrom("rolecall_name").select("item as id").where("name", "in", batch);
      const own = db.selectFrom("rolecall_item").select("id").where("id", "in", batch);
      for (const { id } of await run(() => named.union(own).execute())) ids.add(id);
    });
    return [...ids];
  };
  return {
    itemsNamed,

    async *parents() {
      const used = db.selectFrom("rolecall_settled").select("parent").distinct().where("parent", "is not", null);
      const named = db
        .selectFrom(used.as("used"))
        .innerJoin("rolecall_name", "rolecall_name.name", "used.parent")
        .select("rolecall_name.item as id");
      const own = db
        .selectFrom(used.as("used"))
        .innerJoin("rolecall_item", "rolecall_item.id", "used.parent")
        .select("rolecall_item.id as id");
      const ids = (await run(() => named.union(own).execute())).map(({ id }) => id);
      for (const batch of chunksOf(ids, BATCH.rows)) {
        const query = db
          .selectFrom("rolecall_item")
          .innerJoin("rolecall_settled", "rolecall_settled.id", "rolecall_item.id")
          .select(["rolecall_item.id as id", "data"])
          .where("state", "<>", ITEM_STATE.hidden)
          .where("rolecall_item.id", "in", batch);
        yield await unpack(await run(() => query.execute()));
      }
    },

    async *items(which) {
      const pages = pagesById((after, limit) => {
        let query = db
          .selectFrom("rolecall_settled")
          .innerJoin("rolecall_item", "rolecall_item.id", "rolecall_settled.id")
          .select(["rolecall_settled.id as id", "rolecall_item.data as data"])
          .orderBy("rolecall_settled.id")
          .limit(limit);
        query =
          which === "open"
            ? query.where("rolecall_settled.state", "=", ITEM_STATE.open)
            : query.where("rolecall_settled.state", "<>", ITEM_STATE.hidden);
        return (after === undefined ? query : query.where("rolecall_settled.id", ">", after)).execute();
      });
      for await (const page of pages) yield await unpack(page);
    },

    async *scopesOf(prefix) {
      // The character after the last of the prefix ends the range.
      const end = prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
      const pages = pagesById((after, limit) => {
        const query = db
          .selectFrom("rolecall_settled")
          .innerJoin("rolecall_item", "rolecall_item.id", "rolecall_settled.id")
          .select(["rolecall_settled.id as id", "rolecall_item.data as data"])
          .where("rolecall_settled.id", "<", end)
          .orderBy("rolecall_settled.id")
          .limit(limit);
        return (
          after === undefined
            ? query.where("rolecall_settled.id", ">=", prefix)
            : query.where("rolecall_settled.id", ">", after)
        ).execute();
      });
      const { unpack: read } = await packer();
      for await (const page of pages) yield page.map((row) => ({ id: row.id, scope: read(row).item.scope.id }));
    },

    async unknownNames(names) {
      const unknown: string[] = [];
      for (const name of names) if ((await itemsNamed([toName(name)])).length === 0) unknown.push(name);
      return unknown;
    },

    async count() {
      const query = db
        .selectFrom("rolecall_settled")
        .select((expression) => expression.fn.countAll().as("count"))
        .where("state", "<>", ITEM_STATE.hidden);
      return Number((await run(() => query.executeTakeFirstOrThrow())).count);
    },
  };
}

/** A name as tables hold it: one that is too long for an index gives way to its hash. */
export const toName = (name: string): string => (name.length <= NAME_LENGTH ? name : digest(name));
