import type { RunStore, Unsettled } from "#ports";
import { inBatches } from "#stores/batches";
import type { SqlConnection } from "#stores/sql-connection";
import { toName } from "#stores/sql-item-reader";
import { ITEM_STATE } from "#stores/sql-schema";

/** Which items have to be judged. Whatever happens to an item opens its children, too: what is said of them depends on it. */
export interface ItemStates extends Pick<RunStore, "keeps"> {
  hidden(): Promise<ReadonlySet<string>>;
  open(ids: readonly string[]): Promise<void>;
  /** Opens items whose parent goes by one of these names. */
  openChildren(names: readonly string[]): Promise<void>;
  openWhere(which: Pick<Unsettled, "scopes" | "levels">): Promise<void>;
  /** Every name that tables know items by. */
  namesOf(ids: readonly string[]): Promise<readonly string[]>;
  hide(ids: readonly string[]): Promise<void>;
  /** Shows hidden items again. */
  revive(ids: readonly string[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** What was open is judged. */
  close(): Promise<void>;
}

export function createItemStates({ db, run }: SqlConnection): ItemStates {
  const openBy = (column: "id" | "parent", values: readonly string[]): Promise<void> =>
    inBatches(values, (batch) =>
      run(() =>
        db
          .updateTable("rolecall_settled")
          .set({ state: ITEM_STATE.open })
          // Not `= judged`: for that SQLite would read all judged items by their state.
          .where("state", "<>", ITEM_STATE.hidden)
          .where(column, "in", batch)
          .execute(),
      ),
    );
  const openChildren = (names: readonly string[]): Promise<void> => openBy("parent", names);
  const namesOf = async (ids: readonly string[]): Promise<string[]> => {
    const names: string[] = ids.map(toName);
    await inBatches(ids, async (batch) => {
      const rows = await run(() => db.selectFrom("rolecall_name").select("name").where("item", "in", batch).execute());
      names.push(...rows.map(({ name }) => name));
    });
    return names;
  };
  const hide = async (ids: readonly string[]): Promise<void> => {
    await openChildren(await namesOf(ids));
    await inBatches(ids, (batch) =>
      run(() =>
        db
          .updateTable("rolecall_settled")
          .set({ state: ITEM_STATE.hidden, profile: "", delivers_to: null })
          .where("id", "in", batch)
          .execute(),
      ),
    );
  };
  const remove = async (ids: readonly string[]): Promise<void> => {
    await hide(ids);
    await inBatches(ids, async (batch) => {
      await run(() => db.deleteFrom("rolecall_item").where("id", "in", batch).execute());
      await run(() => db.deleteFrom("rolecall_name").where("item", "in", batch).execute());
      await run(() => db.deleteFrom("rolecall_settled").where("id", "in", batch).execute());
    });
  };

  return {
    open: (ids) => openBy("id", ids),
    openChildren,
    namesOf,
    hide,
    remove,

    async revive(ids) {
      await openChildren(await namesOf(ids));
      await inBatches(ids, (batch) =>
        run(() =>
          db.updateTable("rolecall_settled").set({ state: ITEM_STATE.open }).where("id", "in", batch).execute(),
        ),
      );
    },

    async openWhere({ scopes, levels }) {
      await run(() => {
        const query = db
          .updateTable("rolecall_settled")
          .set({ state: ITEM_STATE.open })
          .where("state", "=", ITEM_STATE.judged);
        if (!scopes && !levels) return query.execute();
        let which = db.selectFrom("rolecall_profile").select("rolecall_profile.id");
        if (scopes) which = which.where("scope", "in", scopes);
        if (levels) which = which.where("level", "in", levels);
        return query.where("profile", "in", which).execute();
      });
    },

    async keeps(ids) {
      const kept = new Set<string>();
      await inBatches([...new Set(ids)], async (batch) => {
        const rows = await run(() =>
          db
            .selectFrom("rolecall_settled")
            .select("id")
            .where("state", "=", ITEM_STATE.judged)
            .where("id", "in", batch)
            .execute(),
        );
        for (const { id } of rows) kept.add(id);
      });
      return kept;
    },

    async hidden() {
      const query = db.selectFrom("rolecall_settled").select("id").where("state", "=", ITEM_STATE.hidden);
      return new Set((await run(() => query.execute())).map(({ id }) => id));
    },

    async close() {
      await run(() =>
        db
          .updateTable("rolecall_settled")
          .set({ state: ITEM_STATE.judged })
          .where("state", "=", ITEM_STATE.open)
          .execute(),
      );
    },
  };
}
