import { describe, expect, it } from "vitest";
import { mapIssue } from "#adapters/jira/map";
import { TrackerError } from "#ports";
import { jiraIssue, user } from "./issue";

const site = { workspace: "acme", baseUrl: "https://acme.atlassian.net" };

describe("a work item from a Jira issue", () => {
  it("keeps every part that Rolecall judges by", () => {
    expect(mapIssue(jiraIssue(), site)).toEqual({
      id: "jira:acme:10023",
      key: "PAY-12",
      aliases: ["10023"],
      tracker: "jira",
      url: "https://acme.atlassian.net/browse/PAY-12",
      scope: { id: "jira:acme:PAY", name: "Payments" },
      type: "Story",
      level: "story",
      title: "Retry failed card payments",
      description: "As a customer I want a failed payment to be tried again.",
      labels: ["checkout"],
      components: ["Billing API"],
      status: { name: "In Progress", category: "in-progress" },
      priority: "High",
      dueDate: "2026-12-01",
      parent: "jira:acme:10001",
      estimate: 5,
      sprint: "Sprint 2",
      people: {
        assignee: { id: "5b10ac8d82e05b22cc7d4ef5", name: "Mia Krystof" },
        reporter: { id: "5b10a2844c20165700ede21g", name: "Emma Richards", email: "emma@example.com", isActive: false },
        creator: { id: "557058:app", name: "Import for Jira", isApp: true },
        "Product owner": { id: "po-1", name: "Ola Nordmann" },
        Approvers: { id: "a-1", name: "First Approver" },
      },
      created: "2026-04-21T21:37:05.000Z",
      updated: "2026-10-06T07:32:47.000Z",
    });
  });

  it("leaves out what the issue does not have, and makes nothing up", () => {
    const bare = {
      id: "7",
      key: "OPS-7",
      fields: {
        summary: "Rotate keys",
        project: { key: "OPS", name: "Operations" },
        issuetype: null,
        description: null,
        parent: null,
      },
    };
    expect(mapIssue(bare, { workspace: "acme" })).toEqual({
      id: "jira:acme:7",
      key: "OPS-7",
      aliases: ["7"],
      tracker: "jira",
      scope: { id: "jira:acme:OPS", name: "Operations" },
      type: null,
      level: "story",
      levelIsInferred: true,
      title: "Rotate keys",
      description: "",
      labels: [],
      components: [],
      status: { name: "", category: "todo" },
      people: {},
    });
  });

  it.each([
    ["a sub-task", { name: "Sub-task", hierarchyLevel: -1, subtask: true }, "subtask"],
    ["a task of a renamed type", { name: "Tâche", hierarchyLevel: 0, subtask: false }, "story"],
    ["an epic of a renamed type", { name: "Feature", hierarchyLevel: 1, subtask: false }, "epic"],
    ["a level above epic", { name: "Initiative", hierarchyLevel: 2, subtask: false }, "initiative"],
    ["a level far above epic", { name: "Theme", hierarchyLevel: 4, subtask: false }, "initiative"],
    ["a sub-task of a site that tells no level", { name: "Unteraufgabe", subtask: true }, "subtask"],
  ])("takes the level of %s from Jira, not from the name of its type", (_, issuetype, level) => {
    const item = mapIssue(jiraIssue({ issuetype }), site);
    expect(item.level).toBe(level);
    expect(item.levelIsInferred).toBeUndefined();
  });

  it("says that it inferred the level where Jira tells none", () => {
    expect(mapIssue(jiraIssue({ issuetype: { name: "Epic" } }), site)).toMatchObject({
      level: "epic",
      levelIsInferred: true,
    });
  });

  it.each([
    ["new", "todo"],
    ["indeterminate", "in-progress"],
    ["done", "done"],
    ["undefined", "todo"],
  ])("reads the status category %s as %s", (key, category) => {
    const status = { name: "Whatever the team calls it", statusCategory: { key } };
    expect(mapIssue(jiraIssue({ status }), site).status).toEqual({ name: "Whatever the team calls it", category });
  });

  it("finds story points of a company-managed space by the name of an ordinary number field", () => {
    const float = "com.atlassian.jira.plugin.system.customfieldtypes:float";
    const item = mapIssue(
      jiraIssue(
        { customfield_1: 42, customfield_2: 0 },
        {
          names: { customfield_1: "Cost centre", customfield_2: "Story Points" },
          schema: {
            customfield_1: { type: "number", custom: float },
            customfield_2: { type: "number", custom: float },
          },
        },
      ),
      site,
    );
    expect(item.estimate).toBe(0);
  });

  it("takes the last sprint when none is running or planned", () => {
    const closed = ["Sprint 1", "Sprint 2"].map((name, id) => ({ id, name, state: "closed" }));
    expect(mapIssue(jiraIssue({ customfield_10020: closed }), site).sprint).toBe("Sprint 2");
    expect(mapIssue(jiraIssue({ customfield_10020: null }), site).sprint).toBeUndefined();
  });

  it("takes a people field called Owner as the owner under audit", () => {
    const item = mapIssue(jiraIssue({}, { names: { customfield_10101: "Owner" } }), site);
    expect(item.people.owner).toEqual({ id: "po-1", name: "Ola Nordmann" });
  });

  it("is not fooled by a people field with the name of an object's prototype", () => {
    const item = mapIssue(
      jiraIssue({ customfield_10101: user("x", "X") }, { names: { customfield_10101: "__proto__" } }),
      site,
    );
    expect(Object.getPrototypeOf(item.people)).toBe(Object.prototype);
    expect(Object.keys(item.people)).toContain("__proto__");
  });

  it("refuses an answer that is no issue, and names the place", () => {
    const broken = [
      undefined,
      "<html>",
      { id: "1", key: "A-1", fields: { summary: 3, project: { key: "A", name: "A" } } },
    ];
    for (const json of broken) expect(() => mapIssue(json, site)).toThrow(TrackerError);
    expect(() => mapIssue(broken[2], site)).toThrow(/fields\.summary/);
  });
});
