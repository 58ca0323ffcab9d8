import { isUtf8 } from "node:buffer";
import { quoteText } from "#adapters/files/notices";
import { peek } from "#adapters/files/open-input";
import { SourceError } from "#ports";

interface DecodeOptions {
  /** For messages. */
  name: string;
  /** Any label of the WHATWG encoding standard; left out: the byte order mark, else UTF-8. */
  encoding?: string | undefined;
  /** Called once at the end when NUL bytes were taken out. */
  onNulls(count: number): void;
}

const SNIFF_BYTES = 8192;

/**
 * The text of a file as UTF-8 bytes without byte order mark and NUL bytes, in pieces that may end inside a character.
 * Throws SourceError for an empty or binary file and for bytes that are not text in its encoding.
 */
export async function* decodeText(chunks: AsyncIterable<Buffer>, options: DecodeOptions): AsyncGenerator<Buffer> {
  const [head, all] = await peek(iterate(chunks), SNIFF_BYTES);
  rejectEmpty(head, options.name);
  const encoding = options.encoding ?? encodingByMark(head);
  if (encoding === undefined) rejectBinary(head, options.name);
  let nulls = 0;
  for await (const chunk of encoding === undefined || isUtf8Label(encoding)
    ? checkUtf8(all, options.name)
    : transcode(all, encoding, options.name)) {
    const text = chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : chunk;
    nulls += chunk.length - text.length;
    if (text.length > 0) yield text;
  }
  if (nulls > 0) options.onNulls(nulls);
}

async function* iterate(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* chunks;
}

const isUtf8Label = (label: string): boolean => /^(unicode-1-1-)?utf-?8$/i.test(label.trim());

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

function encodingByMark(head: Buffer): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return head.subarray(0, 3).equals(UTF8_MARK) ? "utf-8" : undefined;
}

function rejectEmpty(head: Buffer, name: string): void {
  const isShort = head.length < SNIFF_BYTES;
  const content = head.subarray(0, 3).equals(UTF8_MARK) ? head.subarray(3) : head;
  if (isShort && /^\s*$/.test(content.toString("latin1"))) {
    throw new SourceError(`${name} is empty; export the backlog again and check that the filter finds items.`);
  }
}

const BINARY_KINDS: readonly [magic: string, advice: string][] = [
  ["PK\u0003\u0004", "an Excel workbook or a zip archive; save the sheet as CSV (UTF-8), or unpack it"],
  ["\u00d0\u00cf\u0011\u00e0", "an old Excel workbook; save the sheet as CSV (UTF-8)"],
  ["%PDF", "a PDF; export the backlog as CSV"],
  ["\u001f\u008b", "compressed twice; unpack it once and read what comes out"],
];

/** Share of control bytes from which a file is not text. */
const MOST_CONTROL_BYTES = 0.1;

function rejectBinary(head: Buffer, name: string): void {
  const start = head.subarray(0, 8).toString("latin1");
  const known = BINARY_KINDS.find(([magic]) => start.startsWith(magic));
  if (known) throw new SourceError(`${name} is ${known[1]}.`);
  const page = /^[\s\u00ef\u00bb\u00bf]*<(!doctype|html|\?xml|rss)\b/i.exec(head.subarray(0, 256).toString("latin1"));
  if (page)
    throw new SourceError(
      /xml|rss/i.test(page[1] ?? "")
        ? `${name} is XML; export the backlog as CSV or JSON.`
        : `${name} is a web page, perhaps the one that asks to sign in; sign in and export the backlog as CSV.`,
    );
  const nulls = [0, 0];
  let controls = 0;
  head.forEach((byte, i) => {
    if (byte === 0) nulls[i % 2] = (nulls[i % 2] ?? 0) + 1;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls += 1;
  });
  const half = head.length / 2;
  if ((nulls[1] ?? 0) > half * 0.5)
    throw new SourceError(`${name} looks like UTF-16 text; read it with --encoding utf-16le.`);
  if ((nulls[0] ?? 0) > half * 0.5)
    throw new SourceError(`${name} looks like UTF-16 text; read it with --encoding utf-16be.`);
  const firstLine = head.subarray(0, Math.max(0, head.indexOf(10)));
  if (controls > head.length * MOST_CONTROL_BYTES || firstLine.includes(0)) {
    throw new SourceError(`${name} is a binary file, not text; export the backlog as CSV or JSON.`);
  }
}

async function* transcode(chunks: AsyncIterable<Buffer>, encoding: string, name: string): AsyncGenerator<Buffer> {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch (error) {
    throw new SourceError(
      `--encoding ${encoding} is not an encoding that is known here; try windows-1252, iso-8859-15, utf-16le or shift_jis.`,
      { cause: error },
    );
  }
  try {
    for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
    yield Buffer.from(decoder.decode());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new SourceError(`${name} is not ${encoding} text; leave --encoding out or name another encoding.`, {
      cause: error,
    });
  }
}

/** Passes UTF-8 through and throws at the first byte that is none. */
async function* checkUtf8(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  let carry: Buffer = Buffer.alloc(0);
  let line = 1;
  let offset = 0;
  let isFirst = true;
  for await (const chunk of chunks) {
    let whole = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    if (isFirst && whole.subarray(0, 3).equals(UTF8_MARK)) {
      whole = whole.subarray(3);
      offset = 3;
    }
    isFirst = false;
    const end = completeLength(whole);
    const text = whole.subarray(0, end);
    if (!isUtf8(text)) throw notUtf8(text, name, line, offset);
    carry = whole.subarray(end);
    line += countLines(text);
    offset += text.length;
    yield text;
  }
  if (carry.length > 0) throw notUtf8(carry, name, line, offset);
}

/** Length without a character that the next chunk may complete. */
function completeLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

function notUtf8(bytes: Buffer, name: string, line: number, offset: number): SourceError {
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0 && isUtf8(bytes.subarray(start, end)); end = bytes.indexOf(10, start))
    start = end + 1;
  const lineEnd = bytes.indexOf(10, start);
  const text = bytes.subarray(start, lineEnd < 0 ? bytes.length : lineEnd);
  const bad = firstBadByte(text);
  const sample = new TextDecoder("windows-1252").decode(text.subarray(Math.max(0, bad - 15), bad + 15));
  return new SourceError(
    `${name} is not UTF-8: line ${line + countLines(bytes.subarray(0, start))}, byte ${offset + start + bad + 1}. ` +
      `If ${quoteText(sample)} reads well, add --encoding windows-1252; else save the file as UTF-8.`,
  );
}

function firstBadByte(line: Buffer): number {
  for (let end = 1; end <= line.length; end += 1) {
    const isStart = ((line[end] ?? 0) & 0xc0) !== 0x80;
    if (isStart && !isUtf8(line.subarray(0, end))) {
      let bad = end - 1;
      while (bad > 0 && !isUtf8(line.subarray(0, bad))) bad -= 1;
      return bad;
    }
  }
  return Math.max(0, line.length - 1);
}

/** Line ends in a piece of text; a lone carriage return is none. */
export function countLines(bytes: Buffer, lineEnd = 10): number {
  let count = 0;
  for (let at = bytes.indexOf(lineEnd); at >= 0; at = bytes.indexOf(lineEnd, at + 1)) count += 1;
  return count;
}
