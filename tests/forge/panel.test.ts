import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { jiraIssue, paragraphs, user } from "../adapters-jira/issue";
import { installBoundary, json, type Boundary } from "./boundary";
import { installPanelHost, type PanelHost } from "./panel-host";

/** What the platform adds to a call from a panel beside work item 10023. */
const context = {
  cloudId: "site-1",
  moduleKey: "rolecall-issue-context",
  extension: { issue: { id: "10023", key: "PAY-12" } },
};

/** Fields of an issue that nothing can be said about. */
const bare = {
  summary: "Misc",
  description: null,
  issuetype: null,
  status: null,
  labels: [],
  components: [],
  priority: null,
  duedate: null,
  parent: null,
  assignee: null,
  customfield_10016: null,
  customfield_10020: null,
};
const strategic = {
  ...bare,
  summary: "Define the pricing strategy for the German market",
  issuetype: { name: "Epic", hierarchyLevel: 1, subtask: false },
  description: paragraphs("Market research: which segments would pay, and what do competitors charge?"),
  assignee: user("pm-1", "Ada Lovelace"),
};
const tactical = {
  summary: "Fix the crash when the login button is clicked twice",
  issuetype: { name: "Bug", hierarchyLevel: 0 },
};

let boundary: Boundary;
let host: PanelHost;

beforeAll(async () => {
  installBoundary();
  const { resolver } = await import("../../src/forge/index");
  host = installPanelHost(resolver, context);
}, 60_000);

/** Opens a fresh panel, as Jira does when the work item is opened. */
async function openPanel(answer: Parameters<Boundary["answerJira"]>[0]): Promise<void> {
  boundary.answerJira(answer);
  vi.resetModules();
  await import("../../src/forge/panel/issue-panel");
}

/** Until the panel has its answer and waits for the reader. */
const settled = (): Promise<void> =>
  vi.waitFor(() => expect(host.find("LoadingButton").map(({ props }) => props.isLoading)).toEqual([false]), {
    timeout: 10_000,
  });

beforeEach(() => {
  boundary = installBoundary();
  host.close();
});

describe("the panel beside a work item", () => {
  it("says that it is reading until Jira has answered", async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await openPanel(async () => {
      await held;
      return json(200, jiraIssue());
    });
    await vi.waitFor(() => expect(host.text()).toEqual(["Reading this work item…"]));
    release();
    await settled();
    expect(host.text()).not.toContain("Reading this work item…");
  });

  it("explains a strategic work item: focus, probability, reasons with their words and field, owner", async () => {
    await openPanel(() => json(200, jiraIssue(strategic)));
    await settled();
    const text = host.text();
    expect(text[0]).toMatch(/^Strategic · \d\d %$/);
    expect(text[1]).toMatch(
      /^Rolecall is \d\d % sure that this work item is strategic: the work of a product manager\.$/,
    );
    expect(text.find((line) => line.startsWith("Responsibility: "))).toMatch(/pricing|market|research|business/i);
    expect(text[text.indexOf("Why") + 1]).toMatch(/^".+" in the (title|description)$/);
    expect(text).toContain(
      "Owner: Ada Lovelace. Whether the role fits is not checked yet: roles come with the policy.",
    );
  });

  it("shows a tactical work item with the probability that it is tactical", async () => {
    await openPanel(() => json(200, jiraIssue(tactical)));
    await settled();
    const percent = /^Tactical · (\d\d) %$/.exec(host.text()[0] ?? "")?.[1];
    expect(Number(percent)).toBeGreaterThan(64);
  });

  it("says what is missing when it cannot tell", async () => {
    await openPanel(() => json(200, jiraIssue(bare)));
    await settled();
    const text = host.text();
    expect(text[0]).toBe("Not sure");
    expect(text[text.indexOf("What is missing") + 1]).toMatch(/^A description/);
    expect(text).toContain("Nobody owns this work item yet.");
  });

  it("reads Jira once per check, as the reader, and again when asked", async () => {
    let fields: Record<string, unknown> = strategic;
    await openPanel(() => json(200, jiraIssue(fields)));
    await settled();
    expect(host.text()[0]).toMatch(/^Strategic/);
    expect(boundary.calls.map(({ as, method, path }) => `${as} ${method} ${path.split("?")[0]}`)).toEqual([
      "user GET /rest/api/3/issue/10023",
    ]);

    fields = tactical;
    host.click("Check again");
    await vi.waitFor(() => expect(host.text()[0]).toMatch(/^Tactical/), { timeout: 10_000 });
    await settled();
    expect(host.invocations).toEqual(["explainIssue", "explainIssue"]);
    expect(boundary.calls).toHaveLength(2);
  });

  it.each([
    [401, "Jira did not accept the sign-in", /allow Rolecall/],
    [403, "You may not read this work item", /Ask an administrator/],
    [404, "Jira does not show this work item", /deleted or moved/],
    [429, "Jira asks Rolecall to wait", /few minutes/],
    [503, "Jira is not available", /Check again/],
  ])("says what to do when Jira answers %i", async (status, title, remedy) => {
    await openPanel(() =>
      json(status, { errorMessages: ["Issue does not exist or you do not have permission to see it."] }),
    );
    await settled();
    expect(host.text()[0]).toBe(title);
    expect(host.text()[1]).toMatch(remedy);
    expect(host.find("Lozenge")).toEqual([]);
  });

  it("says that it failed when the resolver throws, and recovers on request", async () => {
    let isBroken = true;
    await openPanel(() => {
      if (isBroken) throw new Error("socket hang up at 10.0.0.1");
      return json(200, jiraIssue());
    });
    await settled();
    expect(host.text().slice(0, 2)).toEqual(["Rolecall failed", expect.stringContaining("Check again")]);
    expect(host.text().join()).not.toContain("socket");

    isBroken = false;
    host.click("Check again");
    await vi.waitFor(() => expect(host.find("Lozenge")).toHaveLength(1), { timeout: 10_000 });
    await settled();
  });

  it("shows outside text as text: no direction marks, line breaks or endless names", async () => {
    const name = `Mia \u202Egnirts\u202C\nOwner: <b>Boss</b> ${"x".repeat(1000)}`;
    await openPanel(() => json(200, jiraIssue({ assignee: user("1", name) })));
    await settled();
    const owner = host.text().find((line) => line.startsWith("Owner: ")) ?? "";
    expect(owner).toMatch(/^Owner: Mia gnirts Owner: <b>Boss<\/b> x+…\. Whether/);
    expect(owner.length).toBeLessThan(400);
  });

  it("names its elements for those who hear them", async () => {
    await openPanel(() => json(200, jiraIssue()));
    await settled();
    for (const heading of host.find("Heading")) expect(heading.props.as).toBe("h3");
    expect(host.find("Spinner")).toEqual([]);
    expect(host.text().every((line) => line.trim() !== "")).toBe(true);
  });
});
