import { describe, expect, test } from "vitest";
import { ConfigError, type PolicyInput } from "#core/config";
import { ForbiddenError } from "#ports";
import { createMemoryStore } from "#stores/memory-store";
import type { ApiContext } from "#usecases/api/context";
import type { ApiInput, ApiOutput } from "#usecases/api/contract";
import { answer } from "#usecases/api/index";
import { makeItem, person } from "../fixtures/items";
import { openApi } from "./api-session";
import { createTeam } from "./team";

const policy: PolicyInput = {
  mode: "separate",
  people: [{ person: "mia", name: "Mia", role: "product-manager" }],
  groups: [
    { group: "POs", role: "product-owner", members: ["ada", { person: "ole", name: "Ole" }] },
    { group: "POs", role: "other", scope: "OPS", members: ["ben"] },
  ],
  rules: { unowned: "off" },
};

/** The backlog of a team, and changes of what tells its roles. */
async function openTeam(given: PolicyInput = policy, over: Partial<Omit<ApiContext, "policy" | "now">> = {}) {
  const team = createTeam(createMemoryStore());
  const owners = { Ada: {}, Finn: {}, Tess: { title: "Lead of Widgets" }, Zoe: {} };
  const items = Object.entries(owners).map(([name, more], index) =>
    makeItem({
      key: `PAY-${index + 20}`,
      people: { assignee: person(name, more), ...(name === "Finn" && { Decider: person(name) }) },
    }),
  );
  // Fields that no policy names are not kept.
  await team.audit(items, { ...given, peopleFields: [{ field: "Decider", role: "product-owner" }] });
  const api = await openApi(team.store, { policy: given, ...over });
  const roles = (): Promise<ApiOutput<"getRoles">> => api.call("getRoles", {});
  const text = async (): Promise<string> => (await api.context.policy.read()).text;
  return {
    ...{ api, roles, text, store: team.store },
    document: async () => JSON.parse(await text()) as unknown,
    change: async (change: Omit<ApiInput<"changeSources">, "basedOn">) =>
      api.call("changeSources", { basedOn: (await roles()).hash, ...change }),
    said: async () => (await roles()).directory.map(({ name, role, source }) => `${name}: ${role} by ${source}`),
  };
}

const [pos, ops] = [
  { group: "POs", role: "product-owner" as const },
  { group: "POs", role: "other" as const, scope: "OPS" },
];

describe("What tells roles beside the people", () => {
  test("changes who has which role, each source by itself", async () => {
    const { api, change, said } = await openTeam();
    const before = await said();
    expect(before).not.toContain("Finn: product-manager by people-field");
    await change({ peopleFields: [{ field: "Decider", role: "product-manager" }] });
    expect(await said()).toContain("Finn: product-manager by people-field");
    await change({ jobTitles: [{ contains: "of widgets", role: "product-owner" }] });
    expect(await said()).toContain("Tess: product-owner by job-title");
    await change({ groups: [{ ...pos, members: ["zoe"] }] });
    expect(await said()).toContain("Zoe: product-owner by group");
    expect((await said()).join()).not.toContain("Ada: product-owner by group");
    await change({ unlistedPeople: "other" });
    const { owner } = await api.call("getItem", { name: "PAY-20" });
    expect(owner).toMatchObject({ name: "Ada", role: "other", source: "unlisted" });
  });

  test("leaves the rest of the document as it is, and keeps members that are not given", async () => {
    const { change, document, text } = await openTeam();
    await change({ groups: [{ ...ops, from: "2026-01-01" }, pos, { group: "New", role: "both" }] });
    expect(await document()).toEqual({
      ...policy,
      groups: [
        { ...ops, from: "2026-01-01", members: ["ben"] },
        { ...pos, members: ["ada", { person: "ole", name: "Ole" }] },
        { group: "New", role: "both" },
      ],
    });
    expect(Object.keys((await document()) as object)).toEqual(Object.keys(policy));
    expect(await text()).toBe(`${JSON.stringify(await document(), null, 2)}\n`);
    await change({ groups: [pos, { ...ops, members: [] }] });
    expect(await document()).toMatchObject({ groups: [{ ...pos, members: ["ada", { person: "ole" }] }, ops] });
  });

  test("is taken back to the byte, and what is as by default does not stand in the document", async () => {
    const { change, roles, text } = await openTeam({ people: [] });
    await change({ unlistedPeople: "unknown" });
    await change({ unlistedPeople: "auto" });
    const before = await text();
    const { groups, peopleFields, jobTitles, unlistedPeople } = await roles();
    expect(jobTitles.length).toBeGreaterThan(0);
    await change({
      groups: [pos],
      peopleFields: [{ field: "Decider", role: "product-owner" }],
      jobTitles: [],
      unlistedPeople: "other",
    });
    expect((await roles()).jobTitles).toEqual([]);
    expect(groups).toEqual([]);
    await change({ groups: [], peopleFields, jobTitles, unlistedPeople });
    expect(await text()).toBe(before);
  });

  test("is refused where somebody was faster, and nothing is saved", async () => {
    const { api, change, roles, text } = await openTeam();
    const { hash } = await roles();
    await change({ unlistedPeople: "other" });
    const before = await text();
    await expect(api.call("changeSources", { basedOn: hash, groups: [] })).rejects.toMatchObject({ kind: "stale" });
    expect(await text()).toBe(before);
  });

  test("is refused with what is wrong in it, and nothing is saved", async () => {
    const { api, change, text } = await openTeam();
    const before = await text();
    await expect(change({ groups: [{ ...pos, from: "2026-02-02", to: "2026-02-01" }] })).rejects.toThrow(ConfigError);
    for (const wrong of [
      { groups: [{ group: " ", role: "other" }] },
      { peopleFields: [{ field: "Decider", role: "other" }] },
      { jobTitles: [{ contains: "x", role: "other" }] },
      { unlistedPeople: "nobody" },
    ])
      await expect(answer("changeSources", { basedOn: "", ...wrong }, api.context)).rejects.toMatchObject({
        ...{ kind: "bad-input", issues: [expect.stringContaining(Object.keys(wrong)[0] ?? "") as string] },
      });
    expect(await text()).toBe(before);
  });

  test("is told with members that the policy lists, those that a tracker told, and those not asked for yet", async () => {
    const { change, roles, store } = await openTeam();
    await store.saveMemberships({
      asOf: "2026-01-20T08:00:00.000Z",
      groups: { Leads: [{ refs: ["a", "b"] }], None: [] },
    });
    await change({
      groups: [pos, ...["Leads", "None", "New"].map((group) => ({ group, role: "other" as const }))],
    });
    expect((await roles()).groups.map(({ group, members, asOf, listed }) => [group, members, asOf, listed])).toEqual([
      ["POs", 2, null, ["ada", { person: "ole", name: "Ole" }]],
      ["Leads", 2, "2026-01-20T08:00:00.000Z", []],
      ["None", 0, "2026-01-20T08:00:00.000Z", []],
      ["New", 0, null, []],
    ]);
  });

  test("is for administrators", async () => {
    const { api } = await openTeam(policy, { permissions: ["view", "triage", "manage"] });
    await expect(api.call("changeSources", { basedOn: "" })).rejects.toThrow(ForbiddenError);
    await expect(api.call("changeSpaces", { basedOn: "", spaces: [] })).rejects.toThrow(ForbiddenError);
  });
});
