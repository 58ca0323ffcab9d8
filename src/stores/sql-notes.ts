import type { Memberships, ReadingPlace, RunContext } from "#ports";
import { digest } from "#stores/digest";
import type { SqlConnection } from "#stores/sql-connection";

/** What the store knows of all items together. */
export interface BacklogNotes {
  /** How all items were read; null while some were read otherwise. */
  reading(): Promise<string | null>;
  setReading(reading: string | null): Promise<void>;
  /** What the last run judged by that came to its end. */
  context(): Promise<RunContext | null>;
  setContext(context: RunContext): Promise<void>;
  place(identity: string): Promise<ReadingPlace | null>;
  setPlace(place: ReadingPlace): Promise<void>;
  memberships(): Promise<Memberships | null>;
  setMemberships(memberships: Memberships): Promise<void>;
}

/** Ids of the notes. */
const NOTE = { reading: "reading", context: "backlog", members: "members" } as const;

const placeOf = (identity: string): string => `place ${digest(identity)}`;

export function createBacklogNotes({ db, run, insert, readData }: SqlConnection): BacklogNotes {
  const read = async (id: string): Promise<{ id: string; data: string } | undefined> =>
    run(() => db.selectFrom("rolecall_note").select(["id", "data"]).where("id", "=", id).executeTakeFirst());
  const write = (id: string, data: string): Promise<void> =>
    insert("rolecall_note", [{ id, data }], { key: "id", update: ["data"] });
  return {
    reading: async () => (await read(NOTE.reading))?.data ?? null,
    async setReading(reading) {
      if (reading !== null) return write(NOTE.reading, reading);
      await run(() => db.deleteFrom("rolecall_note").where("id", "=", NOTE.reading).execute());
    },
    async context() {
      const row = await read(NOTE.context);
      return row ? (readData("rolecall_note", row) as RunContext) : null;
    },
    setContext: (context) => write(NOTE.context, JSON.stringify(context)),
    async place(identity) {
      const row = await read(placeOf(identity));
      return row ? (readData("rolecall_note", row) as ReadingPlace) : null;
    },
    async memberships() {
      const row = await read(NOTE.members);
      return row ? (readData("rolecall_note", row) as Memberships) : null;
    },
    setMemberships: (memberships) => write(NOTE.members, JSON.stringify(memberships)),
    setPlace: (place) => write(placeOf(place.identity), JSON.stringify(place)),
  };
}
