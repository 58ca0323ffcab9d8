import type { Account, Accounts } from "#ports";
import { BATCH, chunksOf, inBatches } from "#stores/batches";
import type { SqlConnection } from "#stores/sql-connection";
import { toInstant } from "#stores/instant";

export function createSqlAccounts({ db, run, insert, pagesById }: SqlConnection): Accounts {
  const erased = async (refs: readonly string[]): Promise<ReadonlySet<string>> => {
    const found = new Set<string>();
    await inBatches(refs, async (batch) => {
      const query = db.selectFrom("rolecall_person").select("ref").where("erased", "=", 1).where("ref", "in", batch);
      for (const { ref } of await run(() => query.execute())) found.add(ref);
    });
    return found;
  };
  return {
    async save(accounts, seenAt) {
      const gone = await erased(accounts.map(({ ref }) => ref));
      const seen_at = toInstant(seenAt);
      const rows = accounts.filter(({ ref }) => !gone.has(ref)).map(({ ref, account }) => ({ ref, account, seen_at }));
      await insert("rolecall_account", rows, { key: "ref", update: ["account", "seen_at"] });
    },
    async of(refs) {
      const found: Account[] = [];
      for (const batch of chunksOf(refs, BATCH.rows)) {
        const query = db.selectFrom("rolecall_account").select(["ref", "account"]).where("ref", "in", batch);
        found.push(...(await run(() => query.execute())));
      }
      return found;
    },
    async *all() {
      const pages = pagesById((after, limit) => {
        const query = db
          .selectFrom("rolecall_account")
          .select(["ref as id", "account", "seen_at"])
          .orderBy("ref")
          .limit(limit);
        return (after === undefined ? query : query.where("ref", ">", after)).execute();
      });
      for await (const page of pages)
        yield page.map(({ id, account, seen_at }) => ({ ref: id, account, seenAt: seen_at }));
    },
    remove: (refs) =>
      inBatches(refs, (batch) => run(() => db.deleteFrom("rolecall_account").where("ref", "in", batch).execute())),
  };
}
