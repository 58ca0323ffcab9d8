import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, test } from "vitest";
import { mapIssue } from "#adapters/jira/map";
import { startJira, type JiraOptions, type JiraServer } from "./jira/server";
import { createJiraSite } from "./jira/site";

const SEARCH = "/rest/api/3/search/jql";
const ALL = "project is not EMPTY";
const DAY = 86_400_000;

interface Page {
  issues: { id: string; key?: string; fields?: Record<string, unknown> }[];
  isLast: boolean;
  nextPageToken?: string;
  errorMessages?: string[];
}

let jira: JiraServer;
afterEach(() => jira.close());

async function start(issues = 0, options: JiraOptions = {}): Promise<void> {
  jira = await startJira({ site: createJiraSite({ issues }), ...options });
}

function call(path: string, body?: unknown, authorization?: string): Promise<Response> {
  const basic = `Basic ${Buffer.from(`${jira.email}:${jira.token}`).toString("base64")}`;
  return fetch(jira.url + path, {
    headers: {
      Authorization: authorization ?? basic,
      ...(body !== undefined && { "Content-Type": "application/json" }),
    },
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
  });
}

const json = async (response: Response) => (await response.json()) as Page & Record<string, unknown>;
const search = async (body: Record<string, unknown>) => json(await call(SEARCH, body));
const keys = async (jql: string) => (await search({ jql, fields: ["key"] })).issues.map(({ key }) => key);

/** Every page of a search, in order. */
async function scan(jql: string, maxResults = 100, fields = ["summary"]): Promise<string[]> {
  const ids: string[] = [];
  let nextPageToken: string | undefined;
  do {
    const page = await search({ jql, maxResults, fields, ...(nextPageToken && { nextPageToken }) });
    ids.push(...page.issues.map(({ id }) => id));
    nextPageToken = page.nextPageToken;
    expect(page.isLast).toBe(nextPageToken === undefined);
  } while (nextPageToken);
  return ids;
}

describe("what Jira's OpenAPI does not allow", () => {
  it("is refused and noted when a member has the wrong type", async () => {
    await start();
    const response = await call(SEARCH, { jql: ALL, maxResults: "100" });
    expect(response.status).toBe(400);
    expect((await json(response)).errorMessages).toEqual(["body at /maxResults must be integer"]);
    expect(jira.violations).toEqual([`POST ${SEARCH}: body at /maxResults must be integer`]);
  });

  it("is refused and noted when a body has a member that Jira does not know", async () => {
    await start();
    expect((await call(SEARCH, { jql: ALL, startAt: 0 })).status).toBe(400);
    expect(jira.violations[0]).toContain("must NOT have additional properties ('startAt')");
  });

  it.each([
    ["/rest/api/3/project/search?page=2", "query parameter 'page' is unknown"],
    ["/rest/api/3/project/search?maxResults=many", "query parameter 'maxResults' must be integer"],
    ["/rest/api/3/project/search?maxResults=500", "query parameter 'maxResults' must be <= 100"],
    ["/rest/api/3/filter/mine", "path parameter 'id' must be integer"],
  ])("is refused and noted in the address %s", async (path, problem) => {
    await start();
    expect((await call(path)).status).toBe(400);
    expect(jira.violations[0]).toContain(problem);
  });

  it("is noted for operations that the site does not have", async () => {
    await start();
    expect((await call("/rest/api/3/search?jql=x")).status).toBe(404);
    expect(jira.violations).toEqual(["not modelled: GET /rest/api/3/search"]);
  });

  it("is noted about the site's own answers", async () => {
    await start();
    jira.site.projects.forEach((project) => Object.assign(project, { name: 7 }));
    expect((await call("/rest/api/3/project/search")).status).toBe(500);
    expect(jira.violations[0]).toContain("our own answer 200 at /values/0/name must be string");
  });
});

describe("a search", () => {
  it("delivers every issue once and in order", async () => {
    await start(1234);
    const wanted = [...jira.site.issues.values()].sort((a, b) => a.updated - b.updated || a.id - b.id);
    expect(await scan(`${ALL} ORDER BY updated ASC`, 97)).toEqual(wanted.map(({ id }) => String(id)));
    expect(await scan(`${ALL} ORDER BY created DESC, key ASC`, 5000, ["id"])).toHaveLength(1234);
    expect(jira.violations).toEqual([]);
  });

  it("gives a hundred issues with fields, and thousands without", async () => {
    await start(600);
    expect((await search({ jql: ALL, maxResults: 5000, fields: ["summary"] })).issues).toHaveLength(100);
    const plain = await search({ jql: ALL, maxResults: 5000 });
    expect(plain.issues).toHaveLength(600);
    expect(Object.keys(plain.issues[0] ?? {})).toEqual(["id"]);
    expect((await search({ jql: ALL })).issues).toHaveLength(50);
  });

  it("gives the fields that are asked for", async () => {
    await start(10);
    const page = await search({ jql: ALL, fields: ["*all", "-description"], expand: "names,schema" });
    const fields = page.issues[0]?.fields ?? {};
    expect(fields).toHaveProperty("summary");
    expect(fields).not.toHaveProperty("description");
    expect(page.names).toMatchObject({ customfield_10020: "Sprint" });
    expect(page.schema).toMatchObject({ customfield_10016: { type: "number" } });
    expect(Object.keys((await search({ jql: ALL, fields: ["summary"] })).issues[0]?.fields ?? {})).toEqual(["summary"]);
  });

  it("finds an edited issue again behind the page when it is ordered by its last change", async () => {
    await start(250);
    const first = [...jira.site.issues.values()].sort((a, b) => a.updated - b.updated || a.id - b.id)[0];
    jira.before(2, () => void jira.site.editIssue(first?.id ?? 0, { summary: "Edited" }));
    const ids = await scan(`${ALL} ORDER BY updated ASC`);
    expect(ids).toHaveLength(251);
    expect([ids[0], ids[250]]).toEqual([String(first?.id), String(first?.id)]);
  });

  it("takes absolute times on the account's clock and relative ones on the server's", async () => {
    await start();
    const { site } = jira;
    site.addIssue({ project: "PAY", summary: "Noon in Los Angeles", created: Date.UTC(2026, 6, 1, 19) });
    expect(await keys('created >= "2026-07-01 12:00"')).toEqual(["PAY-1"]);
    expect(await keys('created >= "2026-07-01 12:01"')).toEqual([]);
    expect(await keys('created < "2026-07-01 19:00"')).toEqual(["PAY-1"]);
    const page = await search({ jql: ALL, fields: ["created"] });
    expect(page.issues[0]?.fields).toEqual({ created: "2026-07-01T12:00:00.000-0700" });
    site.editIssue(Number(page.issues[0]?.id), { labels: ["x"] });
    expect(await keys("updated >= -15m")).toEqual(["PAY-1"]);
    jira.advance(16 * 60_000);
    expect(await keys("updated >= -15m")).toEqual([]);
  });

  it("understands the modelled part of JQL", async () => {
    await start();
    const { site } = jira;
    const add = (summary: string, rest: object) => site.addIssue({ project: "PAY", summary, ...rest });
    const one = add("1", { type: "Epic", labels: ["a b"] });
    add("2", { status: "Done", parent: one.id });
    site.addIssue({ project: "ONB", summary: "3", type: "Bug" });
    expect(await keys("project in (PAY, onb) AND statusCategory != Done ORDER BY key")).toEqual(["ONB-1", "PAY-1"]);
    expect(await keys(`id in (${one.id}) OR key = ONB-1 ORDER BY created ASC, Rank`)).toEqual(["PAY-1", "ONB-1"]);
    expect(await keys('NOT (issuetype in (Epic, "Bug"))')).toEqual(["PAY-2"]);
    expect(await keys(String.raw`labels = "a\u0020b"`)).toEqual(["PAY-1"]);
    expect(await keys("filter = 10100 ORDER BY id")).toEqual(["PAY-1"]);
    expect(jira.violations).toEqual([]);
  });

  it("is refused without a restriction", async () => {
    await start();
    const unbounded = "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.";
    for (const jql of ["", "ORDER BY created"]) expect((await search({ jql })).errorMessages).toEqual([unbounded]);
    expect(jira.violations).toEqual([]);
  });

  it("is refused for what does not exist or cannot be seen", async () => {
    await start(10);
    jira.site.setProjectVisible("PAY", false);
    for (const [jql, value, field] of [
      ["project = PAY", "PAY", "project"],
      ["project in (ONB, XYZ)", "XYZ", "project"],
      ["id in (1)", "1", "id"],
      ["filter = 7", "7", "filter"],
    ] as const)
      expect((await search({ jql })).errorMessages).toEqual([
        `The value '${value}' does not exist for the field '${field}'.`,
      ]);
    expect((await search({ jql: ALL })).issues).toEqual([]);
    expect(jira.violations).toEqual([]);
  });

  it.each([
    "text ~ word AND project = PAY",
    "updated > now()",
    "project = IN",
    "labels = a/b",
    "project = PAY ORDER BY votes",
  ])("is refused and noted when the site cannot read it: %s", async (jql) => {
    await start();
    expect((await call(SEARCH, { jql })).status).toBe(400);
    expect(jira.violations).toHaveLength(1);
  });

  it("refuses tokens of another query, old ones and wrong ones", async () => {
    await start(100);
    const { nextPageToken } = await search({ jql: ALL });
    const messages = ["The provided nextPageToken is invalid or expired."];
    expect((await search({ jql: `${ALL} ORDER BY key`, nextPageToken })).errorMessages).toEqual(messages);
    expect((await search({ jql: ALL, nextPageToken: "nonsense" })).errorMessages).toEqual(messages);
    jira.fault({ kind: "expiredPage" });
    expect((await search({ jql: ALL, nextPageToken })).errorMessages).toEqual(messages);
    expect((await search({ jql: ALL, nextPageToken })).issues).toHaveLength(50);
    jira.advance(7 * DAY + 1);
    expect((await search({ jql: ALL, nextPageToken })).errorMessages).toEqual(messages);
  });
});

describe("the other operations", () => {
  it("answer what the OpenAPI promises, at the documented price", async () => {
    await start(60);
    const { site } = jira;
    const group = [...site.groups.values()].at(-1);
    for (const path of [
      ...["/field", "/myself", "/serverInfo", "/project/search?expand=lead&maxResults=2", "/project/PAY/component"],
      ...["/project/PAY/role", "/project/PAY/role/10004", "/group/bulk?groupName=everyone", "/filter/10100"],
      ...["/mypermissions?permissions=BROWSE_PROJECTS,ADMINISTER", "/issue/PAY-1?expand=names,schema"],
      `/group/member?groupId=${group?.groupId ?? ""}&maxResults=10`,
    ])
      expect([path, (await call(`/rest/api/3${path}`)).status]).toEqual([path, 200]);
    expect(await json(await call("/rest/api/3/search/approximate-count", { jql: ALL }))).toEqual({ count: 60 });
    expect(jira.violations).toEqual([]);
    const before = jira.points();
    await call("/rest/api/3/group/member?groupname=everyone&maxResults=10");
    await search({ jql: ALL, maxResults: 30 });
    expect(jira.points() - before).toBe(1 + 20 + 1 + 30);
  });

  it("page lists, and give issues that Rolecall can read", async () => {
    await start(60);
    const page = await json(await call("/rest/api/3/project/search?startAt=2&maxResults=2"));
    expect(page).toMatchObject({ startAt: 2, maxResults: 2, total: 5, isLast: false });
    expect(page.nextPage).toBe(`${jira.url}/rest/api/3/project/search?startAt=4&maxResults=2`);
    const issue = await json(await call("/rest/api/3/issue/PAY-2?expand=names,schema"));
    expect(mapIssue(issue, { workspace: "acme" })).toMatchObject({
      key: "PAY-2",
      level: "epic",
      scope: { name: "Payments" },
    });
  });

  it("fetch issues by id, and say which are not there", async () => {
    await start(60);
    const ids = [...jira.site.issues.keys()];
    jira.site.editIssue(ids[1] ?? 0, { isSecret: true });
    jira.site.moveIssue(ids[2] ?? 0, "ONB");
    const issueIdsOrKeys = ["PAY-3", "PAY-2", "PAY-1", "99"];
    const answer = await json(await call("/rest/api/3/issue/bulkfetch", { issueIdsOrKeys, fields: ["summary"] }));
    expect(answer.issues.map(({ id }) => Number(id))).toEqual([ids[0], ids[2]]);
    expect((answer.issueErrors as { id: string }[]).map(({ id }) => id)).toEqual(["PAY-2", "99"]);
    const many = { issueIdsOrKeys: Array.from({ length: 101 }, (_, at) => String(at)) };
    expect((await call("/rest/api/3/issue/bulkfetch", many)).status).toBe(400);
  });
});

describe("what goes wrong", () => {
  it("starts with the wrong credentials and ends with a token that expires", async () => {
    await start(0, { bearer: "secret" });
    expect((await call("/rest/api/3/myself")).status).toBe(401);
    expect((await call("/rest/api/3/myself", undefined, "Bearer secret")).status).toBe(200);
    jira.expireToken();
    const response = await call("/rest/api/3/myself", undefined, "Bearer secret");
    expect(response.status).toBe(401);
    expect((await json(response)).errorMessages).toEqual(["Client must be authenticated to access this resource."]);
  });

  it("comes as faults, each for as often as it is asked for", async () => {
    await start(10);
    jira.fault({ kind: "status", status: 429, headers: { "Retry-After": "5" }, times: 2 });
    jira.fault({ kind: "html" });
    jira.fault({ kind: "reset" });
    jira.fault({ kind: "cut", on: ({ method }) => method === "POST" });
    jira.fault({ kind: "truncated", on: ({ method }) => method === "POST" });
    const ask = () => call("/rest/api/3/myself");
    for (const _ of [1, 2]) expect((await ask()).headers.get("retry-after")).toBe("5");
    expect((await ask()).headers.get("content-type")).toContain("text/html");
    await expect(ask()).rejects.toThrow();
    expect((await ask()).status).toBe(200);
    await expect(call(SEARCH, { jql: ALL }).then((response) => response.text())).rejects.toThrow();
    await expect(call(SEARCH, { jql: ALL }).then(json)).rejects.toThrow(SyntaxError);
    expect((await call(SEARCH, { jql: ALL })).status).toBe(200);
    expect(jira.requests.map(({ status }) => status)).toEqual([429, 429, 200, 0, 200, 0, 200, 200]);
  });

  it("may hang, and ends with the server", async () => {
    await start();
    jira.fault({ kind: "hang" });
    const hanging = expect(call("/rest/api/3/myself")).rejects.toThrow();
    while (jira.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await jira.close();
    await hanging;
  });

  it("is the quota of the whole app until the next hour of the server", async () => {
    await start(100, { quota: { points: 60 } });
    expect((await call(SEARCH, { jql: ALL, maxResults: 80 })).status).toBe(200);
    const response = await call("/rest/api/3/myself");
    expect(response.status).toBe(429);
    expect(response.headers.get("ratelimit-reason")).toBe("jira-quota-global-based");
    expect(response.headers.get("retry-after")).toBeNull();
    jira.advance(3_600_000);
    expect((await call("/rest/api/3/myself")).headers.get("x-ratelimit-limit")).toBe("100");
    jira.fault({ kind: "quota" });
    for (const _ of [1, 2]) expect((await call("/rest/api/3/myself")).status).toBe(429);
  });
});

const shared = process.env.ROLECALL_SHARED;
test.skipIf(!shared)("openapi.json is what the script takes from Jira's whole OpenAPI", async () => {
  await start();
  const place = mkdtempSync(join(tmpdir(), "rolecall-openapi-"));
  const fileOf = (name: string) => fileURLToPath(new URL(`jira/${name}`, import.meta.url));
  try {
    const whole = join(shared ?? "", "specs", "jira-cloud-v3.openapi.json");
    execFileSync(process.execPath, [fileOf("extract-openapi.mjs"), whole, join(place, "openapi.json")]);
    expect(readFileSync(join(place, "openapi.json"), "utf8")).toBe(readFileSync(fileOf("openapi.json"), "utf8"));
  } finally {
    rmSync(place, { recursive: true });
  }
});
