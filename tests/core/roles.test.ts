import { describe, expect, test } from "vitest";
import { loadPolicy } from "#core/policy-check";
import { createRoleDirectory } from "#core/roles";
import type { PolicyInput } from "#core/config";
import { person } from "../fixtures/items";

const PAY = { id: "PAY", name: "Payments" };
const OPS = { id: "OPS", name: "Operations" };
const directoryOf = (policy: PolicyInput, today = "2026-11-23") => createRoleDirectory(loadPolicy(policy), today);

describe("The role directory", () => {
  const policy: PolicyInput = {
    people: [{ person: "ana@acme.example", name: "Ana", role: "product-owner" }],
    groups: [{ group: "product-managers", members: ["ana@acme.example", "ben"], role: "product-manager" }],
    peopleFields: [{ field: "Product owner", role: "product-owner" }],
  };

  test("an explicit entry wins over a group, a group over a people field, a field over a job title", () => {
    const directory = directoryOf(policy);
    const ana = person("Ana", { email: "ana@acme.example", title: "Senior Product Manager" });
    const ben = person("Ben", { title: "Product Owner" });
    const cem = person("Cem", { title: "Group Product Manager" });
    const people = { people: { "Product owner": cem } };
    expect(directory.roleOf(ana, PAY)).toMatchObject({ role: "product-owner", source: "entry" });
    expect(directory.roleOf(ben, PAY, { people: { "Product owner": ben } })).toMatchObject({
      role: "product-manager",
      source: "group",
    });
    expect(directory.roleOf(cem, PAY, people)).toMatchObject({ role: "product-owner", source: "people-field" });
    expect(directory.roleOf(cem, PAY)).toMatchObject({
      role: "product-manager",
      source: "job-title",
      reason: 'job title "Group Product Manager"',
    });
  });

  test("someone nobody lists has no role, and the answer says so", () => {
    expect(directoryOf(policy).roleOf(person("Dara"), PAY)).toEqual({
      role: undefined,
      source: "unlisted",
      reason: "not listed anywhere",
    });
  });

  test("a person is found by account id, e-mail or name in any letter case, under one reference", () => {
    const directory = directoryOf(policy);
    const spellings = [
      person("x", { id: "ANA@acme.example" }),
      person("x", { email: "Ana@Acme.example" }),
      person("ANA", { id: "5f00:1" }),
    ];
    expect(spellings.map((one) => directory.roleOf(one, PAY).role)).toEqual([
      "product-owner",
      "product-owner",
      "product-owner",
    ]);
    expect(new Set(spellings.map((one) => directory.refOf(one))).size).toBe(1);
  });

  test("an entry holds from its first day to its last", () => {
    const dated: PolicyInput = {
      people: [{ person: "ana", role: "product-manager", from: "2026-03-01", to: "2026-06-30" }],
    };
    const roleOn = (day: string) => directoryOf(dated, day).roleOf(person("Ana"), PAY).role;
    expect([roleOn("2026-02-28"), roleOn("2026-03-01"), roleOn("2026-06-30"), roleOn("2026-07-01")]).toEqual([
      undefined,
      "product-manager",
      "product-manager",
      undefined,
    ]);
  });

  test("an entry for a scope wins there and nowhere else", () => {
    const scoped: PolicyInput = {
      people: [
        { person: "ana", role: "product-manager" },
        { person: "ana", role: "product-owner", scope: "pay" },
      ],
    };
    const directory = directoryOf(scoped);
    expect(directory.roleOf(person("Ana"), PAY)).toMatchObject({
      role: "product-owner",
      reason: "listed as product owner in pay",
    });
    expect(directory.roleOf(person("Ana"), OPS).role).toBe("product-manager");
  });

  test("entries for both roles make a person of two hats", () => {
    const twoHats: PolicyInput = {
      people: [
        { person: "ana", role: "product-manager" },
        { person: "ana", role: "product-owner" },
      ],
    };
    expect(directoryOf(twoHats).roleOf(person("Ana"), PAY).role).toBe("both");
  });

  test("references say nothing about the person", () => {
    const ref = directoryOf(policy).refOf(person("Ana", { email: "ana@acme.example" }));
    expect(ref).toMatch(/^p-[0-9a-f]{12}$/);
  });
});
