import { Ajv2020 } from "ajv/dist/2020";
import { describe, expect, test } from "vitest";
import { ConfigError, parsePolicy, policyJsonSchema } from "#core/config";
import { loadPolicy } from "#core/policy-check";

const issuesOf = (input: unknown): readonly string[] => {
  try {
    loadPolicy(input);
  } catch (error) {
    if (error instanceof ConfigError) return error.issues;
    throw error;
  }
  return [];
};

describe("The policy", () => {
  test("an empty document is the default policy", () => {
    const policy = parsePolicy({});
    expect(policy).toMatchObject({
      preset: "default",
      mode: "auto",
      unlistedPeople: "auto",
      owner: { fields: ["owner", "assignee"] },
    });
    expect(policy.thresholds.tactical).toBeLessThan(policy.thresholds.strategic);
  });

  test("every mistake is told at once, with its path and the nearest known name", () => {
    expect(
      issuesOf({
        presett: "scrum",
        thresholds: { strategik: 0.7 },
        people: [{ person: "ana", role: "product-manager", scop: "PAY" }],
      }),
    ).toEqual([
      'thresholds: unknown key "strategik"; did you mean "strategic"?',
      'people[0]: unknown key "scop"; did you mean "scope"?',
      'unknown key "presett"; did you mean "preset"?',
    ]);
  });

  test("a wrong value is quoted", () => {
    expect(issuesOf({ baseRate: 3 })[0]).toMatch(/^baseRate: .*found 3$/);
    expect(issuesOf({ people: [{ person: "ana", role: "boss" }] })[0]).toMatch(/^people\[0\]\.role: .*found "boss"$/);
  });

  test("rules, options and responsibilities that do not exist are told with what does", () => {
    expect(issuesOf({ rules: { "owner-role-mismach": "off" } })[0]).toContain('did you mean "owner-role-mismatch"?');
    expect(issuesOf({ rules: { "orphan-tactical": { options: { shares: 1 } } } })[0]).toContain("it has share, epics");
    expect(
      issuesOf({ scopes: { PAY: { rules: { "orphan-tactical": { options: { share: "half" } } } } } })[0],
    ).toContain("expected a number");
    expect(
      issuesOf({
        vocabulary: { add: [{ term: "lighthouse customer", focus: "strategic", responsibility: "go-to-markt" }] },
      })[0],
    ).toContain('did you mean "go-to-market"?');
  });

  test("a role that ends before it begins is told", () => {
    expect(issuesOf({ people: [{ person: "ana", role: "both", from: "2026-05-01", to: "2026-04-01" }] })[0]).toContain(
      "ends (2026-04-01) before it begins",
    );
  });

  test("the published JSON Schema accepts what the policy accepts and refuses what it refuses", () => {
    const { $schema: _draft, ...schema } = policyJsonSchema();
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    expect(validate({ preset: "scrum", rules: { unowned: "off" }, scopes: { PAY: { mode: "separate" } } })).toBe(true);
    expect(validate({ presett: "scrum" })).toBe(false);
    expect(validate({ baseRate: 7 })).toBe(false);
  });
});
