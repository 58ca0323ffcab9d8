import type { Documents } from "#ports";
import { sql } from "kysely";
import { digest } from "#stores/digest";
import type { SqlConnection } from "#stores/sql-connection";

/** Documents stand among the notes, under this. */
const PREFIX = "doc ";
/** A row that is there so that one of several can fill it. */
const NOTHING = "";
/** Id of the note that holds a document. */
export const documentId = (name: string): string => PREFIX + name;
/** Comes after everything that begins with a prefix. */
const END = "\u{10FFFF}";

/** Characters of a digest, which stands before each text: by it texts are compared, which would be sent and read whole otherwise. */
const DIGEST = digest("").length;
const pack = (text: string): string => digest(text) + text;
const holds = (text: string | null) =>
  text === null ? sql<boolean>`data = ${NOTHING}` : sql<boolean>`substr(data, 1, ${DIGEST}) = ${digest(text)}`;

export function createSqlDocuments({ db, run, insert }: SqlConnection): Documents {
  const get = async (name: string): Promise<string | null> => {
    const query = db
      .selectFrom("rolecall_note")
      .select("data")
      .where("id", "=", PREFIX + name);
    const data = (await run(() => query.executeTakeFirst()))?.data ?? NOTHING;
    return data === NOTHING ? null : data.slice(DIGEST);
  };
  const put = (name: string, text: string): Promise<void> =>
    insert("rolecall_note", [{ id: PREFIX + name, data: pack(text) }], { key: "id", update: ["data"] });
  return {
    get,
    put,
    async replace(name, before, text) {
      if (before === text) return (await get(name)) === text;
      // Of two that find nothing there both make the empty row, and one gets in.
      if (before === null) await insert("rolecall_note", [{ id: PREFIX + name, data: NOTHING }], { key: "id" });
      const change = db
        .updateTable("rolecall_note")
        .set({ data: pack(text) })
        .where("id", "=", PREFIX + name)
        .where(holds(before));
      return (await run(() => change.executeTakeFirst())).numUpdatedRows > 0n;
    },
    async remove(name, text) {
      const query = db.deleteFrom("rolecall_note").where("id", "=", PREFIX + name);
      await run(() => (text === undefined ? query : query.where(holds(text))).execute());
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
      return rows.map(({ id, data }) => ({ name: id.slice(PREFIX.length), text: data.slice(DIGEST) }));
    },
  };
}
