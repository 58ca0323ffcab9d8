import type { Documents } from "#ports";
import type { SqlConnection } from "#stores/sql-connection";

/** Documents stand among the notes, under this. */
const PREFIX = "doc ";
/** A row that is there so that one of several can fill it. */
const NOTHING = "";
/** Comes after everything that begins with a prefix. */
const END = "\u{10FFFF}";

export function createSqlDocuments({ db, run, insert }: SqlConnection): Documents {
  const get = async (name: string): Promise<string | null> => {
    const query = db
      .selectFrom("rolecall_note")
      .select("data")
      .where("id", "=", PREFIX + name);
    return (await run(() => query.executeTakeFirst()))?.data || null;
  };
  const put = (name: string, text: string): Promise<void> =>
    insert("rolecall_note", [{ id: PREFIX + name, data: text }], { key: "id", update: ["data"] });
  return {
    get,
    put,
    async replace(name, before, text) {
      if (before === text) return (await get(name)) === text;
      // Of two that find nothing there both make the empty row, and one gets in.
      if (before === null) await insert("rolecall_note", [{ id: PREFIX + name, data: NOTHING }], { key: "id" });
      const change = db
        .updateTable("rolecall_note")
        .set({ data: text })
        .where("id", "=", PREFIX + name)
        .where("data", "=", before ?? NOTHING);
      return (await run(() => change.executeTakeFirst())).numUpdatedRows > 0n;
    },
    async remove(name, text) {
      const query = db.deleteFrom("rolecall_note").where("id", "=", PREFIX + name);
      await run(() => (text === undefined ? query : query.where("data", "=", text)).execute());
    },
    async list(prefix, limit) {
      const query = db
        .selectFrom("rolecall_note")
        .select(["id", "data"])
        .where("id", ">=", PREFIX + prefix)
        .where("id", "<", PREFIX + prefix + END)
        .where("data", "<>", NOTHING)
        .orderBy("id");
      const rows = await run(() => (limit === undefined ? query : query.limit(limit)).execute());
      return rows.map(({ id, data }) => ({ name: id.slice(PREFIX.length), text: data }));
    },
  };
}
