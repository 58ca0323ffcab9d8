import { createPersonReporter } from "#adapters/jira/forge";
import { withParts } from "#forge/compose-parts";
import type { Host } from "#forge/host";
import { notePolicyAccounts } from "#usecases/app/policy-accounts";
import { reportPeople as report } from "#usecases/personal-data";

/** Asks Atlassian which accounts were closed or renamed, where that is due, and acts on the answer. */
export const reportPeople = (host: Host, seconds: number): Promise<void> =>
  withParts(host, seconds, async (parts) => {
    const { store, policy, namesOf: nameOf } = parts;
    await notePolicyAccounts(parts);
    const deps = { store, policy, nameOf, now: new Date(host.now()).toISOString() };
    await report(createPersonReporter(), deps, () => host.now() > parts.deadline - 60_000);
  });
