import { ConfigError, type Policy } from "#core/config";
import { focusName } from "#core/explain";
import { loadPolicy } from "#core/policy-check";
import type { Rule } from "#core/rule";
import { renderRulePage } from "#core/rule-page";
import { rules } from "#core/rules/index";
import type { ApiOutput } from "#usecases/api/contract";
import type { Handler } from "#usecases/api/handler";
import { parsePolicyText, policyInForce, tryPolicyText } from "#usecases/api/in-force";
import { readRuleFates, type RuleFate } from "#usecases/api/rule-quality";
import { noteChange } from "#usecases/api/schedule";
import { runPolicyTests } from "#usecases/policy-tests";

type RuleView = ApiOutput<"getPolicy">["rules"][number];

/** The policy as it is written, and its rules: what each finds, how it is set, and how it fares. */
export const getPolicy: Handler<"getPolicy"> = async (_input, context) => {
  const { text, hash, issues, policy } = await policyInForce(context);
  const fates = await readRuleFates(context);
  return {
    ...{ text, hash, issues: [...issues] },
    path: await context.policy.path(),
    isWritable: context.policy.isWritable,
    defaults: describeDefaults(),
    rules: rules.map((rule) => describeRule(rule, policy, fates.get(rule.id))),
  };
};

/** What is wrong in a document, and what becomes of its own tests. */
export const validatePolicy: Handler<"validatePolicy"> = ({ text }) => {
  const policy = tryPolicyText(text);
  return Promise.resolve(
    policy instanceof ConfigError
      ? { issues: [...policy.issues], tests: [] }
      : { issues: [], tests: describeTests(policy) },
  );
};

/** Keeps a document that can be used. Throws ConfigError for another one, and ApiError where somebody was faster. */
export const savePolicy: Handler<"savePolicy"> = async ({ text, basedOn }, context) => {
  const { policy: before } = await policyInForce(context);
  const after = parsePolicyText(text);
  const hash = await context.policy.save(text, basedOn);
  await noteChange(before, after, context);
  return { hash };
};

function describeTests(policy: Policy): ApiOutput<"validatePolicy">["tests"] {
  const failures = new Map(runPolicyTests(policy).map((failure) => [failure.index, failure]));
  return policy.tests.map(({ title, expect }, index) => {
    const expected = focusName[expect];
    const failure = failures.get(index);
    // "expected tactical, got Strategic · 82 %"
    const got = failure ? failure.problem.slice(failure.problem.indexOf(GOT) + GOT.length) : expected;
    return { title, expected, got, isOk: failure === undefined };
  });
}

function describeDefaults(): ApiOutput<"getPolicy">["defaults"] {
  const { preset, mode, baseRate, thresholds, owner } = loadPolicy({});
  return { preset, mode, baseRate, thresholds: { ...thresholds }, ownerFields: [...owner.fields] };
}

const GOT = ", got ";

function describeRule(rule: Rule, policy: Policy, fate: RuleFate | undefined): RuleView {
  const setting = policy.rules[rule.id];
  const own = typeof setting === "object" ? setting.options : {};
  return {
    ...{ id: rule.id, title: rule.title, page: renderRulePage(rule) },
    defaultSeverity: rule.docs.severity ?? rule.severity,
    setting: typeof setting === "object" ? (setting.severity ?? null) : (setting ?? null),
    options: Object.entries(rule.docs.options ?? {}).map(([name, option]) => ({
      ...{ name, about: option.about, default: option.default },
      value: own[name] ?? null,
    })),
    ...{ found: fate?.found ?? 0, open: fate?.open ?? 0, dismissed: fate?.dismissed ?? 0 },
    ...{ calledWrong: fate?.calledWrong ?? 0, overridden: fate?.overridden ?? 0, isNoisy: fate?.isNoisy ?? false },
  };
}
