import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ApiInput, ApiOutput, ProcedureName } from "#usecases/api/contract";
import { createJiraSite } from "../trackers/jira/site";
import { mysqlServer } from "../stores/databases";
import { faultsOf, NO_FAULTS, ROLES_BY_SITE, runApp, type RunningApp } from "./app";
import { ON_FORGE_SQL } from "./emulated-sql";

const ADMIN = "712020:admin";
const READER = "712020:reader";
const STRANGER = "712020:stranger";

let app: RunningApp;
beforeEach(async () => {
  if (!mysqlServer) return;
  const site = createJiraSite({ issues: 240 });
  app = await runApp({ site });
  const browse = { hiddenProjects: new Set<string>(), hiddenIssues: new Set<number>() };
  for (const [accountId, displayName] of [
    [ADMIN, "Ada Admin"],
    [READER, "Rea Reader"],
    [STRANGER, "Stan Stranger"],
  ] as const)
    site.users.set(accountId, { accountId, accountType: "atlassian", displayName, active: true });
  site.viewers.set(READER, { ...browse, permissions: new Set(["BROWSE_PROJECTS", "ASSIGN_ISSUES"]) });
  site.viewers.set(STRANGER, {
    ...browse,
    permissions: new Set(["BROWSE_PROJECTS"]),
    hiddenProjects: new Set(["PAY"]),
  });
  await app.savePolicy(ROLES_BY_SITE);
  await app.begin();
});
afterEach(async () => {
  if (mysqlServer) await app.close();
});

type Answer<N extends ProcedureName> =
  { ok: true; output: ApiOutput<N> } | { ok: false; error: { kind: string; message: string } };

const adminPage = { extension: { type: "jira:adminPage" } };
const spacePage = (key: string) => {
  const project = app.platform.site.project(key);
  return { extension: { type: "jira:projectPage", project: { id: String(project.id), key } } };
};

async function ask<N extends ProcedureName>(name: N, input: ApiInput<N>, context: object, who: string) {
  return (await app.platform.call("pages", "call", { name, input }, context, who)) as Answer<N>;
}
async function get<N extends ProcedureName>(name: N, input: ApiInput<N>, context: object, who: string) {
  const answer = await ask(name, input, context, who);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.output;
}

describe.skipIf(!mysqlServer)(`The pages in Jira ${ON_FORGE_SQL}`, () => {
  test("show everything to whoever administers Jira, and nothing of that to others", async () => {
    const { permissions, space, hasData } = await get("getCapabilities", {}, adminPage, ADMIN);
    expect({ permissions, space, hasData }).toEqual({
      permissions: ["view", "triage", "manage", "administer"],
      space: null,
      hasData: true,
    });
    for (const who of [READER, STRANGER])
      expect(await ask("getOverview", {}, adminPage, who)).toMatchObject({ ok: false, error: { kind: "forbidden" } });
    // Nobody is believed who says what page they are on.
    const claimed = await app.platform.call(
      "pages",
      "call",
      { name: "getOverview", context: adminPage },
      spacePage("ONB"),
      READER,
    );
    expect(claimed).toMatchObject({ ok: true, output: { scopeCount: 1 } });
    expect(faultsOf(app)).toEqual(NO_FAULTS);
  });

  test("show a space what is in it and may be browsed, and take decisions from whoever may assign there", async () => {
    const { platform, store } = app;
    const page = spacePage("PAY");
    const { rows } = await get("listFindings", {}, page, READER);
    expect(rows.length).toBeGreaterThan(3);
    expect(new Set(rows.map(({ scope }) => scope.id.split(":").at(-1)))).toEqual(new Set(["PAY"]));
    expect(await ask("listFindings", {}, page, STRANGER)).toMatchObject({ ok: false, error: { kind: "forbidden" } });

    const hidden = rows.find(({ item }) => item)?.item;
    platform.site.viewers.get(READER)?.hiddenIssues.add(Number(hidden?.id.split(":").at(-1)));
    const seen = await get("listFindings", {}, page, READER);
    expect(JSON.stringify(seen)).not.toContain(hidden?.key);
    expect(seen.rows.length).toBeLessThan(rows.length);

    const first = seen.rows.find(({ item }) => item);
    const asOf = seen.asOf;
    const act = { kind: "dismiss", reason: "agreed-exception", note: "we agreed" } as const;
    const decided = await get("decide", { act, selection: { ids: [first?.id ?? ""] }, asOf }, page, READER);
    expect(decided).toMatchObject({ count: 1, refused: [], stale: [] });
    const { rows: trail } = await get("listTrail", {}, page, READER);
    expect(trail[0]?.by).toBe("Rea Reader");
    const [decision] = await store.decisions();
    expect(decision).toMatchObject({ kind: "dismiss", isClaimed: false });
    expect(JSON.stringify(decision)).not.toContain(READER);
    await get("undo", { decisions: decided.decisions }, page, READER);
    const { finding } = await get("getFinding", { id: first?.id ?? "" }, page, READER);
    expect(finding.state).toBe("open");
    expect(faultsOf(app)).toEqual(NO_FAULTS);
  });

  test("start an audit and a simulation, tell how far they are, and refuse both to a space", async () => {
    const { id } = await get(
      "startRun",
      { kind: "audit", source: { trackers: "jira", isFull: true } },
      adminPage,
      ADMIN,
    );
    expect(await get("getRun", { id }, adminPage, ADMIN)).toMatchObject({ kind: "audit", state: "waiting" });
    const again = await get("startRun", { kind: "audit", source: { trackers: "jira" } }, adminPage, ADMIN);
    expect(again).toEqual({ id, isKnown: true });
    const text = JSON.stringify({ ...ROLES_BY_SITE, rules: { unowned: "off" } });
    const simulation = await get("startRun", { kind: "simulate", text }, adminPage, ADMIN);
    const checkUp = await get("startRun", { kind: "doctor" }, adminPage, ADMIN);
    await app.platform.settle();
    expect(await get("getRun", { id }, adminPage, ADMIN)).toMatchObject({ state: "done", result: { complete: true } });
    const simulated = await get("getRun", { id: simulation.id }, adminPage, ADMIN);
    expect(simulated).toMatchObject({ kind: "simulate", state: "done", result: { isSameRuleset: false } });
    expect(await get("getRun", { id: checkUp.id }, adminPage, ADMIN)).toMatchObject({ state: "done" });
    const { checkUp: checks } = await get("getSetup", {}, adminPage, ADMIN);
    expect(JSON.stringify(checks)).toMatch(/may browse \d+ spaces/);
    const refused = await ask("startRun", { kind: "doctor" }, spacePage("PAY"), ADMIN);
    expect(refused).toMatchObject({ ok: false, error: { kind: "forbidden" } });
    expect(await app.store.runs()).toHaveLength(2);
    expect(faultsOf(app)).toEqual(NO_FAULTS);
  });

  test("save the policy and audit under it by themselves; a policy that cannot be used stops nothing that is there", async () => {
    const { hash } = await get("getPolicy", {}, adminPage, ADMIN);
    const text = JSON.stringify({ ...ROLES_BY_SITE, mode: "combined" });
    await get("savePolicy", { text, basedOn: hash }, adminPage, ADMIN);
    expect(await ask("savePolicy", { text: "{}", basedOn: hash }, adminPage, ADMIN)).toMatchObject({
      ok: false,
      error: { kind: "stale" },
    });
    await app.pass(1);
    expect(await app.store.runs()).toHaveLength(2);
    const { states } = await get("getOverview", {}, adminPage, ADMIN);
    expect(states.open).toBe(0);
    expect(faultsOf(app)).toEqual(NO_FAULTS);
  });

  test("let whoever administers a space change that space only, also where it is named like another one", async () => {
    const { site } = app.platform;
    await app.savePolicy({ ...ROLES_BY_SITE, scopes: { Payments: { rules: { unowned: "error" } } } });
    site.addProject({ key: "PAYMENTS", name: "Payments", lead: ADMIN });
    const page = spacePage("PAYMENTS");
    const { hash } = await get("getSpace", {}, page, ADMIN);
    const settings = { mode: "combined", preset: null, search: "focus", rules: { unowned: "off" } } as const;
    await get("saveSpace", { basedOn: hash, ...settings }, page, ADMIN);
    const { scopes } = JSON.parse(await app.policyText()) as { scopes: Record<string, unknown> };
    expect(scopes["Payments"]).toEqual({ rules: { unowned: "error" } });
    const { mode, rules } = await get("getSpace", {}, spacePage("PAY"), ADMIN);
    expect(mode.own).toBeNull();
    expect(rules.find(({ id }) => id === "unowned")?.own).toBe("error");
  });

  test("are not stopped by a large question: what others ask for is done, too", async () => {
    const inactivePeople = Array.from({ length: 25_000 }, (_, number) => `person ${number}`);
    const text = JSON.stringify({ ...ROLES_BY_SITE, inactivePeople });
    const large = await get("startRun", { kind: "simulate", text }, adminPage, ADMIN);
    const small = await get("startRun", { kind: "doctor" }, adminPage, ADMIN);
    await app.platform.settle();
    for (const { id } of [large, small])
      expect(await get("getRun", { id }, adminPage, ADMIN)).toMatchObject({ state: "done" });
    expect(faultsOf(app)).toEqual(NO_FAULTS);
  });

  test("delete everything but how the app is set up", async () => {
    const before = await app.policyText();
    await get("purge", { everything: true, confirm: "delete everything" }, adminPage, ADMIN);
    expect(await app.policyText()).toBe(before);
    expect(await app.store.runs()).toEqual([]);
    expect((await app.store.people()).size).toBe(0);
  });

  test("say so at once where Jira has no points left for anybody", async () => {
    app.platform.jira.fault({ kind: "quota" });
    const began = app.platform.clock.now();
    const answer = await ask("getOverview", {}, adminPage, ADMIN);
    expect(answer).toMatchObject({ ok: false, error: { message: expect.stringMatching(/asks.*to wait/) as string } });
    expect(app.platform.clock.now() - began).toBeLessThan(10_000);
  });

  test("answer what is wrong with a call, and never with what went wrong inside", async () => {
    expect(await app.platform.call("pages", "call", { input: {} }, adminPage, ADMIN)).toMatchObject({
      ok: false,
      error: { kind: "bad-input" },
    });
    expect(await ask("getNothing" as ProcedureName, {}, adminPage, ADMIN)).toMatchObject({
      error: { kind: "not-found" },
    });
    await app.store.documents.put("job x", "no JSON");
    const failed = await ask("getCapabilities", {}, adminPage, ADMIN);
    expect(failed).toMatchObject({ ok: false, error: { kind: "failed" } });
    expect(JSON.stringify(failed)).not.toMatch(/JSON|job x/);
    expect(app.logged.join()).toContain("SyntaxError");
  });
});
