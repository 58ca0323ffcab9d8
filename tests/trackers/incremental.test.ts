import { afterEach, describe, expect, test } from "vitest";
import type { AuditReport } from "#core/report";
import type { OpenTracker, TriageStore } from "#ports";
import { createSqliteStore } from "#stores/dialects/sqlite";
import { makeSqliteFile } from "../stores/databases";
import { createJiraSite } from "./jira/site";
import { createLinearWorkspace } from "./linear/generate";
import { auditTrackers, contentOf, type Running, runJira, runLinear } from "./under-test";

/** After any history of changes the report is the one of a store that reads everything anew. */

const HOUR = 3_600_000;
const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function makeStore(): Promise<TriageStore> {
  const database = await makeSqliteFile();
  const store = await createSqliteStore(database.at);
  undo.push(database.remove, () => store.close());
  return store;
}

async function use<Tracker extends Running>(tracker: Promise<Tracker>): Promise<Tracker> {
  const running = await tracker;
  undo.push(async () => {
    expect(running.violations).toEqual([]);
    await running.close();
  });
  return running;
}

/** Of a report: what does not depend on when things were seen first. */
const gist = (report: AuditReport) => ({
  totals: report.totals.items,
  findings: report.findings.map(({ id, severity, message }) => `${id} ${severity} ${message}`).sort(),
});

/** The report of a store that has seen nothing before. */
const anew = async (trackers: readonly OpenTracker[], at: number): Promise<AuditReport> =>
  auditTrackers(await makeStore(), trackers, at);

describe("Jira, read again", () => {
  test("asks for what changed only, and knows what was edited, added, moved and finished", async () => {
    const jira = await use(runJira());
    const store = await makeStore();
    await auditTrackers(store, [await jira.open()], jira.now());
    const { site } = jira.server;
    jira.advance(HOUR);
    const [first, second, third] = [...site.issues.values()];
    site.editIssue(first?.id ?? 0, { summary: "Decide the pricing of the enterprise plan" });
    site.editIssue(second?.id ?? 0, { status: "Done" });
    site.moveIssue(third?.id ?? 0, "ONB");
    site.addIssue({ project: "ONB", summary: "Fix the crash when the form is saved", type: "Bug" });
    jira.advance(1_000);
    const before = { items: jira.asked("items"), all: jira.asked("all") };
    const report = await auditTrackers(store, [await jira.open()], jira.now());
    expect(jira.asked("items") - before.items).toBe(1);
    expect(jira.asked("all") - before.all).toBeLessThanOrEqual(3 + 1);
    expect(gist(report)).toEqual(gist(await anew([await jira.open()], jira.now())));
    expect(report.complete).toBe(true);
  });

  test("deletions are found once a day by comparing ids; a space that cannot be read any more loses nothing", async () => {
    const jira = await use(runJira());
    const store = await makeStore();
    const whole = await auditTrackers(store, [await jira.open()], jira.now());
    const { site } = jira.server;
    const hidden = [...site.issues.values()].filter(({ project }) => project === "ONB").length;
    const deleted = [...site.issues.values()].find(({ project, type }) => project !== "ONB" && type === "Bug");
    site.deleteIssue(deleted?.id ?? 0);
    site.setProjectVisible("ONB", false);
    jira.advance(HOUR);
    expect((await auditTrackers(store, [await jira.open()], jira.now())).totals.items).toBe(whole.totals.items);
    jira.advance(24 * HOUR);
    const swept = await auditTrackers(store, [await jira.open()], jira.now());
    expect(swept.totals.items).toBe(whole.totals.items - 1);
    expect(swept.complete).toBe(false);
    expect(swept.incompleteBecause.join()).toContain(
      `ONB cannot be read any more: its ${hidden} items stand as they were`,
    );
    jira.advance(HOUR);
    const later = await auditTrackers(store, [await jira.open()], jira.now());
    expect(later.incompleteBecause).toEqual(swept.incompleteBecause);
    site.setProjectVisible("ONB", true);
    jira.advance(24 * HOUR);
    expect((await auditTrackers(store, [await jira.open()], jira.now())).complete).toBe(true);
  });

  test("what was invisible and is not any more is read by its id, though it did not change", async () => {
    const jira = await use(runJira());
    const { site } = jira.server;
    const secret = [...site.issues.values()].at(-1);
    site.editIssue(secret?.id ?? 0, { isSecret: true });
    const store = await makeStore();
    const before = await auditTrackers(store, [await jira.open()], jira.now());
    jira.advance(HOUR);
    site.editIssue(secret?.id ?? 0, { isSecret: false, updated: 0 });
    jira.advance(24 * HOUR);
    expect((await auditTrackers(store, [await jira.open()], jira.now())).totals.items).toBe(before.totals.items + 1);
  });

  test("items edited while they are read are read again; a page token that is not taken any more costs nothing", async () => {
    const jira = await use(runJira());
    const { site } = jira.server;
    const today = jira.now();
    const last = [...site.issues.values()].at(-1);
    const firstIssue = [...site.issues.values()][0];
    jira.server.before(2, () => {
      site.editIssue(firstIssue?.id ?? 0, { summary: "Agree on the strategy for the next year" });
      site.deleteIssue(last?.id ?? 0);
    });
    jira.server.fault({ kind: "expiredPage" });
    const store = await makeStore();
    await auditTrackers(store, [await jira.open()], today);
    jira.advance(1_000);
    const report = await auditTrackers(store, [await jira.open()], today);
    expect(gist(report)).toEqual(gist(await anew([await jira.open()], today)));
  });

  test("a process that comes back after the life of a page token goes on from the last item", async () => {
    const jira = await use(runJira());
    const today = jira.now();
    const quiet = contentOf(await anew([await jira.open()], today));
    const store = await makeStore();
    await expect(auditTrackers(store, [await jira.open({ maxRequests: 4 })], today)).rejects.toThrow("--max-requests");
    jira.advance(8 * 24 * HOUR);
    expect(contentOf(await auditTrackers(store, [await jira.open()], today))).toEqual(quiet);
  });

  test("where the quota of the whole app is used up it waits for the UTC hour, and misses nothing that changed meanwhile", async () => {
    const jira = await use(runJira());
    const store = await makeStore();
    await auditTrackers(store, [await jira.open()], jira.now());
    jira.advance(20 * 60_000);
    const [issue] = [...jira.server.site.issues.values()];
    jira.server.site.editIssue(issue?.id ?? 0, { summary: "Decide the pricing of the enterprise plan" });
    const opened = await jira.open();
    jira.server.fault({ kind: "quota", on: ({ path }) => path.endsWith("/search/jql") });
    const before = jira.now();
    const report = await auditTrackers(store, [opened], before);
    expect(jira.now()).toBeGreaterThanOrEqual(Math.ceil(before / HOUR) * HOUR);
    expect(gist(report)).toEqual(gist(await anew([await jira.open()], before)));
  });

  test("a scope that names a space which cannot be read reads the others and says so", async () => {
    const jira = await use(runJira({ scope: { projects: ["ONB", "NOPE"] } }));
    const report = await anew([await jira.open()], jira.now());
    expect(report.scopes.map(({ id }) => id)).toEqual(["jira:acme:ONB"]);
    expect(report.incompleteBecause.join()).toMatch(/Space NOPE of Jira cannot be read/);
  });

  test("a space of the scope that goes out of sight while it is read makes the report incomplete, and loses nothing", async () => {
    const jira = await use(runJira({ site: createJiraSite({ issues: 900 }), scope: { projects: ["ONB", "PAY"] } }));
    const store = await makeStore();
    const { site } = jira.server;
    jira.server.before(2, () => site.setProjectVisible("ONB", false));
    const report = await auditTrackers(store, [await jira.open()], jira.now());
    expect(report.incompleteBecause.join()).toMatch(/Space ONB of Jira cannot be read/);
    const ofPay = [...site.issues.values()].filter(({ project }) => project === "PAY").length;
    expect(report.scopes.find(({ id }) => id === "jira:acme:PAY")?.items).toBe(ofPay);
    site.setProjectVisible("ONB", true);
    jira.advance(25 * HOUR);
    const whole = await auditTrackers(store, [await jira.open()], jira.now());
    expect(gist(whole)).toEqual(gist(await anew([await jira.open()], jira.now())));
    expect(whole.complete).toBe(true);
  });

  test("a scope that somebody narrows takes what is outside of it out of the store", async () => {
    const jira = await use(runJira());
    const store = await makeStore();
    await auditTrackers(store, [await jira.open()], jira.now());
    jira.scope.projects = ["PAY"];
    const report = await auditTrackers(store, [await jira.open()], jira.now());
    expect(report.scopes.map(({ id }) => id)).toEqual(["jira:acme:PAY"]);
  });

  test("when most items are not listed at once none is forgotten, until somebody asks for everything", async () => {
    const jira = await use(runJira());
    const store = await makeStore();
    const before = await auditTrackers(store, [await jira.open()], jira.now());
    const { site } = jira.server;
    const most = [...site.issues.values()].slice(0, 200);
    for (const { id } of most) site.editIssue(id, { isSecret: true });
    jira.advance(25 * HOUR);
    const after = await auditTrackers(store, [await jira.open()], jira.now());
    expect(after.totals.items).toBe(before.totals.items);
    expect(after.incompleteBecause.join()).toMatch(/200 of 240 items are not listed any more.*--full/);
    const full = await auditTrackers(store, [await jira.open()], jira.now(), true);
    expect(full.totals.items).toBe(before.totals.items - 200);
    expect(full.complete).toBe(true);
  });

  test("leads of spaces and components are people of an item where the policy asks for them", async () => {
    const jira = await use(runJira({ people: ["projectLead", "componentLead"] }));
    const opened = await jira.open();
    const page = await opened.read().fetchPage();
    const lead = jira.server.site.project("PAY").lead;
    const ofPay = page.items.filter(({ scope }) => scope.id.endsWith(":PAY"));
    expect(ofPay.length).toBeGreaterThan(0);
    for (const { people } of ofPay) expect(people["projectLead"]?.id).toBe(lead);
    const led = [...jira.server.site.components.values()].filter((component) => component.lead);
    const named = page.items.filter(({ components }) => led.some(({ name }) => name === components[0]));
    expect(named.length).toBeGreaterThan(0);
    for (const { people } of named) expect(people["componentLead"]).toBeDefined();
  });

  test("sprint, estimate and a people field that the policy names come with an item, and nothing else of the site's own", async () => {
    const jira = await use(runJira());
    const page = await (await jira.open()).read().fetchPage();
    expect(page.items.some(({ sprint }) => sprint !== undefined)).toBe(true);
    expect(page.items.some(({ estimate }) => estimate !== undefined)).toBe(true);
    expect(page.items.some(({ people }) => people["Product owner"])).toBe(true);
    const search = jira.server.requests.find(({ path }) => path.endsWith("/search/jql"))?.body as { fields: string[] };
    expect(search.fields.filter((id) => id.startsWith("customfield_"))).toHaveLength(3);
  });

  test("where the policy names another people field everything is read again: it stands on no item yet", async () => {
    const jira = await use(runJira());
    const store = await makeStore();
    await auditTrackers(store, [await jira.open()], jira.now());
    const before = jira.asked("items");
    jira.people.splice(0, jira.people.length, "assignee");
    await auditTrackers(store, [await jira.open()], jira.now());
    expect(jira.asked("items") - before).toBe(Math.ceil(jira.server.site.issues.size / 100) + 1);
  });

  test("an app with OAuth leaves most points of the hour to its other customers", async () => {
    const jira = await use(runJira({ bearer: "token", quota: { points: 1_000 } }));
    const before = jira.now();
    await anew([await jira.open({ pointsPerHour: 1_000, share: 0.15 })], before);
    expect(jira.now() - before).toBeGreaterThanOrEqual(HOUR);
    expect(jira.server.requests.every(({ status }) => status === 200)).toBe(true);
  });

  test("a filter and a condition limit what is read", async () => {
    const scope = { projects: ["PAY"], jql: "issuetype = Bug" };
    const jira = await use(runJira({ scope }));
    const bugs = (project?: string): number =>
      [...jira.server.site.issues.values()].filter(
        (issue) => issue.type === "Bug" && (!project || issue.project === project),
      ).length;
    expect((await anew([await jira.open()], jira.now())).totals.items).toBe(bugs("PAY"));
    const { site } = jira.server;
    site.filters.set(10_900, {
      id: 10_900,
      name: "Bugs",
      jql: "issuetype = Bug ORDER BY created DESC",
      owner: site.account,
    });
    Object.assign(scope, { projects: [], jql: undefined, filter: "10900" });
    expect((await anew([await jira.open()], jira.now())).totals.items).toBe(bugs());
  });

  test("an order in the JQL of the policy is refused with the remedy", async () => {
    const jira = await use(runJira({ scope: { jql: "labels = x ORDER BY created" } }));
    await expect(jira.open()).rejects.toThrow(/leave ORDER BY out/);
  });
});

describe("Linear, read again", () => {
  test("asks for what changed only, and knows what was edited, added, moved, archived and finished", async () => {
    const linear = await use(runLinear());
    const store = await makeStore();
    const { workspace } = linear.server;
    await auditTrackers(store, [await linear.open()], linear.now());
    linear.advance(HOUR);
    const [first, second, third] = workspace.lists.Issue.filter(({ parent }) => !parent);
    workspace.editIssue(first?.id ?? "", { title: "Decide the pricing of the enterprise plan" });
    workspace.archiveIssue(second?.id ?? "");
    workspace.moveIssue(third?.id ?? "", "OPS");
    workspace.addIssue({ title: "Fix the crash when the form is saved" });
    linear.advance(1_000);
    const before = { items: linear.asked("items"), all: linear.asked("all") };
    const report = await auditTrackers(store, [await linear.open()], linear.now());
    expect(linear.asked("items") - before.items).toBe(3);
    expect(linear.asked("all") - before.all).toBe(4);
    expect(gist(report)).toEqual(gist(await anew([await linear.open()], linear.now())));
  });

  test("deletions are found once a day; a team that cannot be read any more loses nothing", async () => {
    const linear = await use(runLinear());
    const store = await makeStore();
    const { workspace } = linear.server;
    const whole = await auditTrackers(store, [await linear.open()], linear.now());
    const deleted = workspace.lists.Issue.find(({ team, parent }) => team.key === "ENG" && parent);
    workspace.deleteIssue(deleted?.id ?? "");
    workspace.setTeamVisible("OPS", false);
    linear.advance(25 * HOUR);
    const report = await auditTrackers(store, [await linear.open()], linear.now());
    expect(report.totals.items).toBe(whole.totals.items - 1);
    expect(report.incompleteBecause.join()).toMatch(/OPS cannot be read any more/);
  });

  test.each(["type", "code"] as const)("a limit told by its %s is waited for", async (by) => {
    const linear = await use(runLinear());
    const today = linear.now();
    const quiet = contentOf(await anew([await linear.open()], today));
    const opened = await linear.open();
    linear.server.fault({ kind: "ratelimited", by, times: 3, on: ({ operation }) => operation === "Issues" });
    expect(contentOf(await anew([opened], today))).toEqual(quiet);
    expect(linear.spending().retries).toBe(3);
  });

  test("an answer with parts missing is asked for again; what stays missing is said and takes nothing away", async () => {
    const linear = await use(runLinear());
    const today = linear.now();
    const quiet = contentOf(await anew([await linear.open()], today));
    const once = await linear.open();
    linear.server.fault({ kind: "partial", on: ({ operation }) => operation === "Issues" });
    expect(contentOf(await anew([once], today))).toEqual(quiet);
    const always = await linear.open();
    linear.server.fault({ kind: "partial", times: 3, on: ({ operation }) => operation === "Issues" });
    const report = await anew([always], today);
    expect(report.totals.items).toBe(quiet.totals.items);
    expect(report.incompleteBecause.join()).toMatch(/Linear left something out of 1 page/);
  });

  test("a cursor whose item was deleted, and items edited meanwhile, lose nothing", async () => {
    const linear = await use(runLinear());
    const { workspace } = linear.server;
    const today = linear.now();
    linear.server.before(2, () => {
      const anchor = [...workspace.lists.Issue].sort(
        (a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1),
      )[249];
      const [edited] = workspace.lists.Issue.filter(({ id, parent }) => id !== anchor?.id && !parent);
      workspace.editIssue(edited?.id ?? "", { title: "Agree on the strategy for the next year" });
      workspace.deleteIssue(anchor?.id ?? "");
    });
    const store = await makeStore();
    await auditTrackers(store, [await linear.open()], today);
    expect(linear.server.requests.some(({ status }) => status === 400)).toBe(true);
    linear.advance(25 * HOUR);
    const report = await auditTrackers(store, [await linear.open()], today + 25 * HOUR);
    expect(gist(report)).toEqual(gist(await anew([await linear.open()], today + 25 * HOUR)));
  });

  test("a limit of the key is not used beyond the share", async () => {
    const linear = await use(runLinear({ workspace: createLinearWorkspace({ issues: 3_000 }), requestsPerHour: 20 }));
    const before = linear.now();
    await anew([await linear.open({ share: 0.5 })], before);
    expect(linear.spending().waitedMs).toBeGreaterThan(0);
    expect(linear.server.requests.every(({ status }) => status === 200)).toBe(true);
  });
});

test("of an issue that Linear keeps in step with Jira only the one of Jira counts", async () => {
  const jira = await use(runJira({ site: createJiraSite({ issues: 60 }) }));
  const linear = await use(runLinear({ workspace: createLinearWorkspace({ issues: 60 }) }));
  const [issue] = [...jira.server.site.issues.values()];
  const key = `${issue?.project ?? ""}-${issue?.number ?? 0}`;
  const { workspace } = linear.server;
  for (const one of workspace.lists.Issue) workspace.editIssue(one.id, { jira: null });
  const both = async () => [await jira.open(), await linear.open()];
  const store = await makeStore();
  const before = await auditTrackers(store, await both(), linear.now());
  linear.advance(HOUR);
  const [twin] = workspace.lists.Issue.filter(({ parent }) => parent);
  workspace.editIssue(twin?.id ?? "", {
    jira: [{ id: "sync", issueKey: key }],
  });
  linear.advance(1_000);
  const after = await auditTrackers(store, await both(), linear.now());
  expect(after.totals.items).toBe(before.totals.items - 1);
  expect((await anew(await both(), linear.now())).totals.items).toBe(after.totals.items);
  linear.advance(25 * HOUR);
  jira.advance(25 * HOUR);
  expect((await auditTrackers(store, await both(), linear.now())).totals.items).toBe(after.totals.items);
  expect(new Set(after.scopes.map(({ id }) => id.split(":")[0]))).toEqual(new Set(["jira", "linear"]));
});
