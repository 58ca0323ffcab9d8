import { afterEach, describe, expect, test } from "vitest";
import { createJiraSite } from "../trackers/jira/site";
import { mysqlServer } from "../stores/databases";
import type { ApiInput, ApiOutput, ProcedureName } from "#usecases/api/contract";
import { faultsOf, NO_FAULTS, ROLES_BY_SITE, runApp, type RunningApp } from "./app";
import { ON_FORGE_SQL } from "./emulated-sql";

/** Nothing about it speaks for the other side. */
const STRATEGIC = {
  summary: "Decide the pricing of the enterprise plan",
  description: null,
  labels: [],
  components: [],
};

const open: RunningApp[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});
async function start(policy: object, issues = 120): Promise<RunningApp> {
  const app = await runApp({ site: createJiraSite({ issues }) });
  open.push(app);
  await app.savePolicy({ ...ROLES_BY_SITE, ...policy });
  await app.begin();
  return app;
}

const ADMIN = "712020:reader";
async function get<N extends ProcedureName>({ platform }: RunningApp, name: N, input: ApiInput<N>, space?: string) {
  const project = space === undefined ? undefined : platform.site.project(space);
  const extension = project
    ? { type: "jira:projectPage", project: { id: String(project.id), key: project.key } }
    : { type: "jira:adminPage" };
  const answer = await platform.call("pages", "call", { name, input }, { extension }, ADMIN);
  expect(answer).toMatchObject({ ok: true });
  return (answer as { output: ApiOutput<N> }).output;
}

/** The site's clock starts on a Monday at noon, UTC. */
const THURSDAY = { day: "thursday", time: "09:30", timeZone: "Europe/Berlin" };

describe.skipIf(!mysqlServer)(`The weekly report of the app ${ON_FORGE_SQL}`, () => {
  test("is made once a week at its time, is told of where the policy says so, and says what is new since the last one", async () => {
    const app = await start({ report: { ...THURSDAY, announce: { commentOn: "PAY-1" } } });
    const { platform } = app;
    platform.chaos.duplicateDeliveries = 0.5;
    await app.pass(24 * 3);
    const { reports, next } = await get(app, "listWeekly", {});
    expect(reports.map(({ period }) => period)).toEqual(["2026-11-26"]);
    expect(next).toBe("2026-12-03T08:30:00.000Z");
    const comments = platform.site.comments.filter(({ author }) => author === platform.appAccountId);
    expect(comments).toHaveLength(1);
    expect(JSON.stringify(comments[0]?.body)).toMatch(/needs? attention/);

    // New findings, told by events one after the other; the report a week later counts them.
    const epics = [...platform.site.issues.values()].filter(
      ({ type, status }) => type === "Epic" && status === "To Do",
    );
    const owner = [...platform.site.users.keys()][3] ?? "";
    const changed: string[] = [];
    for (const epic of epics.slice(0, 2)) {
      platform.site.editIssue(epic.id, { ...STRATEGIC, assignee: owner });
      const key = `${epic.project}-${epic.number}`;
      changed.push(key);
      const changelog = { items: [{ field: "summary" }] };
      platform.emit({ eventType: "avi:jira:updated:issue", issue: { id: String(epic.id), key }, changelog });
      await platform.settle();
    }
    const { rows } = await get(app, "listFindings", { filter: { mark: ["new"] } });
    expect(changed).toHaveLength(2);
    expect(rows.map(({ subject }) => subject)).toEqual(expect.arrayContaining(changed));
    await app.pass(24 * 7);
    const later = await get(app, "listWeekly", {});
    expect(later.reports.map(({ period }) => period)).toEqual(["2026-12-03", "2026-11-26"]);
    expect(later.reports[0]?.new).toBe(rows.length);
    expect(platform.site.comments.filter(({ author }) => author === platform.appAccountId)).toHaveLength(2);
    expect(faultsOf(app)).toEqual(NO_FAULTS);
  });

  test("can be downloaded, of a space only what is of the space; a work item made for it names no title of another", async () => {
    const app = await start({ report: { ...THURSDAY, announce: { space: "ONB", type: "Task" } } });
    await app.pass(24 * 3);
    const { reports } = await get(app, "listWeekly", {});
    const key = reports[0]?.announced ?? "";
    expect(key).toMatch(/^ONB-\d+$/);
    const made = [...app.platform.site.issues.values()].find(({ project, number }) => `${project}-${number}` === key);
    expect(made?.summary).toBe("Rolecall: the week up to 2026-11-26");
    for (const format of ["html", "markdown", "csv"] as const) {
      const { text } = await get(app, "renderWeekly", { period: "2026-11-26", format }, "ONB");
      expect(text.length).toBeGreaterThan(200);
      expect(text).not.toMatch(/\bPAY-\d+/);
    }
    expect(faultsOf(app)).toEqual(NO_FAULTS);
  });
});
