import { expect, test } from "vitest";
import { loadPolicy } from "#core/policy-check";
import { createRoleDirectory, namesScope } from "#core/roles";
import { rules } from "#core/rules/index";
import backlog from "../src/sample/backlog.json";
import config from "../src/sample/rolecall.config.json";

type Item = (typeof backlog.items)[number];

const items: readonly Item[] = backlog.items;
const expectedFindings = [
  ...items.flatMap((item) => ("findings" in item.expect ? (item.expect.findings ?? []) : [])),
  ...backlog.expect.findings.map((finding) => finding.rule),
];
const ruleOf = (finding: string): string => finding.split("/")[0] ?? finding;

test("the sample's policy is valid and names only scopes and items of the sample", () => {
  const policy = loadPolicy(config);
  const scopes = new Set(items.map((item) => item.project));
  const named = [...Object.keys(policy.scopes), ...policy.people.flatMap((entry) => entry.scope ?? [])];
  expect(named.filter((name) => ![...scopes].some((scope) => namesScope(name, { id: scope, name: scope })))).toEqual(
    [],
  );
  expect(
    policy.overrides.map((override) => override.item).filter((key) => !items.some((item) => item.key === key)),
  ).toEqual([]);
});

test("the sample has at least 140 items with unique keys, and parents in the same scope", () => {
  expect(items.length).toBeGreaterThanOrEqual(140);
  expect(new Set(items.map((item) => item.key)).size).toBe(items.length);
  expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
  const scopeOf = new Map(items.map((item) => [item.key, item.project]));
  const strays = items.filter((item) => "parent" in item && item.parent && scopeOf.get(item.parent) !== item.project);
  expect(strays.map((item) => item.key)).toEqual([]);
  expect(items.filter((item) => item.type === "Sub-task" && !item.parent).map((item) => item.key)).toEqual([]);
});

test("every date of the sample is in 2026 and no item is updated before it was created", () => {
  const wrong = items.filter(
    (item) => !item.created.startsWith("2026-") || !item.updated.startsWith("2026-") || item.updated < item.created,
  );
  expect(wrong.map((item) => item.key)).toEqual([]);
});

test("every rule and every kind of mismatch is expected at least once and none is expected on more than 10 % of the items", () => {
  const counts = new Map<string, number>();
  for (const finding of expectedFindings) counts.set(ruleOf(finding), (counts.get(ruleOf(finding)) ?? 0) + 1);
  expect([...counts.keys()].sort()).toEqual(rules.map((rule) => rule.id).sort());
  expect([...counts].filter(([, count]) => count > items.length / 10)).toEqual([]);
  const kinds = expectedFindings
    .filter((finding) => finding.startsWith("owner-role-mismatch/"))
    .map((finding) => finding.split("/")[1]);
  expect([...new Set(kinds)].sort()).toEqual([
    "daily-customer-handling",
    "detailed-requirements",
    "routine-metrics",
    "strategic-with-po",
    "tactical-with-pm",
  ]);
});

test("the sample's roles change with the date: Yardbook's product owner becomes its product manager in July", () => {
  const policy = loadPolicy(config);
  const yardbook = { id: "Yardbook", name: "Yardbook" };
  const roleOn = (day: string) => createRoleDirectory(policy, day).roleOf({ id: "Bilal Qureshi" }, yardbook).role;
  expect([roleOn("2026-06-30"), roleOn("2026-07-01")]).toEqual(["product-owner", "product-manager"]);
});
