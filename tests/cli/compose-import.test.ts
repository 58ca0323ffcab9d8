import { closeSync, ftruncateSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { createImports } from "#cli/compose-import";
import type { PolicyInput } from "#core/config";
import { loadPolicy } from "#core/policy-check";
import { makeFolder } from "../stores/databases";

const folder = makeFolder();
afterAll(folder.remove);

function preview(
  name: string,
  content: string | Buffer,
  columns: Readonly<Record<string, string>> = {},
  policy: PolicyInput = {},
) {
  const path = join(folder.path, "upload-1");
  writeFileSync(path, content);
  return previewFile(path, name, columns, policy);
}

const previewFile = (
  path: string,
  name: string,
  columns: Readonly<Record<string, string>> = {},
  policy: PolicyInput = {},
) =>
  createImports({ pathOf: () => ({ path, name, bytes: statSync(path).size }) }).preview(
    "u",
    columns,
    loadPolicy(policy),
  );

const JIRA = [
  "Summary,Issue key,Issue id,Issue Type,Status,Assignee,Labels,Labels,Rank",
  "Fix the login,PAY-1,10001,Bug,To Do,Mia,,web,0|i0001:",
  "Price model,PAY-2,10002,Epic,In Progress,,money,,",
].join("\n");

describe("The preview of an export", () => {
  test("says what the file is, how each column is read, and what its first items are", async () => {
    const shown = await preview("backlog.csv", JIRA);
    expect(shown).toMatchObject({ name: "backlog.csv", bytes: JIRA.length, format: "jira-csv", problems: [] });
    expect(shown.columns.map(({ name, field, example }) => `${name}=${field ?? "–"} (${example})`)).toEqual([
      "Summary=title (Fix the login)",
      "Issue key=key (PAY-1)",
      "Issue id=id (10001)",
      "Issue Type=type (Bug)",
      "Status=status (To Do)",
      "Assignee=assignee (Mia)",
      "Labels=labels (money)",
      "Rank=– (0|i0001:)",
    ]);
    expect(shown.rows).toEqual([
      { key: "PAY-1", title: "Fix the login", type: "Bug", level: "story", status: "To Do", owner: "Mia" },
      { key: "PAY-2", title: "Price model", type: "Epic", level: "epic", status: "In Progress", owner: null },
    ]);
  });

  test("follows the columns that the person chooses, and offers people fields of the policy", async () => {
    const table = "Task;Who;State\nFix the login;Mia;Open\n";
    const before = await preview("plan.csv", table);
    expect(before.rows).toEqual([]);
    expect(before.problems).toEqual(['No column is known to be the title. Is it "Task"? Say which one holds it.']);
    const policy: PolicyInput = { owner: { fields: ["Squad lead", "assignee"] } };
    const after = await preview("plan.csv", table, { title: "Task", "Squad lead": "Who", status: "State" }, policy);
    expect(after.columns.map(({ field }) => field)).toEqual(["title", "Squad lead", "status"]);
    expect(after.rows).toMatchObject([{ title: "Fix the login", owner: "Mia", status: "Open" }]);
    expect(after.fields).toEqual(expect.arrayContaining(["title", "status", "Squad lead"]));
  });

  test("tells of rows that are skipped, with the remedy, and calls the file as the person does", async () => {
    const { problems, rows } = await preview("backlog.csv", `${JIRA}\n,PAY-3,10003,Bug,To Do,,,,\n`);
    expect(rows).toHaveLength(2);
    expect(problems).toEqual(['Line 4: The row has no title. Fill in "Summary" in this row, or remove the row.']);
    const broken = await preview("backlog.xlsx", Buffer.from("PK\u0003\u0004rest"));
    expect(broken.problems[0]).toMatch(/^backlog\.xlsx .*Excel/);
    expect(JSON.stringify(broken)).not.toContain("upload-1");
  });

  test("reads JSON and gzip, too", async () => {
    const items = JSON.stringify([{ id: "1", title: "Fix the login" }]);
    expect(await preview("items.json", items)).toMatchObject({ format: "rolecall-json", columns: [] });
    const packed = await preview("backlog.csv.gz", gzipSync(JIRA));
    expect(packed).toMatchObject({ format: "jira-csv", rows: [{ key: "PAY-1" }, { key: "PAY-2" }] });
  });

  test("shows five items of many, and reads only the beginning of a huge file", async () => {
    const path = join(folder.path, "huge");
    const file = openSync(path, "w");
    const row = (n: number): string => `Item ${n} ${"x".repeat(5000)},PAY-${n},${n},Bug,To Do,,,,\n`;
    writeSync(file, `${JIRA}\n`);
    for (let n = 0; n < 400; n += 1) writeSync(file, row(n));
    // A hole of 200 GB, which nobody can read in the time of a test.
    ftruncateSync(file, 200 * 1024 ** 3);
    closeSync(file);
    const { rows, columns } = await previewFile(path, "huge.csv");
    expect(rows).toHaveLength(5);
    expect(columns).toHaveLength(8);
  });

  test("an upload that is gone is not found", async () => {
    const imports = createImports({ pathOf: () => null });
    await expect(imports.preview("u", {}, loadPolicy({}))).rejects.toMatchObject({
      name: "ApiError",
      kind: "not-found",
    });
  });

  test("the sample backlog is read as the audit reads it", async () => {
    const sample = readFileSync("src/sample/backlog.json");
    const { rows, format, problems } = await preview("backlog.json", sample);
    expect([rows.length, format, problems]).toEqual([5, "rolecall-json", []]);
  });
});
