import type { AppParts } from "#usecases/app/parts";
import { forgetAccounts } from "#usecases/personal-data";

/** Forgets a person whose account was deleted, wherever they are kept. */
export async function forgetAccount({ store, policy, namesOf: nameOf, now }: AppParts, account: string): Promise<void> {
  await forgetAccounts([account], { store, policy, nameOf, now: new Date(now()).toISOString() });
}
