import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { SourceError } from "#ports";

/** A file by its path (`-` is standard input), or a stream with the name to show for it. */
export type FileInput = { path: string } | { name: string; stream: Readable };

/** The bytes of one input, unpacked. */
export interface OpenInput {
  chunks: AsyncIterable<Buffer>;
  /** Bytes read of the file as it lies on the disk. */
  bytesRead: () => number;
}

const CHUNK_BYTES = 64 * 1024;
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

/** The path, or the name of a stream. */
export const nameOfInput = (input: FileInput): string =>
  "stream" in input ? input.name : input.path === "-" ? "standard input" : input.path;

/** What items without a scope of their own are named after: the file without folder and endings. */
export const baseNameOf = (name: string): string =>
  basename(name).replace(/(\.(csv|tsv|txt|json|jsonl|ndjson|gz))+$/i, "") || name;

/** Bytes of the file; undefined for a stream. Throws SourceError when the file cannot be read. */
export async function sizeOfInput(input: FileInput): Promise<number | undefined> {
  if ("stream" in input || input.path === "-") return undefined;
  try {
    const { size, isDirectory } = await stat(input.path).then((found) => ({
      size: found.size,
      isDirectory: found.isDirectory(),
    }));
    if (isDirectory) throw new SourceError(`${input.path} is a folder; name the export files in it.`);
    return size;
  } catch (error) {
    throw asSourceError(error, input.path);
  }
}

/** Opens an input; gzip is known by its first bytes. Reading throws SourceError for a file that cannot be read or unpacked. */
export function openInput(input: FileInput): OpenInput {
  const name = nameOfInput(input);
  const stream =
    "stream" in input
      ? input.stream
      : input.path === "-"
        ? process.stdin
        : createReadStream(input.path, { highWaterMark: CHUNK_BYTES });
  let bytes = 0;
  const count = async function* (): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of stream) {
        const buffer = toBuffer(chunk);
        bytes += buffer.length;
        yield buffer;
      }
    } catch (error) {
      throw asSourceError(error, name);
    }
  };
  return { chunks: unpack(count(), name), bytesRead: () => bytes };
}

const toBuffer = (chunk: unknown): Buffer => (Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));

async function* unpack(chunks: AsyncGenerator<Buffer>, name: string): AsyncGenerator<Buffer> {
  const [head, rest] = await peek(chunks, GZIP_MAGIC.length);
  if (!head.subarray(0, 2).equals(GZIP_MAGIC)) {
    yield* rest;
    return;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  pipeline(Readable.from(rest), gunzip, () => undefined);
  try {
    for await (const chunk of gunzip) yield toBuffer(chunk);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const isCut = error instanceof Error && "code" in error && error.code === "Z_BUF_ERROR";
    throw new SourceError(
      isCut
        ? `${name} is cut off: the gzip file ends too early; copy or compress it again.`
        : `${name} starts like a gzip file but cannot be unpacked; export or compress it again.`,
      { cause: error },
    );
  }
}

/** The first bytes of a stream (at least `wanted`, unless it is shorter), and the whole stream again. */
export async function peek(
  chunks: AsyncGenerator<Buffer>,
  wanted: number,
): Promise<[head: Buffer, all: AsyncGenerator<Buffer>]> {
  const seen: Buffer[] = [];
  let length = 0;
  while (length < wanted) {
    const next = await chunks.next();
    if (next.done) break;
    seen.push(next.value);
    length += next.value.length;
  }
  const head = seen.length === 1 && seen[0] ? seen[0] : Buffer.concat(seen);
  const all = async function* (): AsyncGenerator<Buffer> {
    if (head.length > 0) yield head;
    yield* chunks;
  };
  return [head, all()];
}

function asSourceError(error: unknown, name: string): unknown {
  if (error instanceof SourceError || !(error instanceof Error) || !("code" in error)) return error;
  switch (error.code) {
    case "ENOENT":
      return new SourceError(`${name} does not exist; check the path.`, { cause: error });
    case "EISDIR":
      return new SourceError(`${name} is a folder; name the export files in it.`, { cause: error });
    case "EACCES":
    case "EPERM":
      return new SourceError(`${name} cannot be read: no permission; change its permissions or copy it.`, {
        cause: error,
      });
    default:
      return error;
  }
}
