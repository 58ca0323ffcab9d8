import { type Ruleset, verdictOf } from "#core/classify/classify";
import type { Policy } from "#core/config";
import type { DecisionBook } from "#core/decision";
import { createHierarchy } from "#core/hierarchy";
import type { CountedProfile } from "#core/profile";
import { createRoleDirectory, type RoleDirectory } from "#core/roles";
import type { ClassifiedItem, Verdict } from "#core/verdict";
import type { ItemList, ListedItem, ReadingRules } from "#ports";
import type { ApiContext } from "#usecases/api/context";
import { HIDDEN } from "#usecases/api/hidden";
import { readDecided } from "#usecases/api/decided";
import { policyInForce, rulesetInForce } from "#usecases/api/in-force";
import { withKnownMembers } from "#usecases/api/known-members";
import { settleVerdict, withDecision } from "#usecases/run-audit";

/** The items of the last audit that may be seen, under the policy and the decisions of now. */
export interface BacklogItems {
  list: ItemList;
  ruleset: Ruleset;
  decisions: DecisionBook;
  /** Each with what its parent and people make of it, as the audit does it. */
  settle(items: readonly ListedItem[]): Promise<SettledListed[]>;
}

export interface SettledListed extends ClassifiedItem {
  place: ListedItem["place"];
  /** Id of its parent, where that was read. */
  parent: string | null;
}

export async function openBacklogItems(context: ApiContext): Promise<BacklogItems> {
  const { store } = context;
  const ruleset = await rulesetInForce(context);
  const rules: ReadingRules = {
    reading: ruleset.readingHash,
    verdictOf: (evidence, language) => verdictOf(evidence, language, ruleset),
    refOf: createRoleDirectory(ruleset.policy, today(context)).refOf,
  };
  const list = store.items(rules);
  // A verdict is what it is, also where somebody may not see the parent that counts in it.
  const all = context.whole ? context.whole.store.items(rules) : list;
  const { book: decisions } = await readDecided(context);
  const triage = { decisions, memoryOf: null, isInBaseline: () => false };
  return {
    list,
    ruleset,
    decisions,
    async settle(items) {
      const hierarchy = createHierarchy();
      const names = [...new Set(items.flatMap(({ item }) => item.parent ?? []))];
      const parents = await all.named(names);
      for (const parent of parents) hierarchy.collect(withDecision(parent, { ruleset, triage }), null);
      const shown = new Set((list === all ? parents : await list.named(names)).map(({ item }) => item.id));
      return items.map((listed) => {
        const decided = withDecision(listed, { ruleset, triage });
        const verdict = settleVerdict(decided, hierarchy, ruleset);
        const parent = hierarchy.parentOf(listed.item)?.id ?? null;
        const isShown = parent === null || shown.has(parent);
        return {
          item: listed.item,
          verdict: isShown ? verdict : withoutParent(verdict),
          place: listed.place,
          parent: isShown ? parent : null,
        };
      });
    },
  };
}

/** Its parent has a part in the verdict, and no name. */
const withoutParent = (verdict: Verdict): Verdict => ({
  ...verdict,
  evidence: verdict.evidence.map((line) => (line.kind === "parent" ? { ...line, term: HIDDEN } : line)),
});

/** Items that go by a name; as it is written, else in capital letters, as keys are. */
export async function findItems(name: string, items: BacklogItems): Promise<SettledListed[]> {
  const found = await items.list.named([name]);
  return items.settle(found.length > 0 ? found : await items.list.named([name.toUpperCase()]));
}

export type ProfileWithId = CountedProfile & { id: string };

/** Profiles with their counts; counted again only after another audit, or when somebody was erased. */
export async function countedProfiles(
  { store, memo }: Pick<ApiContext, "store" | "memo">,
  list: ItemList,
): Promise<readonly ProfileWithId[]> {
  return memo("profiles", await profilesVersion(store), () => list.profiles());
}

/** What profiles are made of, as one text. */
async function profilesVersion(store: ApiContext["store"]): Promise<string> {
  const present = await store.list.present();
  return `${present?.run ?? ""} ${(await store.people()).size}`;
}

/** What roles are made of, as one text. */
export async function rolesVersion(context: ApiContext): Promise<string> {
  const { hash } = await policyInForce(context);
  const asOf = (await context.store.memberships())?.asOf ?? "";
  return [await profilesVersion(context.store), hash, asOf, today(context)].join(" ");
}

/** Who has which role today, members of groups included. */
export async function directoryOf(policy: Policy, context: ApiContext): Promise<RoleDirectory> {
  return createRoleDirectory(await withKnownMembers(policy, context.store), today(context));
}

export const today = ({ now }: Pick<ApiContext, "now">): string => now().slice(0, 10);
