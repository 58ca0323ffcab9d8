import { afterEach, describe, expect, test } from "vitest";
import { createRandom } from "../trackers/jira/generate";
import { createJiraSite } from "../trackers/jira/site";
import { mysqlServer } from "../stores/databases";
import { ON_FORGE_SQL } from "./emulated-sql";
import {
  auditFromOutside,
  faultsOf,
  manySpaces,
  NO_FAULTS,
  rememberedIn,
  ROLES_BY_SITE,
  runApp,
  type RunningApp,
} from "./app";

const HOUR = 3_600_000;

const open: RunningApp[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});
const start = async (...options: Parameters<typeof runApp>): Promise<RunningApp> => {
  const app = await runApp(...options);
  open.push(app);
  return app;
};

/** Pages of work items that were searched for, with all that is read of them. */
const pagesRead = ({ platform }: RunningApp): number =>
  platform.jira.requests.filter(
    ({ path, status, body }) =>
      path.endsWith("/search/jql") && status === 200 && (body as { fields: string[] }).fields.length > 1,
  ).length;

describe.skipIf(!mysqlServer)(`The app's audit ${ON_FORGE_SQL}`, () => {
  test("finds what the command line finds in the same site", async () => {
    const app = await start({ site: createJiraSite({ issues: 300 }) });
    await app.savePolicy(ROLES_BY_SITE);
    await app.begin();
    const remembered = await rememberedIn(app.store);
    expect(remembered).toEqual(await auditFromOutside(app));
    expect(remembered.findings.length).toBeGreaterThan(20);
    expect(faultsOf(app)).toEqual(NO_FAULTS);
    expect(await app.store.runs()).toHaveLength(1);
  });

  test("reads 10,000 work items in 200 spaces within its share of the hour's points, however often it is cut off", async () => {
    const app = await start({
      site: createJiraSite({ issues: 10_000, projects: manySpaces(200) }),
      // A fifth of the real quota, so that the share of a quarter lasts for some hours.
      quota: { points: 13_000 },
    });
    await app.savePolicy({ ...ROLES_BY_SITE, source: { jira: { pointsPerHour: 13_000 } } });
    const { platform } = app;
    platform.chaos.duplicateDeliveries = 0.3;
    const random = createRandom(5);
    let hours = 0;
    const spent: number[] = [];
    for (; hours < 30 && (await app.store.runs(1)).length === 0; hours += 1) {
      const before = platform.usage.points;
      const until = (Math.floor(platform.clock.now() / HOUR) + 1) * HOUR;
      await platform.tick("hourly");
      platform.chaos.killAfterRequests(20 + Math.floor(random() * 400), { lands: random() < 0.5 });
      if (random() < 0.3) platform.chaos.throttle(1);
      await platform.settle({ untilMs: until });
      if (platform.clock.now() < until) platform.clock.advance(until - platform.clock.now());
      spent.push(platform.usage.points - before);
    }
    await platform.settle();
    const read = pagesRead(app);
    expect(await rememberedIn(app.store)).toEqual(await auditFromOutside(app));
    // Hour by hour no more than the share, but for the page in which it was used up and what was lost where it was cut off.
    for (const points of spent) expect(points).toBeLessThan(13_000 * 0.25 + 500);
    expect(hours).toBeLessThan(12);
    // Search costs what the documentation says, and hardly a page more than there are.
    expect(read).toBeLessThanOrEqual(1.05 * 100 + 5);
    expect(await app.store.runs()).toHaveLength(1);
    expect(platform.violations).toEqual([]);
  }, 600_000);
});
