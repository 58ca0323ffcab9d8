import { createDecisionBook, type Decision, type DecisionBook, findUndone } from "#core/decision";
import { type ApiContext, wholeOf } from "#usecases/api/context";
import { type ListDeps, refreshList } from "#usecases/finding-list";

/** Everything that was decided, whoever asks: for states. What of it is shown, the store gives. */
export interface Decided {
  /** Oldest first. */
  all: readonly Decision[];
  byId: ReadonlyMap<string, Decision>;
  book: DecisionBook;
  undone: ReadonlySet<string>;
}

/** The decisions there are; read again only when there are more of them: they are only ever added. */
export async function readDecided(context: Pick<ApiContext, "store" | "memo" | "whole">): Promise<Decided> {
  const { store, memo } = wholeOf(context);
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

/** The list is one for everybody. */
export const listDeps = (context: ApiContext): ListDeps => ({
  store: wholeOf(context).store,
  decisions: async () => (await readDecided(context)).all,
  now: context.now(),
});

/** What the list of findings has to be made of now, as one text; empty before the first audit. */
export async function listVersion({ store, now }: Pick<ApiContext, "store" | "now">): Promise<string> {
  const present = await store.list.present();
  return present ? `${present.run} ${present.decisions} ${now().slice(0, 10)}` : "";
}

/** Brings the list of findings up to date; calls at the same time share the work. Answers of what it is made. */
export async function upToDate(context: ApiContext): Promise<string> {
  const version = await listVersion(context);
  if (version !== "") await wholeOf(context).memo("finding-list", version, () => refreshList(listDeps(context)));
  return version;
}
