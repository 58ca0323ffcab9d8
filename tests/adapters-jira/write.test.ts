import { afterEach, describe, expect, test } from "vitest";
import { createJiraWriter } from "#adapters/jira/write";
import { StaleError } from "#ports";
import type { AdfDocument } from "#core/render/backlog/adf-nodes";
import { type JiraServer, startJira } from "../trackers/jira/server";
import { createJiraSite } from "../trackers/jira/site";
import { restTo } from "./rest-to-site";

let server: JiraServer;
const at = (id: number): string => `jira:acme:${id}`;
const BODY: AdfDocument = {
  type: "doc",
  version: 1,
  content: [{ type: "paragraph", content: [{ type: "text", text: "Hello." }] }],
};

async function start(issues = 0) {
  const site = createJiraSite({ issues, projects: [["PAY", "Payments"]] });
  server = await startJira({ site });
  for (const [accountId, displayName] of [
    ["5b10-mia", "Mia"],
    ["5b10-oto", "Oto"],
  ] as const)
    site.users.set(accountId, { accountId, accountType: "atlassian", displayName, active: true });
  return { site, writer: createJiraWriter(restTo(server), "acme") };
}

afterEach(async () => {
  expect(server.violations).toEqual([]);
  await server.close();
});

const settle = (): void => {
  server.advance(5_000);
  server.ask({ method: "GET", address: "/rest/api/3/serverInfo" });
};
const propertyOf = (id: number): unknown => server.site.properties.get(id)?.get("rolecall");
const countOf = (operation: string): number => server.requests.filter((one) => one.operation === operation).length;

describe("Assigning", () => {
  test("gives an item from the person who is expected to the next, and to nobody", async () => {
    const { site, writer } = await start();
    const { id } = site.addIssue({ project: "PAY", summary: "Refunds", assignee: "5b10-mia" });
    await writer.assign(at(id), "5b10-oto", "5b10-mia");
    expect(site.issue(id).assignee).toBe("5b10-oto");
    await writer.assign(at(id), null, "5b10-oto");
    expect(site.issue(id).assignee).toBeNull();
    await writer.assign(at(id), "5b10-mia", null);
    expect(site.issue(id).assignee).toBe("5b10-mia");
  });

  test("takes nothing away from somebody whom nobody expected", async () => {
    const { site, writer } = await start();
    const { id } = site.addIssue({ project: "PAY", summary: "Refunds", assignee: "5b10-oto" });
    const refused = await writer.assign(at(id), null, "5b10-mia").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StaleError);
    expect(refused).toMatchObject({ found: "5b10-oto" });
    expect(site.issue(id).assignee).toBe("5b10-oto");
  });

  test("is done where it was done already, without writing", async () => {
    const { site, writer } = await start();
    const { id } = site.addIssue({ project: "PAY", summary: "Refunds", assignee: "5b10-oto" });
    await writer.assign(at(id), "5b10-oto", "5b10-mia");
    expect(countOf("assignIssue")).toBe(0);
  });

  test("tells of an item that is gone, of a right that is missing, and of another tracker's item", async () => {
    const { site, writer } = await start();
    const { id } = site.addIssue({ project: "PAY", summary: "Refunds" });
    await expect(writer.assign(at(1), null, null)).rejects.toMatchObject({ kind: "not-found" });
    site.permissions.delete("ASSIGN_ISSUES");
    await expect(writer.assign(at(id), "5b10-oto", null)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(writer.assign("linear:acme:1", null, null)).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("Comments and new items", () => {
  test("are made once, and answered by their id and key", async () => {
    const { site, writer } = await start();
    site.addIssue({ project: "PAY", summary: "Reports", number: 7 });
    const id = await writer.comment("PAY-7", BODY);
    expect(site.comments).toMatchObject([{ id: Number(id), body: BODY }]);
    const key = await writer.createItem({ space: "PAY", type: "Task", title: "Backlog report", body: BODY });
    expect(site.findVisible(key)).toMatchObject({ summary: "Backlog report", type: "Task" });
  });

  test("have a title of one line that Jira takes", async () => {
    const { site, writer } = await start();
    const key = await writer.createItem({
      space: "PAY",
      type: "Task",
      title: `Two\nlines ${"🙂".repeat(200)}`,
      body: BODY,
    });
    const { summary = "" } = site.findVisible(key) ?? {};
    expect(summary.length).toBeLessThanOrEqual(255);
    expect(summary).toMatch(/^Two lines 🙂+…$/u);
  });

  test("are not made twice where the answer was lost", async () => {
    const { site, writer } = await start();
    site.addIssue({ project: "PAY", summary: "Reports", number: 7 });
    server.fault({ kind: "cut", on: ({ operation }) => operation === "addComment" });
    await expect(writer.comment("PAY-7", BODY)).rejects.toMatchObject({ kind: "unavailable" });
    expect(countOf("addComment")).toBe(1);
  });
});

describe("Properties in bulk", () => {
  test("are written for a hundred issues a request, and removed for many more", async () => {
    const { site, writer } = await start();
    const ids = Array.from({ length: 230 }, (_, n) => site.addIssue({ project: "PAY", summary: `Item ${n}` }).id);
    const written = await writer.setProperties(ids.map((id) => ({ id: at(id), value: { focus: "tactical" } })));
    settle();
    expect(written.size).toBe(230);
    expect(ids.map(propertyOf)).toEqual(ids.map(() => ({ focus: "tactical" })));
    expect(countOf("bulkSetIssuePropertiesByIssue")).toBe(3);
    expect(countOf("getBulkPermissions")).toBe(1);
    expect((await writer.removeProperties(ids.map(at))).size).toBe(230);
    settle();
    expect(ids.map(propertyOf)).toEqual(ids.map(() => undefined));
    expect(countOf("bulkDeleteIssueProperty")).toBe(1);
  });

  test("are written for the others where an issue is gone, hidden, or of another tracker", async () => {
    const { site, writer } = await start();
    const [gone, hidden, fine] = ["A", "B", "C"].map((summary) => site.addIssue({ project: "PAY", summary }).id) as [
      number,
      number,
      number,
    ];
    site.deleteIssue(gone);
    site.issue(hidden).isSecret = true;
    const ids = [at(gone), at(hidden), "file:test:C", at(fine)];
    expect(await writer.setProperties(ids.map((id) => ({ id, value: 1 })))).toEqual(new Set([at(fine)]));
    settle();
    expect(propertyOf(fine)).toBe(1);
    // What is gone carries nothing any more, so far as anybody can tell.
    expect(await writer.removeProperties(ids)).toEqual(new Set(ids));
  });

  test("stay where the app may see an issue and not write to it, which is told", async () => {
    const { site, writer } = await start();
    const { id } = site.addIssue({ project: "PAY", summary: "A" });
    await writer.setProperties([{ id: at(id), value: 1 }]);
    settle();
    site.permissions.delete("EDIT_ISSUES");
    expect(await writer.setProperties([{ id: at(id), value: 2 }])).toEqual(new Set());
    expect(await writer.removeProperties([at(id)])).toEqual(new Set());
    settle();
    expect(propertyOf(id)).toBe(1);
    expect(countOf("bulkDeleteIssueProperty")).toBe(0);
  });

  test("are written in a task, whose state can be asked for", async () => {
    const { site, writer } = await start();
    const { id } = site.addIssue({ project: "PAY", summary: "A" });
    await writer.setProperties([{ id: at(id), value: 1 }]);
    expect(await writer.taskState("10500")).toBe("waiting");
    server.advance(5_000);
    expect(await writer.taskState("10500")).toBe("done");
    await expect(writer.taskState("1")).rejects.toMatchObject({ kind: "not-found" });
  });

  test("are refused where a value is too long for Jira", async () => {
    const { site, writer } = await start();
    const { id } = site.addIssue({ project: "PAY", summary: "A" });
    await expect(writer.setProperties([{ id: at(id), value: "x".repeat(32_768) }])).rejects.toThrow("too long");
  });
});
