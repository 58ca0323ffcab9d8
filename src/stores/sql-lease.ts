import { type RunHolder, SourceError } from "#ports";
import type { SqlConnection } from "#stores/sql-connection";

/** Id of the note that says who is at work. */
const LEASE = "lease";

/** After so long a holder of which nothing can be known is taken for dead; no audit takes as long. */
const LONGEST_MS = 6 * 60 * 60 * 1000;

interface Lease {
  holder: string;
  /** ISO 8601 instant. */
  since: string;
}

/** Takes the lease on the items of a database, and answers how to give it back. Throws SourceError while somebody else has it. */
export async function takeLease(
  { db, run, insert, readData }: SqlConnection,
  database: string,
  { name, mayLive }: RunHolder,
  now: string,
): Promise<() => Promise<void>> {
  const mine = JSON.stringify({ holder: name, since: now } satisfies Lease);
  for (;;) {
    const read = db.selectFrom("rolecall_note").select(["id", "data"]).where("id", "=", LEASE);
    const row = await run(() => read.executeTakeFirst());
    if (!row) {
      await insert("rolecall_note", [{ id: LEASE, data: mine }], { key: "id" });
      continue;
    }
    if (row.data === mine) break;
    const held = readData("rolecall_note", row) as Lease;
    const isOld = Date.parse(now) - Date.parse(held.since) > LONGEST_MS;
    if (held.holder !== name && !isOld && mayLive(held.holder))
      throw new SourceError(
        `Another audit is writing to ${database} since ${held.since} (${held.holder}). Try again when it is done.`,
      );
    // Only where it is still the one that was read: of two that see a dead one, one gets it.
    const take = db
      .updateTable("rolecall_note")
      .set({ data: mine })
      .where("id", "=", LEASE)
      .where("data", "=", row.data);
    await run(() => take.execute());
  }
  const release = db.deleteFrom("rolecall_note").where("id", "=", LEASE).where("data", "=", mine);
  return async () => void (await run(() => release.execute()));
}
