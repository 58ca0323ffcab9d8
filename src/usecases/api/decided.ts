import { createDecisionBook, type Decision, type DecisionBook, findUndone } from "#core/decision";
import type { ApiContext } from "#usecases/api/context";
import { type ListDeps, refreshList } from "#usecases/finding-list";

/** Everything that was decided. */
export interface Decided {
  /** Oldest first. */
  all: readonly Decision[];
  byId: ReadonlyMap<string, Decision>;
  book: DecisionBook;
  undone: ReadonlySet<string>;
}

/** The decisions there are; read again only when there are more of them: they are only ever added. */
export async function readDecided({ store, memo }: Pick<ApiContext, "store" | "memo">): Promise<Decided> {
  const present = await store.list.present();
  // Before the first audit there is nobody to count them for.
  return present ? memo("decisions", String(present.decisions), () => load(store)) : load(store);
}

async function load(store: ApiContext["store"]): Promise<Decided> {
  const all = await store.decisions();
  return {
    all,
    byId: new Map(all.map((decision) => [decision.id, decision])),
    book: createDecisionBook(all),
    undone: findUndone(all),
  };
}

export const listDeps = (context: ApiContext): ListDeps => ({
  store: context.store,
  decisions: async () => (await readDecided(context)).all,
  now: context.now(),
});

/** Brings the list of findings up to date; calls at the same time share the work. Answers of what it is made, as one text. */
export async function upToDate(context: ApiContext): Promise<string> {
  const present = await context.store.list.present();
  if (!present) return "";
  const version = `${present.run} ${present.decisions} ${context.now().slice(0, 10)}`;
  await context.memo("finding-list", version, () => refreshList(listDeps(context)));
  return version;
}
