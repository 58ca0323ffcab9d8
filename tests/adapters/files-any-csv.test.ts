import { describe, expect, test } from "vitest";
import { mapOptions, suggestColumns } from "#adapters/files/suggest-columns";
import { noticesOf, readFixture, readText } from "./read-files";

describe("a table of somebody's own", () => {
  test("with an unknown header is an error that names the columns and the options to paste", async () => {
    await expect(readFixture("spreadsheet.csv")).rejects.toThrow(
      'spreadsheet.csv has no column that is known to be the title. Its columns are "Nr", "Aufgabe der Woche", "Wer", "Fertig bis", "Stand"; if this is right, add: ' +
        '--map "title=Aufgabe der Woche" --map id=Nr --map status=Stand --map "dueDate=Fertig bis"',
    );
  });

  test("is read with those options", async () => {
    const { items, sources } = await readFixture("spreadsheet.csv", {
      columns: { title: "aufgabe der woche", id: "Nr", status: "Stand", dueDate: "Fertig bis", assignee: "Wer" },
    });
    expect(sources[0]).toMatchObject({ format: "csv", notices: [] });
    expect(items).toMatchObject([
      {
        id: "file:acme:1",
        key: "1",
        tracker: "file",
        title: "Preisliste für 2028 mit dem Vorstand klären",
        dueDate: "2026-12-31",
        status: { name: "offen", category: "todo" },
        scope: { name: "spreadsheet" },
      },
      { status: { category: "done" }, people: { assignee: { id: "Teo", name: "Teo" } } },
    ]);
  });

  test("with a title and no id is read by row numbers", async () => {
    const read = await readText("Title,Type,Resolved Date\nA map,Epic,2026-03-26\n\nA list,,\n", {}, "plans/week.csv");
    expect(read.items).toMatchObject([
      {
        id: "file:acme:week#row-2",
        level: "epic",
        status: { name: "", category: "done" },
        scope: { id: "file:acme:week", name: "week" },
      },
      { id: "file:acme:week#row-4", type: null, status: { category: "todo" } },
    ]);
    expect(noticesOf(read)).toEqual([
      expect.stringContaining("No column tells the status"),
      expect.stringMatching(/^2 rows without an id/),
    ]);
  });

  test("gives every row of one project its scope, and labels and components as lists", async () => {
    const { items } = await readText('Issue,Title,Project,Labels,Components\nRH-1,A map,RH,"a b, c","Web;Core team"\n');
    expect(items[0]).toMatchObject({
      id: "file:acme:RH-1",
      scope: { id: "file:acme:RH", name: "RH" },
      labels: ["a b", "c"],
      components: ["Web", "Core team"],
    });
  });

  test("may tell the level itself", async () => {
    const { items } = await readText("Title,ID,Level\nA goal,1,Initiative\nA map,2,huge\n");
    expect(items.map(({ level, levelIsInferred }) => [level, levelIsInferred])).toEqual([
      ["initiative", undefined],
      ["story", true],
    ]);
  });
});

describe("the column map", () => {
  test("wins over what is recognised", async () => {
    const { items } = await readText("Summary,Issue key,Goal\nSwap,BER-1,Guests swap berths alone\n", {
      columns: { title: "Goal" },
    });
    expect(items[0]?.title).toBe("Guests swap berths alone");
  });

  test("may name a people field of the policy", async () => {
    const { items } = await readText("Title,ID,Lead of it\nA map,1,Ann Lee <ann@acme.example>\n", {
      columns: { "Product owner": "Lead of it" },
      peopleFields: ["Product owner"],
    });
    expect(items[0]?.people["Product owner"]).toEqual({
      id: "ann@acme.example",
      name: "Ann Lee",
      email: "ann@acme.example",
    });
  });

  test("with a field that does not exist is an error that lists the fields", async () => {
    await expect(readText("Title\nA map\n", { columns: { titel: "Title" } })).rejects.toThrow(
      /"titel", which is no field; fields are title, id, key/,
    );
  });

  test("with a column that one file lacks says so and goes on", async () => {
    const read = await readText("Title,ID,Status\nA map,1,Open\n", { columns: { priority: "Rang" } });
    expect(read.items).toHaveLength(1);
    expect(noticesOf(read)).toEqual(['The column map asks for "priority=Rang", which this file does not have.']);
  });
});

describe("the suggestion", () => {
  test("reads keys, states and e-mails out of the cells", () => {
    const rows = [
      ["done", "ann@a.example", "AB-1", "Move the map", "12"],
      ["open", "bo@a.example", "AB-2", "Price list for guests", "7"],
    ];
    expect(suggestColumns(["c1", "c2", "c3", "c4", "c5"], rows)).toEqual({
      status: "c1",
      assignee: "c2",
      key: "c3",
      title: "c4",
      id: "c5",
    });
  });

  test("prefers short text that differs as the title, and long text as the description", () => {
    const rows = [
      [
        "web",
        "Move the map",
        "It stands in the way of the list on every small screen that we know of, and on tablets.",
      ],
      ["web", "Add a list", "People ask for one. It should have the same order as the map, and the same colours too."],
    ];
    expect(suggestColumns(["a", "b", "c"], rows)).toMatchObject({ title: "b", description: "c" });
  });

  test("is quoted so that a shell takes it as it stands", () => {
    expect(mapOptions({ title: 'The "what" of $it', key: "Nr." })).toBe(
      '--map "title=The \\"what\\" of \\$it" --map key=Nr.',
    );
  });
});
