import type { Policy, RuleSetting } from "#core/config";
import type { DecidedFocus, Level, ProductRole, Scope } from "#core/model";
import { isAtLeast, keyOfScope } from "#core/model";
import { namesScope } from "#core/roles";
import type { RuleMeta } from "#core/rule";
import type { Severity } from "#core/severity";
import { accountableByFocus } from "#core/taxonomy";
import type { Evidence } from "#core/verdict";

/** The policy as it applies to one scope: what the scope says, over what the policy says. */
export interface ScopePolicy {
  mode: Policy["mode"];
  modeIsSetForScope: boolean;
  /** Who answers for an item; `either` asks for nothing. */
  accountableFor(focus: DecidedFocus, level: Level, evidence: readonly Evidence[]): ProductRole | "either";
  /** Setting of a rule: `off`, or its options with every default filled in and the severity if the policy sets one. */
  settingOf(
    rule: RuleMeta,
  ): "off" | { severity: Severity | undefined; options: Readonly<Record<string, number | string | boolean>> };
}

/**
 * Under which name a policy speaks of a scope: its id before its key, its key before its name. Ids and keys mean one scope only; a name
 * may be given to another one by whoever makes it.
 */
export function entryNameOf(names: readonly string[], scope: Scope): string | undefined {
  const key = keyOfScope(scope.id);
  const nameless = { id: scope.id, name: key };
  return (
    names.find((name) => name === scope.id) ??
    names.find((name) => name === key) ??
    names.find((name) => namesScope(name, nameless)) ??
    names.find((name) => namesScope(name, scope))
  );
}

export function scopePolicyOf(policy: Policy, scope: Scope): ScopePolicy {
  const own = policy.scopes[entryNameOf(Object.keys(policy.scopes), scope) ?? ""];
  const preset = own?.preset ?? policy.preset;
  return {
    mode: own?.mode ?? policy.mode,
    modeIsSetForScope: own?.mode !== undefined,
    accountableFor(focus, level, evidence) {
      return policy.accountable[focus][level] ?? accountableByPreset(preset, focus, level, evidence);
    },
    settingOf(rule) {
      const settings = [policy.rules[rule.id], own?.rules[rule.id]].filter((setting) => setting !== undefined);
      return mergeSettings(rule, settings);
    },
  };
}

/**
 * default: strategic is the product manager's, tactical the product owner's, at every level.
 * scaled-agile: features and above are the product manager's, stories and below the product owner's (SAFe's content authority).
 * scrum: as default, but the Product Goal and release goals are the product owner's (Scrum Guide 2020).
 */
function accountableByPreset(
  preset: Policy["preset"],
  focus: DecidedFocus,
  level: Level,
  evidence: readonly Evidence[],
): ProductRole {
  if (preset === "scaled-agile") return isAtLeast(level, "epic") ? "product-manager" : "product-owner";
  const isScrumGoal = evidence.some((line) => line.topic === "product-goal" || line.topic === "release-goal");
  if (preset === "scrum" && isScrumGoal) return "product-owner";
  return accountableByFocus[focus];
}

function mergeSettings(rule: RuleMeta, settings: readonly RuleSetting[]): ReturnType<ScopePolicy["settingOf"]> {
  const options: Record<string, number | string | boolean> = {};
  for (const [name, option] of Object.entries(rule.docs.options ?? {})) options[name] = option.default;
  let severity: Severity | "off" | undefined;
  for (const setting of settings) {
    if (typeof setting === "string") severity = setting;
    else {
      severity = setting.severity ?? severity;
      Object.assign(options, setting.options);
    }
  }
  return severity === "off" ? "off" : { severity, options };
}
