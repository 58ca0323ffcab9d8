import type { DecidedFocus, Level, ProductRole, Role } from "#core/model";
import type { Severity } from "#core/severity";
import type { Responsibility } from "#core/taxonomy";

/** What a finding is about: one work item, one scope, or one person in a scope. */
export type FindingSubject =
  { kind: "item"; id: string } | { kind: "scope"; id: string } | { kind: "person"; ref: string; scope: string };

/** Someone who could take the item over, and why. Never with numbers about the person. */
export interface OwnerSuggestion {
  ref: string;
  reason: string;
}

/**
 * A problem that a rule found. `rule` and `subject` are its identity; `kind`, `owner` and `ownerRole` are what a person's
 * decision on it is bound to: when one of them changes, the decision is asked for again.
 */
export interface Finding {
  /** `rule|subject`: the same problem has the same id in every run. */
  id: string;
  rule: string;
  kind: string;
  severity: Severity;
  subject: FindingSubject;
  scope: string;
  /** Reference of the owner, or null. Names live in the report's `people`. */
  owner: string | null;
  ownerRole: Role | null;
  /** Whose it should be, where the rule says so. */
  expectedRole: ProductRole | null;
  /** One plain sentence: what is wrong. */
  message: string;
  /** Why the tool thinks so: the strongest reasons in words. */
  why: readonly string[];
  /** What would make this finding go away. */
  change: string;
  /** What to do now. */
  remedy: string;
  suggestions: readonly OwnerSuggestion[];
  /** For a mixed item: the parts it could be split into. */
  split?: readonly SplitPart[];
}

export interface SplitPart {
  focus: DecidedFocus;
  role: ProductRole;
  responsibility: Responsibility | null;
  level: Level;
  title: string;
}

/** A rule that threw: its failure is reported, the audit goes on. */
export interface RuleFailure {
  rule: string;
  subject: string;
  message: string;
}
