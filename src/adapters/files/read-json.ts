import { JSONParser, TokenType } from "@streamparser/json";
import { countLines } from "#adapters/files/decode-text";

/** One element of a list of items. */
export interface JsonElement {
  value: unknown;
  /** 1-based line in the file where it starts. */
  line: number;
}

/** The place from which on a file is not JSON; after it nothing of a list can be read, of a file of lines the other lines. */
export interface BrokenJson {
  line: number;
  message: string;
}

export const isBrokenJson = (entry: JsonElement | BrokenJson): entry is BrokenJson => "message" in entry;

/** Lists that an object may keep its items in. */
const LIST_NAMES = ["items", "issues"];

/**
 * Elements of a JSON array, or of the list `items` or `issues` of a JSON object, a batch for every piece of input, with
 * memory for one element. `onList` is called when the object had such a list, be it empty.
 */
export async function* readJsonList(
  chunks: AsyncIterable<Buffer>,
  shape: "json-array" | "json-object",
  onList: () => void,
): AsyncGenerator<(JsonElement | BrokenJson)[]> {
  const depth = shape === "json-array" ? 1 : 2;
  const lines = createLineCounter();
  let batch: (JsonElement | BrokenJson)[] = [];
  let start: number | undefined;
  const parser = new JSONParser({
    paths: shape === "json-array" ? ["$.*"] : LIST_NAMES.flatMap((name) => [`$.${name}`, `$.${name}.*`]),
    keepStack: false,
  });
  let open = 0;
  parser.onToken = ({ token, offset }) => {
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) {
      if (open === depth) start = lines.at(offset);
      open += 1;
    } else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) open -= 1;
  };
  parser.onValue = ({ value, key }) => {
    if (typeof key !== "number") {
      if (Array.isArray(value)) onList();
      return;
    }
    batch.push({ value, line: start ?? lines.latest() });
    start = undefined;
  };
  const attempt = (work: () => void): boolean => {
    try {
      work();
      return true;
    } catch (error) {
      // The library speaks of its states; where it stopped is what a person can use.
      batch.push({
        line: start ?? lines.latest(),
        message:
          error instanceof Error && /ended in/.test(error.message)
            ? "the file ends in the middle of it"
            : "it is not valid JSON",
      });
      return false;
    }
  };
  for await (const chunk of chunks) {
    lines.append(chunk);
    const isFine = attempt(() => parser.write(chunk));
    yield batch;
    if (!isFine) return;
    batch = [];
  }
  if (!parser.isEnded) attempt(() => parser.end());
  yield batch;
}

/** Lines of byte offsets that only grow, in one pass over the text. */
function createLineCounter(): { append(chunk: Buffer): void; at(offset: number): number; latest(): number } {
  let chunk: Buffer = Buffer.alloc(0);
  let start = 0;
  let counted = 0;
  let line = 1;
  const countTo = (end: number): void => {
    line += countLines(chunk.subarray(counted - start, end - start));
    counted = Math.max(counted, end);
  };
  return {
    append(next) {
      countTo(start + chunk.length);
      start += chunk.length;
      chunk = next;
    },
    at(offset) {
      countTo(offset);
      return line;
    },
    latest: () => line,
  };
}

const LONGEST_LINE = 64 * 1024 * 1024;

/** One JSON value a line; blank lines are left out, a line that is no JSON costs itself only. */
export async function* readJsonLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<(JsonElement | BrokenJson)[]> {
  let parts: Buffer[] = [];
  let length = 0;
  let line = 1;
  let batch: (JsonElement | BrokenJson)[] = [];
  const endLine = (): void => {
    if (length > LONGEST_LINE) batch.push({ line, message: "the line is too long" });
    else {
      const entry = parseLine(Buffer.concat(parts).toString().trim(), line);
      if (entry) batch.push(entry);
    }
    parts = [];
    length = 0;
    line += 1;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      parts.push(chunk.subarray(start, end));
      length += end - start;
      endLine();
      start = end + 1;
    }
    length += chunk.length - start;
    if (length <= LONGEST_LINE) parts.push(chunk.subarray(start));
    else parts = [];
    yield batch;
    batch = [];
  }
  endLine();
  yield batch;
}

function parseLine(text: string, line: number): JsonElement | BrokenJson | undefined {
  if (text === "") return undefined;
  try {
    return { value: JSON.parse(text), line };
  } catch (error) {
    return { line, message: error instanceof Error ? error.message : String(error) };
  }
}
