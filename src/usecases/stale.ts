import type { OverrideDecision } from "#core/decision";
import type { Rule, ScopeFacts } from "#core/rule";
import { shortHash } from "#core/short-hash";
import type { SurveyFacts } from "#core/survey";
import type { RunContext, Unsettled } from "#ports";
import type { AuditDeps } from "#usecases/run-audit";

/**
 * What findings depend on beside their item and its parent, so that a later run knows which of them still hold: with `describeJudging`
 * and `describeOverrides` a `RunContext`. Hashes, which name nobody.
 */
export const describeFacts = (facts: SurveyFacts): Pick<RunContext, "scopes" | "names"> => ({
  scopes: Object.fromEntries([...facts.scopes].map(([id, scope]) => [id, describeScope(scope)])),
  names: Object.fromEntries([...facts.names].map(([ref, name]) => [ref, shortHash(name)])),
});

/** Program, rules, ruleset, and which dated entries of the policy hold on the day. */
export function describeJudging({ ruleset, version, now }: AuditDeps, rules: readonly Rule[]): string {
  const today = now.slice(0, 10);
  const { people, groups } = ruleset.policy;
  const dated = [...people, ...groups].map(
    ({ from, to }) => (from === undefined || from <= today) && (to === undefined || today <= to),
  );
  return JSON.stringify([version, ruleset.hash, rules.map(({ id }) => id), dated]);
}

/** What people say items are, by each name of the item. */
export function describeOverrides({ triage }: AuditDeps): Record<string, string> {
  const said = (triage?.decisions.overrides() ?? []).flatMap((decision) => {
    const text = describeOverride(decision);
    return [decision.item.id, ...decision.item.names].map((name) => [name, text] as const);
  });
  return Object.fromEntries(said);
}

const describeOverride = ({ id, focus, reason, by, at }: OverrideDecision): string =>
  shortHash(JSON.stringify([id, focus, reason, by, at]));

/**
 * What rules may know of a scope when they judge an item of it. Its counts are left out, because they change with every item: a rule
 * that reads them says so (`dependsOn`).
 */
function describeScope({ scope, mode, modeReason, hasHierarchy, people, judged }: ScopeFacts): string {
  return shortHash(JSON.stringify([scope, mode, modeReason, hasHierarchy, people, judged.owned > 0]));
}

/** Names under which an override was added, changed or taken back. */
export function changedNames(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name]);
}

/** What a run has to judge again because of what holds around the items, given what the last one judged by. */
export function staleSince(before: RunContext, now: RunContext, rules: readonly Rule[]): Unsettled {
  const isRenamed = Object.entries(before.names).some(([ref, name]) => (now.names[ref] ?? name) !== name);
  const itemRules = rules.filter((rule) => rule.subject === "item");
  return {
    all: isRenamed,
    scopes: Object.keys(now.scopes).filter((id) => before.scopes[id] !== now.scopes[id]),
    levels: [...new Set(itemRules.flatMap((rule) => (rule.dependsOn ? rule.levels : [])))],
  };
}
