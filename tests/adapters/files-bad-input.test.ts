import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { SourceError } from "#ports";
import { asInput, fixture, noticesOf, readInputs, readText } from "./read-files";

const folder = mkdtempSync(join(tmpdir(), "rolecall-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

const HEADER = "Summary,Issue key,Description\n";
const latin = (text: string): Buffer => Buffer.from(text, "latin1");

async function errorOf(reading: Promise<unknown>): Promise<string> {
  const error: unknown = await reading.then(
    () => new Error("nothing was thrown"),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SourceError);
  return (error as SourceError).message;
}

describe("files without anything to read", () => {
  test.each([
    ["no byte", ""],
    ["blanks", " \r\n\r\n  "],
    ["only a byte order mark", "\uFEFF"],
  ])("%s: an error", async (_what, text) => {
    expect(await errorOf(readText(text))).toMatch(/^backlog\.csv is empty; export the backlog again/);
  });

  test("a header and nothing else: no item and no error", async () => {
    const { items, skipped, sources } = await readText(HEADER);
    expect([items, skipped]).toEqual([[], []]);
    expect(sources[0]).toMatchObject({ format: "jira-csv", items: 0 });
  });

  test("only blank rows: an error", async () => {
    expect(await errorOf(readText(",,\n,,\n"))).toMatch(/no header row/);
  });

  test("a file that is not there, and a folder: an error before anything is read", async () => {
    expect(await errorOf(readInputs([fixture("jira-cloud.en.csv"), { path: "no/such.csv" }]))).toBe(
      "no/such.csv does not exist; check the path.",
    );
    expect(await errorOf(readInputs([{ path: "tests/fixtures" }]))).toMatch(/is a folder/);
  });
});

describe("files that are not text", () => {
  test.each([
    [
      "an Excel workbook",
      Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(60, 7)]),
      /is an Excel workbook.*save the sheet as CSV/,
    ],
    ["a PDF", Buffer.from("%PDF-1.7\n%âãÏÓ"), /is a PDF/],
    [
      "a picture",
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 1, 2, 3, 4, 5, 6]),
      /is a binary file/,
    ],
    ["UTF-16 without a mark", Buffer.from(HEADER, "utf16le"), /--encoding utf-16le/],
  ])("%s: an error that says what to do", async (_what, bytes, message) => {
    expect(await errorOf(readText(bytes))).toMatch(message);
  });
});

describe("encodings", () => {
  const rows = "Réunion à Lyon,BER-1,Où\nÉté,BER-2,\n";

  test("text that is not UTF-8 is an error with the line, the byte and the option that reads it", async () => {
    const message = await errorOf(readText(latin(`${HEADER}Plain,BER-0,\n${rows}`)));
    expect(message).toBe(
      'backlog.csv is not UTF-8: line 3, byte 45. If "Réunion à Lyon,B" reads well, add --encoding windows-1252; else save the file as UTF-8.',
    );
  });

  test("and is read with that option", async () => {
    const { items } = await readText(latin(HEADER + rows), { encoding: "windows-1252" });
    expect(items.map(({ title }) => title)).toEqual(["Réunion à Lyon", "Été"]);
  });

  test("a bad byte far into a file is found on its line", async () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `Item ${i} für alle,BER-${i},\n`).join("");
    const message = await errorOf(readText(Buffer.concat([Buffer.from(HEADER + many), latin("Schlüß,BER-X,\n")])));
    expect(message).toMatch(/line 20002, byte \d+\./);
  });

  test.each(["utf16le", "utf16be"] as const)("a %s file with a byte order mark is read", async (encoding) => {
    const bytes = Buffer.from(`\uFEFF${HEADER}${rows}`, "utf16le");
    const { items } = await readText(encoding === "utf16be" ? bytes.swap16() : bytes);
    expect(items.map(({ title }) => title)).toEqual(["Réunion à Lyon", "Été"]);
  });

  test("a label that nobody knows is an error", async () => {
    expect(await errorOf(readText(HEADER + rows, { encoding: "klingon" }))).toMatch(
      /--encoding klingon is not an encoding/,
    );
  });

  test("a label that the bytes contradict is an error", async () => {
    expect(await errorOf(readText(latin(HEADER + rows), { encoding: "utf-8" }))).toMatch(/is not UTF-8/);
    expect(await errorOf(readText(Buffer.from([0x41, 0x81, 0xff, 0x0a]), { encoding: "shift_jis" }))).toMatch(
      /is not shift_jis text/,
    );
  });
});

describe("quotation marks that do not match", () => {
  const csv = [
    "Summary,Issue key,Description",
    "One,BER-1,fine",
    '"Two lines,BER-2,open',
    "Three,BER-3,fine",
    'Four,BER-4,"with a ""quote"""',
    'Five 5" wide,BER-5,a stray mark',
    "Six,BER-6,fine",
  ].join("\n");

  test("cost the row they are in, which is reported, and no other", async () => {
    const read = await readText(csv);
    expect(read.items.map(({ key }) => key)).toEqual(["BER-1", "BER-3", "BER-4", "BER-5", "BER-6"]);
    expect(read.items[2]?.description).toBe('with a "quote"');
    expect(read.items[3]?.title).toBe('Five 5" wide');
    expect(read.skipped).toEqual([
      {
        file: "backlog.csv",
        line: 3,
        field: "Summary",
        problem: expect.stringContaining("Quotation marks do not match") as string,
        remedy: expect.stringMatching(/Close it, or double it/) as string,
      },
    ]);
    expect(noticesOf(read)).toContainEqual(expect.stringMatching(/^1 row with quotation marks that are not doubled/));
  });

  test("at the end of a cut-off export keep every row before, and the next file is read", async () => {
    const cut = `${HEADER}One,BER-1,fine\nTwo,BER-2,"first line\nsecond line\nthird, line`;
    const { items, skipped } = await readInputs([
      asInput(cut, "cut.csv"),
      asInput(`${HEADER}Next,BER-9,\n`, "next.csv"),
    ]);
    expect(items.map(({ key }) => key)).toEqual(["BER-1", "BER-9"]);
    expect(skipped).toMatchObject([{ file: "cut.csv", line: 3, field: "Description" }]);
  });

  test("in the header are an error", async () => {
    expect(await errorOf(readText('"Summary,Issue key\nOne,BER-1\n'))).toMatch(
      /header row of backlog\.csv cannot be read/,
    );
  });
});

describe("large and odd cells", () => {
  test("a cell of one megabyte is read whole", async () => {
    const text = 'words, and ""quotes""\n'.repeat(55_000);
    const { items, skipped } = await readText(`${HEADER}One,BER-1,"${text}"\nTwo,BER-2,\n`);
    expect(skipped).toEqual([]);
    expect(items[0]?.description).toBe(text.replaceAll('""', '"'));
    expect(items[0]?.description.length).toBeGreaterThan(1_000_000);
    expect(items[1]?.key).toBe("BER-2");
  });

  test("a quotation mark that stays open for more than 16 MB costs its row only", async () => {
    const row = `Filler with some words in it to make it long,BER-7,${"x".repeat(900)}\n`;
    const { items, skipped } = await readText(`${HEADER}"Open,BER-1,\n${row.repeat(18_000)}`);
    expect(items).toHaveLength(18_000);
    expect(skipped).toMatchObject([{ line: 2, field: "Summary", problem: expect.stringContaining("16 MB") as string }]);
  });

  test("ten thousand columns are read", async () => {
    const extra = Array.from({ length: 10_000 }, (_, i) => `Custom field (Number ${i})`);
    const csv = `${["Summary", "Issue key", ...extra, "Sprint"].join(",")}\n${["Wide", "BER-1", ...extra.map(() => "1"), "Last"].join(",")}\n`;
    const { items } = await readText(csv);
    expect(items[0]).toMatchObject({ title: "Wide", sprint: "Last" });
  });

  test("ten thousand columns without a title name only the first", async () => {
    const header = Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(",");
    expect((await errorOf(readText(`${header}\n${header}\n`))).length).toBeLessThan(1000);
  });

  test("NUL bytes in a cell are left out, and the file says so", async () => {
    const read = await readText(`${HEADER}A\u0000 map\u0000,BER-1,\n`);
    expect(read.items[0]?.title).toBe("A map");
    expect(noticesOf(read)).toContain("2 NUL bytes in the text were left out.");
  });

  test("a terminal escape in a file never reaches a message", async () => {
    expect(await errorOf(readText("a\u001b[31mred,b\n1,2\n"))).not.toMatch(/\u001b/);
  });

  test("duplicate keys are all given, in their order: which one counts is the store's affair", async () => {
    const { items } = await readText(`${HEADER}Old,BER-1,\nOther,BER-2,\nNew,BER-1,\n`);
    expect(items.map(({ id, title }) => [id, title])).toEqual([
      ["jira:acme:BER-1", "Old"],
      ["jira:acme:BER-2", "Other"],
      ["jira:acme:BER-1", "New"],
    ]);
  });
});

describe("the ways a table is written", () => {
  test.each([
    ["commas and line feeds", ",", "\n"],
    ["semicolons and Windows lines", ";", "\r\n"],
    ["tabs and old Mac lines", "\t", "\r"],
  ])("%s", async (_how, delimiter, end) => {
    const csv = [
      ["Summary", "Issue key", "Description"],
      ["A map", "BER-1", `"two${end}lines"`],
      ["", "", ""],
      ["A list", "BER-2", ""],
      [""],
    ];
    const read = await readText(csv.map((row) => row.join(delimiter)).join(end));
    expect(read.items.map(({ title }) => title)).toEqual(["A map", "A list"]);
    expect(read.items[0]?.description).toBe(`two${end}lines`);
    expect(read.skipped).toEqual([]);
  });

  test("Excel's line that names the separator, a byte order mark, and a header that is quoted", async () => {
    const { items } = await readText('\uFEFFsep=;\r\n"Summary";"Issue key"\r\n"Maps, and lists";BER-1\r\n');
    expect(items[0]?.title).toBe("Maps, and lists");
  });

  test("gzip is known by its content, whatever the name", async () => {
    const path = join(folder, "backlog.csv");
    writeFileSync(path, gzipSync(`${HEADER}A map,BER-1,\n`));
    expect((await readInputs([{ path }])).items).toHaveLength(1);
    writeFileSync(path, gzipSync(`${HEADER}${"A map,BER-1,\n".repeat(5000)}`).subarray(0, 60));
    expect(await errorOf(readInputs([{ path }]))).toMatch(
      /is cut off: the gzip file ends too early; copy or compress it again/,
    );
  });

  test("the content decides about the format, not the name", async () => {
    expect((await readText('[{"id":"1","title":"A"}]', {}, "backlog.csv")).sources[0]?.format).toBe("rolecall-json");
    expect((await readText(`${HEADER}A,B-1,\n`, {}, "backlog.json")).sources[0]?.format).toBe("jira-csv");
  });
});
