import type { Policy } from "#core/config";
import { createRoleDirectory, namesScope } from "#core/roles";
import { countedProfiles, openBacklogItems, today } from "#usecases/api/backlog-items";
import type { ApiContext } from "#usecases/api/context";
import type { Handler } from "#usecases/api/handler";
import { policyInForce } from "#usecases/api/in-force";
import { withKnownMembers } from "#usecases/api/known-members";
import { findActor } from "#usecases/find-actor";
import { listPeople } from "#usecases/person-data";

/** People that a search answers. */
const MOST = 20;

export const chooseActor: Handler<"chooseActor"> = async ({ name }, context) => {
  // Where the host has signed somebody in, nobody chooses.
  if (context.host !== "local" || context.audience !== null) return context.actor;
  const { policy } = await policyInForce(context);
  return findActor(name, policy, context.store);
};

export const findPeople: Handler<"findPeople"> = async ({ text }, context) => {
  const { policy } = await policyInForce(context);
  const wanted = text.toLowerCase();
  const directory = createRoleDirectory(policy, today(context));
  const where = context.audience?.scope ?? { id: "", name: "" };
  return {
    people: [...(await readPeople(policy, context))]
      .filter(([, name]) => name.toLowerCase().includes(wanted))
      .sort(([, a], [, b]) => (a < b ? -1 : 1))
      .slice(0, MOST)
      .map(([ref, name]) => ({ ref, name, role: directory.roleOf({ id: ref }, where).role ?? null })),
  };
};

/**
 * Names by reference of everybody whom the policy lists or audits have met; in one space, of those whom its items name, or who may have
 * a role in it.
 */
export async function readPeople(policy: Policy, context: ApiContext): Promise<ReadonlyMap<string, string>> {
  const met = [...(await context.store.people()).values()].map(({ ref, name }) => [ref, name] as const);
  const all = new Map([...listPeople(policy), ...met]);
  if (context.audience === null) return all;
  const near = new Set([...(await refsOfItems(policy, context)), ...(await refsOfRoles(policy, context))]);
  return new Map([...all].filter(([ref]) => near.has(ref)));
}

async function refsOfItems(policy: Policy, context: ApiContext): Promise<string[]> {
  const { refOf } = createRoleDirectory(policy, today(context));
  const { list } = await openBacklogItems(context);
  const profiles = await countedProfiles(context, list);
  return profiles.flatMap(({ profile }) => Object.values(profile.people).map(refOf));
}

async function refsOfRoles(policy: Policy, { audience, store }: ApiContext): Promise<string[]> {
  const { people, groups, ...rest } = await withKnownMembers(policy, store);
  const isHere = ({ scope }: { scope?: string | undefined }): boolean =>
    scope === undefined || audience === null || namesScope(scope, audience.scope);
  return [...listPeople({ ...rest, people: people.filter(isHere), groups: groups.filter(isHere) }).keys()];
}
