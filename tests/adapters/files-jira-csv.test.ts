import { describe, expect, test } from "vitest";
import { noticesOf, readFixture, readText } from "./read-files";

const peopleFields = ["owner", "assignee", "Product owner"];

describe("a Jira Cloud export in English", () => {
  test("gives items with the identity, the key and both aliases by which a parent may be named", async () => {
    const { items, skipped, sources } = await readFixture("jira-cloud.en.csv");
    expect(skipped).toEqual([]);
    expect(sources[0]).toMatchObject({ kind: "file", format: "jira-csv", items: 4, notices: [] });
    expect(items.map(({ id, key }) => [id, key])).toEqual([
      ["jira:acme:10001", "BER-1"],
      ["jira:acme:10002", "BER-2"],
      ["jira:acme:10003", "BER-3"],
      ["jira:acme:10004", "BER-4"],
    ]);
    expect(items[0]?.aliases).toEqual(["BER-1", "10001"]);
    expect(items[0]?.scope).toEqual({ id: "jira:acme:BER", name: "Berthline" });
  });

  test("keeps the words of a cell with quotes and line breaks as they are", async () => {
    const { items } = await readFixture("jira-cloud.en.csv");
    expect(items[0]?.description).toBe('Why: churn.\n\nIt said "too dear", twice.');
  });

  test("finds the parent by key, by epic link and by id", async () => {
    const { items } = await readFixture("jira-cloud.en.csv");
    expect(items.map((item) => item.parent)).toEqual([undefined, "BER-1", "BER-2", "10003"]);
  });

  test("takes the last of repeated sprints and all of repeated labels", async () => {
    const { items } = await readFixture("jira-cloud.en.csv");
    expect(items[2]?.sprint).toBe("BER Sprint 2");
    expect(items[0]?.labels).toEqual(["pricing", "small-harbours"]);
    expect(items[2]?.estimate).toBe(3);
  });

  test("trusts the status category, and without one knows the usual names", async () => {
    const { items } = await readFixture("jira-cloud.en.csv");
    expect(items.map((item) => item.status)).toEqual([
      { name: "Discovery", category: "in-progress" },
      { name: "To Do", category: "todo" },
      { name: "Done", category: "done" },
      { name: "In Review", category: "in-progress" },
    ]);
  });

  test("infers the level from the type and says so", async () => {
    const { items } = await readFixture("jira-cloud.en.csv");
    expect(items.map(({ level, levelIsInferred }) => [level, levelIsInferred])).toEqual([
      ["initiative", true],
      ["epic", true],
      ["story", true],
      ["subtask", true],
    ]);
  });

  test("reads dates as written, without a time zone the file does not tell", async () => {
    const { items } = await readFixture("jira-cloud.en.csv");
    expect(items[0]).toMatchObject({
      created: "2026-03-02T09:05:00",
      updated: "2026-03-03T00:00:00",
      dueDate: "2026-06-30",
    });
    expect(items[1]).toMatchObject({ created: "2026-03-02T12:30:00", updated: "2026-03-03T23:59:00" });
  });

  test("knows people by their account id, and custom people fields where the policy asks for them", async () => {
    const { items } = await readFixture("jira-cloud.en.csv", { peopleFields });
    expect(items[0]?.people).toEqual({
      projectLead: { id: "712020:noor", name: "Noor Haddad" },
      reporter: { id: "712020:ines", name: "Ines Vidal" },
      assignee: { id: "712020:noor", name: "Noor Haddad" },
    });
    expect(items[2]?.people["Product owner"]).toEqual({ id: "Ola Berg", name: "Ola Berg" });
    expect(items[2]?.people["assignee"]).toBeUndefined();
    const without = await readFixture("jira-cloud.en.csv");
    expect(without.items[2]?.people["Product owner"]).toBeUndefined();
  });

  test("finds the people that the policy names in one word, and their account ids", async () => {
    const csv = "Summary,Issue key,Component lead,Component lead Id\nA map,BER-1,Ola Berg,712020:ola\n";
    const { items } = await readText(csv, { peopleFields: ["componentLead"] });
    expect(items[0]?.people).toEqual({ componentLead: { id: "712020:ola", name: "Ola Berg" } });
  });

  test("links to the items where the policy tells the address", async () => {
    const { items } = await readFixture("jira-cloud.en.csv", { baseUrl: "https://berthline.atlassian.net/" });
    expect(items[0]?.url).toBe("https://berthline.atlassian.net/browse/BER-1");
    expect((await readFixture("jira-cloud.en.csv")).items[0]?.url).toBeUndefined();
  });
});

describe("levels, statuses and addresses of a Jira export", () => {
  test("a Feature is a story unless the policy makes it an epic", async () => {
    const csv = "Summary,Issue key,Issue Type\nBerth map,BER-1,Feature\n";
    expect((await readText(csv)).items[0]?.level).toBe("story");
    expect((await readText(csv, { items: { doneStatuses: [], levels: { feature: "epic" } } })).items[0]?.level).toBe(
      "epic",
    );
  });

  test("a status of the team's own counts as to do, and the file says so", async () => {
    const read = await readText("Summary,Issue key,Status\nA map,BER-1,Parked\nA list,BER-2,Signed off\n", {
      items: { doneStatuses: ["signed OFF"], levels: {} },
    });
    expect(read.items.map((item) => item.status.category)).toEqual(["todo", "done"]);
    expect(noticesOf(read)).toEqual([expect.stringContaining('"Parked"')]);
  });

  test("a resolution means done, and the word for none does not", async () => {
    const { items } = await readText(
      "Summary,Issue key,Status,Resolution\nA map,BER-1,Parked,Fixed\nA list,BER-2,Parked,Unresolved\n",
    );
    expect(items.map((item) => item.status.category)).toEqual(["done", "todo"]);
  });

  test("the address of a project tells where Jira is only when Jira gave it", async () => {
    const csv =
      "Summary,Issue key,Project url\nA map,BER-1,https://jira.berthline.example/browse/BER\nA list,BER-2,https://wiki.berthline.example/team\nA form,BER-3,abc.com\n";
    expect((await readText(csv)).items.map((item) => item.url)).toEqual([
      "https://jira.berthline.example/browse/BER-1",
      undefined,
      undefined,
    ]);
  });

  test("a script in the place of an address never becomes a link", async () => {
    const { items } = await readText(
      "Summary,Issue key,URL\nA map,BER-1,javascript:alert(1)\nA list,BER-2,https://t.example/2\n",
    );
    expect(items.map((item) => item.url)).toEqual([undefined, "https://t.example/2"]);
  });

  test("a row without a key is set aside with its line, its field and what to do", async () => {
    const read = await readText('Summary,Issue key\n"two\nlines",BER-1\nNo key here,\n,BER-3\n');
    expect(read.items).toHaveLength(1);
    expect(read.skipped).toEqual([
      {
        file: "backlog.csv",
        line: 4,
        field: "Issue key",
        problem: "The row has no key and no id.",
        remedy: expect.stringContaining('"Issue key"') as string,
      },
      {
        file: "backlog.csv",
        line: 5,
        field: "Summary",
        problem: "The row has no title.",
        remedy: expect.stringContaining('"Summary"') as string,
      },
    ]);
  });
});
