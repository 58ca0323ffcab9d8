import type { Policy } from "#core/config";
import type { Finding, FindingSubject } from "#core/finding";
import type { Level, Person, Role, Scope } from "#core/model";
import type { ListedPerson, RoleAnswer } from "#core/roles";
import type { ScopePolicy } from "#core/scope-policy";
import type { Severity } from "#core/severity";
import type { ClassifiedItem, Verdict } from "#core/verdict";

/** Documentation of a rule; its page in docs/rules and `rolecall rules ID` are made of this. */
export interface RuleDocs {
  /** What the problem is, in one sentence. */
  what: string;
  /** Why it hurts. */
  why: string;
  /** How to fix it. */
  fix: string;
  /** How to find such items in Jira and in Linear, where a filter can. */
  jql: string | null;
  linearFilter: string | null;
  /** When the rule is wrong. */
  falsePositives: string;
  /** How the severity is found, for a rule whose violations say it; left out, it is the rule's own. */
  severity?: string;
  /** Options with their defaults and meaning. */
  options?: Record<string, { default: number | string | boolean; about: string }>;
}

export interface RuleMeta {
  /** Noun phrase of the problem: `owner-role-mismatch`. */
  id: string;
  title: string;
  /** Severity unless the policy sets one; mismatches have a formula of their own. */
  severity: Severity;
  docs: RuleDocs;
}

/** What a rule says about its subject; the audit adds identity, severity and owner. */
export type Violation = Pick<Finding, "kind" | "message" | "why" | "change" | "remedy"> &
  Partial<Pick<Finding, "severity" | "expectedRole" | "split">>;

/** What is known of the owner under audit. */
export interface OwnerFacts {
  person: Person;
  ref: string;
  name: string;
  answer: RoleAnswer;
  /** The answer's role, or `other` for an unlisted person where the policy lets silence mean that. */
  role: Role | undefined;
  isInactive: boolean;
}

/** What is kept of an item that others name as their parent. */
export interface ParentFacts {
  id: string;
  key: string;
  title: string;
  level: Level;
  verdict: Pick<Verdict, "focus" | "score" | "probability" | "override">;
  ownerRef: string | null;
  isDone: boolean;
}

/**
 * How the roles of a scope are held. `unknown`: nobody is listed yet, so nothing can be said about owners.
 * `combined`: one person is both; the mix is reported and nothing is flagged.
 */
export type ScopeMode = "separate" | "combined" | "unknown";

/** What the whole scope says, once every item was read. */
export interface ScopeFacts {
  scope: Scope;
  policy: ScopePolicy;
  mode: ScopeMode;
  modeReason: string;
  items: { read: number; strategic: number; tactical: number; unclear: number };
  /** Open items that rules judge, by decided focus. */
  judged: { all: number; strategic: number; tactical: number; owned: number };
  epics: { open: number; withStrategicParent: number };
  /** Whether any item names a parent that was read. */
  hasHierarchy: boolean;
  people: readonly ListedPerson[];
  /** Owners of judged items whom nobody lists, where silence does not mean `other`. */
  unknownOwners: readonly { ref: string; name: string; example: string }[];
}

export interface RuleContext {
  /** ISO 8601 instant of the audit. */
  now: string;
  options: Readonly<Record<string, number | string | boolean>>;
  /** Probabilities of the policy at which severities change. */
  thresholds: Policy["thresholds"];
  scope: ScopeFacts;
}

export interface ItemContext extends RuleContext {
  owner: OwnerFacts | null;
  parent: ParentFacts | null;
  /** Whether a tactical item stands anywhere below this one. Only for rules that are asked every time: see `dependsOn`. */
  hasDelivery: boolean;
}

/** A rule that looks at one open item. */
export interface ItemRule extends RuleMeta {
  subject: "item";
  levels: readonly Level[];
  /** Modes in which it speaks. */
  modes: readonly ScopeMode[];
  /**
   * What the rule reads beside the item, its owner, its parent and what holds of its scope as a whole: items of its levels are judged in
   * every run then, also those that stay as they are. `day`: the age of the item; `scope`: counts; `below`: what stands below it.
   */
  dependsOn?: readonly ("day" | "scope" | "below")[];
  check(subject: ClassifiedItem, context: ItemContext): Violation | undefined;
}

/** A rule that looks at a scope as a whole; it may speak about persons in it. */
export interface ScopeRule extends RuleMeta {
  subject: "scope";
  modes: readonly ScopeMode[];
  check(context: RuleContext): readonly (Violation & { about: FindingSubject; owner?: string })[];
}

export type Rule = ItemRule | ScopeRule;
