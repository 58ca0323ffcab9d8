import { createRoleDirectory } from "#core/roles";
import type { AppParts } from "#usecases/app/parts";
import { readPolicyOrDefault } from "#usecases/app/policy-text";

/** Jira's ids of accounts: an older form, and one with the place that gave it (Atlassian, "User privacy guide for app developers"). */
const ACCOUNT = /^([0-9a-f]{24}|[\w-]{1,40}:[0-9a-f-]{36})$/i;

/** Notes the accounts that only the policy names: they are kept, too, so that it has to be asked whether they were closed. */
export async function notePolicyAccounts({
  store,
  policy,
  now,
}: Pick<AppParts, "store" | "policy" | "now">): Promise<void> {
  const saved = await readPolicyOrDefault(policy);
  const { people, inactivePeople, triage } = saved;
  const { refOf } = createRoleDirectory(saved, "");
  const ids = [...people.map(({ person }) => person), ...inactivePeople, ...triage.approvers].filter((id) =>
    ACCOUNT.test(id),
  );
  const accounts = [...new Set(ids)].map((id) => ({ ref: refOf({ id }), account: id }));
  const known = new Set((await store.accounts.of(accounts.map(({ ref }) => ref))).map(({ ref }) => ref));
  await store.accounts.save(
    accounts.filter(({ ref }) => !known.has(ref)),
    new Date(now()).toISOString(),
  );
}
