import { describe, expect, test } from "vitest";
import { createDecisionBook, type FindingDecision } from "#core/decision";
import { dismissed, overridden } from "../fixtures/decisions";

/** Whose decision it is when items move, and keys are used again. Names are the id, the key, then what the item was called before. */
const RULE = "owner-role-mismatch";
const made = (...names: string[]): FindingDecision => {
  const decision = dismissed(`2026-11-01T10:00:0${names.length}Z`);
  return { ...decision, about: { ...decision.about, finding: `${RULE}|${names[0] ?? ""}`, names } };
};
const holdsFor = (decision: FindingDecision, ...names: string[]): boolean =>
  createDecisionBook([decision]).onFinding({ id: `${RULE}|${names[0] ?? ""}`, rule: RULE }, names) !== undefined;

describe("a decision", () => {
  test("stays with its item when the item moves", () => {
    const decision = made("jira:acme:10023", "PAY-1");
    expect(holdsFor(decision, "jira:acme:10023", "SHOP-7", "PAY-1")).toBe(true);
    expect(holdsFor(decision, "jira:acme:10023", "SHOP-7")).toBe(true);
  });

  test("does not pass to a new item with the key that the old one had", () => {
    expect(holdsFor(made("jira:acme:10023", "PAY-1"), "jira:acme:10555", "PAY-1")).toBe(false);
    expect(holdsFor(made("linear:acme:5f1c-22", "ENG-1"), "linear:acme:77aa-01", "ENG-1")).toBe(false);
    expect(holdsFor(made("jira:file:10023", "PAY-1", "10023"), "jira:file:10555", "PAY-1", "10555")).toBe(false);
  });

  test("on the new item does not reach back to the one that moved away", () => {
    expect(holdsFor(made("jira:acme:10555", "PAY-1"), "jira:acme:10023", "SHOP-7", "PAY-1")).toBe(false);
  });

  test("on each of two items that share a name stays its own", () => {
    const [old, young] = [made("jira:acme:10023", "SHOP-7", "PAY-1"), made("jira:acme:10555", "PAY-1")];
    const book = createDecisionBook([old, young]);
    const find = (...names: string[]) => book.onFinding({ id: `${RULE}|another`, rule: RULE }, names);
    expect(find("jira:file:10023", "SHOP-7", "PAY-1")).toBe(old);
    expect(find("jira:file:10555", "PAY-1")).toBe(young);
  });

  test("goes by the key where one of two exports has no ids", () => {
    expect(holdsFor(made("jira:file:PAY-1", "PAY-1"), "jira:file:10023", "PAY-1", "10023")).toBe(true);
    expect(holdsFor(made("jira:file:10023", "PAY-1", "10023"), "jira:file:PAY-1", "PAY-1")).toBe(true);
    expect(holdsFor(made("jira:file:PAY-1", "PAY-1"), "jira:acme:10023", "SHOP-7", "PAY-1")).toBe(true);
    expect(holdsFor(made("jira:file:PAY-1", "PAY-1"), "jira:file:PAY-2", "PAY-2")).toBe(false);
  });

  test("outlives another name of the workspace", () => {
    expect(holdsFor(made("jira:file:10023", "PAY-1"), "jira:acme:10023", "PAY-1")).toBe(true);
  });

  test("on a row without an id is not taken for one on the same row of another file", () => {
    expect(holdsFor(made("file:file:a.csv#row-3", "row-3"), "file:file:b.csv#row-3", "row-3")).toBe(false);
  });
});

test("what somebody says an item is stays with the item in the same way", () => {
  const book = createDecisionBook([overridden("2026-11-01T10:00:00Z", ["jira:acme:10023", "PAY-1"])]);
  expect(book.onItem(["jira:acme:10023", "SHOP-7", "PAY-1"])).toBeDefined();
  expect(book.onItem(["jira:file:PAY-1", "PAY-1"])).toBeDefined();
  expect(book.onItem(["jira:acme:10555", "PAY-1"])).toBeUndefined();
  const listed = createDecisionBook([overridden("2026-11-01T10:00:00Z", ["jira:file:PAY-1", "PAY-1"])]);
  expect(listed.onItem(["jira:acme:10555", "PAY-1"])).toBeDefined();
});
