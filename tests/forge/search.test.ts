import { afterEach, describe, expect, test } from "vitest";
import { createJiraSite } from "../trackers/jira/site";
import { mysqlServer } from "../stores/databases";
import { faultsOf, NO_FAULTS, ROLES_BY_SITE, runApp, type RunningApp } from "./app";
import { ON_FORGE_SQL } from "./emulated-sql";

const open: RunningApp[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

/** Lets Jira finish what it does some seconds after it was asked for; it does so before it answers the next request. */
async function later({ platform: { clock, jira } }: RunningApp): Promise<void> {
  clock.advance(60_000);
  const authorization = `Basic ${btoa(`${jira.email}:${jira.token}`)}`;
  await fetch(`${jira.url}/rest/api/3/serverInfo`, { headers: { authorization } });
}

const valuesIn = ({ platform: { site } }: RunningApp, space: string) =>
  [...site.issues.values()]
    .filter(({ project }) => project === space)
    .map(({ id }) => site.properties.get(id)?.get("rolecall"));

describe.skipIf(!mysqlServer)(`What the app lets JQL find ${ON_FORGE_SQL}`, () => {
  test("stands on the work items of spaces that ask for it, changes with their verdicts, and all of it can be removed", async () => {
    const app = await runApp({ site: createJiraSite({ issues: 200 }) });
    open.push(app);
    const { platform } = app;
    await app.savePolicy({
      ...ROLES_BY_SITE,
      scopes: { PAY: { search: "focus" }, ONB: { search: "focus-and-finding" } },
    });
    await app.begin();
    await later(app);
    for (const value of valuesIn(app, "PAY")) expect(Object.keys(value as object)).toEqual(["focus"]);
    for (const value of valuesIn(app, "ONB")) expect(Object.keys(value as object)).toEqual(["focus", "finding"]);
    expect(valuesIn(app, "RPT").every((value) => value === undefined)).toBe(true);
    expect(JSON.stringify([...platform.site.properties.values()].map((map) => [...map]))).not.toMatch(/712020|@/);

    const writes = () => platform.jira.requests.filter(({ path }) => path.includes("/properties")).length;
    const before = writes();
    await app.pass(25);
    expect(writes()).toBe(before);

    const story = [...platform.site.issues.values()].find(({ project, type }) => project === "PAY" && type === "Story");
    if (!story) throw new Error("no story");
    platform.site.editIssue(story.id, {
      summary: "Go-to-market plan and pricing strategy for Brazil",
      description: null,
    });
    platform.emit({
      eventType: "avi:jira:updated:issue",
      issue: { id: String(story.id), key: `PAY-${story.number}` },
      changelog: { items: [{ field: "summary" }] },
    });
    await platform.settle();
    await later(app);
    expect(platform.site.properties.get(story.id)?.get("rolecall")).toEqual({ focus: "strategic" });

    await platform.call(
      "pages",
      "call",
      { name: "startRun", input: { kind: "unpublish" } },
      { extension: { type: "jira:adminPage" } },
      "712020:reader",
    );
    await platform.settle();
    await later(app);
    for (const space of ["PAY", "ONB"]) expect(valuesIn(app, space).every((value) => value === undefined)).toBe(true);
    expect(faultsOf(app)).toEqual(NO_FAULTS);
  });
});
