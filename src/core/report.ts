import type { FindingDecision } from "#core/decision";
import type { Finding, RuleFailure } from "#core/finding";
import type { Level, Role } from "#core/model";
import type { Severity } from "#core/severity";
import type { Responsibility } from "#core/taxonomy";
import type { FindingMark, FindingState } from "#core/triage";
import type { Verdict } from "#core/verdict";

/** A finding with what people decided on it and what is remembered of it. */
export interface TriagedFinding extends Finding {
  state: FindingState;
  mark: FindingMark | null;
  /** ISO 8601 instant of the run that found it first; null where nothing is remembered. */
  since: string | null;
  /** The decision that counts; under a mark such as `expired` the one that no longer does. */
  decision: FindingDecision | null;
}

/** How many items of each focus. */
export interface FocusMix {
  items: number;
  strategic: number;
  tactical: number;
  unclear: number;
}

/** `unknown`: nobody is listed yet, so nothing can be said about owners. */
export type RoleMode = "separate" | "combined" | "unknown";

/** One scope: its mix, who holds which role, and what the mix suggests. */
export interface ScopeReport extends FocusMix {
  id: string;
  name: string;
  mode: RoleMode;
  /** Why the mode is what it is: set by policy, or derived. */
  modeReason: string;
  findings: Record<Severity, number>;
  /** References of the people who hold a product role here. */
  productManagers: readonly string[];
  productOwners: readonly string[];
  /** Decided items by responsibility; only those that occur. */
  responsibilities: Partial<Record<Responsibility, number>>;
  /** Open items whose owner has each role: the table of focus against role. `none` is unowned, `unknown` is unlisted. */
  ownership: Record<"strategic" | "tactical", Partial<Record<Role | "none" | "unknown", number>>>;
  /** What the mix suggests about roles, in one or two sentences; null when it suggests nothing. */
  balance: { suggests: "product-manager" | "product-owner" | "both" | null; sentence: string };
}

/** An item that a finding or a reader refers to, with its verdict. */
export interface ReportItem {
  id: string;
  key: string;
  title: string;
  url?: string;
  scope: string;
  level: Level;
  type: string | null;
  status: string;
  owner: string | null;
  verdict: Verdict;
}

/** A row of an input that could not be used. */
export interface SkippedRow {
  file: string;
  /** 1-based line in the file where the record starts. */
  line: number;
  field?: string;
  problem: string;
  remedy: string;
}

/** What was read. */
export interface ReportSource {
  kind: "file" | "jira" | "linear";
  /** What a person would call it: a file name, a site. */
  name: string;
  /** Format of a file: `jira-csv`, `linear-csv`, `jira-json`, `rolecall-json`, `rolecall-ndjson`, `csv`. */
  format?: string;
  items: number;
  /** Worth knowing about this source: ignored keys, guessed dates, a guessed column. */
  notices: readonly string[];
  /** What of it could not be read: one sentence each, with the remedy. */
  unread?: readonly string[];
}

/** The one document everything after the audit reads: renderers, screens, later runs. */
export interface AuditReport {
  schemaVersion: 1;
  generator: { name: "rolecall"; version: string };
  /** ISO 8601, UTC. */
  generatedAt: string;
  rulesetHash: string;
  source: readonly ReportSource[];
  /** False when something could not be read or a rule failed; `incompleteBecause` says what. */
  complete: boolean;
  incompleteBecause: readonly string[];
  totals: FocusMix & {
    /** Open, unarchived items that rules judged. */
    judged: number;
    findings: { total: number } & Record<Severity, number> & Record<FindingState, number>;
    skippedRows: number;
    duplicateRows: number;
  };
  scopes: readonly ScopeReport[];
  /** Most severe first, then by scope and key: the same input gives the same order. */
  findings: readonly TriagedFinding[];
  /** Items the findings refer to, by id. */
  items: Record<string, ReportItem>;
  /** Display names by reference: the only place of the report with names of people. */
  people: Record<string, { name: string }>;
  /** What is not set up and therefore could not be judged, each with the remedy. */
  gaps: readonly string[];
  skipped: readonly SkippedRow[];
  failures: readonly RuleFailure[];
  /** Rules that ran, with how many findings each has: also those with none. */
  rules: readonly { id: string; title: string; findings: number }[];
}
