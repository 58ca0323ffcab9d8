import { decodeText } from "#adapters/files/decode-text";
import { detectShape, type FileShape } from "#adapters/files/detect-format";
import { toEntry, type Entry, type ReadingContext } from "#adapters/files/entry";
import { createFieldDates } from "#adapters/files/field-dates";
import { objectOf } from "#adapters/files/json-values";
import { isProblem, type ItemDraft, type RowProblem } from "#adapters/files/item-draft";
import { isJiraIssue, mapJiraIssue } from "#adapters/files/map-jira-issue";
import { mapOwnItem } from "#adapters/files/map-own-item";
import { counted, createNotices } from "#adapters/files/notices";
import { baseNameOf, nameOfInput, openInput, peek, type FileInput } from "#adapters/files/open-input";
import {
  isBrokenJson,
  readJsonLines,
  readJsonList,
  type BrokenJson,
  type JsonElement,
} from "#adapters/files/read-json";
import { readTable } from "#adapters/files/read-table";
import type { Policy } from "#core/config";
import type { ReportSource, SkippedRow } from "#core/report";
import { SourceError } from "#ports";

/** How files are to be read. */
export interface FileSourceOptions {
  /** Our field to the header (or, in Jira's JSON, the field id) it stands under: `--map title=Resumen`, over `source.columns` of the policy. */
  columns?: Readonly<Record<string, string>>;
  /** Part of every item id. */
  workspace: string;
  /** Address of the tracker, for links to items. */
  baseUrl?: string;
  /** Label of the files' encoding; left out: the byte order mark, else UTF-8. */
  encoding?: string;
  items?: Pick<Policy["items"], "doneStatuses" | "levels">;
  /** Names of people fields the policy asks for, beside assignee, reporter, creator, owner and project lead. */
  peopleFields?: readonly string[];
}

/** One file being read. */
export interface FileReading {
  entries(): AsyncGenerator<Entry[]>;
  bytesRead: () => number;
  describe: () => ReportSource;
}

/** Enough for the header of a table of 10,000 columns. */
const HEAD_BYTES = 1024 * 1024;

/** Opens a file; its format is told by its content. `fileKey` keeps row numbers of files with one name apart. */
export function readFile(input: FileInput, fileKey: string, options: FileSourceOptions): FileReading {
  const opened = openInput(input);
  const name = nameOfInput(input);
  const notices = createNotices();
  let format: string | undefined;
  let items = 0;
  const context: ReadingContext = {
    name,
    workspace: options.workspace,
    baseUrl: options.baseUrl,
    items: options.items ?? { doneStatuses: [], levels: {} },
    fallbackScope: baseNameOf(name),
    notices,
    columnMap: options.columns ?? {},
    peopleFields: options.peopleFields ?? [],
    setFormat: (told) => void (format = told),
  };
  const text = decodeText(opened.chunks, {
    name,
    encoding: options.encoding,
    onNulls: (count) =>
      notices.say(`${counted(count, "NUL byte")} in the text ${count === 1 ? "was" : "were"} left out.`),
  });
  return {
    async *entries() {
      const [head, all] = await peek(text, HEAD_BYTES);
      const shape = detectShape(head.toString(), name);
      const batches =
        shape.kind === "csv" ? readTable(all, shape.delimiter, fileKey, context) : readJson(all, shape, context);
      for await (const batch of batches) {
        items += batch.filter((entry) => "item" in entry).length;
        yield batch;
      }
    },
    bytesRead: opened.bytesRead,
    describe: () => ({ kind: "file", name, ...(format && { format }), items, notices: notices.list() }),
  };
}

async function* readJson(
  chunks: AsyncGenerator<Buffer>,
  shape: Exclude<FileShape, { kind: "csv" }>,
  context: ReadingContext,
): AsyncGenerator<Entry[]> {
  let hasList = shape.kind !== "json-object";
  let count = 0;
  const elements =
    shape.kind === "ndjson" ? readJsonLines(chunks) : readJsonList(chunks, shape.kind, () => void (hasList = true));
  const mapElement = createElementMapper(shape, context);
  context.setFormat(shape.kind === "ndjson" ? "rolecall-ndjson" : "rolecall-json");
  for await (const batch of elements) {
    const broken = batch.find(isBrokenJson);
    if (broken && count === 0 && batch.length === 1 && shape.kind !== "ndjson") {
      throw new SourceError(
        `${context.name} starts like JSON but is not: ${broken.message} (line ${broken.line}). Export it again, or name a CSV or NDJSON file.`,
      );
    }
    count += batch.length;
    yield batch.map(mapElement);
  }
  if (!hasList && count === 0) {
    throw new SourceError(
      `${context.name} is JSON without a list of items; put them into an array, or into {"items": [...]} or {"issues": [...]}.`,
    );
  }
}

function createElementMapper(shape: FileShape, context: ReadingContext): (element: JsonElement | BrokenJson) => Entry {
  const dates = createFieldDates("en", undefined, context.notices);
  let number = 0;
  /** A list may stand on one line, so that its line does not tell which element is meant. */
  const locate = (problem: RowProblem): RowProblem =>
    shape.kind === "ndjson"
      ? problem
      : { ...problem, problem: `${problem.problem} It is element ${number} of the list.` };
  const map = (value: unknown): ItemDraft | RowProblem => {
    if (isJiraIssue(value)) {
      context.setFormat("jira-json");
      return mapJiraIssue(value, { dates, columnMap: context.columnMap, peopleFields: context.peopleFields });
    }
    const item = objectOf(value);
    if (item) return mapOwnItem(item, { dates, notices: context.notices });
    return {
      problem: "The element is no object.",
      remedy: 'Every element of the list must be an item: {"id": …, "title": …}.',
    };
  };
  return (element) => {
    number += 1;
    if (isBrokenJson(element)) return { skipped: brokenJson(element, shape, context.name) };
    const result = map(element.value);
    return toEntry(isProblem(result) ? locate(result) : result, element.line, context);
  };
}

function brokenJson({ line, message }: BrokenJson, shape: FileShape, file: string): SkippedRow {
  return shape.kind === "ndjson"
    ? {
        file,
        line,
        problem: `The line is not JSON: ${message}.`,
        remedy: "Correct the line; every line must be one JSON object.",
      }
    : {
        file,
        line,
        problem: `From here on the file cannot be read: ${message}.`,
        remedy: "Export the file again, or correct the JSON; the items before this line were read.",
      };
}
