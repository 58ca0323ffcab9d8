import { baseNameOf, nameOfInput, sizeOfInput, type FileInput } from "#adapters/files/open-input";
import type { Entry } from "#adapters/files/entry";
import { readFile, type FileReading, type FileSourceOptions } from "#adapters/files/read-file";
import type { SkippedRow } from "#core/report";
import { SourceError, type Page, type WorkItemSource } from "#ports";

const PAGE_SIZE = 100;

/**
 * Work items of files, in their order: Jira's and Linear's CSV, Jira's REST JSON, our own JSON and NDJSON, and any other CSV
 * with a column map; gzip is unpacked. Reading on from where the last page ended costs nothing; any other cursor (the count
 * of rows before it) opens the files again and skips. `fetchPage` throws SourceError for input that cannot be used.
 */
export function createFileSource(
  inputs: readonly FileInput[],
  options: FileSourceOptions & { pageSize?: number },
): WorkItemSource {
  const pageSize = options.pageSize ?? PAGE_SIZE;
  const fileKeys = distinctNames(inputs.map((input) => baseNameOf(nameOfInput(input))));
  let run: Run | undefined;
  let total: Promise<number | undefined> | undefined;

  const openAt = async (position: number): Promise<Run> => {
    if (run) {
      await run.close();
      if (inputs.some(isStream))
        throw new SourceError("Standard input can be read only once; write it to a file and name that.");
    }
    const opened = createRun(inputs.map((input, i) => () => readFile(input, fileKeys[i] ?? "", options)));
    await opened.skip(position);
    return opened;
  };
  return {
    async fetchPage(cursor) {
      if (inputs.length === 0) throw new SourceError("No file was named; name at least one, or - for standard input.");
      if (inputs.filter((input) => isStream(input) && nameOfInput(input) === "standard input").length > 1)
        throw new SourceError("Standard input was named twice and can be read only once; name it once.");
      const position = readCursor(cursor);
      total ??= sumOfSizes(inputs);
      const size = await total;
      if (!run || run.position() !== position) run = await openAt(position);
      return run.takePage(pageSize, size);
    },
    describe: () => run?.describe() ?? [],
  };
}

const isStream = (input: FileInput): boolean => "stream" in input || input.path === "-";

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^\d{1,15}$/.test(cursor))
    throw new SourceError("The place to read on from is not one of this source; start again without it.");
  return Number(cursor);
}

/** Throws SourceError for a file that is not there, before the first is read. */
async function sumOfSizes(inputs: readonly FileInput[]): Promise<number | undefined> {
  const sizes = await Promise.all(inputs.map(sizeOfInput));
  return sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0);
}

function distinctNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}~${count}`;
  });
}

/** One passage over all files. */
interface Run {
  /** Rows taken so far, skipped ones included. */
  position(): number;
  skip(rows: number): Promise<void>;
  takePage(size: number, totalBytes: number | undefined): Promise<Page>;
  describe(): ReturnType<WorkItemSource["describe"]>;
  close(): Promise<void>;
}

function createRun(open: readonly (() => FileReading)[]): Run {
  const readings: FileReading[] = [];
  const batches = (async function* () {
    for (const openFile of open) {
      const reading = openFile();
      readings.push(reading);
      yield* reading.entries();
    }
  })();
  let waiting: Entry[] = [];
  let position = 0;
  let items = 0;

  /** Makes sure a row is waiting; false at the end of the last file. */
  const fill = async (): Promise<boolean> => {
    while (waiting.length === 0) {
      const { value, done } = await batches.next();
      if (done) return false;
      waiting = value;
    }
    return true;
  };
  const take = async (most: number): Promise<Entry[]> => {
    const taken: Entry[] = [];
    while (taken.length < most && (await fill())) taken.push(...waiting.splice(0, most - taken.length));
    position += taken.length;
    return taken;
  };
  return {
    position: () => position,
    async skip(rows) {
      while (position < rows) {
        const taken = await take(Math.min(rows - position, PAGE_SIZE));
        if (taken.length === 0) return;
        items += itemsOf(taken).length;
      }
    },
    async takePage(size, totalBytes) {
      const start = items;
      const taken = await take(size);
      const found = itemsOf(taken);
      items += found.length;
      const hasMore = await fill();
      const done = readings.reduce((sum, reading) => sum + reading.bytesRead(), 0);
      return {
        items: found,
        start,
        skipped: taken.flatMap((entry): SkippedRow[] => ("skipped" in entry ? [entry.skipped] : [])),
        ...(hasMore && { next: String(position) }),
        progress: { done, ...(totalBytes !== undefined && { total: totalBytes }) },
      };
    },
    describe: () => readings.map((reading) => reading.describe()),
    close: async () => void (await batches.return(undefined)),
  };
}

const itemsOf = (entries: readonly Entry[]): Page["items"] =>
  entries.flatMap((entry) => ("item" in entry ? [entry.item] : []));
