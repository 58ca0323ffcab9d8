import { isDeepStrictEqual } from "node:util";
import { performance } from "node:perf_hooks";
import { bench, describe } from "vitest";
import { auditFromOutside, manySpaces, rememberedIn, ROLES_BY_SITE, runApp, type RunningApp } from "../forge/app";
import { mysqlServer } from "../stores/databases";
import { createJiraSite, type SiteIssue } from "../trackers/jira/site";

/**
 * What an installation of the Jira app costs, on the emulated platform: a first audit of 200 spaces at the default share of the
 * app-wide quota, then a day on which one work item in a thousand changes. Whatever the platform would refuse fails it, and so does a
 * report that is not the command line's. Needs MariaDB (ROLECALL_TEST_MYSQL_URL).
 */
const SIZES = [10_000, 100_000];
const SPACES = 200;
/** Points of searches against one for each page and each work item (Atlassian's documented prices). */
const MOST_SEARCH = 1.05;
/** Milliseconds of computing for the first answer of a panel, in a process that has answered one before. */
const MOST_PANEL_MS = 50;
const HOUR = 3_600_000;
const WORKING_HOURS = 8;
const ONCE = { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0, throws: true };

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function check(isRight: boolean, what: string): void {
  if (!isRight) throw new Error(what);
}

/** What was used since another look. */
function since(app: RunningApp, before?: RunningApp["platform"]["usage"]) {
  const now = app.platform.usage;
  const invocations = Object.values(now.invocations).reduce((sum, count) => sum + count, 0);
  const known = Object.values(before?.invocations ?? {}).reduce((sum, count) => sum + count, 0);
  return {
    points: now.points - (before?.points ?? 0),
    gbSeconds: Math.round(now.gbSeconds - (before?.gbSeconds ?? 0)),
    sqlRequests: now.sqlRequests - (before?.sqlRequests ?? 0),
    kvsWrites: now.kvs.writes - (before?.kvs.writes ?? 0),
    kvsWrittenBytes: now.kvs.writtenBytes - (before?.kvs.writtenBytes ?? 0),
    pushes: now.pushes - (before?.pushes ?? 0),
    invocations: invocations - known,
  };
}

const searchesOf = (app: RunningApp) =>
  app.platform.jira.requests.filter(
    ({ path, status, body }) =>
      path.endsWith("/search/jql") && status === 200 && (body as { fields: string[] }).fields.length > 1,
  ).length;

async function firstAudit(app: RunningApp, items: number) {
  const { platform } = app;
  const began = platform.clock.now();
  platform.chaos.duplicateDeliveries = 0.1;
  await platform.invoke("lifecycle-fn", [{ id: "installed" }, {}]);
  for (let hours = 0; hours < 200 && (await app.store.runs(1)).length === 0; hours += 1) {
    if (hours % 3 === 1) platform.chaos.killAfterRequests(200 + hours);
    const until = (Math.floor(platform.clock.now() / HOUR) + 1) * HOUR;
    await platform.settle({ untilMs: until });
    if (platform.clock.now() < until) platform.clock.advance(until - platform.clock.now());
    await platform.tick("hourly");
  }
  await platform.settle();
  const pages = searchesOf(app);
  const [run] = await app.store.runs(1);
  const job = (await app.store.documents.list("job "))[0];
  const ended = (JSON.parse(job?.text ?? "{}") as { endedAt?: string }).endedAt ?? "";
  check(run?.report.totals.items === items, `${run?.report.totals.items} of ${items} work items were audited`);
  check(pages + items <= MOST_SEARCH * (Math.ceil(items / 100) + items), `${pages} pages were searched`);
  return { hours: (Date.parse(ended) - began) / HOUR, pages, findings: run?.report.totals.findings.total };
}

/** One work item in a thousand changes, over a working day. */
async function oneDay(app: RunningApp, items: number): Promise<number> {
  const { platform } = app;
  const issues = [...platform.site.issues.values()];
  const changes = items / 1000;
  const perHour = Math.ceil(changes / WORKING_HOURS);
  let changed = 0;
  for (let hour = 0; hour < 24; hour += 1) {
    for (let one = 0; one < perHour && changed < changes; one += 1, changed += 1) {
      const issue = issues[(changed * 97) % issues.length];
      if (issue) change(app, issue, changed);
    }
    await platform.tick("hourly");
    const until = platform.clock.now() + HOUR;
    await platform.settle({ untilMs: until });
    if (platform.clock.now() < until) platform.clock.advance(until - platform.clock.now());
  }
  return changed;
}

function change({ platform }: RunningApp, issue: SiteIssue, number: number): void {
  platform.site.editIssue(issue.id, { summary: number % 2 ? "Expand to Brazil in Q3" : "Fix the crash in the export" });
  platform.emit({
    eventType: "avi:jira:updated:issue",
    issue: { id: String(issue.id), key: `${issue.project}-${issue.number}` },
    changelog: { items: [{ field: "summary" }] },
  });
}

/**
 * What the app itself takes for the first answer of a panel, the median: the time less that in which it waits for Jira or the database.
 * How many requests of Jira that needs, at most.
 */
async function panel(app: RunningApp) {
  const platform = globalThis as unknown as { __forge_fetch__: (...args: unknown[]) => Promise<Response> };
  const fetch = platform.__forge_fetch__;
  let [waiting, waited, since] = [0, 0, 0];
  platform.__forge_fetch__ = async (...args) => {
    if (waiting === 0) since = performance.now();
    waiting += 1;
    try {
      return await fetch(...args);
    } finally {
      waiting -= 1;
      if (waiting === 0) waited += performance.now() - since;
    }
  };
  const own: number[] = [];
  const calls: number[] = [];
  for (const issue of [...app.platform.site.issues.values()].slice(0, 25)) {
    const key = `${issue.project}-${issue.number}`;
    const context = { cloudId: "cloud", extension: { issue: { id: String(issue.id), key } } };
    const asked = app.platform.jira.requests.length;
    waited = 0;
    const began = performance.now();
    await app.platform.call("panel", "openPanel", { isRefresh: false }, context, "712020:reader");
    own.push(performance.now() - began - waited);
    calls.push(app.platform.jira.requests.length - asked);
  }
  platform.__forge_fetch__ = fetch;
  return { ms: own.sort((one, other) => one - other)[12] ?? 0, calls: Math.max(...calls) };
}

describe.skipIf(!mysqlServer)("the Jira app on a site of 200 spaces", () => {
  for (const items of SIZES)
    bench(
      `${items} work items`,
      async () => {
        const app = await runApp({ site: createJiraSite({ issues: items, projects: manySpaces(SPACES) }) });
        try {
          await app.savePolicy(ROLES_BY_SITE);
          const first = await firstAudit(app, items);
          const bytes = await sizeOf(app);
          say(`${items} work items, first audit: ${JSON.stringify({ ...first, ...since(app), bytes })}`);
          const fromOutside = await auditFromOutside(app);
          check(isDeepStrictEqual(await rememberedIn(app.store), fromOutside), "the report is not the command line's");
          const opened = await panel(app);
          say(`${items} work items, first answer of a panel: ${JSON.stringify(opened)}`);
          check(opened.calls <= 2, `${opened.calls} calls of Jira for a panel`);
          check(opened.ms <= MOST_PANEL_MS, `${opened.ms} ms for a panel`);
          const before = structuredClone(app.platform.usage);
          const changed = await oneDay(app, items);
          say(`${items} work items, a day with ${changed} changes: ${JSON.stringify(since(app, before))}`);
          check(
            isDeepStrictEqual(await rememberedIn(app.store), await auditFromOutside(app)),
            "a day later it differs",
          );
          check(app.platform.violations.length === 0, app.platform.violations.join("\n"));
        } finally {
          await app.close();
        }
      },
      ONCE,
    );
});

/** Bytes of the database, as it tells them. */
async function sizeOf({ store }: RunningApp): Promise<number> {
  const status = store as unknown as { status: () => Promise<{ bytes: number }> };
  return (await status.status()).bytes;
}
