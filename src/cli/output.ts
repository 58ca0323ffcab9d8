import { once } from "node:events";
import { constants, createWriteStream } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import { dirname, extname, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { UsageError } from "#cli/errors";
import type { Presets, SingleBar } from "cli-progress";
import type { AuditProgress } from "#usecases/run-audit";

/** Columns of the terminal; 80 where there is none. */
export const terminalWidth = (): number => Math.max(40, process.stdout.isTTY ? process.stdout.columns : 80);

/** Colours where the output is a terminal and nobody asked for none (https://no-color.org). */
export function wantsColour(option: boolean | undefined): boolean {
  if (option === false || process.env["NO_COLOR"]) return false;
  if (process.env["FORCE_COLOR"]) return process.env["FORCE_COLOR"] !== "0";
  return process.stdout.isTTY && process.env["TERM"] !== "dumb";
}

/** Writes to standard output, a long text in pieces, and waits where the reader is slower than we are. */
export async function print(text: string | Iterable<string>): Promise<void> {
  for (const piece of inPieces(text)) if (!process.stdout.write(piece)) await once(process.stdout, "drain");
}

/** Says something beside the report, so that a pipe gets the report alone. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Writes a file in pieces, so that a report larger than memory can be written. */
export async function writeReport(path: string, text: string | Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(inPieces(text)), createWriteStream(path));
  } catch (error) {
    // The system does not say which file it could not write on.
    if (error instanceof Error && "syscall" in error && !("path" in error)) Object.assign(error, { path });
    throw error;
  }
  say(`Wrote ${path}`);
}

const PIECE = 64 * 1024;

/** The parts of a text put together to pieces that are worth a call to the system. */
function* inPieces(parts: string | Iterable<string>): Generator<string> {
  if (typeof parts === "string") {
    yield parts;
    return;
  }
  let piece = "";
  for (const part of parts) {
    piece += part;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  yield piece;
}

/** The format of a file to write: the one asked for, else that of its name; `known` are the names to offer. Throws UsageError. */
export function formatOf<F extends string>(
  path: string,
  asked: F | undefined,
  byExtension: Readonly<Record<string, F>>,
  known: string,
): F {
  const format = asked ?? byExtension[extname(path).toLowerCase()];
  if (!format) throw new UsageError(`${path}: no format goes with that name. Add --format, or use ${known}.`);
  return format;
}

/** Throws UsageError for a place that cannot be written, before long work is done for it; `inputs` are never overwritten. */
export async function checkOutputs(paths: readonly string[], inputs: readonly string[]): Promise<void> {
  const read = new Set(await Promise.all(inputs.map(realPath)));
  const seen = new Set<string>();
  for (const path of paths) {
    const folder = dirname(path);
    if ((await stat(folder).catch(() => undefined))?.isDirectory() !== true)
      throw new UsageError(`${path} cannot be written: there is no folder ${folder}. Create it first.`);
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory()) throw new UsageError(`${path} is a folder. Name a file in it.`);
    const real = await realPath(path);
    if (read.has(real)) throw new UsageError(`${path} is one of the files to read. Write to another, to keep it.`);
    if (seen.has(real)) throw new UsageError(`${path} is named twice as a file to write. Name two files.`);
    seen.add(real);
    await access(found ? path : folder, constants.W_OK).catch(() => {
      throw new UsageError(`${path} may not be written by this user. Check its permissions, or write elsewhere.`);
    });
  }
}

const realPath = (path: string): Promise<string> => realpath(path).catch(() => resolve(path));

/** A bar on standard error, not yet started. The library loads only where somebody watches. */
export async function createBar(format: string): Promise<SingleBar> {
  const library = (await import("cli-progress")).default as { SingleBar: typeof SingleBar; Presets: typeof Presets };
  return new library.SingleBar(
    {
      format,
      clearOnComplete: true,
      barsize: 20,
      // Whoever stops the command with Ctrl-C would be left without a cursor.
      hideCursor: false,
      stream: process.stderr,
    },
    library.Presets.shades_classic,
  );
}

/** A progress bar on standard error for long work, with what `describe` says beside it; silent where nobody watches. */
export async function createProgress(
  describe = () => "",
): Promise<{ update: (progress: AuditProgress) => void; stop: () => void }> {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const bar = await createBar("{phase} |{bar}| {percentage}% · {items} items · {rate}{left}{duration_formatted}{note}");
  const started = Date.now();
  let isShown = false;
  return {
    update({ phase, items, share }) {
      // Short work needs no bar: it would flash and be gone.
      const elapsed = Date.now() - started;
      if (!isShown && elapsed < 700) return;
      const note = describe();
      const shown = {
        ...{ phase, items: items.toLocaleString("en-GB"), note: note && ` · ${note}` },
        rate: `${Math.round((items / elapsed) * 1000).toLocaleString("en-GB")}/s · `,
        left: share && share < 1 ? `${Math.ceil((elapsed * (1 - share)) / share / 1000)} s left · ` : "",
      };
      if (!isShown) bar.start(100, 0, shown);
      isShown = true;
      bar.update(Math.round((share ?? 0) * 100), shown);
    },
    stop: () => void (isShown && bar.stop()),
  };
}
