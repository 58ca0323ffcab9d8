import { surveyProfiles } from "#core/survey";
import { type BacklogItems, directoryOf, rolesVersion, type SettledListed } from "#usecases/api/backlog-items";
import type { ApiContext } from "#usecases/api/context";
import type { ApiOutput } from "#usecases/api/contract";

type Detail = ApiOutput<"getItem">;

/** Role and reason as the audit finds them: silence of the policy may mean something in the item's scope. */
export async function describeOwner(
  { item }: SettledListed,
  { list, ruleset: { policy } }: BacklogItems,
  context: ApiContext,
): Promise<Detail["owner"]> {
  const { id: scope } = item.scope;
  const facts = await context.memo(`survey of ${scope}`, await rolesVersion(context), async () =>
    surveyProfiles(await list.profiles(scope), policy, await directoryOf(policy, context)),
  );
  const owner = facts.ownerFacts(item);
  if (!owner) return null;
  const { person, role, answer } = owner;
  return {
    name: person.name ?? person.email ?? person.id,
    ...{ role: role ?? null, source: answer.source, reason: answer.reason },
  };
}
