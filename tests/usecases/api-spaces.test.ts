import { describe, expect, test } from "vitest";
import type { PolicyInput } from "#core/config";
import { createSqliteStore } from "#stores/dialects/sqlite";
import { createMemoryStore } from "#stores/memory-store";
import type { ApiContext } from "#usecases/api/context";
import { answer } from "#usecases/api/index";
import type { JobState } from "#usecases/api/shapes";
import { makeItem } from "../fixtures/items";
import { makeSqliteFile } from "../stores/databases";
import { openApi } from "./api-session";
import { createTeam } from "./team";

const PAY = { id: "jira:acme:PAY", name: "Payments" };
const OPS = { id: "jira:acme:OPS", name: "Operations" };

async function openAudited(policy: PolicyInput, over: Partial<Omit<ApiContext, "policy" | "now">> = {}) {
  const team = createTeam(createMemoryStore());
  const item = (key: string, scope: typeof PAY) => makeItem({ key, scope });
  await team.audit([item("PAY-20", PAY), item("OPS-1", OPS), item("OPS-2", OPS), item("OPS-3", OPS)]);
  await team.audit([item("PAY-20", PAY), item("PAY-21", PAY)]);
  const api = await openApi(team.store, { policy, ...over });
  return {
    ...{ api, spaces: () => api.call("getSpaces", {}) },
    text: async () => (await api.context.policy.read()).text,
    choose: async (...spaces: string[]) =>
      api.call("changeSpaces", { basedOn: (await api.call("getSpaces", {})).hash, spaces }),
  };
}

describe("The spaces that are audited", () => {
  test("are those that audits of Jira have read, as the last one of each found it, and those that are chosen", async () => {
    const { spaces } = await openAudited({ source: { jira: { projects: ["PAY", "NEW"], jql: "labels = x" } } });
    expect(await spaces()).toMatchObject({
      ...{ chosen: ["PAY", "NEW"], isFiltered: true, isWritable: true },
      spaces: [
        { key: "OPS", name: "Operations", items: 3 },
        { key: "PAY", name: "Payments", items: 2 },
        { key: "NEW", name: "NEW", items: null },
      ],
    });
  });

  test("are chosen in the policy, and nothing else of it changes", async () => {
    const policy = {
      mode: "separate",
      source: { workspace: "acme", jira: { jql: "labels = x" } },
      people: [],
    } as const;
    const { choose, text } = await openAudited(policy as unknown as PolicyInput);
    await choose("PAY", "OPS", "PAY");
    const source = { workspace: "acme", jira: { jql: "labels = x", projects: ["PAY", "OPS"] } };
    expect(await text()).toBe(`${JSON.stringify({ ...policy, source }, null, 2)}\n`);
    await choose();
    expect(await text()).toBe(`${JSON.stringify(policy, null, 2)}\n`);
  });

  test("are all there are where none is chosen, and the policy says nothing of them then", async () => {
    const { choose, text, spaces } = await openAudited({ mode: "separate" });
    await choose("PAY");
    expect((await spaces()).chosen).toEqual(["PAY"]);
    await choose();
    expect(JSON.parse(await text())).toEqual({ mode: "separate" });
    expect((await spaces()).chosen).toEqual([]);
  });

  test("are refused where somebody was faster, and where one is no key", async () => {
    const { api, choose, spaces, text } = await openAudited({});
    const { hash } = await spaces();
    await choose("PAY");
    const before = await text();
    await expect(api.call("changeSpaces", { basedOn: hash, spaces: [] })).rejects.toMatchObject({ kind: "stale" });
    for (const wrong of ["", "PAY OPS", 'PAY" or 1=1', "1"])
      await expect(choose(wrong)).rejects.toMatchObject({
        ...{ kind: "bad-input", issues: [expect.stringContaining("spaces.0") as string] },
      });
    expect(await text()).toBe(before);
  });
});

const GIB = 1024 ** 3;
const holding = (bytes: number | null, limit?: number): Partial<ApiContext> => ({
  database: { name: "db", bytes: () => Promise.resolve(bytes), ...(limit !== undefined && { limit }) },
});

describe("The storage", () => {
  test("is told of from four fifths on, with how much it holds", async () => {
    const told = async (over: Partial<ApiContext>) => {
      const { api } = await openAudited({}, over);
      const [{ notices }, { database }] = [await api.call("getOverview", {}), await api.call("getSetup", {})];
      expect(notices.length).toBe(database.isNearlyFull ? 1 : 0);
      return database.isNearlyFull;
    };
    expect(await told(holding(Math.floor(0.79 * GIB), GIB))).toBe(false);
    expect(await told(holding(Math.ceil(0.8 * GIB), GIB))).toBe(true);
    expect(await told(holding(9 * GIB))).toBe(false);
    expect(await told(holding(null, GIB))).toBe(false);
  });

  test("is not told of on the page of one space, and where its size cannot be told the overview still comes", async () => {
    const { api } = await openAudited({}, holding(GIB, GIB));
    const audience = { scope: PAY, mayBrowse: (ids: readonly string[]) => Promise.resolve(new Set(ids)) };
    expect(await answer("getOverview", {}, { ...api.context, audience })).toMatchObject({ notices: [] });
    expect((await api.call("getOverview", {})).notices).toEqual([
      { kind: "storage-nearly-full", bytes: GIB, limit: GIB },
    ]);
    const database = { name: "db", bytes: () => Promise.reject(new Error("no size")), limit: GIB };
    expect(await answer("getOverview", {}, { ...api.context, database })).toMatchObject({ notices: [] });
  });

  test("of SQLite is told without counting its rows", async () => {
    const { at, remove } = await makeSqliteFile();
    const store = await createSqliteStore(at);
    expect(await store.bytes()).toBe((await store.status()).bytes);
    await store.close();
    await remove();
  });

  test("that is full is told as the reason why a run failed", async () => {
    const stateOf = async (message: string) => {
      const state: JobState = {
        ...{ id: "job", kind: "audit", state: "failed", phase: null, items: 3, share: null, result: null },
        ...{ startedAt: "2026-01-05T08:00:00.000Z", endedAt: "2026-01-05T09:00:00.000Z", error: { message } },
      };
      const api = await openApi(createMemoryStore());
      const runs = { ...api.context.runs, get: () => Promise.resolve(state) };
      return (await answer("getRun", { id: "job" }, { ...api.context, runs })) as JobState;
    };
    const full = "The app's database (Forge SQL) has no space left. Purge old runs and findings.";
    expect((await stateOf(full)).error).toEqual({ message: full, isStorageFull: true });
    expect((await stateOf("Jira does not answer.")).error?.isStorageFull).toBe(false);
  });
});
