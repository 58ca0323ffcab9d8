import { beforeEach, expect, test } from "vitest";
import { loadPolicy } from "#core/policy-check";
import { createRoleDirectory } from "#core/roles";
import type { TriageStore } from "#ports";
import { createMemoryStore } from "#stores/memory-store";
import { createPersonFinder, findRefs } from "#usecases/person-data";

const listing = loadPolicy({ people: [{ person: "mei@example.org", name: "Mei Tanaka", role: "product-owner" }] });
const listed = createRoleDirectory(listing, "").refOf({ id: "mei@example.org" });

let store: TriageStore;
beforeEach(async () => {
  store = createMemoryStore();
  await store.savePeople([
    { ref: "p-one", name: "Mei Tanaka" },
    { ref: "p-two", name: "mei tanaka" },
    { ref: "p-kai", name: "Kai" },
  ]);
});
const find = async (text: string, policy = loadPolicy({})) => createPersonFinder(policy, await store.people())(text);

test("a name of two people means neither, and the reference of one means that one", async () => {
  expect(await find("Mei Tanaka")).toEqual({ kind: "ambiguous", name: "Mei Tanaka", count: 2 });
  expect(await find("p-two")).toMatchObject({ kind: "known", ref: "p-two" });
  expect(await find(" KAI ")).toEqual({ kind: "known", ref: "p-kai", name: "Kai" });
  expect(await find("Nobody")).toMatchObject({ kind: "unknown", name: "Nobody" });
});

test("somebody whom the policy lists is meant by the name, also where namesakes were met", async () => {
  expect(await find("Mei Tanaka", listing)).toEqual({ kind: "known", ref: listed, name: "Mei Tanaka" });
  await store.savePeople([{ ref: listed, name: "Mei T." }]);
  expect(await find("Mei Tanaka", listing)).toEqual({ kind: "known", ref: listed, name: "Mei T." });
});

test("somebody whose tracker knows only the name is no other than a namesake with an account", async () => {
  const byName = createRoleDirectory(loadPolicy({}), "").refOf({ id: "Kai" });
  await store.savePeople([{ ref: byName, name: "Kai" }]);
  expect(await find("Kai")).toMatchObject({ kind: "ambiguous", count: 2 });
});

test("all that is held about somebody goes by every reference of that name", async () => {
  await store.savePeople([{ ref: listed, name: "Mei Tanaka" }]);
  expect((await findRefs("Mei Tanaka", store, listing)).sort()).toEqual([listed, "p-one", "p-two"].sort());
});
