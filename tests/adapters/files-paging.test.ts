import fc from "fast-check";
import { Readable } from "node:stream";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { isBroken, readCsv } from "#adapters/files/read-csv";
import { createFileSource } from "#adapters/files/source";
import { asInput, fixture, readInputs, readToEnd } from "./read-files";

const names = ["jira-cloud.en.csv", "linear-import.csv", "jira-rest.v3.json", "own.ndjson"];
const open = (pageSize: number) => createFileSource(names.map(fixture), { workspace: "acme", pageSize });

describe("pages of a file source", () => {
  test("the size of a page changes nothing about what is read", async () => {
    const whole = await readToEnd(open(500));
    expect(whole.items).toHaveLength(10);
    for (const size of [1, 2, 3, 7]) expect(await readToEnd(open(size))).toEqual(whole);
  });

  test("every page tells the position of its first item, counted over all files", async () => {
    const source = open(3);
    const starts: number[] = [];
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
      const page = await source.fetchPage(cursor);
      starts.push(page.start);
      cursor = page.next;
    }
    expect(starts).toEqual([0, 3, 6, 9]);
  });

  test("reading on in another process gives the same page at the same position", async () => {
    const first = open(4);
    const { next } = await first.fetchPage();
    const expected = await first.fetchPage(next);
    const again = await open(4).fetchPage(next);
    expect({ ...again, progress: undefined }).toEqual({ ...expected, progress: undefined });
    expect(again.start).toBe(4);
  });

  test("going back reads the files again", async () => {
    const source = open(4);
    const { items, next } = await source.fetchPage();
    await source.fetchPage(next);
    expect((await source.fetchPage()).items).toEqual(items);
  });

  test("skipped rows belong to one page only, also when reading starts between them", async () => {
    const csv = "Summary,Issue key\nA,B-1\n,B-2\nC,B-3\n,B-4\nE,B-5\n";
    const openText = () => createFileSource([asInput(csv)], { workspace: "acme", pageSize: 2 });
    const whole = await readToEnd(openText());
    expect(whole.skipped.map(({ line }) => line)).toEqual([3, 5]);
    const page = await openText().fetchPage("2");
    expect(page).toMatchObject({ start: 1, items: [{ key: "B-3" }], skipped: [{ line: 5 }], next: "4" });
  });

  test("standard input cannot be read twice, and says so", async () => {
    const source = createFileSource([asInput("Title\nA\nB\n", "standard input")], { workspace: "acme", pageSize: 1 });
    await source.fetchPage();
    await expect(source.fetchPage("0")).rejects.toThrow(/can be read only once; write it to a file/);
  });

  test("a place of another source, and no file at all, are errors with a remedy", async () => {
    await expect(open(4).fetchPage("jira:next")).rejects.toThrow(/start again without it/);
    await expect(readInputs([])).rejects.toThrow(/name at least one/);
  });

  test("progress grows to the size of all files, and is without an end for a stream", async () => {
    const source = open(4);
    let last = await source.fetchPage();
    while (last.next !== undefined) last = await source.fetchPage(last.next);
    expect(last.progress?.total).toBeGreaterThan(1000);
    expect(last.progress?.done).toBe(last.progress?.total);
    const streamed = await createFileSource([asInput("Title\nA\n")], { workspace: "acme" }).fetchPage();
    expect(streamed.progress).toEqual({ done: 8 });
  });

  test("each file is described with its own format and notices", async () => {
    const { sources } = await readToEnd(open(2));
    expect(sources.map(({ format, items, notices }) => [format, items, notices.length])).toEqual([
      ["jira-csv", 4, 0],
      ["linear-import-csv", 2, 1],
      ["jira-json", 2, 0],
      ["rolecall-ndjson", 2, 0],
    ]);
  });
});

describe("rows of a table", () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom("a", "é", "€", "😀", ",", '"', "\n", "\r\n", " ", "-") }),
    fc.lorem({ maxCount: 3 }),
  );
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
    );

  test("are the same as an independent parser's, wherever the file is cut into pieces", async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom("\n", "\r\n"),
        async (rows, size, newline) => {
          const text = Papa.unparse(rows, { newline, quotes: true });
          const bytes = Buffer.from(text);
          const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
            bytes.subarray(i * size, (i + 1) * size),
          );
          const read: (readonly string[])[] = [];
          for await (const batch of readCsv(Readable.from(pieces), ","))
            for (const row of batch) if (!isBroken(row)) read.push(row.cells);
          const isFilled = (row: readonly string[]): boolean => row.some((value) => value.trim() !== "");
          expect(read).toEqual(Papa.parse<string[]>(text, { delimiter: ",", newline }).data.filter(isFilled));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("after a stray quotation mark anywhere, those that are given are whole, in order, and nearly all", async () => {
    const rows = Array.from({ length: 20 }, (_, i) => [
      `Title ${i}`,
      `K-${i}`,
      i % 3 === 0 ? "two\nlines, quoted" : "plain",
    ]);
    const text = Papa.unparse([["Summary", "Issue key", "Description"], ...rows], { newline: "\n" });
    for (let at = text.indexOf("\n") + 1; at <= text.length; at += 1) {
      const numbers: number[] = [];
      for await (const batch of readCsv(Readable.from([Buffer.from(`${text.slice(0, at)}"${text.slice(at)}`)]), ",")) {
        for (const row of batch)
          if (!isBroken(row) && /^Title \d+$/.test(row.cells[0] ?? "")) numbers.push(Number(row.cells[0]?.slice(6)));
      }
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      expect(numbers.length).toBeGreaterThanOrEqual(18);
    }
  });
});
