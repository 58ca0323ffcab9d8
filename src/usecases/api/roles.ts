import type { Policy } from "#core/config";
import { countedProfiles, openBacklogItems, rolesVersion, today } from "#usecases/api/backlog-items";
import type { ApiContext } from "#usecases/api/context";
import type { ApiOutput } from "#usecases/api/contract";
import type { Handler } from "#usecases/api/handler";
import { changePolicy } from "#usecases/api/change-policy";
import { policyInForce } from "#usecases/api/in-force";
import { withKnownMembers } from "#usecases/api/known-members";
import { readOwners } from "#usecases/api/owners";

type Roles = ApiOutput<"getRoles">;

/**
 * Who has which role and what says so. Proposed from titles and fields alone, never from what somebody's items are about; and nobody
 * is counted.
 */
export const getRoles: Handler<"getRoles"> = async (_input, context) => {
  const { policy, hash } = await policyInForce(context);
  const day = today(context);
  const { list } = await openBacklogItems(context);
  const owners = await context.memo("owners", await rolesVersion(context), async () =>
    readOwners(await countedProfiles(context, list), { policy: await withKnownMembers(policy, context.store), day }),
  );
  return {
    ...{ hash, isWritable: context.policy.isWritable },
    people: policy.people.map((entry) => ({ ...entry, state: stateOf(entry, day) })),
    groups: await describeGroups(policy, context),
    peopleFields: policy.peopleFields.map((one) => ({ ...one })),
    jobTitles: policy.jobTitles.map((one) => ({ ...one })),
    unlistedPeople: policy.unlistedPeople,
    ...owners,
  };
};

/** Replaces the people of the policy; the rest of the document stays as it is. */
export const changePeople: Handler<"changePeople"> = async ({ basedOn, people }, { policy }) => ({
  hash: await changePolicy(policy, basedOn, (document) => ({ ...document, people })),
});

function stateOf({ from, to }: { from?: string | undefined; to?: string | undefined }, day: string) {
  if (from !== undefined && from > day) return "future";
  return to !== undefined && to < day ? "past" : "in-force";
}

async function describeGroups(policy: Policy, context: ApiContext): Promise<Roles["groups"]> {
  const known = await context.store.memberships();
  return policy.groups.map(({ group, role, scope, from, to, members }) => {
    const told = known?.groups[group] ?? [];
    // One that was named since has not been asked for yet.
    const isTold = members.length === 0 && known?.groups[group] !== undefined;
    return {
      ...{ group, role, scope: scope ?? null, from: from ?? null, to: to ?? null },
      state: stateOf({ from, to }, today(context)),
      members: isTold ? new Set(told.flatMap(({ refs }) => refs)).size : members.length,
      asOf: isTold ? known.asOf : null,
      listed: members.map((member) => (typeof member === "string" ? member : { ...member })),
    };
  });
}
