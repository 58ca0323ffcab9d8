import { compileRuleset, type Ruleset } from "#core/classify/classify";
import { ConfigError, type Policy } from "#core/config";
import { parsePolicyText, tryPolicyText } from "#usecases/api/in-force";
import { withKnownMembers } from "#usecases/api/known-members";
import type { AppParts } from "#usecases/app/parts";

/** The policy that is saved. Throws ConfigError for one that cannot be used: an audit under another one would mislead. */
export const policyInForceOf = async ({ policy }: Pick<AppParts, "policy">): Promise<Policy> =>
  parsePolicyText((await policy.read()).text);

/** The ruleset of that policy, with the members of groups as they were read last. Throws as `policyInForceOf` does. */
export const rulesetInForceOf = async (parts: Pick<AppParts, "policy" | "store">): Promise<Ruleset> =>
  compileRuleset(await withKnownMembers(await policyInForceOf(parts), parts.store));

/** The policy that is saved, or the default one where that cannot be used. */
export async function readPolicyOrDefault(policy: AppParts["policy"]): Promise<Policy> {
  const saved = tryPolicyText((await policy.read()).text);
  return saved instanceof ConfigError ? parsePolicyText("") : saved;
}
