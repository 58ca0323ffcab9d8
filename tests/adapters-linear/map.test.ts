import { expect, test } from "vitest";
import { mapNode } from "#adapters/linear/map";

const site = { workspace: "acme", name: "Acme", labels: new Map([["l-1", "R&D"]]) };
const times = { createdAt: "2026-01-02T03:04:05.678Z", updatedAt: "2026-02-03T04:05:06.789Z" };
const mia = {
  id: "u-1",
  name: "Mia &amp; Co",
  email: "mia@acme.example",
  title: "Product Manager",
  app: false,
  active: true,
};
const issue = {
  ...times,
  ...{
    id: "i-1",
    identifier: "ENG-12",
    previousIdentifiers: ["PRD-3"],
    title: "Search &amp; filter",
    description: "Words",
  },
  ...{ priority: 0, url: "https://linear.app/acme/issue/ENG-12", labelIds: ["l-1", "unknown"] },
  state: { name: "In Review", type: "started" },
  team: { key: "ENG", name: "Engineering &amp; more" },
  assignee: mia,
};

test("an issue is a story of its team, with names as people wrote them", () => {
  expect(mapNode("issues", { ...issue, project: { id: "p-1", lead: null } }, site)).toEqual({
    id: "linear:acme:i-1",
    key: "ENG-12",
    aliases: ["i-1", "PRD-3"],
    tracker: "linear",
    url: "https://linear.app/acme/issue/ENG-12",
    scope: { id: "linear:acme:ENG", name: "Engineering & more" },
    type: null,
    level: "story",
    title: "Search & filter",
    description: "Words",
    labels: ["R&D"],
    components: [],
    status: { name: "In Review", category: "in-progress" },
    parent: "linear:acme:p-1",
    people: { assignee: { id: "u-1", name: "Mia & Co", email: "mia@acme.example", title: "Product Manager" } },
    created: "2026-01-02T03:04:05.678Z",
    updated: "2026-02-03T04:05:06.789Z",
  });
});

test("an issue with a parent is a sub-task of it, whatever its project", () => {
  const sub = mapNode("issues", { ...issue, parent: { id: "i-0" }, project: { id: "p-1" } }, site);
  expect(sub).toMatchObject({ level: "subtask", parent: "linear:acme:i-0" });
});

test("an issue without a due date is due with its milestone", () => {
  const projectMilestone = { targetDate: "2027-01-15" };
  expect(mapNode("issues", { ...issue, projectMilestone }, site).dueDate).toBe("2027-01-15");
  expect(mapNode("issues", { ...issue, dueDate: "2026-12-24", projectMilestone }, site).dueDate).toBe("2026-12-24");
});

test("planning, archiving and the twin in Jira are told; priority 0 is none", () => {
  const planned = {
    ...{ ...issue, estimate: 3, dueDate: "2026-12-24", priority: 1, archivedAt: times.updatedAt },
    cycle: { name: null, number: 7 },
    syncedWith: [{ service: "jira", metadata: { issueKey: "PAY-9" } }],
  };
  expect(mapNode("issues", planned, site)).toMatchObject({
    ...{ estimate: 3, dueDate: "2026-12-24", priority: "Urgent", sprint: "Cycle 7", isArchived: true, copyOf: "PAY-9" },
  });
  expect(mapNode("issues", issue, site)).not.toHaveProperty("priority");
});

test.each([
  ["triage", "todo"],
  ["backlog", "todo"],
  ["started", "in-progress"],
  ["completed", "done"],
  ["canceled", "done"],
  ["duplicate", "done"],
  ["a type of next year", "todo"],
])("a state of type %s is %s", (type, category) => {
  expect(mapNode("issues", { ...issue, state: { name: "x", type } }, site).status.category).toBe(category);
});

const planned = { ...times, slugId: "5fb3", labelIds: [], priority: 2, targetDate: "2027-03-31" };

test("a project is an epic of its first team under its first initiative, and its lead is its owner", () => {
  const project = {
    ...{ ...planned, id: "p-1", name: "New checkout", description: "Short.", content: "Long." },
    status: { name: "Planned", type: "planned" },
    lead: mia,
    teams: {
      nodes: [
        { key: "ENG", name: "Engineering" },
        { key: "OPS", name: "Operations" },
      ],
    },
    initiatives: { nodes: [{ id: "in-1" }] },
  };
  expect(mapNode("projects", project, site)).toMatchObject({
    ...{ id: "linear:acme:p-1", key: "5fb3", level: "epic", title: "New checkout", description: "Short.\n\nLong." },
    ...{ parent: "linear:acme:in-1", dueDate: "2027-03-31", priority: "High" },
    scope: { id: "linear:acme:ENG" },
    people: { owner: { id: "u-1" }, projectLead: { id: "u-1" } },
  });
});

test("an initiative belongs to no team and is owned by its owner", () => {
  const initiative = {
    ...planned,
    id: "in-1",
    name: "Grow",
    identifier: "GROW",
    status: "Active",
    owner: { ...mia, active: false },
  };
  expect(mapNode("initiatives", initiative, site)).toMatchObject({
    ...{ key: "GROW", level: "initiative", scope: { id: "linear:acme:initiatives", name: "Acme initiatives" } },
    status: { name: "Active", category: "in-progress" },
    people: { owner: { id: "u-1", isActive: false } },
  });
});
