import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDecisionBook, type Decision } from "#core/decision";
import { parseDecisionFile, formatDecisionFile } from "#core/decision-file";
import { phrasePast } from "#core/render/finding-mark";
import { type FindingMemory, type Lapse, settleFinding, type WakeFacts } from "#core/triage";
import { dismissed, FOUND, NAMES, overridden, reassigned, snoozed, undone } from "../fixtures/decisions";

const NOW = "2026-11-23T08:00:00Z";
const FACTS: WakeFacts = { status: "To Do", sprint: "Sprint 7", isParentDone: false };

interface Given {
  decisions?: readonly Decision[];
  finding?: Partial<typeof FOUND>;
  facts?: Partial<WakeFacts>;
  memory?: FindingMemory | null;
  ownerRefs?: readonly string[];
  names?: readonly string[];
  isInBaseline?: boolean;
  now?: string;
}

function settle({
  decisions = [],
  finding = {},
  facts = {},
  memory,
  ownerRefs = [],
  names = NAMES,
  isInBaseline = false,
  now = NOW,
}: Given) {
  const found = { ...FOUND, ...finding };
  const { state, mark } = settleFinding(found, {
    decision: createDecisionBook(decisions).onFinding(found, names),
    ownerRefs: () => ownerRefs,
    facts: { ...FACTS, ...facts },
    memory: memory === undefined ? { firstSeen: "2026-10-01T08:00:00Z", isGone: false, lapsed: null } : memory,
    isInBaseline,
    now,
  });
  return mark === null ? state : `${state}, ${mark}`;
}

describe("a finding that a person dismissed", () => {
  const decision = dismissed("2026-11-01T10:00:00Z");

  test("stays dismissed in every later run", () => {
    expect(settle({ decisions: [decision] })).toBe("dismissed");
    expect(
      settle({ decisions: [decision], memory: { firstSeen: NOW, isGone: true, goneBecause: "fixed", lapsed: null } }),
    ).toBe("dismissed");
  });

  test("is asked again when the owner, the owner's role or the kind of problem changed", () => {
    expect(settle({ decisions: [decision], finding: { owner: "p-new" } })).toBe("open, facts-changed");
    expect(settle({ decisions: [decision], finding: { owner: null } })).toBe("open, facts-changed");
    expect(settle({ decisions: [decision], finding: { ownerRole: "product-owner" } })).toBe("open, facts-changed");
    expect(settle({ decisions: [decision], finding: { kind: "routine-metrics" } })).toBe("open, facts-changed");
  });

  test("is not asked again when the policy only began to spell the owner in another way", () => {
    expect(settle({ decisions: [decision], finding: { owner: "p-other" }, ownerRefs: ["p-other", "p-mia"] })).toBe(
      "dismissed",
    );
  });

  test("holds up to and with its last day, and comes back with a warning after it", () => {
    expect(settle({ decisions: [dismissed("2026-11-01T10:00:00Z", "2026-11-23")] })).toBe("dismissed");
    expect(settle({ decisions: [dismissed("2026-11-01T10:00:00Z", "2026-11-22")] })).toBe("open, expired");
  });

  test("holds after its item was renamed or read from another connection, and only for its own rule", () => {
    const moved = { id: "owner-role-mismatch|jira:file:2" };
    expect(settle({ decisions: [decision], finding: moved, names: ["jira:file:2", "SHOP-9", "PAY-2"] })).toBe(
      "dismissed",
    );
    expect(settle({ decisions: [decision], finding: moved, names: ["jira:file:2", "SHOP-9"] })).toBe("open");
    expect(settle({ decisions: [decision], finding: { id: "unowned|jira:file:2", rule: "unowned" } })).toBe("open");
  });

  test("is not mistaken for an item of another tracker with the same key", () => {
    const linear = { id: "owner-role-mismatch|linear:acme:77" };
    expect(settle({ decisions: [decision], finding: linear, names: ["linear:acme:77", "PAY-2"] })).toBe("open");
  });
});

describe("a snooze", () => {
  const until = (wait: Parameters<typeof snoozed>[1]): Given => ({
    decisions: [snoozed("2026-11-01T10:00:00Z", wait)],
  });

  test("until a date ends on that day", () => {
    expect(settle(until({ date: "2026-11-24" }))).toBe("snoozed");
    expect(settle(until({ date: "2026-11-23" }))).toBe("open, woken");
  });

  test("until an event ends when it has come", () => {
    const status = until({ event: "status-changes", was: "To Do" });
    expect(settle(status)).toBe("snoozed");
    expect(settle({ ...status, facts: { status: "In Progress" } })).toBe("open, woken");
    const sprint = until({ event: "sprint-ends", was: "Sprint 7" });
    expect(settle(sprint)).toBe("snoozed");
    expect(settle({ ...sprint, facts: { sprint: null } })).toBe("open, woken");
    const parent = until({ event: "parent-done", was: null });
    expect(settle(parent)).toBe("snoozed");
    expect(settle({ ...parent, facts: { isParentDone: true } })).toBe("open, woken");
    const owner = until({ event: "owner-changes", was: null });
    expect(settle(owner)).toBe("snoozed");
    expect(settle({ ...owner, finding: { owner: "p-new" } })).toBe("open, woken");
  });
});

describe("a decision that an earlier run found to be over", () => {
  const snooze = snoozed("2026-11-01T10:00:00Z", { event: "status-changes", was: "To Do" });
  const lapsed = (of: Decision, over: Partial<Lapse> = {}): FindingMemory => ({
    ...{ firstSeen: "2026-10-01T08:00:00Z", isGone: false },
    lapsed: { decision: of.id, because: "woken", since: "2026-11-16T08:00:00Z", isNews: false, ...over },
  });

  test("stays over, also when the item goes back to what it was; a later one counts", () => {
    expect(settle({ decisions: [snooze], memory: lapsed(snooze) })).toBe("open");
    const later = snoozed("2026-11-02T10:00:00Z", { date: "2026-12-24" });
    expect(settle({ decisions: [snooze, later], memory: lapsed(snooze) })).toBe("snoozed");
  });

  test("is news while the run that found so is the last one that saw the finding", () => {
    expect(settle({ decisions: [snooze], memory: lapsed(snooze, { isNews: true }) })).toBe("open, woken");
    const dismissal = dismissed("2026-11-01T10:00:00Z", "2026-11-10");
    expect(settle({ decisions: [dismissal], memory: lapsed(dismissal, { because: "expired" }) })).toBe("open");
  });

  test("holds again where only the facts had changed and are what they were", () => {
    const dismissal = dismissed("2026-11-01T10:00:00Z");
    const memory = lapsed(dismissal, { because: "facts-changed" });
    expect(settle({ decisions: [dismissal], memory, finding: { owner: "p-new" } })).toBe("open");
    expect(settle({ decisions: [dismissal], memory })).toBe("dismissed");
  });

  test("for another reason than before is news again", () => {
    const dismissal = dismissed("2026-11-01T10:00:00Z", "2026-11-10");
    expect(settle({ decisions: [dismissal], memory: lapsed(dismissal, { because: "facts-changed" }) })).toBe(
      "open, expired",
    );
  });
});

describe("a planned new owner", () => {
  const plan = reassigned("2026-11-01T10:00:00Z");
  const spent = (isGone: boolean): FindingMemory => ({
    ...{ firstSeen: NOW, lapsed: { decision: plan.id, because: "spent", since: NOW, isNews: false } },
    ...(isGone ? { isGone, goneBecause: "fixed" as const } : { isGone }),
  });

  test("is waited for thirty days, or as long as the plan says", () => {
    expect(settle({ decisions: [plan], now: "2026-12-01T23:00:00Z" })).toBe("planned");
    expect(settle({ decisions: [plan], now: "2026-12-02T00:00:00Z" })).toBe("open, expired");
    expect(settle({ decisions: [{ ...plan, until: null }], now: "2030-01-01T00:00:00Z" })).toBe("planned");
    expect(settle({ decisions: [{ ...plan, until: "2026-11-10" }] })).toBe("open, expired");
  });

  test("who was seen once is no longer planned when the finding is back", () => {
    expect(settle({ decisions: [plan], memory: spent(true) })).toBe("open, returned");
    expect(settle({ decisions: [plan], memory: spent(false) })).toBe("open");
    const again = reassigned("2026-11-20T10:00:00Z");
    expect(settle({ decisions: [plan, again], memory: spent(true) })).toBe("planned");
  });
});

describe("the last word", () => {
  const first = dismissed("2026-11-01T10:00:00Z");
  const second = reassigned("2026-11-02T10:00:00Z");

  test("is the latest decision, and undoing it brings the one before back", () => {
    expect(settle({ decisions: [first, second] })).toBe("planned");
    const undo = undone("2026-11-03T10:00:00Z", second);
    expect(settle({ decisions: [first, second, undo] })).toBe("dismissed");
    expect(settle({ decisions: [first, second, undo, undone("2026-11-04T10:00:00Z", undo)] })).toBe("planned");
  });

  test("does not depend on the order in which decisions arrive, nor on their arriving twice", () => {
    const all = [
      first,
      second,
      undone("2026-11-03T10:00:00Z", second),
      snoozed("2026-11-04T10:00:00Z", { date: "2026-12-01" }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray([...all, ...all], { minLength: 8 }), (shuffled) => {
        expect(settle({ decisions: shuffled })).toBe("snoozed");
      }),
    );
  });

  test("on an item's class goes by any of its names", () => {
    const book = createDecisionBook([overridden("2026-11-01T10:00:00Z")]);
    expect(book.onItem(["jira:file:2", "PAY-2"])?.focus).toBe("strategic");
    expect(book.onItem(["PAY-3"])).toBeUndefined();
  });
});

test("a finding nobody decided on is new, back or known; old debt is baseline", () => {
  expect(settle({ memory: null })).toBe("open");
  expect(settle({ memory: { firstSeen: NOW, isGone: false, lapsed: null } })).toBe("open");
  expect(settle({ memory: { firstSeen: NOW, isGone: true, goneBecause: "fixed", lapsed: null } })).toBe(
    "open, returned",
  );
  for (const goneBecause of ["item-done", "item-gone", "rule-changed", "scope-changed"] as const)
    expect(settle({ memory: { firstSeen: NOW, isGone: true, goneBecause, lapsed: null } })).toBe("open, reappeared");
  expect(settle({ isInBaseline: true })).toBe("baseline");
  expect(settle({ isInBaseline: true, decisions: [dismissed("2026-11-01T10:00:00Z")] })).toBe("dismissed");
});

test("what was decided is told in words, with the owner of that time when that is what changed", () => {
  const decision = dismissed("2026-11-01T10:00:00Z", "2026-11-20");
  const finding = { mark: "facts-changed", decision } as Parameters<typeof phrasePast>[0];
  const nameOf = (ref: string): string => ({ "p-mia": "Mia", "p-oto": "Oto" })[ref] ?? "former person";
  expect(phrasePast(finding, nameOf)).toEqual([
    "Asked again, because its owner, the owner's role or the kind of problem changed since then.",
    "Dismissed on 2026-11-01 by Oto (as they say), until 2026-11-20: An exception that was agreed on (“until the launch”).",
    "Then it belonged to Mia, product manager.",
  ]);
});

test("an old decision that no longer holds is told without asking again", () => {
  const decision = reassigned("2026-11-01T10:00:00Z");
  const finding = { state: "open", mark: "returned", decision } as Parameters<typeof phrasePast>[0];
  expect(phrasePast(finding, () => "Oto")).toEqual([
    "It was fixed before and is back.",
    "To be handed over to Oto, decided on 2026-11-01 by Oto (as they say).",
    "That no longer holds.",
  ]);
  expect(phrasePast({ ...finding, state: "planned", mark: null }, () => "Oto")).toHaveLength(1);
});

describe("a file of decisions", () => {
  const decisions = [dismissed("2026-11-01T10:00:00Z"), overridden("2026-11-02T10:00:00Z")];

  test("reads back what was written, and writes the same bytes again", () => {
    const text = formatDecisionFile(decisions);
    expect(parseDecisionFile(text)).toEqual({ decisions, issues: [] });
    expect(formatDecisionFile([...parseDecisionFile(text).decisions].reverse())).toBe(text);
  });

  test("names each broken entry and its remedy, and keeps the others", () => {
    const [good] = decisions;
    const text = JSON.stringify({
      version: 1,
      decisions: [good, { ...good, id: "d-2", reason: "because" }, "nothing"],
    });
    const file = parseDecisionFile(text);
    expect(file.decisions).toEqual([good]);
    expect(file.issues).toHaveLength(2);
    expect(file.issues[0]).toMatch(
      /^entry 2 \(d-2, PAY-2\) is left out: reason: .*agreed-exception.* Correct it, or export/,
    );
    expect(file.issues[1]).toMatch(/^entry 3 is left out/);
  });

  test("that is something else says what was expected", () => {
    expect(parseDecisionFile("[]").issues[0]).toContain('expected { "version": 1, "decisions": [...] }');
    expect(parseDecisionFile("{").issues[0]).toContain("not valid JSON");
  });
});
