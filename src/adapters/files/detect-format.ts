import { parse } from "csv-parse/sync";

/** How a file is built, told by its first bytes; its ending only decides where they do not. */
export type FileShape =
  | { kind: "csv"; delimiter: string }
  | { kind: "json-array" }
  /** One object with a list `items` or `issues` in it. */
  | { kind: "json-object" }
  | { kind: "ndjson" };

const DELIMITERS = [",", ";", "\t", "|"] as const;

/** `head` is the start of the decoded text; `name` only helps where the text leaves a choice. */
export function detectShape(head: string, name: string): FileShape {
  const text = head.trimStart();
  if (text.startsWith("["))
    return looksLikeJsonArray(text) ? { kind: "json-array" } : { kind: "csv", delimiter: detectDelimiter(head) };
  if (!text.startsWith("{")) {
    const isJsonValue = /\.json(\.gz)?$/i.test(name) && tryJson(text) !== undefined;
    return isJsonValue ? { kind: "json-object" } : { kind: "csv", delimiter: detectDelimiter(head) };
  }
  const end = endOfLine(text);
  const firstLine = text.slice(0, end).trim();
  const value = tryJson(firstLine);
  if (isContainer(value)) return { kind: "json-object" };
  if (/\.(ndjson|jsonl)(\.gz)?$/i.test(name)) return { kind: "ndjson" };
  // One object alone is a list of one item, or no list at all.
  if (value !== undefined && text.slice(end).trim() === "")
    return { kind: isItemLike(value) ? "ndjson" : "json-object" };
  const isLineOfJson = value !== undefined || (firstLine.length > 1 && firstLine.endsWith("}"));
  return { kind: isLineOfJson ? "ndjson" : "json-object" };
}

const looksLikeJsonArray = (text: string): boolean => /^\[\s*([\]{["\d-]|true|false|null|$)/.test(text);

const endOfLine = (text: string): number => {
  const end = text.search(/[\r\n]/);
  return end < 0 ? text.length : end;
};

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isContainer = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  (("issues" in value && Array.isArray(value.issues)) || ("items" in value && Array.isArray(value.items)));

const isItemLike = (value: unknown): boolean =>
  typeof value === "object" && value !== null && ("title" in value || "fields" in value);

/** The delimiter under which the header row has the most columns; Excel's `sep=;` line decides. */
function detectDelimiter(head: string): string {
  const said = /^\s*"?sep=(.)"?\s*[\r\n]/i.exec(head)?.[1];
  if (said) return said;
  let best: string = DELIMITERS[0];
  let most = 1;
  for (const delimiter of DELIMITERS) {
    const columns = countColumns(head, delimiter);
    if (columns > most) [best, most] = [delimiter, columns];
  }
  return best;
}

function countColumns(head: string, delimiter: string): number {
  let columns = 0;
  try {
    parse(head.trimStart(), {
      delimiter,
      to: 1,
      relax_column_count: true,
      on_record: (record: string[]) => {
        columns = record.length;
        return null;
      },
    });
  } catch {
    // The quotes do not fit this delimiter: it is not the one.
  }
  return columns;
}
