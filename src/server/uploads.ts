import { randomUUID } from "node:crypto";
import { createWriteStream, readdirSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ApiError } from "#usecases/api/error";

/** An export that is there. */
export interface UploadedFile {
  path: string;
  /** What the person calls it. */
  name: string;
  bytes: number;
}

/** Exports that a person handed over, as files of this user alone, until they were read or the server ends. */
export interface Uploads {
  /**
   * Writes an export as it comes in. Throws UploadTooLarge beyond the limit; what was written of one that does not come to its end
   * is deleted.
   */
  save(name: string, content: Readable): Promise<{ upload: string; bytes: number }>;
  /** Null for one that is not there any more. */
  find: (id: string) => UploadedFile | null;
  /** Where the exports lie. Throws ApiError for one that is not there any more. */
  pathsOf(ids: readonly string[]): string[];
  /** Deletes those of these files that are uploads. */
  remove(paths: readonly string[]): Promise<void>;
  /** Deletes everything, at once. */
  removeAll(): void;
}

/** More bytes than an upload may have. */
export class UploadTooLarge extends Error {
  override name = "UploadTooLarge";
}

/** The number of the process stands behind it. */
const FOLDER = "rolecall-uploads-";

/** Deletes what servers left that were killed. */
export function sweepUploads(isRunning: (pid: number) => boolean): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${FOLDER}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Somebody else's.
    }
  }
}

export function createUploads(limit: number): Uploads {
  const files = new Map<string, UploadedFile>();
  let root: string | undefined;
  return {
    async save(name, content) {
      root ??= await mkdtemp(join(tmpdir(), `${FOLDER}${process.pid}-`));
      const id = randomUUID();
      // A folder each: reports call an export by its name, and two may have the same.
      const path = join(root, id, safeName(name));
      await mkdir(dirname(path), { mode: 0o700 });
      let bytes = 0;
      const count = async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          if (bytes > limit) throw new UploadTooLarge("The upload is too large.");
          yield chunk;
        }
      };
      try {
        await pipeline(content, count, createWriteStream(path, { flags: "wx", mode: 0o600 }));
      } catch (error) {
        await rm(dirname(path), { recursive: true, force: true });
        throw error;
      }
      files.set(id, { path, name: basename(path), bytes });
      return { upload: id, bytes };
    },
    find: (id) => files.get(id) ?? null,
    pathsOf: (ids) =>
      ids.map((id) => {
        const file = files.get(id);
        if (!file)
          throw new ApiError("not-found", "The uploaded export is not there any more.", { remedy: "Choose it again." });
        return file.path;
      }),
    async remove(paths) {
      for (const [id, { path }] of files)
        if (paths.includes(path)) {
          files.delete(id);
          await rm(dirname(path), { recursive: true, force: true });
        }
    },
    removeAll() {
      files.clear();
      if (root !== undefined) rmSync(root, { recursive: true, force: true });
      root = undefined;
    },
  };
}

/** A file system takes 255 bytes. */
const LONGEST_NAME = 200;

/** Its end, which says of what kind it is; no character is cut through. */
function cutToBytes(name: string, most: number): string {
  const characters = Array.from(name);
  let start = characters.length;
  for (let bytes = 0; start > 0; start -= 1) {
    bytes += Buffer.byteLength(characters[start - 1] ?? "");
    if (bytes > most) break;
  }
  return characters.slice(start).join("");
}

/** The name without folders and without what no file system takes. */
function safeName(name: string): string {
  const last = basename(name.replaceAll("\\", "/")).replaceAll(/[\u0000-\u001f\u007f<>:"|?*]/g, "_");
  const short = cutToBytes(last, LONGEST_NAME);
  return /^\.*$/.test(short) ? "export" : short;
}
