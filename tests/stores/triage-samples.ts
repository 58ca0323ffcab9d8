import type { Decision } from "#core/decision";
import type { RunRecord, StoredFinding } from "#ports";
import { makeVerdict } from "../fixtures/items";

/** Values of a triage store; say only what the test is about. */

export const instant = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

export function makeStored(id: string, overrides: Partial<StoredFinding> = {}): StoredFinding {
  return {
    finding: {
      id,
      rule: "owner-role-mismatch",
      kind: "strategic-with-product-owner",
      severity: "warning",
      subject: { kind: "item", id: "file:test:PAY-1" },
      scope: "PAY",
      owner: "person:7f3a",
      ownerRole: "product-owner",
      expectedRole: "product-manager",
      message: "A strategic item sits with a product owner.",
      why: ["“pricing model” speaks of strategy"],
      change: "A product manager owns it.",
      remedy: "Hand it over.",
      suggestions: [{ ref: "person:9c1d", reason: "holds the role here" }],
    },
    item: {
      id: "file:test:PAY-1",
      key: "PAY-1",
      title: "Agree the pricing model",
      scope: "PAY",
      level: "epic",
      type: "Epic",
      status: "To Do",
      owner: "person:7f3a",
      verdict: makeVerdict("strategic"),
    },
    names: ["PAY-1", "OLD-7"],
    parent: null,
    ownerRefs: ["person:7f3a"],
    facts: { status: "To Do", sprint: null, isParentDone: false },
    firstSeen: instant(0),
    lastSeen: instant(5),
    lapsed: null,
    backSince: null,
    gone: null,
    ...overrides,
  };
}

export const makeGone = (id: string, minute: number): StoredFinding =>
  makeStored(id, { gone: { since: instant(minute), because: "fixed" } });

export const makeDecision = (id: string, at = instant(0), note = "Agreed in the planning."): Decision => ({
  id,
  at,
  by: null,
  isClaimed: false,
  ruleset: "abc",
  kind: "undo",
  of: "another",
  note,
});

export const makeRun = (id: string, minute: number, overrides: Partial<RunRecord> = {}): RunRecord => ({
  id,
  startedAt: instant(minute),
  finishedAt: instant(minute + 1),
  rulesetHash: "abc",
  policy: { language: "en", nested: [1, null, "ü"] },
  report: {
    schemaVersion: 1,
    generator: { name: "rolecall", version: "0.1.0" },
    generatedAt: instant(minute),
    rulesetHash: "abc",
    source: [],
    complete: true,
    incompleteBecause: [],
    totals: {
      items: 2,
      strategic: 1,
      tactical: 1,
      unclear: 0,
      judged: 2,
      findings: {
        total: 0,
        error: 0,
        warning: 0,
        info: 0,
        open: 0,
        planned: 0,
        snoozed: 0,
        dismissed: 0,
        baseline: 0,
      },
      skippedRows: 0,
      duplicateRows: 0,
    },
    scopes: [],
    gaps: [],
    failures: [],
    rules: [],
  },
  changes: { new: 1, returned: 0, fixed: 0, removed: 0 },
  ...overrides,
});
