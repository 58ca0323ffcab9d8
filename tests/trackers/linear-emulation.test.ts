import * as sdk from "@linear/sdk";
import { parse, validate } from "graphql";
import { afterEach, expect, test } from "vitest";
import { createLinearWorkspace } from "./linear/generate";
import { linearSchema } from "./linear/schema";
import { type LinearOptions, type LinearServer, startLinear } from "./linear/server";

const HOUR = 3_600_000;
const running: LinearServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function start(options: LinearOptions = {}): Promise<LinearServer> {
  const server = await startLinear(options);
  running.push(server);
  return server;
}

function clientOf(server: LinearServer): sdk.LinearClient {
  return new sdk.LinearClient({ apiKey: server.apiKey, apiUrl: server.url });
}

interface Reply {
  status: number;
  headers: Headers;
  body: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; extensions?: object; path?: unknown[] }[];
  };
}

async function ask(server: LinearServer, query: string, variables: object = {}): Promise<Reply> {
  const response = await fetch(server.url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: server.apiKey },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Reply["body"] };
}

interface Page {
  nodes: { id: string; title: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

const ISSUES = `query Issues($first: Int, $after: String, $filter: IssueFilter, $orderBy: PaginationOrderBy,
  $includeArchived: Boolean) {
  issues(first: $first, after: $after, filter: $filter, orderBy: $orderBy, includeArchived: $includeArchived) {
    nodes { id title } pageInfo { hasNextPage endCursor }
  }
}`;

async function page(server: LinearServer, variables: object = {}): Promise<Page> {
  const { body } = await ask(server, ISSUES, variables);
  expect(body.errors).toBeUndefined();
  return body.data?.["issues"] as Page;
}

test("every document of the SDK validates against the schema derived from its declarations", () => {
  const exported: object = sdk.LinearDocument;
  const documents = Object.entries(exported).filter(([name]) => name.endsWith("Document")) as [
    string,
    { toString(): string },
  ][];
  expect(documents.length).toBeGreaterThan(600);
  for (const [name, document] of documents) {
    expect([name, ...validate(linearSchema(), parse(document.toString()))]).toEqual([name]);
  }
});

test("the SDK's own client pages through everything once", async () => {
  const server = await start({ workspace: createLinearWorkspace({ issues: 300 }) });
  const client = clientOf(server);
  const seen: string[] = [];
  let connection = await client.issues({ first: 30, includeArchived: true });
  seen.push(...connection.nodes.map((issue) => issue.id));
  while (connection.pageInfo.hasNextPage) {
    const after = connection.pageInfo.endCursor as string;
    connection = await client.issues({ first: 30, includeArchived: true, after });
    seen.push(...connection.nodes.map((issue) => issue.id));
  }
  expect(new Set(seen).size).toBe(300);
  expect(seen).toHaveLength(300);
  for (const list of [
    "users",
    "teams",
    "workflowStates",
    "issueLabels",
    "projects",
    "initiatives",
    "cycles",
  ] as const) {
    expect((await client[list]()).nodes.length).toBeGreaterThan(0);
  }
  expect((await client.projectMilestones()).nodes).toHaveLength(4);
  expect((await client.projectStatuses()).nodes).toHaveLength(6);
  expect((await client.organization).urlKey).toBe("acme");
  expect((await client.viewer).name).toBe("Mona Manager");
  expect(server.violations).toEqual([]);
});

test("complexity is counted by the documented formula", async () => {
  const server = await start();
  await ask(server, "{ viewer { name } }");
  await ask(server, "{ viewer { createdIssues { nodes { id title createdAt } } } }");
  expect(server.requests.map((request) => request.complexity)).toEqual([2, 66]);
  expect(server.points()).toBe(68);
});

test("more than 250 records a page and too complex a query are refused", async () => {
  const server = await start();
  const long = await ask(server, ISSUES, { first: 251 });
  expect(long).toMatchObject({ status: 400, body: { errors: [{ message: "first must not be greater than 250" }] } });
  const deep = await ask(server, "{ projects { nodes { issues { nodes { labels { nodes { id name } } } } } } }");
  expect(deep).toMatchObject({
    status: 400,
    body: { errors: [{ message: "Query too complex", extensions: { type: "invalid input", code: "INPUT_ERROR" } }] },
  });
});

test("an empty bucket answers RATELIMITED until the clock has moved on", async () => {
  const server = await start({ requestsPerHour: 2 });
  await page(server);
  const last = await ask(server, ISSUES);
  expect(last.headers.get("x-ratelimit-requests-remaining")).toBe("0");
  expect(Number(last.headers.get("x-ratelimit-requests-reset"))).toBe(server.now() + HOUR);
  const refused = await ask(server, ISSUES);
  expect(refused).toMatchObject({
    status: 400,
    body: { errors: [{ extensions: { type: "ratelimited", code: "RATELIMITED" } }] },
  });
  await expect(clientOf(server).issues()).rejects.toBeInstanceOf(sdk.RatelimitedLinearError);
  server.advance(HOUR / 2);
  const again = await ask(server, ISSUES);
  expect(again.status).toBe(200);
  expect(again.headers.get("date")).toBe(new Date(server.now()).toUTCString());
});

test("filters reach into related records, collections and durations", async () => {
  const workspace = createLinearWorkspace({ issues: 0 });
  const server = await start({ workspace });
  const mona = workspace.user("Mona Manager");
  const bug = workspace.lists.IssueLabel.filter((label) => label.name === "Bug");
  workspace.addIssue({ title: "Old", createdAt: server.now() - 30 * 24 * HOUR, labels: bug });
  workspace.addIssue({ title: "New", assignee: mona });
  const titles = async (filter: object) => (await page(server, { filter })).nodes.map((issue) => issue.title);
  expect(await titles({ createdAt: { gt: "-P2W" } })).toEqual(["New"]);
  expect(await titles({ assignee: { name: { startsWith: "Mona" } } })).toEqual(["New"]);
  expect(await titles({ assignee: { null: true } })).toEqual(["Old"]);
  expect(await titles({ labels: { some: { name: { eqIgnoreCase: "bug" } } } })).toEqual(["Old"]);
  expect(await titles({ or: [{ title: { eq: "Old" } }, { team: { key: { eq: "OPS" } } }] })).toEqual(["Old"]);
  expect(await titles({ state: { type: { nin: ["backlog"] } } })).toEqual([]);
  expect(server.violations).toEqual([]);
});

test("what is not modelled fails loudly, and a null comparator is refused", async () => {
  const server = await start();
  const unknown = await ask(server, ISSUES, { filter: { hasBlockedByRelations: { eq: true } } });
  expect(unknown.body.errors?.[0]?.message).toContain("Not modelled");
  expect((await ask(server, "{ favorites { nodes { id } } }")).body.errors?.[0]?.message).toContain("Not modelled");
  expect((await ask(server, ISSUES, { filter: { dueDate: { eq: null } } })).status).toBe(400);
  expect((await ask(server, "{ nothing }")).status).toBe(400);
  expect(server.violations).toHaveLength(3);
});

test("a vanished anchor is an invalid cursor, a moved one goes on from its new place", async () => {
  const server = await start({ workspace: createLinearWorkspace({ issues: 40 }) });
  const first = await page(server, { first: 10, orderBy: "updatedAt" });
  const anchor = first.pageInfo.endCursor;
  server.advance(1000);
  server.before(1, () => server.workspace.editIssue(anchor, { title: "Edited" }));
  const next = await page(server, { first: 10, orderBy: "updatedAt", after: anchor });
  expect(next.nodes.slice(0, 9)).toEqual(first.nodes.slice(0, 9));
  server.workspace.deleteIssue(anchor);
  const lost = await ask(server, ISSUES, { after: anchor });
  expect(lost).toMatchObject({ status: 400, body: { errors: [{ message: "Invalid cursor" }] } });
});

test("a hidden team takes its issues and projects with it", async () => {
  const server = await start();
  server.workspace.setTeamVisible("ENG", false);
  const query =
    "{ teams { nodes { key } } issues { nodes { team { key } } } projects { nodes { teams { nodes { key } } } } }";
  const answer = JSON.stringify((await ask(server, query)).body);
  expect(answer).toContain("PRD");
  expect(answer).not.toContain("ENG");
});

test("archived issues are shown only to who asks for them, and a moved issue keeps its id", async () => {
  const workspace = createLinearWorkspace({ issues: 0 });
  const server = await start({ workspace });
  const { id } = workspace.addIssue();
  expect(workspace.moveIssue(id, "OPS")).toMatchObject({ id, identifier: "OPS-1", previousIdentifiers: ["ENG-1"] });
  workspace.archiveIssue(id);
  expect((await page(server)).nodes).toHaveLength(0);
  expect((await page(server, { includeArchived: true })).nodes).toHaveLength(1);
});

test("names come escaped and Jira links come typed", async () => {
  const server = await start();
  const query =
    "{ teams { nodes { name } } issues(first: 250) { nodes { syncedWith { service metadata { ... on ExternalEntityInfoJiraMetadata { issueKey } } } } } }";
  const answer = JSON.stringify((await ask(server, query)).body);
  expect(answer).toContain("Product &amp; Design");
  expect(answer).toContain('"issueKey":"WEB-1"');
});

test("the SDK tells an expired token from a rate limit", async () => {
  const server = await start();
  const client = clientOf(server);
  server.expireToken();
  await expect(client.viewer).rejects.toBeInstanceOf(sdk.AuthenticationLinearError);
  server.renewToken();
  expect((await client.rateLimitStatus).limits).toHaveLength(2);
  server.fault({ kind: "ratelimited", by: "type" });
  await expect(client.issues()).rejects.toBeInstanceOf(sdk.RatelimitedLinearError);
  server.fault({ kind: "html" });
  await expect(client.issues()).rejects.toBeInstanceOf(sdk.NetworkLinearError);
});

test("every other fault is what a client meets on the wire", async () => {
  const server = await start();
  for (const kind of ["reset", "cut", "truncated"] as const) {
    server.fault({ kind });
    await expect(ask(server, ISSUES)).rejects.toThrow();
  }
  server.fault({ kind: "hang" });
  const waiting = expect(ask(server, ISSUES)).rejects.toThrow();
  server.fault({ kind: "status", status: 503, headers: { "Retry-After": "7" }, times: 2, on: () => true });
  while (server.requests.length < 4) await new Promise((later) => setTimeout(later, 5));
  expect((await ask(server, ISSUES)).headers.get("retry-after")).toBe("7");
  expect((await ask(server, ISSUES)).status).toBe(503);
  server.fault({ kind: "partial" });
  const partial = await ask(server, "{ issues { nodes { id creator { id } } } }");
  expect(partial.status).toBe(200);
  expect(partial.body.errors?.[0]?.path).toEqual(["issues", "nodes", 0, "creator"]);
  await server.close();
  await waiting;
});
