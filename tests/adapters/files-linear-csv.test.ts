import { describe, expect, test } from "vitest";
import { asInput, noticesOf, readFixture, readInputs, readText } from "./read-files";

describe("a Linear export with the columns of today", () => {
  test("gives issues with the UUID as identity and the key as alias", async () => {
    const { items, sources, skipped } = await readFixture("linear-export.2024.csv");
    expect(skipped).toEqual([]);
    expect(sources[0]).toMatchObject({ format: "linear-csv", items: 2 });
    expect(items[0]).toMatchObject({
      id: "linear:acme:6e2b0f1c-0000-4000-8000-000000000007",
      key: "GUE-7",
      aliases: ["GUE-7", "6e2b0f1c-0000-4000-8000-000000000007"],
      scope: { id: "linear:acme:GUE", name: "Guest app" },
      type: null,
      labels: ["Bug", "Mobile"],
      estimate: 3,
      sprint: "Cycle 4",
      dueDate: "2026-03-01",
      created: "2026-02-03T08:00:00.000Z",
      people: {
        creator: { id: "ines@berthline.example", email: "ines@berthline.example" },
        assignee: { id: "Teo Rossi", name: "Teo Rossi" },
      },
    });
  });

  test("takes off the apostrophe that guards a title against being a formula", async () => {
    const { items } = await readFixture("linear-export.2024.csv");
    expect(items[0]?.title).toBe("=SUM of visits on the start page");
  });

  test("knows archived issues, sub-issues, and that no priority is none", async () => {
    const { items } = await readFixture("linear-export.2024.csv");
    expect(items[0]?.isArchived).toBeUndefined();
    expect(items[1]).toMatchObject({
      isArchived: true,
      parent: "GUE-7",
      level: "subtask",
      levelIsInferred: true,
      sprint: "Cycle 5",
    });
    expect(items[1]?.priority).toBeUndefined();
  });

  test("says that the projects of the issues are not in the file", async () => {
    expect(noticesOf(await readFixture("linear-export.2024.csv"))).toEqual([
      expect.stringMatching(/1 issue belongs to Linear projects \("Winter season"\)/),
    ]);
  });

  test("links to Linear where the policy tells the workspace's address", async () => {
    const { items } = await readFixture("linear-export.2024.csv", { baseUrl: "https://linear.app/berthline" });
    expect(items[0]?.url).toBe("https://linear.app/berthline/issue/GUE-7");
  });
});

describe("a Linear export with the columns of 2023", () => {
  test("is read with its script dates and known by its key", async () => {
    const { items, sources } = await readFixture("linear-export.2023.csv");
    expect(sources[0]?.format).toBe("linear-csv");
    expect(items[0]).toMatchObject({
      id: "linear:acme:GUE-1",
      status: { name: "Backlog", category: "todo" },
      created: "2023-02-06T05:00:00.000Z",
      updated: "2023-02-07T05:30:00.000Z",
      dueDate: "2023-03-01",
      level: "story",
    });
    expect(items[1]).toMatchObject({ status: { name: "Canceled", category: "done" }, parent: "GUE-1" });
  });
});

describe("a file for Linear's importer", () => {
  test("has no ids, so the row's number stands for one, and the file says what that costs", async () => {
    const read = await readFixture("linear-import.csv");
    expect(read.sources[0]?.format).toBe("linear-import-csv");
    expect(read.items.map(({ id, key, scope }) => [id, key, scope.name])).toEqual([
      ["linear:acme:linear-import#row-2", "row-2", "linear-import"],
      ["linear:acme:linear-import#row-3", "row-3", "linear-import"],
    ]);
    expect(noticesOf(read)).toEqual([expect.stringMatching(/^2 rows without an id are known by the number/)]);
  });

  test("with an identifier keeps it", async () => {
    const { items } = await readText(
      "Identifier,Title,Status,Estimate,Description,Labels,Project,Team,Assignee,Priority,Parent,Sub-issues\nPI-1,A map,Done,1,,web,Maps,Engineering,,2,,\n",
    );
    expect(items[0]).toMatchObject({
      id: "linear:acme:PI-1",
      key: "PI-1",
      scope: { id: "linear:acme:PI", name: "Engineering" },
      status: { category: "done" },
    });
  });
});

test("two files with rows known by number keep all their rows apart", async () => {
  const csv = "Title,Status,Priority,Labels,Estimate\nA map,Todo,High,,\n";
  const { items } = await readInputs([asInput(csv, "north/plan.csv"), asInput(csv, "south/plan.csv")]);
  expect(new Set(items.map(({ id }) => id)).size).toBe(2);
});
