import { describe, expect, test } from "vitest";
import { buildBacklogReport, type KnownFinding, type KnownRun } from "#core/backlog-report";
import { createDecisionBook, type Decision } from "#core/decision";
import { type FindingMemory, settleFinding } from "#core/triage";
import { dismissed, overridden, reassigned, snoozed, undone } from "../fixtures/decisions";
import { makeRun, makeStored } from "../stores/triage-samples";

const NOW = "2026-11-23T08:00:00.000Z";
const run = { ...makeRun("r", 0), startedAt: NOW } as KnownRun;

interface Given {
  decisions?: readonly Decision[];
  lapsed?: FindingMemory["lapsed"];
  over?: Partial<KnownFinding>;
}

/** A finding about an item with that key, with the state that decisions give it. */
function known(key: string, { decisions = [], lapsed = null, over = {} }: Given = {}): KnownFinding {
  const id = `owner-role-mismatch|jira:acme:${key}`;
  const names = [`jira:acme:${key}`, key];
  const finding = {
    ...makeStored(id).finding,
    kind: "tactical-with-pm",
    owner: "p-mia",
    ownerRole: "product-manager" as const,
  };
  const settled = settleFinding(finding, {
    decision: createDecisionBook(decisions).onFinding(finding, names),
    ...{ ownerRefs: () => [], facts: null, isInBaseline: false, now: NOW },
    memory: { firstSeen: NOW, isGone: false, lapsed },
  });
  const about = { key, title: null, url: null, firstSeen: NOW, goneBecause: null, backFrom: null };
  return { ...settled, finding, names, ...about, ...over };
}

const report = (findings: readonly KnownFinding[], decisions: readonly Decision[] = []) =>
  buildBacklogReport({ runs: [run], findings, decisions, now: NOW });

/** The decision of a fixture, about the item with that key. */
function on<T extends Decision>(key: string, decision: T): T {
  if (!("about" in decision)) return { ...decision, id: `${decision.id}-${key}` };
  const about = {
    ...decision.about,
    finding: `owner-role-mismatch|jira:acme:${key}`,
    names: [`jira:acme:${key}`, key],
  };
  return { ...decision, about, id: `${decision.id}-${key}` };
}

describe("decisions in force", () => {
  const at = "2026-11-01T10:00:00Z";
  const count = (decisions: readonly Decision[], given: Omit<Given, "decisions"> = {}): number =>
    report([known("PAY-2", { decisions, ...given })], decisions).quality.decided;

  test("are those that set a finding aside, and what somebody says an item is", () => {
    for (const decision of [dismissed(at), snoozed(at, { date: "2026-12-24" }), reassigned(at), overridden(at)])
      expect(count([on("PAY-2", decision)])).toBe(1);
  });

  test("are not those that ended: expired, woken, spent, taken back, outweighed, or on what is gone", () => {
    expect(count([on("PAY-2", dismissed(at, "2026-11-20"))])).toBe(0);
    expect(count([on("PAY-2", snoozed(at, { date: "2026-11-20" }))])).toBe(0);
    expect(count([on("PAY-2", reassigned("2026-10-01T10:00:00Z"))])).toBe(0);
    const plan = on("PAY-2", reassigned(at));
    const spent = { decision: plan.id, because: "spent", since: at, isNews: false } as const;
    expect(count([plan], { lapsed: spent })).toBe(0);
    expect(count([plan, undone("2026-11-02T10:00:00Z", plan)])).toBe(0);
    expect(count([plan, on("PAY-2", dismissed("2026-11-03T10:00:00Z"))])).toBe(1);
    expect(count([plan], { over: { goneBecause: "item-gone" } })).toBe(0);
    expect(count([overridden(at), overridden("2026-11-02T10:00:00Z")])).toBe(1);
  });

  test("say how many of them are silent, not how many ever were", () => {
    const silent = snoozed(at, { date: "2026-12-24" });
    const over = snoozed("2026-11-02T10:00:00Z", { date: "2026-11-10" });
    const decisions = [on("PAY-2", silent), on("PAY-3", over)];
    const findings = ["PAY-2", "PAY-3"].map((key) => known(key, { decisions }));
    expect(report(findings, decisions).quality).toMatchObject({ decided: 1, silent: 1 });
  });
});

describe("what runs out soon", () => {
  test("is in the order of days and then of keys as a person counts, plans included", () => {
    const decisions = [
      on("PAY-10", dismissed("2026-11-01T10:00:00Z", "2026-11-30")),
      on("PAY-9", dismissed("2026-11-01T10:00:00Z", "2026-11-30")),
      on("PAY-20", reassigned("2026-10-26T10:00:00Z")),
    ];
    const findings = ["PAY-10", "PAY-9", "PAY-20"].map((key) => known(key, { decisions }));
    expect(report(findings, decisions).expiring.map(({ subject, kind, on: day }) => [subject, kind, day])).toEqual([
      ["PAY-20", "reassign", "2026-11-25"],
      ["PAY-9", "dismiss", "2026-11-30"],
      ["PAY-10", "dismiss", "2026-11-30"],
    ]);
  });
});

describe("the items to look at", () => {
  test("of one severity and age come by key as a person counts", () => {
    const { lookAt } = report(["PAY-10", "PAY-9", "OPS-30"].map((key) => known(key)));
    expect(lookAt.map(({ subject }) => subject)).toEqual(["OPS-30", "PAY-9", "PAY-10"]);
  });

  test("claim a fix only where there was one", () => {
    const line = (over: Partial<KnownFinding>): string => report([known("PAY-2", { over })]).lookAt[0]?.line ?? "";
    expect(line({ mark: "returned", backFrom: "fixed" })).toMatch(/^Back after a fix: /);
    expect(line({ mark: "reappeared", backFrom: "item-done" })).toMatch(/^Back, the item was done and is open again: /);
    expect(line({ mark: "reappeared", backFrom: "rule-changed" })).toMatch(/^Back, the rules had let it go: /);
    expect(line({ mark: null })).toMatch(/^A strategic item/);
  });
});

test("what is back is counted by whether it was ever fixed", () => {
  const { changes } = report([
    known("PAY-1", { over: { mark: "reappeared", backFrom: "item-gone" } }),
    known("PAY-2", { over: { mark: "expired" } }),
  ]);
  expect(changes).toMatchObject({ reappeared: 1, askedAgain: 1, returned: 0 });
});
