import { chmodSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AuditReport, SkippedRow } from "#core/report";
import { collect } from "../build-apart";
import { buildCli, createWorkplace } from "./run-cli";

let place: ReturnType<typeof createWorkplace>;
beforeAll(buildCli);
beforeEach(() => {
  place = createWorkplace();
  return () => place.remove();
});

const HEADER = "Summary,Issue key,Issue Type,Status,Project name,Assignee,Created,Due date,Description\n";
const row = (number: number, title = `Fix crash ${number}`, description = ""): string =>
  `${title},PAY-${number},Bug,To Do,Payments,Oto,2026-01-10,,${description}\n`;
const rows = (count: number): string => Array.from({ length: count }, (_, i) => row(i + 1)).join("");
const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");
const zipped = gzipSync(HEADER + rows(3000));
const noise = Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919 + i * i * 31) & 255));
const hasDevice = existsSync("/dev/full");
const isRoot = process.getuid?.() === 0;
/** A user who may do little, for tests that run as root. */
const NOBODY = 65534;

/** One line for a person, no stack, nothing that acts on a terminal. */
function expectSentence(text: string): void {
  expect(text).toMatch(/^rolecall: [^\n]+\n$/);
  expect(text).not.toMatch(/\n\s+at |undefined|\[object|[^\P{Cc}\n]/u);
}

describe("Input that cannot be used ends with exit code 2 and one sentence: what, where, what to do", () => {
  test.concurrent.each<[what: string, name: string, content: string | Buffer, said: RegExp]>([
    ["an empty file", "b.csv", "", /b\.csv is empty; export the backlog again/],
    ["blanks only", "b.csv", " \n\r\n", /b\.csv is empty/],
    [
      "Latin-1",
      "b.csv",
      Buffer.from(HEADER + row(1, "Réunion à Lyon"), "latin1"),
      /b\.csv is not UTF-8: line 2, byte 8\d\. If "Réunion à Lyon,P" reads well, add --encoding windows-1252/,
    ],
    [
      "UTF-16 without a mark",
      "b.csv",
      utf16(HEADER + row(1)),
      /looks like UTF-16 text; read it with --encoding utf-16le/,
    ],
    ["big-endian UTF-16", "b.csv", utf16(HEADER + row(1)).swap16(), /read it with --encoding utf-16be/],
    ["noise", "b.csv", noise, /b\.csv is a binary file, not text; export the backlog as CSV or JSON/],
    [
      "an Excel workbook",
      "b.csv",
      Buffer.from("PK\u0003\u0004\u0000\u0000more"),
      /is an Excel workbook.*save the sheet as CSV/,
    ],
    [
      "a page that asks to sign in",
      "b.csv",
      "<!DOCTYPE html><html><body>Log in</body></html>",
      /is a web page.*sign in and export/,
    ],
    ["Jira's XML", "b.xml", '<?xml version="1.0"?><rss></rss>', /is XML; export the backlog as CSV or JSON/],
    ["a cut gzip file", "b.csv.gz", zipped.subarray(0, 200), /is cut off: the gzip file ends too early/],
    ["a gzip file without its last bytes", "b.csv.gz", zipped.subarray(0, -4), /is cut off/],
    ["a gzip file in a gzip file", "b.csv.gz", gzipSync(zipped), /is compressed twice; unpack it once/],
    ["rows of blanks", "b.csv", ",,\n,,\n", /b\.csv has no header row/],
    [
      "a header that does not end",
      "b.csv",
      '"Summary,Issue key\nFix,P-1\n',
      /header row of b\.csv cannot be read.*quotation mark/,
    ],
    ["one unknown column", "b.csv", "stuff\nFix a\nDefine the vision\n", /Its columns are "stuff".*--map title=stuff/],
    ["a text in JSON", "b.json", '"hello"', /b\.json is JSON without a list of items/],
    ["a number in JSON", "b.json", "42", /JSON without a list of items/],
    [
      "an object in JSON",
      "b.json",
      '{"foo": {"bar": 1}}',
      /without a list of items; put them into an array, or into \{"items"/,
    ],
    ["a policy in place of a backlog", "b.json", '{ "preset": "scrum" }', /without a list of items/],
    ["issues that are no list", "b.json", '{"issues": {"a": 1}}', /without a list of items/],
    ["broken JSON", "b.json", '{"items": [', /b\.json starts like JSON but is not.*Export it again/],
    ["a terminal escape in a header", "b.csv", "\u001b[31mred,b\n1,2\n", /no column that is known to be the title/],
  ])("%s", async (_what, name, content, said) => {
    const own = createWorkplace();
    const { code, stdout, stderr } = await own.run(["audit", own.write(name, content)]);
    own.remove();
    expect([code, stdout]).toEqual([2, ""]);
    expectSentence(stderr);
    expect(stderr).toMatch(said);
  });
});

describe("Input with flaws is audited with exit code 0, and nothing in it is lost or left unsaid", () => {
  interface Reading {
    items: number;
    skipped?: Partial<SkippedRow>[];
    duplicates?: number;
    notice?: RegExp;
  }
  const open = (field: string) => ({
    field,
    problem: expect.stringContaining("Quotation marks do not match") as string,
    remedy: expect.stringContaining("Close it, or double it") as string,
  });

  test.concurrent.each<[what: string, name: string, content: string | Buffer, reading: Reading]>([
    ["a header only", "b.csv", HEADER, { items: 0 }],
    ["a header without line end", "b.csv", HEADER.trim(), { items: 0 }],
    ["an empty list", "b.json", "[]", { items: 0 }],
    ["UTF-16 with a mark", "b.csv", utf16(`\uFEFF${HEADER}${rows(3)}`), { items: 3 }],
    ["big-endian UTF-16 with a mark", "b.csv", utf16(`\uFEFF${HEADER}${rows(3)}`).swap16(), { items: 3 }],
    ["gzip", "b.csv.gz", zipped, { items: 3000 }],
    [
      "a quotation mark open early",
      "b.csv",
      `${HEADER}"Open,PAY-0,Bug\n${rows(100)}`,
      { items: 100, skipped: [{ line: 2, ...open("Summary") }] },
    ],
    [
      "a quotation mark open in the last of 10,000 rows",
      "b.csv",
      `${HEADER}${rows(9999)}Last,PAY-10000,Bug,To Do,Payments,Oto,2026-01-10,,"never closed`,
      { items: 9999, skipped: [{ line: 10_001, ...open("Description") }] },
    ],
    [
      "a cell of one megabyte",
      "b.csv",
      HEADER + row(1, "Fix", `"${"long words\n".repeat(100_000)}"`) + row(2),
      { items: 2 },
    ],
    ["a title of one megabyte", "b.csv", HEADER + row(1, "Fix ".repeat(250_000)) + row(2), { items: 2 }],
    [
      "a key of one megabyte",
      "b.csv",
      `${HEADER}Fix,${"K".repeat(1_000_000)},Bug,To Do,P,,,,\n${row(2)}`,
      { items: 2 },
    ],
    [
      "10,000 columns",
      "b.csv",
      `Summary,Issue key,${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(",")}\nFix,P-1,${",".repeat(9999)}\n`,
      { items: 1 },
    ],
    ["duplicate keys", "b.csv", HEADER + row(1) + row(2) + row(1) + row(1), { items: 2, duplicates: 2 }],
    [
      "a row without a title",
      "b.csv",
      HEADER + row(1) + row(2, " "),
      { items: 1, skipped: [{ line: 3, field: "Summary" }] },
    ],
    [
      "dates that are none",
      "b.csv",
      `${HEADER}Fix,PAY-1,Bug,To Do,P,,soon,31/31/2026,\n`,
      {
        items: 1,
        notice: /1 value of "Due date" could not be read as a date \("31\/31\/2026"\); the field was left empty/,
      },
    ],
    ["NUL bytes", "b.csv", HEADER + row(1, "Fix\0 it"), { items: 1, notice: /1 NUL byte in the text was left out/ }],
    [
      "a status nobody knows",
      "b.csv",
      HEADER + row(1).replace("To Do", "Parked"),
      { items: 1, notice: /"Parked".*items\.doneStatuses/ },
    ],
    ["line ends of three kinds", "b.csv", "Summary,Issue key\r\nA,P-1\nB,P-2\r\nC,P-3\rD,P-4\n", { items: 4 }],
    [
      "one column",
      "b.csv",
      "Summary\nFix a\nDefine the vision\n",
      { items: 2, notice: /2 rows without an id are known by the number/ },
    ],
    [
      "headers that repeat",
      "b.csv",
      "Summary,Summary,Issue key,Status,Status\nFix,Other,P-1,To Do,Done\n",
      { items: 1 },
    ],
    [
      "semicolons, and commas in cells",
      "b.csv",
      "Summary;Issue key;Description\nFix a, b and c;P-1;one, two, three\nFix d, e;P-2;four, five\n",
      { items: 2 },
    ],
    ["blank rows", "b.csv", `${HEADER}\n,,,,,,,,\n${row(1)}\n\n${row(2)}\n`, { items: 2 }],
    [
      "rows of any length",
      "b.csv",
      `${HEADER}Fix,P-1\nFix,P-2,Bug,To Do,Pay,O,2026-01-01,,d,more,more\n`,
      { items: 2 },
    ],
    [
      "a JSON list cut in the middle",
      "b.json",
      '[{"id":"1","title":"Fix a"},\n{"id":"2","title":"Fix b"},\n{"id":"3","tit',
      {
        items: 2,
        skipped: [{ line: 3, problem: expect.stringContaining("From here on the file cannot be read") as string }],
      },
    ],
    [
      "a JSON list of things that are no items, all on one line",
      "b.json",
      '[1, "two", {"id":"3","title":"Fix c"}, {"title":"no id"}, {"title":"no id either"}]',
      {
        items: 1,
        skipped: [1, 2, 4, 5].map((n) => ({
          line: 1,
          problem: expect.stringContaining(`It is element ${n} of the list`) as string,
        })),
      },
    ],
    [
      "one bad line of NDJSON",
      "b.ndjson",
      '{"id":"1","title":"Fix a"}\n{"id":"2","title":}\n{"id":"3","title":"Fix c"}\n',
      { items: 2, skipped: [{ line: 2, problem: expect.stringContaining("The line is not JSON") as string }] },
    ],
    [
      "names that JavaScript keeps for itself",
      "b.json",
      '[{"id":"__proto__","title":"Fix a","project":"constructor"}]',
      { items: 1 },
    ],
  ])("%s", async (_what, name, content, { items, skipped = [], duplicates = 0, notice }) => {
    const own = createWorkplace();
    own.write(name, content);
    const { code, stdout, stderr } = await own.run(["audit", name, "--format", "json"]);
    const strict = skipped.length === 0 ? undefined : await own.run(["audit", name, "--strict", "-o", "r.json"]);
    own.remove();
    expect([code, stderr]).toEqual([0, ""]);
    const report = JSON.parse(stdout) as AuditReport;
    expect(report.totals).toMatchObject({ items, skippedRows: skipped.length, duplicateRows: duplicates });
    expect(report.complete).toBe(skipped.length === 0 && report.totals.items > 0);
    expect(report.skipped).toMatchObject(skipped.map((one) => ({ file: name, ...one })));
    for (const { problem, remedy } of report.skipped) expect(`${problem}|${remedy}`).toMatch(/.{10,}\|.{10,}/);
    if (notice) expect(report.source[0]?.notices.join("\n")).toMatch(notice);
    else expect(report.source[0]?.notices.filter((said) => !said.startsWith("No column tells the status"))).toEqual([]);
    if (strict)
      expect([strict.code, strict.stderr]).toEqual([2, expect.stringMatching(/not complete: \d row.*--strict/)]);
  });

  test("a backlog of nothing says 0 items, as far as a person reads it", async () => {
    const { code, stdout } = await place.run(["audit", place.write("b.csv", HEADER)]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/\b0 (work )?items|[Nn]o work item/)]);
  });

  test("of duplicate keys the last row counts", async () => {
    const content = HEADER + row(1, "Define the pricing strategy for the market") + row(1, "Fix crash");
    const { stdout } = await place.run(["explain", "PAY-1", place.write("b.csv", content)]);
    expect(stdout).toContain("Fix crash");
  });
});

describe("Outside text stays text", () => {
  const POLICY = JSON.stringify({
    people: [
      { person: "Mia", role: "product-manager" },
      { person: "Oto", role: "product-owner" },
    ],
  });
  const items = (...titles: string[]): string =>
    JSON.stringify(
      titles.map((title, i) => ({
        id: `=${i}`,
        title: `${title}define the pricing strategy and business case for the market`,
        type: "Epic",
        level: "epic",
        project: "@PAY",
        assignee: "Oto",
      })),
    );

  test("in a spreadsheet: no cell begins as a formula does", async () => {
    place.write("rolecall.config.json", POLICY);
    place.write("b.json", items('=HYPERLINK("http://x","y") ', "+1 ", "-1 ", "@SUM(1) ", "\t=1 ", "\r=1 "));
    const { stdout } = await place.run(["audit", "b.json", "--format", "csv"]);
    const cells = parse(stdout, { bom: true }).flat();
    expect(cells.filter((cell) => cell.includes("pricing strategy")).length).toBeGreaterThanOrEqual(6);
    expect(cells.filter((cell) => /^[=+@\t\r-]/.test(cell))).toEqual([]);
  });

  test("on a page and in a terminal", async () => {
    place.write("rolecall.config.json", POLICY);
    place.write("b.json", items("<script>alert(1)</script> ", "\u001b[31mred\u001b]0;owned\u0007 "));
    const html = (await place.run(["audit", "b.json", "--format", "html"])).stdout;
    expect(html).not.toContain("<script>alert");
    expect(html).toContain("&lt;script>alert");
    for (const args of [
      ["audit", "b.json"],
      ["explain", "=1", "b.json"],
      ["roles", "suggest", "b.json"],
    ])
      expect((await place.run(args)).stdout).not.toMatch(/[^\P{Cc}\n]/u);
  });
});

describe("What is asked for and cannot be done", () => {
  const refused = async (args: readonly string[], options?: Parameters<typeof place.run>[1]): Promise<string> => {
    const { code, stderr } = await place.run(args, options);
    expect(code).toBe(2);
    expect(stderr).not.toMatch(/\n\s+at /);
    return stderr;
  };
  beforeEach(() => {
    place.write("b.csv", HEADER + rows(50));
    mkdirSync(join(place.folder, "exports"));
  });

  test("files that are missing, folders, and a file without permission", async () => {
    expect(await refused(["audit", "b.csv", "no.csv"])).toBe("rolecall: no.csv does not exist; check the path.\n");
    expect(await refused(["audit", "exports"])).toBe("rolecall: exports is a folder; name the export files in it.\n");
    chmodSync(place.folder, 0o755);
    chmodSync(join(place.folder, "b.csv"), 0o000);
    expect(await refused(["audit", "b.csv"], isRoot ? { uid: NOBODY } : {})).toBe(
      "rolecall: b.csv cannot be read: no permission; change its permissions or copy it.\n",
    );
  });

  test("standard input that is empty, or named twice", async () => {
    expect(await refused(["audit", "-"])).toMatch(/^rolecall: standard input is empty/);
    expect(await refused(["audit", "-", "-"], { input: HEADER + rows(3) })).toBe(
      "rolecall: Standard input was named twice and can be read only once; name it once.\n",
    );
  });

  test("places that cannot be written are told before anything is read", async () => {
    const wrong: [path: string, said: RegExp][] = [
      ["gone/r.html", /gone\/r\.html cannot be written: there is no folder gone\. Create it first\./],
      ["exports", /exports is a folder\. Name a file in it\./],
      ["b.csv", /b\.csv is one of the files to read\. Write to another, to keep it\./],
      ["./exports/../b.csv", /is one of the files to read/],
      ["r.odt", /r\.odt: no format goes with that name\. Add --format/],
    ];
    for (const [path, said] of wrong) {
      const stderr = await refused(["audit", "b.csv", "-o", path, ...(path === "exports" ? ["--format", "json"] : [])]);
      expectSentence(stderr);
      expect(stderr).toMatch(said);
    }
    expect(await refused(["audit", "b.csv", "-o", "r.html", "-o", "./r.html"])).toMatch(/r\.html is named twice/);
    expect(await refused(["try", "b.csv", "--output", "gone/r.html"])).toMatch(/there is no folder gone/);
    expect(await refused(["init", "b.csv", "--yes", "-c", "gone/c.json"])).toMatch(/there is no folder gone/);
    expect(place.read("b.csv")).toBe(HEADER + rows(50));
    chmodSync(place.folder, 0o555);
    expect(await refused(["audit", "b.csv", "-o", "r.html"], isRoot ? { uid: NOBODY } : {})).toMatch(
      /r\.html may not be written by this user/,
    );
    chmodSync(place.folder, 0o755);
  });

  test.skipIf(!hasDevice)("a disk that is full, at a file and at standard output", async () => {
    const stderr = await refused(["audit", "b.csv", "-o", "/dev/full", "--format", "json"]);
    expect(stderr).toMatch(/^rolecall: \/dev\/full: no space is left on the disk.*Free some, or write elsewhere\.\n$/);
    for (const command of ["classify b.csv", "audit b.csv", "audit b.csv --format json"]) {
      const { code, stderr: said } = await place.shell(`rolecall ${command} > /dev/full`);
      expect([code, said]).toEqual([2, expect.stringMatching(/^rolecall: standard output: no space is left[^\n]*\n$/)]);
    }
  });

  test("a temporary folder that is not there, once a backlog is too large for memory", async () => {
    place.write("large.csv", HEADER + rows(6000));
    expect(await refused(["audit", "large.csv"], { env: { TMPDIR: "/not/there" } })).toBe(
      "rolecall: No temporary file can be made in /not/there. Set TMPDIR to a folder that is there and may be written.\n",
    );
  });

  test("options and commands with typos are answered with the nearest", async () => {
    expect(await refused(["audit", "b.csv", "--fromat", "json"])).toContain("Did you mean --format?");
    expect(await refused(["audti", "b.csv"])).toContain("Did you mean audit?");
    expect(await refused(["roles", "sugest", "b.csv"])).toContain("Did you mean suggest?");
    expect(await refused(["audit", "b.csv", "--format", "htm"])).toMatch(
      /Allowed choices are terminal, markdown, html/,
    );
    expect(await refused(["audit", "b.csv", "--map", "titel=Summary"])).toMatch(/"titel", which is no field/);
    expect(await refused(["audit", "b.csv", "--encoding", "klingon"])).toMatch(/--encoding klingon is not an encoding/);
  });

  test("a policy with typos names each of them and where; one that is no JSON or not there says so", async () => {
    place.write("rolecall.config.json", '{ "presett": "scrum", "people": [{ "person": "a", "role": "PO" }] }');
    const stderr = await refused(["audit", "b.csv"]);
    expect(stderr).toContain('rolecall.config.json: unknown key "presett"; did you mean "preset"?');
    expect(stderr).toMatch(/rolecall\.config\.json: people\[0\]\.role: .*"product-owner".*found "PO"/);
    place.write("rolecall.config.json", '{ "rules": { "unownd": "off" } }');
    expect(await refused(["audit", "b.csv"])).toMatch(/"unownd".*did you mean "unowned"/);
    expect(await refused(["audit", "b.csv", "-c", place.write("broken.json", "{")])).toContain(
      "broken.json: not valid JSON",
    );
    expect(await refused(["audit", "b.csv", "-c", "gone.json"])).toContain("rolecall init");
  });
});

describe("A run that is cut short", () => {
  test("by a reader that closes the pipe ends in silence", async () => {
    place.write("b.csv", HEADER + rows(6000));
    for (const command of ["classify b.csv", "audit b.csv --format json", "audit b.csv"]) {
      const { stdout, stderr } = await place.shell(`{ rolecall ${command}; echo "exit $?" >&2; } | head -1`);
      expect(stdout.split("\n")).toHaveLength(2);
      expect(stderr).toBe("exit 0\n");
    }
  });

  test("by Ctrl-C leaves nothing behind", async () => {
    mkdirSync(join(place.folder, "tmp"));
    const child = place.start(["audit", "-", "-o", "r.html"], { env: { TMPDIR: join(place.folder, "tmp") } });
    const ended = collect(child);
    child.stdin?.on("error", () => undefined);
    // More than fits in memory, and no end: the command waits for the rest when it is stopped.
    await new Promise<void>((written) => child.stdin?.write(HEADER + rows(20_000), () => written()));
    await new Promise((passed) => setTimeout(passed, 500));
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ code: 130, stderr: "" });
    expect(readdirSync(place.folder)).toEqual(["tmp"]);
    expect(readdirSync(join(place.folder, "tmp"))).toEqual([]);
  });
});
