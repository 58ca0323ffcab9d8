import type { TriageStore } from "#ports";
import type { ApiContext } from "#usecases/api/context";
import { hideItems } from "#usecases/api/hide-items";
import { narrowFindingList } from "#usecases/api/narrow-finding-list";
import { narrowItemList } from "#usecases/api/narrow-item-list";
import { refuse } from "#usecases/api/refuse";
import { spaceRuns } from "#usecases/api/space-runs";
import type { Sight } from "#usecases/api/sight";
import { visibleDecisions } from "#usecases/api/visible-decisions";

/** A store that shows what somebody may see of one space. Decisions can be added to it; everything else it refuses to change. */
export function narrowStore(whole: ApiContext, sight: Sight): TriageStore {
  const { store } = whole;
  const findingsOf = async (ids: readonly string[]) =>
    hideItems(await sight.findings(await store.findingsOf(ids)), whole, sight);
  return {
    decisions: () => visibleDecisions(whole, sight),
    async *findings(filter) {
      for await (const page of store.findings(filter)) yield await hideItems(await sight.findings(page), whole, sight);
    },
    findingsOf,
    runs: (limit) => spaceRuns(whole, sight.scope, limit),
    memberships: () => store.memberships(),
    // Names are looked up in it by references that the space holds; who may be found by name, `findPeople` says.
    people: () => store.people(),
    list: narrowFindingList(store, sight),
    items: (rules) => narrowItemList(store.items(rules), sight),
    addDecisions: (decisions) => store.addDecisions(decisions),
    savePeople: (people) => store.savePeople(people),
    ...{ documents: closed("documents"), accounts: closed("accounts"), published: closed("published") },
    ...{ saveFindings: refuse, touchFindings: refuse, saveRun: refuse, saveMemberships: refuse, erasePerson: refuse },
    ...{ purgeBefore: refuse, purgeAll: refuse, lease: refuse, openRun: refuse, viewItems: refuse, close: refuse },
  };
}

function closed<K extends keyof TriageStore>(_name: K): TriageStore[K] {
  return new Proxy({}, { get: refuse }) as TriageStore[K];
}
