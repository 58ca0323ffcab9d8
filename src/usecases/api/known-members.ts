import type { Policy } from "#core/config";
import type { Memberships, TriageStore } from "#ports";
import { withMembers } from "#usecases/sync-members";

/** The policy with the members of its groups as trackers told them last; nobody is asked. */
export async function withKnownMembers(policy: Policy, store: TriageStore): Promise<Policy> {
  const known = await store.memberships();
  if (!known) return policy;
  // A group that was never asked for has nobody yet.
  const groups = Object.fromEntries(policy.groups.map(({ group }) => [group, known.groups[group] ?? []]));
  const memory = { ...store, memberships: (): Promise<Memberships> => Promise.resolve({ ...known, groups }) };
  // On the day of the asking the answer is fresh.
  return (await withMembers(policy, { listers: [], memory, now: known.asOf })).policy;
}
