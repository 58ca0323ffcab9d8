import { describe, expect, test } from "vitest";
import { createApiRuns } from "#cli/api-runs";
import { ConfigError, type PolicyInput } from "#core/config";
import { ForbiddenError, type TriageStore } from "#ports";
import { createSqliteStore } from "#stores/dialects/sqlite";
import { createMemoryStore } from "#stores/memory-store";
import type { ApiContext } from "#usecases/api/context";
import type { ApiInput, ApiOutput, ProcedureName } from "#usecases/api/contract";
import { answer } from "#usecases/api/index";
import { lastPeriod, makeWeekly, periodDue } from "#usecases/weekly-report";
import { makeSqliteFile } from "../stores/databases";
import { type ApiSession, openApi } from "./api-session";
import { bug, createTeam, mia, oto, strategy } from "./team";

/** Settings of one space, the schedule, and what administers data. */

const PAY = { id: "jira:PAY", name: "Payments" };

async function openSpace({
  policy = {},
  ...over
}: { policy?: PolicyInput } & Partial<Omit<ApiContext, "policy" | "now">> = {}) {
  const api = await openApi(createMemoryStore(), { policy, permissions: ["view", "manage"], ...over });
  const audience = { scope: PAY, mayBrowse: (ids: readonly string[]) => Promise.resolve(new Set(ids)) };
  const call = async <N extends ProcedureName>(name: N, input: ApiInput<N>): Promise<ApiOutput<N>> =>
    (await answer(name, input, { ...api.context, audience })) as ApiOutput<N>;
  const document = async (): Promise<unknown> => JSON.parse((await api.context.policy.read()).text);
  const save = async (change: Partial<ApiInput<"saveSpace">>) =>
    call("saveSpace", { basedOn: (await call("getSpace", {})).hash, ...AS_EVERYWHERE, ...change });
  return { api, call, save, document };
}

const AS_EVERYWHERE = { mode: null, preset: null, search: "off" as const };
const people = [{ person: "mia", name: "Mia", role: "product-manager" as const }];

describe("The settings of a space", () => {
  test("are those of the policy, beside what holds everywhere", async () => {
    const { call } = await openSpace({
      policy: {
        ...{ mode: "combined", rules: { unowned: "error" } },
        scopes: { pay: { preset: "scrum", search: "focus", rules: { "mixed-focus": { severity: "info" } } } },
      },
    });
    const space = await call("getSpace", {});
    expect(space).toMatchObject({
      ...{ space: PAY, isWritable: true, search: "focus", modeReason: null },
      mode: { own: null, everywhere: "combined" },
      preset: { own: "scrum", everywhere: "default" },
    });
    const rule = (id: string) => space.rules.find((one) => one.id === id);
    expect(rule("unowned")).toMatchObject({ own: null, everywhere: "error" });
    expect(rule("mixed-focus")).toMatchObject({ own: "info", everywhere: null });
  });

  test("change nothing else in the policy, and stand under the space's id: a name may be that of another space", async () => {
    const policy = { people, scopes: { OPS: { mode: "combined" as const }, payments: { preset: "scrum" as const } } };
    const { save, document } = await openSpace({ policy });
    await save({ mode: "separate", preset: "scaled-agile", search: "focus", rules: { unowned: "off" } });
    expect(await document()).toEqual({
      people,
      scopes: {
        OPS: { mode: "combined" },
        payments: { preset: "scrum" },
        "jira:PAY": { mode: "separate", preset: "scaled-agile", search: "focus", rules: { unowned: "off" } },
      },
    });
  });

  test("go where they say nothing", async () => {
    const { save, document } = await openSpace({ policy: { people } });
    await save({ search: "focus-and-finding" });
    expect(await document()).toEqual({ people, scopes: { "jira:PAY": { search: "focus-and-finding" } } });
    await save({});
    expect(await document()).toEqual({ people });
  });

  test("keep rules that are not named, and options of those that are", async () => {
    const rules = { unowned: "error" as const, "strategy-without-delivery": { options: { days: 20 } } };
    const { save, document } = await openSpace({ policy: { scopes: { PAY: { rules } } } });
    const rulesNow = async () => ((await document()) as { scopes: { PAY: { rules: unknown } } }).scopes.PAY.rules;
    await save({ rules: { "strategy-without-delivery": "warning" } });
    expect(await rulesNow()).toEqual({
      unowned: "error",
      "strategy-without-delivery": { options: { days: 20 }, severity: "warning" },
    });
    await save({ rules: { "strategy-without-delivery": null, unowned: null } });
    expect(await rulesNow()).toEqual({ "strategy-without-delivery": { options: { days: 20 } } });
  });

  test("are refused where somebody was faster, where they cannot be used, and to whom may not manage", async () => {
    const { call, save, document, api } = await openSpace({ policy: { people } });
    const { hash } = await call("getSpace", {});
    await save({ mode: "separate" });
    await expect(call("saveSpace", { basedOn: hash, ...AS_EVERYWHERE })).rejects.toMatchObject({ kind: "stale" });
    await expect(save({ rules: { "no-such-rule": "off" } })).rejects.toThrow(ConfigError);
    expect(await document()).toEqual({ people, scopes: { "jira:PAY": { mode: "separate" } } });
    const audience = { scope: PAY, mayBrowse: () => Promise.resolve(new Set<string>()) };
    const mayNot = { ...api.context, audience, permissions: ["view" as const, "triage" as const] };
    await expect(answer("saveSpace", { basedOn: hash, ...AS_EVERYWHERE }, mayNot)).rejects.toThrow(ForbiddenError);
    expect(await answer("getSpace", {}, mayNot)).toMatchObject({ isWritable: false });
  });

  test("are not changed while the policy cannot be used, and nobody there reads what is wrong with other spaces", async () => {
    const { call, save } = await openSpace({ policy: { scopes: { SECRET: { mode: "nonsense" as never } } } });
    const told = save({ mode: "separate" });
    await expect(told).rejects.toMatchObject({ kind: "bad-input", issues: undefined });
    expect((await call("getCapabilities", {})).policyIssues.join()).not.toContain("SECRET");
  });

  test("are asked for in a space only", async () => {
    const api = await openApi(createMemoryStore());
    await expect(api.call("getSpace", {})).rejects.toMatchObject({ kind: "bad-input" });
    await expect(api.call("saveSpace", { basedOn: "", ...AS_EVERYWHERE })).rejects.toMatchObject({ kind: "bad-input" });
  });
});

describe("The screens", () => {
  test("are those of the host, and of a space those that are about it", async () => {
    const { call, api } = await openSpace({ permissions: ["view", "manage", "administer"] });
    expect(await call("getCapabilities", {})).toMatchObject({
      ...{ screens: ["overview", "findings", "items", "reports", "trail", "space"], space: PAY },
      permissions: ["view", "manage"],
    });
    const local = await api.call("getCapabilities", {});
    expect(local.space).toBeNull();
    expect(local.screens).not.toContain("schedule");
    const jira = (await answer(
      "getCapabilities",
      {},
      { ...api.context, host: "jira" },
    )) as ApiOutput<"getCapabilities">;
    expect(jira.screens).toEqual(
      expect.arrayContaining(["overview", "findings", "items", "roles", "policy", "reports", "trail"]),
    );
    expect(jira.screens).toEqual(expect.arrayContaining(["schedule", "data", "setup"]));
    expect(jira.screens).not.toContain("import");
    expect(jira.screens).not.toContain("space");
  });
});

const MONDAY = { day: "monday", time: "07:00", timeZone: "Europe/Berlin", announce: null } as const;

describe("The schedule", () => {
  test("is kept in the policy beside everything else, and says when the next report is made", async () => {
    const api = await openApi(createMemoryStore(), { policy: { people }, now: "2026-02-01T09:00:00.000Z" });
    const { hash, report, next, timeZones } = await api.call("getSchedule", {});
    expect([report, next]).toEqual([null, null]);
    expect(timeZones).toEqual(expect.arrayContaining(["UTC", "Europe/Berlin"]));
    const saved = await api.call("saveSchedule", { basedOn: hash, report: MONDAY });
    expect(saved.next).toBe("2026-02-02T06:00:00.000Z");
    expect(await api.call("getSchedule", {})).toMatchObject({ hash: saved.hash, report: MONDAY, next: saved.next });
    expect((await api.call("listWeekly", {})).next).toBe(saved.next);
    const announce = { commentOn: "PAY-7" };
    const told = await api.call("saveSchedule", { basedOn: saved.hash, report: { ...MONDAY, announce } });
    expect((await api.call("getSchedule", {})).report).toEqual({ ...MONDAY, announce });
    await api.call("saveSchedule", { basedOn: told.hash, report: null });
    expect(JSON.parse((await api.context.policy.read()).text)).toEqual({ people });
  });

  test("that is new has no report for the week before, whether it is saved by itself or with the policy", async () => {
    const wednesday = "2026-02-04T09:00:00.000Z";
    const { announce: _announce, ...report } = MONDAY;
    for (const saveIt of [
      async (api: ApiSession, basedOn: string) => api.call("saveSchedule", { basedOn, report: MONDAY }),
      async (api: ApiSession, basedOn: string) => api.call("savePolicy", { basedOn, text: JSON.stringify({ report }) }),
    ]) {
      const store = createMemoryStore();
      const api = await openApi(store, { now: wednesday });
      await saveIt(api, (await api.call("getSchedule", {})).hash);
      const last = await lastPeriod(store);
      expect(periodDue(report, wednesday, last)).toBeNull();
      expect(periodDue(report, "2026-02-10T09:00:00.000Z", last)).toBe("2026-02-09");
    }
  });

  test("that is saved again as it was leaves due what is due", async () => {
    const store = createMemoryStore();
    const api = await openApi(store, { now: "2026-02-04T09:00:00.000Z" });
    const saved = await api.call("saveSchedule", { basedOn: (await api.call("getSchedule", {})).hash, report: MONDAY });
    api.at("2026-02-09T06:20:00.000Z");
    const announce = { commentOn: "PAY-7" };
    await api.call("saveSchedule", { basedOn: saved.hash, report: { ...MONDAY, announce } });
    expect(periodDue(MONDAY, "2026-02-09T07:00:00.000Z", await lastPeriod(store))).toBe("2026-02-09");
  });

  test("is refused where somebody was faster, and where there is no such time", async () => {
    const api = await openApi(createMemoryStore());
    await expect(api.call("saveSchedule", { basedOn: "other", report: MONDAY })).rejects.toMatchObject({
      kind: "stale",
    });
    const { hash } = await api.call("getSchedule", {});
    for (const wrong of [{ time: "25:00" }, { timeZone: "Mars/Olympus" }])
      await expect(api.call("saveSchedule", { basedOn: hash, report: { ...MONDAY, ...wrong } })).rejects.toThrow(
        ConfigError,
      );
    expect((await api.call("getSchedule", {})).report).toBeNull();
  });
});

async function openTeam(store: TriageStore = createMemoryStore()) {
  const team = createTeam(store);
  await team.audit([strategy({ people: { assignee: oto } }), bug({ people: { assignee: mia } })]);
  return { store, api: await openApi(store, { policy: { people } }) };
}

describe("Data", () => {
  test("a weekly report is listed and rendered in each format", async () => {
    const { api, store } = await openTeam();
    await makeWeekly(store, { now: "2026-01-12T09:00:00.000Z", period: "2026-01-12" });
    const { reports, next } = await api.call("listWeekly", {});
    expect(next).toBeNull();
    expect(reports).toMatchObject([{ period: "2026-01-12", announced: null }]);
    const file = await api.call("renderWeekly", { period: "2026-01-12", format: "markdown" });
    expect(file).toMatchObject({ name: "rolecall-week-2026-01-12.md", text: expect.stringMatching(/^# /) as string });
    const json = await api.call("renderWeekly", { period: "2026-01-12", format: "json" });
    expect((JSON.parse(json.text) as { findings: { open: number } }).findings.open).toBe(reports[0]?.open);
    await expect(api.call("renderWeekly", { period: "2026-01-05", format: "html" })).rejects.toMatchObject({
      kind: "not-found",
    });
  });

  test("what is remembered of a person is given out, and forgotten for good", async () => {
    const { api, store } = await openTeam();
    const ref = [...(await store.people()).values()].find(({ name }) => name === "Oto")?.ref ?? "";
    await store.accounts.save([{ ref, account: "5b10-account" }], "2026-01-12T08:00:00.000Z");
    const file = await api.call("exportPerson", { ref });
    expect(file.mediaType).toBe("application/json");
    const data = JSON.parse(file.text) as { findings: unknown[] };
    expect(data).toMatchObject({ ref, name: "Oto", account: "5b10-account" });
    expect(data.findings.length).toBeGreaterThan(0);
    expect(await api.call("erasePerson", { ref })).toEqual({ isErased: true });
    expect(await api.call("erasePerson", { ref })).toEqual({ isErased: false });
    expect((await api.call("exportPerson", { ref })).text).not.toMatch(/Oto|5b10/);
    await expect(api.call("exportPerson", { ref: "person:nobody" })).rejects.toMatchObject({ kind: "not-found" });
  });

  test("what ended before a day is deleted, or everything where somebody says so", async () => {
    const { at, remove } = await makeSqliteFile();
    const { api, store } = await openTeam(await createSqliteStore(at));
    const { total } = await api.call("countFindings", {});
    expect(await api.call("purge", { before: "2020-01-01" })).toEqual({ runs: 0, findings: 0 });
    await expect(api.call("purge", { everything: true, confirm: "yes" } as never)).rejects.toMatchObject({
      kind: "bad-input",
    });
    expect(await store.runs()).toHaveLength(1);
    const everything = { everything: true, confirm: "delete everything" } as const;
    expect(await api.call("purge", everything)).toEqual({ runs: 1, findings: total });
    expect(await store.runs()).toEqual([]);
    expect((await api.call("getCapabilities", {})).hasData).toBe(false);
    expect((await api.call("countFindings", {})).total).toBe(0);
    await store.close();
    await remove();
  });

  test("is administered by administrators only", async () => {
    const { api } = await openTeam();
    const manager = { ...api.context, permissions: ["view", "triage", "manage"] as const };
    const asked: [ProcedureName, unknown][] = [
      ["exportPerson", { ref: "x" }],
      ["erasePerson", { ref: "x" }],
      ["purge", { before: "2020-01-01" }],
      ["getSchedule", {}],
      ["saveSchedule", { basedOn: "", report: null }],
      ["startRun", { kind: "unpublish" }],
    ];
    for (const [name, input] of asked) await expect(answer(name, input, manager)).rejects.toThrow(ForbiddenError);
  });

  test("on a computer there is nothing in work items to remove", async () => {
    const runs = createApiRuns({} as never, {} as never, { read: () => Promise.resolve({ text: "", hash: "" }) });
    await expect(runs.start({ kind: "unpublish" })).rejects.toMatchObject({
      ...{ kind: "bad-input", message: expect.stringContaining("Jira app") as string },
    });
  });
});
