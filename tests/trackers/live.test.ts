import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { AuditReport } from "#core/report";
import { buildCli, createWorkplace } from "../cli/run-cli";
import { createJiraSite } from "./jira/site";
import { type JiraServer, startJira } from "./jira/server";
import { createLinearWorkspace } from "./linear/generate";
import { type LinearServer, startLinear } from "./linear/server";

/** The command line as a person has it, against both trackers over HTTP. */

let removeCli: () => void;
beforeAll(() => {
  removeCli = buildCli();
});
afterAll(() => removeCli());

const open: { close: () => Promise<void> }[] = [];
let place: ReturnType<typeof createWorkplace>;
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
  place.remove();
});

async function begin(issues: { jira?: number; linear?: number }): Promise<{ jira: JiraServer; linear: LinearServer }> {
  place = createWorkplace();
  const jira = await startJira({ site: createJiraSite({ issues: issues.jira ?? 40 }) });
  const linear = await startLinear({ workspace: createLinearWorkspace({ issues: issues.linear ?? 40 }) });
  open.push(jira, linear);
  return { jira, linear };
}

const SECRETS = { jira: "s3cret-jira-token", linear: "s3cret-linear-key" };

const jiraEnv = (jira: JiraServer): Record<string, string> => ({
  ROLECALL_JIRA_BASE_URL: jira.url,
  ROLECALL_JIRA_EMAIL: jira.email,
  ROLECALL_JIRA_API_TOKEN: jira.token,
});
const linearEnv = (linear: LinearServer): Record<string, string> => ({
  ROLECALL_LINEAR_API_URL: linear.url,
  ROLECALL_LINEAR_API_KEY: linear.apiKey,
});

const readReport = (name: string): AuditReport => JSON.parse(place.read(name)) as AuditReport;

test("one audit over both trackers is one report; the next one reads changes only", async () => {
  const { jira, linear } = await begin({});
  const env = { ...jiraEnv(jira), ...linearEnv(linear) };
  const first = await place.run(["audit", "--source", "both", "--db", "-o", "report.json"], { env });
  expect(first).toMatchObject({ code: 0 });
  expect(first.stderr).toMatch(/Jira: \d+ requests? for items and \d+ for who and what there is/);
  const report = readReport("report.json");
  expect(report.source.map(({ kind }) => kind)).toEqual(["jira", "linear"]);
  expect(report.complete).toBe(true);
  jira.advance(3_600_000);
  linear.advance(3_600_000);
  const before = jira.requests.length + linear.requests.length;
  expect(await place.run(["audit", "--source", "both", "--db", "-o", "again.json"], { env })).toMatchObject({
    code: 0,
  });
  expect(jira.requests.length + linear.requests.length - before).toBe(3 + 4);
  expect(readReport("again.json").totals.items).toBe(report.totals.items);
  expect([...jira.violations, ...linear.violations]).toEqual([]);
});

test("an audit that is killed goes on where it was, and what was read before is not asked for again", async () => {
  const { jira } = await begin({ jira: 900 });
  const env = jiraEnv(jira);
  const searches = (): number => jira.requests.filter(({ path }) => path.endsWith("/search/jql")).length;
  const killed = place.start(["audit", "--source", "jira", "--db", "-o", "report.json"], { env });
  const ended = new Promise((done) => killed.once("exit", done));
  jira.before(4, () => killed.kill("SIGKILL"));
  await ended;
  const before = searches();
  expect(before).toBeGreaterThanOrEqual(3);
  expect(await place.run(["audit", "--source", "jira", "--db", "-o", "report.json"], { env })).toMatchObject({
    code: 0,
  });
  const pages = Math.ceil(jira.site.issues.size / 100);
  expect(searches() - before).toBeLessThanOrEqual(pages - (before - 2));
  expect(readReport("report.json").totals.items).toBe(jira.site.issues.size);
});

test("sync remembers without judging, says what it cost, and forgets a space when it is told to", async () => {
  const { jira } = await begin({ jira: 240 });
  const env = jiraEnv(jira);
  const synced = await place.run(["sync", "--source", "jira"], { env });
  expect(synced).toMatchObject({ code: 0 });
  expect(synced.stdout).toContain(`read ${jira.site.issues.size} items`);
  const audited = await place.run(["audit", "--source", "jira", "--db", "-o", "a.json"], { env });
  expect(audited).toMatchObject({ code: 0 });
  expect(readReport("a.json").totals.items).toBe(jira.site.issues.size);
  const space = [...jira.site.issues.values()][0]?.project ?? "";
  const ofSpace = [...jira.site.issues.values()].filter(({ project }) => project === space).length;
  jira.site.setProjectVisible(space, false);
  const hidden = await place.run(["sync", "--source", "jira", "--full"], { env });
  expect(hidden.stdout).toContain(`\`rolecall sync --source jira --forget ${space}\` forgets it`);
  const forgotten = await place.run(["sync", "--source", "jira", "--forget", space], { env });
  expect(forgotten.stdout).toContain(`Forgot ${ofSpace} items of ${space}`);
  const last = await place.run(["audit", "--source", "jira", "--db", "-o", "b.json"], { env });
  expect(last).toMatchObject({ code: 0 });
  expect(readReport("b.json")).toMatchObject({ complete: true, totals: { items: jira.site.issues.size - ofSpace } });
});

test("groups of the policy get their members from the trackers, once a day, and names stand where every name does", async () => {
  const { jira, linear } = await begin({});
  const env = { ...jiraEnv(jira), ...linearEnv(linear) };
  const { site } = jira;
  const [manager, owner] = [...site.users.values()].filter(
    ({ accountType, active }) => accountType === "atlassian" && active,
  );
  site.groups.set("g-1", { groupId: "g-1", name: "pm guild", members: [manager?.accountId ?? ""] });
  site.project("PAY").roles.push({ id: 10_777, name: "Backlog owner", actors: [{ user: owner?.accountId ?? "" }] });
  place.write(
    "rolecall.config.json",
    JSON.stringify({
      groups: [
        { group: "pm guild", role: "product-manager" },
        { group: "Backlog owner", role: "product-owner" },
        { group: "PRD", role: "product-manager" },
        { group: "nobody knows", role: "both" },
      ],
    }),
  );
  const synced = await place.run(["roles", "sync", "--source", "both"], { env });
  expect(synced.code).toBe(2);
  expect(synced.stdout).toMatch(
    /pm guild: 1 person\nBacklog owner: 1 person, in PAY\nPRD: \d+ (person|people)\nnobody knows: no tracker tells/,
  );
  const directory = (): number =>
    [...jira.requests, ...linear.requests].filter(({ operation }) => /group|role|^Members$/i.test(operation)).length;
  const before = directory();
  expect(before).toBeGreaterThan(0);
  const audited = await place.run(["audit", "--source", "both", "--db", "-o", "report.json"], { env });
  expect(audited.code).toBe(0);
  expect(directory()).toBe(before);
  const report = readReport("report.json");
  const names = Object.values(report.people).map(({ name }) => name);
  expect(names).toContain(manager?.displayName);
  expect(names.filter((name) => /^p-[0-9a-f]{12}$/.test(name))).toEqual([]);
  expect(report.scopes.find(({ id }) => id.endsWith(":PAY"))?.mode).toBe("separate");
  expect([...jira.violations, ...linear.violations]).toEqual([]);
});

test("an audit does without the groups whose members the token may not list, and says so", async () => {
  const { jira } = await begin({});
  jira.site.permissions.clear();
  jira.site.permissions.add("BROWSE_PROJECTS");
  place.write(
    "rolecall.config.json",
    JSON.stringify({ groups: [{ group: "product-managers", role: "product-manager" }] }),
  );
  const result = await place.run(["audit", "--source", "jira", "-o", "report.json"], { env: jiraEnv(jira) });
  expect(result).toMatchObject({ code: 0 });
  expect(result.stderr).toMatch(/no tracker tells of .*product-managers.*rolecall doctor/);
});

describe("doctor", () => {
  test("leads from nothing to a connection: it names the variable that is missing, then what the token sees and costs", async () => {
    const { jira, linear } = await begin({});
    const nothing = await place.run(["doctor"]);
    expect(nothing).toMatchObject({ code: 2 });
    expect(nothing.stderr).toContain("doctor --help");
    const half = await place.run(["doctor", "--source", "jira"], { env: { ROLECALL_JIRA_BASE_URL: jira.url } });
    expect(half.stdout).toMatch(/FAIL .*ROLECALL_JIRA_API_TOKEN/);
    const well = await place.run(["doctor"], { env: { ...jiraEnv(jira), ...linearEnv(linear) } });
    expect(well.stdout).toMatch(/may browse 5 spaces: .*PAY/);
    expect(well.stdout).toMatch(/Sprint and estimate are in .*Story/);
    expect(well.stdout).toMatch(/1,000 cost 10 requests and 1,010 points/);
    expect(well.stdout).toMatch(/A first reading of all takes 1 request, 41 points/);
    expect(well.stdout).toMatch(/may list the members of groups/);
    expect(well.stdout).toMatch(/may read 3 teams/);
    expect(well.stdout).toMatch(/A first reading of all 40 issues takes 1 request /);
    expect(well.stdout).toMatch(/This machine's clock is \d+ s/);
    expect(well.code).toBe(0);
    expect([...jira.violations, ...linear.violations]).toEqual([]);
  });

  test("a token that may not list members of groups is told what only that needs", async () => {
    const { jira } = await begin({});
    jira.site.permissions.clear();
    jira.site.permissions.add("BROWSE_PROJECTS");
    const result = await place.run(["doctor", "--source", "jira"], { env: jiraEnv(jira) });
    expect(result).toMatchObject({ code: 0 });
    expect(result.stdout).toMatch(/note +It may not list the members of groups/);
  });

  test("a space of the policy that cannot be seen fails with the remedy", async () => {
    const { jira } = await begin({});
    place.write("rolecall.config.json", JSON.stringify({ source: { jira: { projects: ["PAY", "NOPE"] } } }));
    const result = await place.run(["doctor", "--source", "jira"], { env: jiraEnv(jira) });
    expect(result.code).toBe(2);
    expect(result.stdout).toMatch(/FAIL +Space NOPE, which the policy names/);
  });
});

describe("secrets", () => {
  test("stand in no output, no error and no file, whatever fails", async () => {
    const { jira, linear } = await begin({});
    const wrong = {
      ...{ ...jiraEnv(jira), ROLECALL_JIRA_API_TOKEN: SECRETS.jira },
      ...{ ...linearEnv(linear), ROLECALL_LINEAR_API_KEY: SECRETS.linear },
    };
    const results = [
      await place.run(["audit", "--source", "jira", "--db"], { env: wrong }),
      await place.run(["audit", "--source", "linear", "--db"], { env: wrong }),
      await place.run(["doctor"], { env: wrong }),
      await place.run(["sync", "--source", "jira"], {
        env: { ...wrong, ROLECALL_JIRA_BASE_URL: "http://127.0.0.1:9" },
      }),
    ];
    expect(results.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    expect(results[0]?.stderr).toMatch(/does not accept the credentials[\s\S]*api-tokens/);
    const written = readdirSync(place.folder, { recursive: true, encoding: "utf8" })
      .map((name) => join(place.folder, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path, "latin1"));
    const everything = [...results.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...written].join("\n");
    const basic = Buffer.from(`${jira.email}:${SECRETS.jira}`).toString("base64");
    for (const secret of [...Object.values(SECRETS), basic]) expect(everything).not.toContain(secret);
  }, 120_000);

  test("go over plain http to this machine only, and never stand in the configuration", async () => {
    await begin({});
    const env = {
      ROLECALL_JIRA_BASE_URL: "http://jira.example",
      ROLECALL_JIRA_EMAIL: "a@b.c",
      ROLECALL_JIRA_API_TOKEN: "x",
    };
    const result = await place.run(["audit", "--source", "jira"], { env });
    expect(result).toMatchObject({ code: 2 });
    expect(result.stderr).toMatch(/must begin with https:/);
    place.write("rolecall.config.json", JSON.stringify({ source: { jira: { apiToken: "x" } } }));
    expect(await place.run(["audit", "--source", "jira"], { env })).toMatchObject({ code: 2 });
  });
});

test("files and --source together, and neither, are refused with the remedy", async () => {
  await begin({});
  expect((await place.run(["audit"])).stderr).toMatch(/--source jira, linear or both/);
  expect((await place.run(["audit", "x.csv", "--source", "jira"])).stderr).toMatch(/Name files or --source, not both/);
});

describe("cost and memory", () => {
  /** Heap that a run may use, in MB; a backlog in memory would need several times as much. */
  const HEAP = 160;
  const nodeOptions = [`--max-old-space-size=${HEAP}`];

  test.each([1_000, 100_000])(
    "%i work items of Jira: one request a page and one for their number",
    async (issues) => {
      const { jira } = await begin({ jira: issues, linear: 1 });
      const result = await place.run(["audit", "--source", "jira", "-o", "report.json"], {
        env: jiraEnv(jira),
        nodeOptions,
      });
      expect(result).toMatchObject({ code: 0 });
      const searches = jira.requests.filter(({ path }) => path.includes("/search/")).length;
      const items = jira.site.issues.size;
      expect(searches).toBeLessThanOrEqual(Math.ceil(items / 100) + 1);
      expect(jira.requests.length - searches).toBe(2);
      expect(jira.points()).toBeLessThan(items + searches + 100);
      expect(readReport("report.json").totals.items).toBe(items);
      expect(jira.violations).toEqual([]);
    },
    400_000,
  );

  test.each([1_000, 100_000])(
    "%i issues of Linear: one request for 250, and no relation by itself",
    async (issues) => {
      const { linear } = await begin({ linear: issues, jira: 1 });
      const result = await place.run(["audit", "--source", "linear", "-o", "report.json"], {
        env: linearEnv(linear),
        nodeOptions,
      });
      expect(result).toMatchObject({ code: 0 });
      const lists = linear.workspace.lists;
      const pages = [lists.Issue, lists.Project, lists.Initiative].reduce(
        (sum, { length }) => sum + Math.ceil(length / 250),
        0,
      );
      expect(linear.requests.length).toBeLessThanOrEqual(pages + 1);
      expect(readReport("report.json").totals.items).toBe(
        lists.Issue.length + lists.Project.length + lists.Initiative.length,
      );
      expect(linear.points() / issues).toBeLessThan(30);
      expect(linear.violations).toEqual([]);
    },
    400_000,
  );
});
