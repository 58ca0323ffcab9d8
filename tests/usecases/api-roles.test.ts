import { afterAll, describe, expect, test } from "vitest";
import type { PolicyInput } from "#core/config";
import { createSqliteStore } from "#stores/dialects/sqlite";
import type { ApiOutput } from "#usecases/api/contract";
import { makeItem, person } from "../fixtures/items";
import { makeSqliteFile } from "../stores/databases";
import { type ApiSession, openApi } from "./api-session";
import { createTeam } from "./team";

const policy: PolicyInput = {
  people: [
    { person: "mia", name: "Mia", role: "product-manager" },
    { person: "oto", name: "Oto", role: "product-owner", scope: "PAY" },
    { person: "nia", role: "other", from: "2027-01-01" },
    { person: "ned", role: "both", to: "2025-12-31" },
  ],
  groups: [
    { group: "POs", role: "product-owner", members: ["ada"] },
    { group: "Team leads", role: "other" },
  ],
  peopleFields: [{ field: "Product owner", role: "product-owner" }],
};

const OPS = { id: "OPS", name: "Operations" };
const item = (key: string, owner: string, more: Parameters<typeof makeItem>[0] | object = {}) =>
  makeItem({ key, people: { assignee: person(owner) }, ...more });
const backlog = [
  item("PAY-1", "Oto"),
  item("PAY-3", "Oto"),
  item("OPS-1", "Oto", { scope: OPS }),
  item("PAY-4", "Ada"),
  item("PAY-5", "Tess", { people: { assignee: person("Tess", { title: "Senior Product Manager" }) } }),
  item("PAY-6", "Finn", { people: { assignee: person("Finn"), "Product owner": person("Finn") } }),
  item("PAY-7", "Zoe", { title: "Define the pricing strategy" }),
  item("PAY-10", "Zoe", { title: "Product vision and roadmap for 2027" }),
  item("OPS-2", "Lead", { scope: OPS }),
];

const sqlite = await makeSqliteFile();
const store = await createSqliteStore(sqlite.at);
const team = createTeam(store);
await team.audit(backlog, policy);
afterAll(async () => {
  await store.close();
  await sqlite.remove();
});

const open = (): Promise<ApiSession> => openApi(store, { policy });
const said = ({ directory }: ApiOutput<"getRoles">): string[] =>
  directory.map(({ name, role, source, scopes }) => `${name}: ${role} by ${source} in ${scopes.join(", ")}`);

describe("The roles", () => {
  test("are told with the source that gave each, by name", async () => {
    const roles = await (await open()).call("getRoles", {});
    expect(said(roles)).toEqual([
      "Ada: product-owner by group in Payments",
      "Finn: product-owner by people-field in Payments",
      "Mia: product-manager by entry in Payments",
      "Oto: product-owner by entry in Payments",
      "Tess: product-manager by job-title in Payments",
    ]);
  });

  test("are proposed from titles and fields, never from what somebody's items are about", async () => {
    const { proposals, unlisted, unlistedCount } = await (await open()).call("getRoles", {});
    expect(proposals.map(({ name, role, reasons }) => [name, role, ...reasons])).toEqual([
      ["Finn", "product-owner", 'named in the column "Product owner"'],
      ["Tess", "product-manager", 'job title "Senior Product Manager"'],
    ]);
    expect(unlisted.map(({ name, scopes }) => [name, ...scopes])).toEqual([
      ["Lead", "Operations"],
      ["Zoe", "Payments"],
    ]);
    expect(unlistedCount).toBe(2);
  });

  test("count nobody's items or findings", async () => {
    const roles = await (await open()).call("getRoles", {});
    for (const one of [...roles.directory, ...roles.proposals, ...roles.unlisted, ...roles.people])
      expect(Object.values(one).filter((value) => typeof value === "number")).toEqual([]);
  });

  test("say where each entry stands in time, and who is in a group", async () => {
    const { people, groups } = await (await open()).call("getRoles", {});
    expect(people.map(({ person: who, state }) => `${who} ${state}`)).toEqual([
      ...["mia in-force", "oto in-force", "nia future", "ned past"],
    ]);
    expect(groups.map(({ group, members, asOf }) => [group, members, asOf])).toEqual([
      ["POs", 1, null],
      ["Team leads", 0, null],
    ]);
  });

  test("know members that a tracker told, as of then", async () => {
    const { proposals, unlisted } = await (await open()).call("getRoles", {});
    const lead = unlisted.find(({ name }) => name === "Lead");
    const asOf = "2026-01-20T08:00:00.000Z";
    await store.saveMemberships({ asOf, groups: { "Team leads": [{ refs: [lead?.person ?? ""] }] } });
    const told = await (await open()).call("getRoles", {});
    expect(said(told)).toContain("Lead: other by group in Operations");
    expect(told.groups[1]).toMatchObject({ members: 1, asOf });
    expect(told.proposals).toEqual(proposals);
    expect(await store.memberships()).toMatchObject({ asOf });
  });

  test("a person who is unlisted is listed by the reference that is offered", async () => {
    const api = await open();
    const { hash, people, unlisted } = await api.call("getRoles", {});
    const zoe = unlisted.find(({ name }) => name === "Zoe");
    const entries = people.map(({ state: _state, ...entry }) => entry);
    await api.call("changePeople", {
      basedOn: hash,
      people: [...entries, { person: zoe?.person ?? "", name: "Zoe", role: "product-manager" }],
    });
    expect(said(await api.call("getRoles", {}))).toContain("Zoe: product-manager by entry in Payments");
  });

  test("a changed list of people leaves the rest of the policy as it is", async () => {
    const api = await open();
    const { hash } = await api.call("getRoles", {});
    const saved = await api.call("changePeople", { basedOn: hash, people: [{ person: "mia", role: "both" }] });
    const { text, hash: now } = await api.call("getPolicy", {});
    expect(now).toBe(saved.hash);
    expect(JSON.parse(text)).toEqual({ ...policy, people: [{ person: "mia", role: "both" }] });
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
    await expect(api.call("changePeople", { basedOn: hash, people: [] })).rejects.toMatchObject({ kind: "stale" });
  });

  test("people whose dates are the wrong way round are refused, and nothing is saved", async () => {
    const api = await open();
    const { hash } = await api.call("getRoles", {});
    const wrong = { person: "mia", role: "both" as const, from: "2026-02-01", to: "2026-01-01" };
    await expect(api.call("changePeople", { basedOn: hash, people: [wrong] })).rejects.toThrow("before it begins");
    expect((await api.call("getRoles", {})).hash).toBe(hash);
  });

  test("who was erased has no name any more, and is nobody to give a role to", async () => {
    const api = await open();
    const { unlisted } = await api.call("getRoles", {});
    await store.erasePerson(unlisted.find(({ name }) => name === "Zoe")?.person ?? "");
    const left = await api.call("getRoles", {});
    expect(JSON.stringify(left)).not.toContain("Zoe");
    expect(left.unlisted).toHaveLength(unlisted.length - 1);
  });
});
