import { afterEach, describe, expect, test } from "vitest";
import { checkPermissions, createBrowseCheck, mayAdminister } from "#adapters/jira/permissions";
import { type JiraServer, startJira } from "../trackers/jira/server";
import { createJiraSite } from "../trackers/jira/site";
import { restTo } from "./rest-to-site";

let server: JiraServer;

async function start(permissions: readonly string[] = ["BROWSE_PROJECTS"]) {
  const site = createJiraSite({
    issues: 0,
    projects: [
      ["PAY", "Payments"],
      ["OPS", "Operations"],
    ],
  });
  server = await startJira({ site });
  const viewer = {
    permissions: new Set(permissions),
    hiddenProjects: new Set<string>(),
    hiddenIssues: new Set<number>(),
  };
  site.users.set("viewer", { accountId: "viewer", accountType: "atlassian", displayName: "Vera", active: true });
  site.viewers.set("viewer", viewer);
  return { site, viewer, jira: restTo(server, "viewer") };
}

afterEach(async () => {
  expect(server.violations).toEqual([]);
  await server.close();
});

describe("Which items a viewer may browse", () => {
  test("leaves out what is hidden from them, gone, or another tracker's", async () => {
    const { site, viewer, jira } = await start();
    const [pay, ops, secret] = ["PAY", "OPS", "PAY"].map((project) => site.addIssue({ project, summary: "A" }).id) as [
      number,
      number,
      number,
    ];
    viewer.hiddenProjects.add("OPS");
    viewer.hiddenIssues.add(secret);
    const ids = [pay, ops, secret, 1].map((id) => `jira:acme:${id}`);
    const mayBrowse = createBrowseCheck(jira, "jira:acme:");
    expect(await mayBrowse([...ids, `jira:other:${pay}`, "jira:acme:x"])).toEqual(new Set([`jira:acme:${pay}`]));
  });

  test("asks for a thousand at once, for none not at all", async () => {
    const { site, jira } = await start();
    const mayBrowse = createBrowseCheck(jira, "jira:acme:");
    expect(await mayBrowse([])).toEqual(new Set());
    expect(server.requests).toEqual([]);
    const ids = Array.from({ length: 2_001 }, () => `jira:acme:${site.addIssue({ project: "PAY", summary: "A" }).id}`);
    expect(await mayBrowse([...ids, ...ids])).toEqual(new Set(ids));
    expect(server.requests.map(({ operation }) => operation)).toEqual(Array(3).fill("getBulkPermissions"));
  });
});

describe("What a viewer administers", () => {
  test("is Jira, a space, or neither", async () => {
    const { site, viewer, jira } = await start();
    const space = String(site.project("PAY").id);
    expect(await mayAdminister(jira, space)).toEqual({ site: false, space: false });
    viewer.permissions.add("ADMINISTER_PROJECTS");
    expect(await mayAdminister(jira, space)).toEqual({ site: false, space: true });
    expect(await mayAdminister(jira, "99999")).toEqual({ site: false, space: false });
    viewer.permissions.add("ADMINISTER");
    expect(await mayAdminister(jira)).toEqual({ site: true, space: false });
  });
});

describe("A check of permissions", () => {
  test("answers projects and issues by permission, and for another account where an administrator asks", async () => {
    const { site, jira } = await start(["BROWSE_PROJECTS", "EDIT_ISSUES"]);
    const { id } = site.addIssue({ project: "PAY", summary: "A" });
    const [pay, ops] = [site.project("PAY"), site.project("OPS")].map((project) => String(project.id)) as [
      string,
      string,
    ];
    const question = {
      ...{ globals: ["ADMINISTER"], permissions: ["EDIT_ISSUES", "ASSIGN_ISSUES"] },
      ...{ projects: [pay, ops], issues: [String(id)] },
    };
    for (const asked of [
      await checkPermissions(jira, question),
      await checkPermissions(restTo(server), { ...question, account: "viewer" }),
    ]) {
      expect(asked.globals).toEqual(new Set());
      expect(asked.projects("EDIT_ISSUES")).toEqual(new Set([pay, ops]));
      expect(asked.issues("EDIT_ISSUES")).toEqual(new Set([String(id)]));
      expect(asked.issues("ASSIGN_ISSUES")).toEqual(new Set());
    }
    await expect(checkPermissions(jira, { ...question, account: "somebody" })).rejects.toMatchObject({
      kind: "forbidden",
    });
  });
});
