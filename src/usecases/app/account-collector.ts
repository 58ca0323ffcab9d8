import type { Policy } from "#core/config";
import type { Person, WorkItem } from "#core/model";
import { createRoleDirectory, isReference } from "#core/roles";
import type { Account, AskedMembers } from "#ports";
import type { AppParts, AppTracker } from "#usecases/app/parts";
import { watchPages } from "#usecases/app/watch-pages";

/**
 * Notes the accounts of everybody whose name is kept, while items and members pass by: to hand work over, and to ask whether an account
 * was closed.
 */
export function createAccountCollector({ store, now }: Pick<AppParts, "store" | "now">, policy: Policy) {
  const { refOf } = createRoleDirectory(policy, "");
  const seen = new Map<string, Account>();
  const note = (person: Person): void => {
    const ref = refOf(person);
    if (!person.isApp && !seen.has(ref) && !isReference(person.id)) seen.set(ref, { ref, account: person.id });
  };
  const noteItems = (items: readonly WorkItem[]): void => {
    for (const { people } of items) for (const person of Object.values(people)) if (person) note(person);
  };
  const noted = async (pending: Promise<readonly WorkItem[]>): Promise<readonly WorkItem[]> => {
    const items = await pending;
    noteItems(items);
    return items;
  };
  const watchAsked = (asked: AskedMembers): AskedMembers => ({
    of: (scope) => asked.of(scope),
    note(scope, people) {
      people?.forEach(note);
      return asked.note(scope, people);
    },
  });
  return {
    watch: (tracker: AppTracker): AppTracker => ({
      ...watchPages(tracker, ({ items }) => noteItems(items)),
      listMembers: (group, asked) => tracker.listMembers(group, asked && watchAsked(asked)),
      lister: {
        ...tracker.lister,
        fetchItems: (ids) => noted(tracker.lister.fetchItems(ids)),
        fetchWanted: (ids) => noted(tracker.lister.fetchWanted(ids)),
      },
    }),
    save: (): Promise<void> => store.accounts.save([...seen.values()], new Date(now()).toISOString()),
  };
}
