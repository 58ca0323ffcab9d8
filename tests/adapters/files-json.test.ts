import { describe, expect, test } from "vitest";
import { noticesOf, readFixture, readText } from "./read-files";

describe("Jira's REST answers", () => {
  test("of v3 are read from the object around them, with the level and the state that Jira tells", async () => {
    const { items, sources, skipped } = await readFixture("jira-rest.v3.json", {
      peopleFields: ["owner", "Product owner"],
    });
    expect(skipped).toEqual([]);
    expect(sources[0]).toMatchObject({ format: "jira-json", items: 2, notices: [] });
    expect(items[0]).toMatchObject({
      id: "jira:acme:20001",
      key: "PAY-1",
      url: "https://berthline.atlassian.net/browse/PAY-1",
      scope: { id: "jira:acme:PAY", name: "Payments" },
      type: "Feature",
      level: "epic",
      description: "One price for a night, one for a week.",
      status: { name: "Shaping", category: "in-progress" },
      labels: ["pricing"],
      components: ["Billing"],
      priority: "High",
      estimate: 8,
      sprint: "PAY 4",
      dueDate: "2026-09-30",
      created: "2026-03-01T09:00:00.000Z",
    });
    expect(items[0]?.levelIsInferred).toBeUndefined();
    expect(items[0]?.people).toEqual({
      assignee: { id: "712020:noor", name: "Noor Haddad", isActive: false },
      reporter: { id: "712020:bot", name: "Intake", isApp: true },
      "Product owner": { id: "712020:ola", name: "Ola Berg" },
    });
  });

  test("with fields left out still give what is there", async () => {
    const { items } = await readFixture("jira-rest.v3.json");
    expect(items[1]).toMatchObject({
      id: "jira:acme:20002",
      parent: "PAY-1",
      level: "subtask",
      status: { category: "done" },
      people: {},
      description: "",
    });
  });

  test("of v2 and Server are read with wiki text, user names, epic link and sprint texts", async () => {
    const read = await readFixture("jira-rest.v2.json");
    expect(read.items[0]).toMatchObject({
      scope: { id: "jira:acme:OPS", name: "OPS" },
      description: "h2. Steps\n* copy\n* check",
      parent: "OPS-9",
      sprint: "OPS 4",
      people: { assignee: { id: "trossi", name: "Teo Rossi", email: "teo@berthline.example" } },
      level: "story",
      levelIsInferred: true,
    });
    expect(noticesOf(read)).toEqual([expect.stringContaining('"Waiting for ops"')]);
  });

  test("take custom fields from the column map by their id", async () => {
    const issue = {
      id: "1",
      key: "A-1",
      fields: { summary: "A map", customfield_1: 5, customfield_2: { accountId: "u", displayName: "Uma" } },
    };
    const { items } = await readText(
      JSON.stringify([issue]),
      { columns: { estimate: "customfield_1", owner: "customfield_2" } },
      "a.json",
    );
    expect(items[0]).toMatchObject({ estimate: 5, people: { owner: { id: "u", name: "Uma" } } });
  });

  test("without a summary are set aside by name", async () => {
    const { skipped } = await readText(
      '[{"id":"1","key":"A-1","fields":{}},\n{"fields":{"summary":"x"}}]',
      {},
      "a.json",
    );
    expect(skipped).toMatchObject([
      { line: 1, field: "summary", problem: "A-1 has no summary. It is element 1 of the list." },
      { line: 2, field: "key" },
    ]);
  });
});

describe("Rolecall's own items", () => {
  test("one a line, with blank lines, people as names or as objects, and annotations nobody asks about", async () => {
    const read = await readFixture("own.ndjson");
    expect(read.sources[0]).toMatchObject({ format: "rolecall-ndjson", items: 2, notices: [] });
    expect(read.items[0]).toMatchObject({
      id: "file:acme:a-1",
      key: "a-1",
      scope: { id: "file:acme:Growth", name: "Growth" },
      type: null,
      status: { name: "Shaping", category: "in-progress" },
      dueDate: "2027-06-30",
      created: "2026-01-05T08:00:00.000Z",
      people: {
        owner: {
          id: "u-1",
          name: "Noor Haddad",
          email: "noor@berthline.example",
          title: "Head of product",
          isActive: true,
        },
        "Product owner": { id: "Ola Berg", name: "Ola Berg" },
      },
    });
    expect(read.items[1]).toMatchObject({
      id: "file:acme:2",
      scope: { name: "Guest app" },
      level: "story",
      estimate: 2,
      parent: "a-1",
      url: "https://tracker.example/items/2",
      labels: ["bug", "web"],
      people: { assignee: { id: "teo@berthline.example", email: "teo@berthline.example" } },
    });
    expect(read.items[1]?.levelIsInferred).toBeUndefined();
  });

  test.each([
    ["an array", '[{"id":"1","title":"A map"}]'],
    ["an object with items", '{"version":1,\n"items":[\n{"id":"1","title":"A map"}]}'],
    ["an object with items on one line", '{"items":[{"id":"1","title":"A map"}]}'],
    ["a single line", '{"id":"1","title":"A map"}'],
  ])("in %s", async (_shape, text) => {
    const { items } = await readText(text, {}, "standard input");
    expect(items.map(({ title, type }) => [title, type])).toEqual([["A map", null]]);
  });

  test("unknown keys are ignored with one notice for the file that names them", async () => {
    const read = await readText(
      '[{"id":"1","title":"A","colour":"red"},{"id":"2","title":"B","colour":"blue","mood":1}]',
      {},
      "a.json",
    );
    expect(read.items).toHaveLength(2);
    expect(noticesOf(read)).toEqual(['Keys that are not known were ignored: "colour", "mood".']);
  });

  test("a value that does not fit leaves its field empty, not the item out", async () => {
    const read = await readText(
      '[{"id":"1","title":"A","estimate":"large","level":"feature","owner":{"age":3},"people":{"PO":7,"PM":"Ann"}}]',
      {},
      "a.json",
    );
    expect(read.items[0]).toMatchObject({
      title: "A",
      level: "story",
      levelIsInferred: true,
      people: { PM: { id: "Ann" } },
    });
    expect(read.items[0]?.estimate).toBeUndefined();
    expect(noticesOf(read)).toHaveLength(4);
    expect(noticesOf(read)).toContain('1 value of "estimate" could not be used ("large"); the field was left empty.');
  });

  test("an item without id or title is set aside with its line", async () => {
    const { items, skipped } = await readText(
      '[\n{"title":"No id"},\n{"id":"2"},\n{"id":"3","title":"Fine"},\n7]',
      {},
      "a.json",
    );
    expect(items.map(({ title }) => title)).toEqual(["Fine"]);
    expect(skipped).toMatchObject([
      { file: "a.json", line: 2, field: "id" },
      { line: 3, field: "title", problem: "Item 2 has no title. It is element 2 of the list." },
      { problem: "The element is no object. It is element 4 of the list." },
    ]);
  });

  test("a field name of JavaScript's own objects stays data", async () => {
    const { items } = await readText(
      '[{"id":"1","title":"A","people":{"__proto__":"Eve","constructor":"Ann"}}]',
      {},
      "a.json",
    );
    expect(Object.keys(items[0]?.people ?? {}).sort()).toEqual(expect.arrayContaining(["constructor"]));
    expect(({} as Record<string, unknown>)["name"]).toBeUndefined();
  });
});

describe("JSON that breaks off", () => {
  test("a list keeps the items before the break and says where it is", async () => {
    const { items, skipped } = await readText(
      '[\n{"id":"1","title":"A"},\n{"id":"2","title":"B"},\n{"id":"3","ti',
      {},
      "a.json",
    );
    expect(items).toHaveLength(2);
    expect(skipped).toEqual([
      {
        file: "a.json",
        line: 4,
        problem: "From here on the file cannot be read: the file ends in the middle of it.",
        remedy: expect.stringContaining("Export the file again") as string,
      },
    ]);
  });

  test("a file of lines loses the broken line only", async () => {
    const { items, skipped } = await readText(
      '{"id":"1","title":"A"}\n{"id":"2",,}\n{"id":"3","title":"C"}',
      {},
      "a.ndjson",
    );
    expect(items.map(({ key }) => key)).toEqual(["1", "3"]);
    expect(skipped).toMatchObject([{ line: 2, problem: expect.stringMatching(/^The line is not JSON: /) as string }]);
  });

  test("a first line that is broken does not make a file of lines something else", async () => {
    const { items, skipped } = await readText('{"id":"1",,"title":"A"}\n{"id":"3","title":"C"}', {}, "standard input");
    expect(items.map(({ key }) => key)).toEqual(["3"]);
    expect(skipped).toMatchObject([{ line: 1 }]);
  });

  test.each(['[{"id": tru', '{"items": [', '["a"'])(
    "of which nothing can be read is an error with a remedy: %s",
    async (text) => {
      const result = readText(text, {}, "a.json");
      if (text === '["a"')
        await expect(result).resolves.toMatchObject({
          items: [],
          skipped: [{ problem: "The element is no object. It is element 1 of the list." }, { line: 1 }],
        });
      else await expect(result).rejects.toThrow(/a\.json starts like JSON but is not.*Export it again/);
    },
  );

  test("an object without a list is an error that says where the items go", async () => {
    await expect(readText('{"total": 3,\n "rows": []}', {}, "a.json")).rejects.toThrow(
      /without a list of items.*"items"/,
    );
  });

  test.each(["[]", '{"items": []}', '{"issues": [], "total": 0}'])("an empty list is no error: %s", async (text) => {
    expect((await readText(text, {}, "a.json")).items).toEqual([]);
  });
});
