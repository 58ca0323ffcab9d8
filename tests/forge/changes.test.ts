import { afterEach, describe, expect, test } from "vitest";
import { createRandom } from "../trackers/jira/generate";
import { createJiraSite, type SiteIssue } from "../trackers/jira/site";
import { mysqlServer } from "../stores/databases";
import { auditFromOutside, faultsOf, NO_FAULTS, rememberedIn, ROLES_BY_SITE, runApp, type RunningApp } from "./app";
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

/** An app that has audited its site once. */
async function start(issues: number, policy: object = ROLES_BY_SITE): Promise<RunningApp> {
  const app = await runApp({ site: createJiraSite({ issues }) });
  open.push(app);
  await app.savePolicy(policy);
  await app.begin();
  app.platform.clock.advance(3_600_000);
  return app;
}

const keyOf = ({ project, number }: SiteIssue): string => `${project}-${number}`;

/** Something that people do, and what Jira tells of it. */
const deeds: Record<string, (app: RunningApp, issue: SiteIssue, random: () => number) => void> = {
  edit({ platform }, issue, random) {
    const summary = random() < 0.5 ? "Decide the pricing of the enterprise plan" : "Fix the crash in the export";
    platform.site.editIssue(issue.id, { summary });
    tell(platform, "updated", issue, "summary");
  },
  assign({ platform }, issue, random) {
    const people = [...platform.site.users.keys()];
    platform.site.editIssue(issue.id, { assignee: people[Math.floor(random() * people.length)] ?? null });
    tell(platform, "assigned", issue, "assignee");
    tell(platform, "updated", issue, "assignee");
  },
  finish({ platform }, issue) {
    platform.site.editIssue(issue.id, { status: "Done" });
    tell(platform, "updated", issue, "status");
  },
  add({ platform }, issue) {
    const added = platform.site.addIssue({ project: issue.project, summary: "Expand to Brazil in Q3", type: "Epic" });
    tell(platform, "created", added);
  },
  remove({ platform }, issue) {
    const gone = [issue, ...[...platform.site.issues.values()].filter((one) => isBelow(one, issue, platform.site))];
    platform.site.deleteIssue(issue.id);
    for (const one of gone) tell(platform, "deleted", one);
  },
  move({ platform }, issue) {
    const moved = platform.site.moveIssue(issue.id, issue.project === "PAY" ? "ONB" : "PAY");
    tell(platform, "updated", moved, "project");
  },
};

const isBelow = (one: SiteIssue, issue: SiteIssue, site: RunningApp["platform"]["site"]): boolean =>
  one.parent === issue.id && site.levelOf(one) < 0;

function tell(platform: RunningApp["platform"], what: string, issue: SiteIssue, field?: string): void {
  platform.emit({
    eventType: `avi:jira:${what}:issue`,
    issue: { id: String(issue.id), key: keyOf(issue) },
    ...(field !== undefined && { changelog: { items: [{ field }] } }),
  });
}

describe.skipIf(!mysqlServer)(`What happens in Jira ${ON_FORGE_SQL}`, () => {
  test("is in the findings after one delivery, and costs as many points as work items changed", async () => {
    const app = await start(240);
    const { platform } = app;
    const before = { points: platform.usage.points, runs: await app.store.runs() };
    const issue = [...platform.site.issues.values()].find(({ type, status }) => type === "Epic" && status === "To Do");
    const [, , , owner] = [...platform.site.users.keys()];
    if (!issue || owner === undefined) throw new Error("no epic");
    platform.site.editIssue(issue.id, { ...STRATEGIC, assignee: owner });
    tell(platform, "updated", issue, "summary");
    tell(platform, "assigned", issue, "assignee");
    await platform.settle();
    const remembered = await rememberedIn(app.store);
    expect(platform.usage.points - before.points).toBeLessThan(20);
    expect(remembered).toEqual(await auditFromOutside(app));
    const own = remembered.findings.filter(({ names }) => names.includes(keyOf(issue)));
    expect(own.map(({ finding }) => finding.rule)).toContain("owner-role-mismatch");
    // It is the last audit, kept up to date, and not another one.
    expect((await app.store.runs()).map(({ id }) => id)).toEqual(before.runs.map(({ id }) => id));
    expect(faultsOf(app)).toEqual(NO_FAULTS);
  });

  test.each([1, 2])(
    "leaves what one audit of everything would find, in whatever order it is told (%i)",
    async (seed) => {
      const app = await start(120);
      const { platform } = app;
      platform.chaos.duplicateDeliveries = 0.4;
      const random = createRandom(seed);
      for (let round = 0; round < 3; round += 1) {
        for (let deed = 0; deed < 12; deed += 1) {
          const issues = [...platform.site.issues.values()];
          const issue = issues[Math.floor(random() * issues.length)];
          const names = Object.keys(deeds);
          const name = names[Math.floor(random() * names.length)] ?? "";
          if (issue) deeds[name]?.(app, issue, random);
          platform.clock.advance(random() * 60_000);
          if (random() < 0.2) await platform.settle({ untilMs: 30_000 });
        }
        if (random() < 0.5) platform.chaos.killAfterRequests(5 + Math.floor(random() * 60));
        await platform.settle();
      }
      await app.pass(1);
      expect(await rememberedIn(app.store)).toEqual(await auditFromOutside(app));
      expect(platform.violations).toEqual([]);
    },
  );

  test("a space that is deleted goes with all of its work items, of which nothing is told", async () => {
    const app = await start(150);
    const { site } = app.platform;
    const isOfSpace = ({ project }: { project: string }): boolean => project === "RPT";
    for (const { id } of [...site.issues.values()].filter(isOfSpace)) if (site.issues.has(id)) site.deleteIssue(id);
    const { id } = site.project("RPT");
    site.projects.delete("RPT");
    app.platform.emit({ eventType: "avi:jira:deleted:project", project: { id: String(id), key: "RPT" } });
    await app.platform.settle();
    const { report } = await rememberedIn(app.store);
    expect(report.scopes.map(({ name }) => name)).not.toContain("Reporting");
    expect(report.complete).toBe(true);
    expect(await rememberedIn(app.store)).toEqual(await auditFromOutside(app));
    expect(faultsOf(app)).toEqual(NO_FAULTS);
  });

  test("costs nothing where nothing happens, but for asking once a day", async () => {
    const app = await start(100);
    const before = app.platform.usage.points;
    await app.pass(24 * 6);
    // Each day: is the number of work items right, and did anything change that no event told of?
    expect(app.platform.usage.points - before).toBeLessThan(6 * 130);
    expect(await app.store.runs()).toHaveLength(1);
    expect(faultsOf(app)).toEqual(NO_FAULTS);
  });
});
