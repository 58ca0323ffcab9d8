import type { Policy } from "#core/config";
import type { Finding, FindingSubject, RuleFailure } from "#core/finding";
import type { Hierarchy } from "#core/hierarchy";
import { compareText } from "#core/key-order";
import type { CountedProfile } from "#core/profile";
import type { ScopeReport } from "#core/report";
import type {
  ItemContext,
  ItemRule,
  OwnerFacts,
  ParentFacts,
  Rule,
  ScopeFacts,
  ScopeRule,
  Violation,
} from "#core/rule";
import type { Severity } from "#core/severity";
import { suggestOwners } from "#core/suggest";
import { isJudged, type SurveyFacts } from "#core/survey";
import type { ClassifiedItem } from "#core/verdict";

/** Applies the rules to the items of a surveyed backlog, one item at a time and in any order. */
export interface Audit {
  /** Findings of one item; a rule that throws is remembered as a failure and the others go on. */
  judge(item: ClassifiedItem): readonly Finding[];
  /** Findings about scopes and persons, once. */
  judgeScopes(): readonly Finding[];
  /** Who owns what of the judged items in a scope, by focus and role. */
  ownershipOf(scope: string): ScopeReport["ownership"];
  responsibilitiesOf(scope: string): ScopeReport["responsibilities"];
  failures(): readonly RuleFailure[];
}

interface AuditInput {
  policy: Policy;
  facts: SurveyFacts;
  /** What the facts were made of. */
  profiles: readonly CountedProfile[];
  hierarchy: Hierarchy;
  rules: readonly Rule[];
  /** ISO 8601 instant. */
  now: string;
}

export function createAudit({ policy, facts, profiles, hierarchy, rules, now }: AuditInput): Audit {
  const { thresholds } = policy;
  const failures: RuleFailure[] = [];
  const tallies = tally(profiles, facts);
  const itemRules = rules.filter((rule): rule is ItemRule => rule.subject === "item");
  const scopeRules = rules.filter((rule): rule is ScopeRule => rule.subject === "scope");
  const active = planRules(facts, rules);

  const guarded = <T>(rule: Rule, subject: string, run: () => T, otherwise: T): T => {
    try {
      return run();
    } catch (error) {
      failures.push({ rule: rule.id, subject, message: error instanceof Error ? error.message : String(error) });
      return otherwise;
    }
  };

  return {
    judge(classified) {
      const { item } = classified;
      const scope = facts.scopes.get(item.scope.id);
      if (!scope) return [];
      if (!isJudged(item, policy)) return [];
      const owner = facts.ownerFacts(item);
      const parent = hierarchy.parentOf(item);
      const hasDelivery = hierarchy.hasDelivery(item.id);
      return itemRules.flatMap((rule) => {
        const setting = active(rule, scope);
        if (!setting || !rule.levels.includes(item.level)) return [];
        const context: ItemContext = { now, options: setting.options, thresholds, scope, owner, parent, hasDelivery };
        const violation = guarded(rule, item.key, () => rule.check(classified, context), undefined);
        if (!violation) return [];
        const severity = setting.severity ?? violation.severity ?? rule.severity;
        return [itemFinding(rule, severity, violation, classified, { owner, parent, scope })];
      });
    },
    judgeScopes() {
      return [...facts.scopes.values()].flatMap((scope) =>
        scopeRules.flatMap((rule) => {
          const setting = active(rule, scope);
          if (!setting) return [];
          const violations = guarded(
            rule,
            scope.scope.name,
            () => rule.check({ now, options: setting.options, thresholds, scope }),
            [],
          );
          return violations.map((violation) =>
            scopeFinding(rule, setting.severity ?? violation.severity ?? rule.severity, violation, scope),
          );
        }),
      );
    },
    ownershipOf: (scope) => tallies.get(scope)?.ownership ?? { strategic: {}, tactical: {} },
    responsibilitiesOf: (scope) => tallies.get(scope)?.responsibilities ?? {},
    failures: () => failures,
  };
}

interface Tally {
  ownership: ScopeReport["ownership"];
  responsibilities: Record<string, number>;
}

/** Who owns what, and which responsibilities the work is about, scope by scope. */
function tally(profiles: readonly CountedProfile[], facts: SurveyFacts): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const { profile, count } of profiles) {
    const { focus, responsibility, scope } = profile;
    if (focus === "unclear") continue;
    const known = tallies.get(scope.id) ?? { ownership: { strategic: {}, tactical: {} }, responsibilities: {} };
    tallies.set(scope.id, known);
    if (responsibility) known.responsibilities[responsibility] = (known.responsibilities[responsibility] ?? 0) + count;
    if (!profile.isJudged) continue;
    const owner = facts.ownerFacts(profile);
    const role = owner ? (owner.role ?? "unknown") : "none";
    known.ownership[focus][role] = (known.ownership[focus][role] ?? 0) + count;
  }
  for (const each of tallies.values()) each.responsibilities = sortKeys(each.responsibilities);
  return tallies;
}

const sortKeys = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => compareText(a, b)));

type ActiveSetting = { severity: Severity | undefined; options: ItemContext["options"] };

/** Which rules run where, decided once per scope instead of once per item. */
function planRules(
  facts: SurveyFacts,
  rules: readonly Rule[],
): (rule: Rule, scope: ScopeFacts) => ActiveSetting | undefined {
  const plan = new Map<ScopeFacts, Map<string, ActiveSetting>>();
  for (const scope of facts.scopes.values()) {
    const settings = new Map<string, ActiveSetting>();
    for (const rule of rules) {
      if (!rule.modes.includes(scope.mode)) continue;
      const setting = scope.policy.settingOf(rule);
      if (setting !== "off") settings.set(rule.id, setting);
    }
    plan.set(scope, settings);
  }
  return (rule, scope) => plan.get(scope)?.get(rule.id);
}

/** Identity of a finding: rule and subject, the same in every run. */
export function findingId(rule: string, subject: FindingSubject): string {
  return subject.kind === "person" ? `${rule}|${subject.ref}@${subject.scope}` : `${rule}|${subject.id}`;
}

function itemFinding(
  rule: ItemRule,
  severity: Severity,
  violation: Violation,
  { item }: ClassifiedItem,
  { owner, parent, scope }: { owner: OwnerFacts | null; parent: ParentFacts | null; scope: ScopeFacts },
): Finding {
  const subject: FindingSubject = { kind: "item", id: item.id };
  const expectedRole = violation.expectedRole ?? null;
  return {
    id: findingId(rule.id, subject),
    rule: rule.id,
    kind: violation.kind,
    severity,
    subject,
    scope: item.scope.id,
    owner: owner?.ref ?? null,
    ownerRole: owner?.role ?? null,
    expectedRole,
    message: violation.message,
    why: violation.why,
    change: violation.change,
    remedy: violation.remedy,
    suggestions: expectedRole ? suggestOwners(expectedRole, scope, owner, parent) : [],
    ...(violation.split ? { split: violation.split } : {}),
  };
}

function scopeFinding(
  rule: ScopeRule,
  severity: Severity,
  { about, owner, ...violation }: ReturnType<ScopeRule["check"]>[number],
  scope: ScopeFacts,
): Finding {
  return {
    id: findingId(rule.id, about),
    rule: rule.id,
    kind: violation.kind,
    severity,
    subject: about,
    scope: scope.scope.id,
    owner: owner ?? null,
    ownerRole: null,
    expectedRole: violation.expectedRole ?? null,
    message: violation.message,
    why: violation.why,
    change: violation.change,
    remedy: violation.remedy,
    suggestions: [],
  };
}
