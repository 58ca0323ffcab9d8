import { compileRuleset, type Ruleset } from "#core/classify/classify";
import { ConfigError, type Policy } from "#core/config";
import { parseJsonText } from "#core/json-document";
import { loadPolicy } from "#core/policy-check";
import { type ApiContext, wholeOf } from "#usecases/api/context";

/** A policy as it is saved, and as it is used. */
export interface PolicyInForce {
  policy: Policy;
  text: string;
  hash: string;
  /** What is wrong with the document; then the default policy is used. */
  issues: readonly string[];
}

/** It is one for everybody. */
type Place = Pick<ApiContext, "policy" | "memo" | "whole">;

/** The policy that holds now. A document that cannot be used is told of, and the default policy holds meanwhile. */
export async function policyInForce(context: Place): Promise<PolicyInForce> {
  const { policy, memo } = wholeOf(context);
  const { text, hash } = await policy.read();
  return memo("policy", hash, () => Promise.resolve({ text, hash, ...parse(text) }));
}

/** Its ruleset; compiled once, because that takes a third of a second. */
export async function rulesetInForce(context: Place): Promise<Ruleset> {
  const { policy, hash } = await policyInForce(context);
  return wholeOf(context).memo("ruleset", hash, () => Promise.resolve(compileRuleset(policy)));
}

/** The policy of a text. Throws ConfigError with every issue. */
export function parsePolicyText(text: string): Policy {
  try {
    return loadPolicy(text.trim() === "" ? {} : parseJsonText(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new ConfigError([`not valid JSON: ${error.message}`], { cause: error });
    throw error;
  }
}

/** The policy of a text, or what is wrong with it. */
export function tryPolicyText(text: string): Policy | ConfigError {
  try {
    return parsePolicyText(text);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

function parse(text: string): Pick<PolicyInForce, "policy" | "issues"> {
  const policy = tryPolicyText(text);
  if (policy instanceof ConfigError) return { policy: loadPolicy({}), issues: policy.issues };
  return { policy, issues: [] };
}
