import type { Published, PublishedItem } from "#ports";
import { BATCH, chunksOf, inBatches } from "#stores/batches";
import type { SqlConnection } from "#stores/sql-connection";

const toItem = ({ id, data }: { id: string; data: string }): PublishedItem => ({ id, value: data });

export function createSqlPublished({ db, run, insert, pagesById }: SqlConnection): Published {
  return {
    async of(ids) {
      const found: PublishedItem[] = [];
      for (const batch of chunksOf(ids, BATCH.rows)) {
        const query = db.selectFrom("rolecall_published").select(["id", "data"]).where("id", "in", batch);
        found.push(...(await run(() => query.execute())).map(toItem));
      }
      return found;
    },
    save: (items) =>
      insert(
        "rolecall_published",
        items.map(({ id, value }) => ({ id, data: value })),
        { key: "id", update: ["data"] },
      ),
    remove: (ids) =>
      inBatches(ids, (batch) => run(() => db.deleteFrom("rolecall_published").where("id", "in", batch).execute())),
    async *all() {
      const pages = pagesById((after, limit) => {
        const query = db.selectFrom("rolecall_published").select(["id", "data"]).orderBy("id").limit(limit);
        return (after === undefined ? query : query.where("id", ">", after)).execute();
      });
      for await (const page of pages) yield page.map(toItem);
    },
  };
}
