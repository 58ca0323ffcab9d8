import { parse, type CsvError, type Parser } from "csv-parse";
import { parse as parseNow } from "csv-parse/sync";
import { countLines } from "#adapters/files/decode-text";

/** One row of a table, in order. */
export interface CsvRow {
  cells: readonly string[];
  /** 1-based line in the file where the row starts. */
  line: number;
  /** 1-based number of the row as a spreadsheet shows it: the header is 1, blank rows count. */
  number: number;
  /** Quotation marks stood inside it that belong doubled; it was read all the same. */
  isRepaired?: true;
}

/** A row that cannot be told from what follows; reading goes on at the next row that fits the header. */
export interface BrokenCsvRow {
  line: number;
  /** Index of the cell where the trouble starts. */
  column: number;
  isTooLong: boolean;
}

export const isBroken = (row: CsvRow | BrokenCsvRow): row is BrokenCsvRow => "isTooLong" in row;

/** A row longer than this is an unclosed quotation mark, not a row. */
const LONGEST_ROW = 16 * 1024 * 1024;

/**
 * Rows of a CSV text, a batch for every piece of input, with memory for one row. Blank rows are left out.
 * A row with quotation marks that do not match costs that row only: its line is set aside, and lines after it that have
 * not as many cells as the header belong to it.
 */
export async function* readCsv(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
): AsyncGenerator<(CsvRow | BrokenCsvRow)[]> {
  const reader = createReader(delimiter);
  for await (const chunk of chunks) yield await reader.read(chunk);
  yield await reader.finish();
}

interface Found {
  cells: string[];
  /** Bytes of the input of this parser up to the end of the row. */
  end: number;
}

function createReader(delimiter: string): {
  read(chunk: Buffer): Promise<(CsvRow | BrokenCsvRow)[]>;
  finish(): Promise<(CsvRow | BrokenCsvRow)[]>;
} {
  let rows: (CsvRow | BrokenCsvRow)[] = [];
  const tape = createTape();
  let parser = startParser(delimiter);
  let trouble: CsvError | undefined;
  let number = 0;
  const widths = new Set<number>();
  let lastWidth = 0;
  let isResyncing = false;

  const accept = (cells: readonly string[], line: number, isRepaired: boolean): void => {
    number += 1;
    if (cells.every((cell) => cell.trim() === "")) return;
    if (isResyncing && !widths.has(cells.length)) return;
    isResyncing = false;
    if (widths.size === 0) widths.add(cells.length);
    lastWidth = cells.length;
    rows.push({ cells, line, number, ...(isRepaired && { isRepaired }) });
  };
  const collect = (): void => {
    for (const { cells, end } of parser.takeRows()) {
      const line = tape.line();
      tape.dropTo(end);
      accept(cells, line, false);
    }
  };
  /** Sets the broken line aside and starts again after it; false when the line is not complete yet. */
  const recover = (error: CsvError, isEnd: boolean): boolean => {
    const rest = tape.rest();
    const lineEnd = rest.indexOf(tape.lineEnd());
    if (lineEnd < 0 && !isEnd) return false;
    const length = lineEnd < 0 ? rest.length : lineEnd + 1;
    const line = tape.line();
    const cells = parseLeniently(rest.subarray(0, length).toString(), delimiter);
    const fits = cells !== undefined && (widths.has(cells.length) || cells.length === lastWidth);
    tape.dropLine(length);
    if (fits && !isResyncing) accept(cells, line, true);
    else {
      number += 1;
      if (!isResyncing) rows.push({ line, column: columnOf(error), isTooLong: error.code === "CSV_MAX_RECORD_SIZE" });
      isResyncing = true;
      if (lastWidth > 0) widths.add(lastWidth);
    }
    parser = startParser(delimiter);
    return true;
  };
  const settle = async (isEnd: boolean): Promise<(CsvRow | BrokenCsvRow)[]> => {
    collect();
    while (trouble && recover(trouble, isEnd)) {
      trouble = await parser.write(tape.rest());
      if (!trouble && isEnd) trouble = await parser.end();
      collect();
    }
    const batch = rows;
    rows = [];
    return batch;
  };
  return {
    async read(chunk) {
      tape.append(chunk);
      trouble ??= await parser.write(chunk);
      return settle(false);
    },
    async finish() {
      trouble ??= await parser.end();
      return settle(true);
    },
  };
}

/** The library's parser as a machine that is fed: rows found before an error are kept, which its stream would discard. */
function startParser(delimiter: string): {
  write(chunk: Buffer): Promise<CsvError | undefined>;
  end(): Promise<CsvError | undefined>;
  takeRows(): Found[];
} {
  let found: Found[] = [];
  const parser: Parser = parse({
    delimiter,
    relax_column_count: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    max_record_size: LONGEST_ROW,
    on_record: (cells: string[], { bytes }) => {
      found.push({ cells, end: bytes });
      return null;
    },
  });
  parser.on("error", () => undefined);
  parser.resume();
  const settled = (run: (done: (error?: Error | null) => void) => void): Promise<CsvError | undefined> =>
    new Promise((resolve) => run((error) => resolve((error as CsvError | null | undefined) ?? undefined)));
  return {
    write: (chunk) => settled((done) => void parser.write(chunk, done)),
    end: () => settled((done) => void parser.end(done)),
    takeRows() {
      const rows = found;
      found = [];
      return rows;
    },
  };
}

/** The input that is not yet part of a finished row, and the line it starts on. */
function createTape(): {
  append(chunk: Buffer): void;
  /** Forgets the input up to a position counted from where the present parser started. */
  dropTo(position: number): void;
  /** Forgets so many bytes and counts positions from there. */
  dropLine(length: number): void;
  rest(): Buffer;
  line(): number;
  lineEnd(): number;
} {
  let buffers: Buffer[] = [];
  let start = 0;
  let line = 1;
  let lineEnd: number | undefined;
  const drop = (length: number): void => {
    let left = length;
    while (left > 0) {
      const first = buffers[0];
      if (!first) return;
      const piece = first.subarray(0, left);
      line += countLines(piece, lineEnd);
      left -= piece.length;
      if (piece.length === first.length) buffers.shift();
      else buffers[0] = first.subarray(piece.length);
    }
  };
  return {
    append(chunk) {
      lineEnd ??= lineEndIn(Buffer.concat([buffers.at(-1)?.subarray(-1) ?? Buffer.alloc(0), chunk]));
      buffers.push(chunk);
    },
    dropTo(position) {
      drop(position - start);
      start = position;
    },
    dropLine(length) {
      drop(length);
      start = 0;
    },
    rest() {
      const whole = buffers.length === 1 && buffers[0] ? buffers[0] : Buffer.concat(buffers);
      buffers = whole.length > 0 ? [whole] : [];
      return whole;
    },
    line: () => line,
    lineEnd: () => lineEnd ?? 10,
  };
}

/** Byte that ends the lines: a line feed, or the carriage return of old Macs; undefined before the first line has ended. */
function lineEndIn(text: Buffer): number | undefined {
  const feed = text.indexOf(10);
  const lone = text.indexOf(13);
  if (lone < 0 || (feed >= 0 && feed <= lone + 1)) return feed < 0 ? undefined : 10;
  return lone + 1 < text.length ? 13 : undefined;
}

/** A line taken on its own, with stray quotation marks as text; undefined when that makes no single row of it. */
function parseLeniently(line: string, delimiter: string): string[] | undefined {
  try {
    const rows: string[][] = parseNow(line, {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      record_delimiter: ["\r\n", "\n", "\r"],
    });
    return rows.length === 1 ? rows[0] : undefined;
  } catch {
    return undefined;
  }
}

const columnOf = (error: CsvError): number =>
  "column" in error && typeof error.column === "number" ? error.column : 0;
