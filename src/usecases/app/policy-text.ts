import { ConfigError, type Policy } from "#core/config";
import { parsePolicyText } from "#usecases/api/in-force";
import type { AppParts } from "#usecases/app/parts";

/** The policy that is saved. Throws ConfigError for one that cannot be used: an audit under another one would mislead. */
export const policyInForceOf = async ({ policy }: Pick<AppParts, "policy">): Promise<Policy> =>
  parsePolicyText((await policy.read()).text);

/** The policy that is saved, or the default one where that cannot be used. */
export async function readPolicyOrDefault(policy: AppParts["policy"]): Promise<Policy> {
  try {
    return parsePolicyText((await policy.read()).text);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return parsePolicyText("");
  }
}
