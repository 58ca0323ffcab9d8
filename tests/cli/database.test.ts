import { chmodSync, existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "libsql";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CliResult } from "../build-apart";
import { buildCli } from "./run-cli";
import { backlog, createTriagePlace, statesOf } from "./triage-place";

let place: ReturnType<typeof createTriagePlace>;
beforeAll(buildCli);
beforeEach(() => {
  place = createTriagePlace();
  return () => place.remove();
});

const DATABASE = ".rolecall/rolecall.db";
const file = (): string => join(place.folder, DATABASE);

/** Works on the tables as some other program would. */
function change(statement: string): void {
  const database = new Database(file());
  database.exec(statement);
  database.close();
}

const SNOOZE = ["triage", "snooze", "PAY-1", "--until", "2099-01-31"];

/** Commands that record nothing. */
const READING = [
  ["triage", "list"],
  ["report"],
  ["rules", "stats"],
  ["decisions", "export"],
  ["decisions", "log"],
  ["database", "status"],
  ["database", "person", "Oto"],
];

describe("A database that this user may only read", () => {
  /** For tests that run as root, whom no permission holds back. */
  const somebodyElse = process.getuid?.() === 0 ? { uid: 65534 } : {};
  const run = (args: readonly string[]): Promise<CliResult> => place.run(args, somebodyElse);
  const permit = (modes: { folder: number; file: number }): void => {
    chmodSync(file(), modes.file);
    chmodSync(dirname(file()), modes.folder);
  };
  beforeEach(async () => {
    chmodSync(place.folder, 0o755);
    await place.audit("--db");
    return () => permit({ folder: 0o755, file: 0o644 });
  });

  test.each([
    ["the file and its folder", { folder: 0o555, file: 0o444 }],
    ["the file alone", { folder: 0o777, file: 0o444 }],
    ["the folder alone", { folder: 0o555, file: 0o666 }],
  ])("is read, and what would be written is refused with a remedy: %s", async (_name, modes) => {
    permit(modes);
    for (const args of READING) expect([args, await run(args)]).toMatchObject([args, { code: 0, stderr: "" }]);
    for (const args of [
      SNOOZE,
      ["audit", "backlog.csv", "--db"],
      ["database", "erase", "Oto", "--yes"],
      ["database", "purge", "--all", "--yes"],
    ])
      expect([args, await run(args)]).toMatchObject([
        args,
        {
          code: 2,
          stderr: `rolecall: ${DATABASE} may not be written by this user. Check its permissions and those of its folder.\n`,
        },
      ]);
    expect(readdirSync(dirname(file()))).toEqual(["rolecall.db"]);
    permit({ folder: 0o755, file: 0o644 });
    expect((await place.run(["database", "status"])).stdout).toMatch(/^Audits +1, .*\nFindings +2 .*\nDecisions +0\n/);
  });

  test("is read while its owner has it open", async () => {
    permit({ folder: 0o755, file: 0o644 });
    const owner = new Database(file());
    owner.exec("begin immediate; update rolecall_person set name = 'Otto' where name = 'Oto'");
    expect((await run(["database", "person", "Oto"])).code).toBe(0);
    owner.exec("commit");
    expect(await run(["database", "person", "Otto"])).toMatchObject({ code: 0, stderr: "" });
    expect((await run(SNOOZE)).stderr).toContain("may not be written by this user");
    owner.close();
  });

  test("is refused where its tables are older than the program", async () => {
    change("delete from rolecall_schema where version > 1; drop table rolecall_note");
    permit({ folder: 0o555, file: 0o444 });
    const { code, stderr } = await run(["triage", "list"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("may not be written by this user") as string]);
  });
});

test.each([
  ["triage", "list"],
  ["report"],
  ["rules", "stats"],
  SNOOZE,
  ["triage", "list", "--db", "elsewhere/x.db"],
  ["decisions", "export"],
  ["decisions", "export", "decisions.json"],
  ["decisions", "log"],
  ["database", "status"],
  ["database", "person", "Oto"],
  ["database", "erase", "Oto", "--yes"],
  ["database", "purge", "--all", "--yes"],
])("without a database, `%s %s` says how to begin and makes none", async (...args) => {
  const before = readdirSync(place.folder);
  expect(await place.run(args)).toMatchObject({
    code: 2,
    stdout: "",
    stderr: "rolecall: No audit is remembered yet. `rolecall audit FILES --db` remembers one.\n",
  });
  expect(readdirSync(place.folder)).toEqual(before);
});

test("decisions are imported before the first audit, and the database can be looked at then", async () => {
  place.write("decisions.json", JSON.stringify({ version: 1, decisions: [] }));
  expect((await place.run(["decisions", "import", "decisions.json"])).code).toBe(0);
  expect(existsSync(file())).toBe(true);
  const { code, stdout } = await place.run(["database", "status"]);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^Audits +0\nFindings +0 there now, 0 gone\n/) as string]);
});

test("a row that is damaged is named, with a remedy", async () => {
  await place.audit("--db");
  change("update rolecall_finding set data = '{' where id like '%1001'");
  const { code, stderr } = await place.run(["triage", "list"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^rolecall: \.rolecall\/rolecall\.db is damaged: the data of the row "owner-role-mismatch\|\S+1001" in rolecall_finding is not valid JSON\. Restore a copy of the database, or delete that row\.\n$/,
  );
});

test("a damaged audit leaves no file open: nothing stays beside the database", async () => {
  await place.audit("--db");
  change("update rolecall_run set data = '{'");
  expect((await place.run(["triage", "list"])).stderr).toContain("in rolecall_run is not valid JSON");
  expect(readdirSync(dirname(file()))).toEqual(["rolecall.db"]);
});

test("status tells what is remembered, since when, and where", async () => {
  await place.audit("--db");
  const instant = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;
  const rows = String.raw`decision 0, finding 2, run 1, person 3, item 4, name \d+, settled 4, profile \d+, feature \d+, note \d+, listed \d+, account \d+, published \d+`;
  const lines = [
    `Audits     1, at ${instant}`,
    "Findings   2 there now, 0 gone",
    "Decisions  0",
    "People     3",
    String.raw`Place      \.rolecall/rolecall\.db, \d+ kB, tables of version \d+`,
    `Rows       ${rows}`,
  ];
  expect((await place.run(["database", "status"])).stdout).toMatch(new RegExp(`^${lines.join("\n")}\n$`));
  place.write("backlog.csv", backlog({ bug: { owner: "Oto" } }));
  await place.audit("--db");
  expect((await place.run(["database", "status"])).stdout).toMatch(
    new RegExp(`^Audits     2, the first ${instant}, the last ${instant}\nFindings   1 there now, 1 gone\n`),
  );
});

describe("purging by age", () => {
  const purge = (...options: string[]): Promise<CliResult> =>
    place.run(["database", "purge", "--before", "2099-01-01", ...options]);

  test("says what would go, does it only when told to, and keeps the last audit and what is there", async () => {
    await place.audit("--db");
    place.write("backlog.csv", backlog({ bug: { owner: "Oto" } }));
    await place.audit("--db");
    const what = "1 audit and 1 finding that was gone before 2099-01-01";
    const kept = "decisions, findings that are there and the last audit are kept";
    expect(await purge()).toMatchObject({
      code: 2,
      stderr: `rolecall: This deletes ${what} for good; ${kept}. Add --yes to do it.\n`,
    });
    expect((await place.run(["database", "status"])).stdout).toMatch(/^Audits +2, .*\nFindings +1 there now, 1 gone\n/);
    expect(await purge("--yes")).toMatchObject({ code: 0, stderr: `Deleted ${what}; ${kept}.\n` });
    expect((await place.run(["database", "status"])).stdout).toMatch(/^Audits +1, .*\nFindings +1 there now, 0 gone\n/);
    expect((await purge()).stderr).toMatch(/^Deleted 0 audits and 0 findings that were gone before 2099-01-01; /);
    // What comes next is compared with the last audit.
    place.write("backlog.csv", backlog());
    expect(statesOf(await place.audit("--db"))).toEqual(["PAY-1 open", "PAY-2 open new"]);
  });
});

test("a folder in which no database can be made is refused with a remedy", async () => {
  place.write("text", "");
  const { code, stderr } = await place.run(["audit", "backlog.csv", "--db", "text/x.db"]);
  expect([code, stderr]).toEqual([2, "rolecall: text/x.db cannot be opened. Check the path and its permissions.\n"]);
});
