import { accessSync, constants, existsSync, realpathSync } from "node:fs";
import { chmod, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { shortHash } from "#core/short-hash";
import type { PolicyPlace } from "#usecases/api/context";
import { ApiError } from "#usecases/api/error";

/** The policy in a file. While there is none, `instead` says what holds; an empty document is the default policy. Saving makes the file. */
export function createPolicyFile(path: string, instead = (): Promise<string> => Promise.resolve("")): PolicyPlace {
  /** Saves of this process one after the other, so that of two at once the later one notices. */
  let last: Promise<unknown> = Promise.resolve();
  const read = async (): Promise<{ text: string; hash: string }> => {
    const text = await readFile(path, "utf8").catch((error: unknown) => {
      if (isMissing(error)) return instead();
      throw error;
    });
    return { text, hash: shortHash(text) };
  };
  const save = async (text: string, basedOn: string): Promise<string> => {
    if ((await read()).hash !== basedOn)
      throw new ApiError("stale", `${path} was changed meanwhile.`, {
        remedy: "Load it again, and make the change once more.",
      });
    await replaceFile(path, text);
    return shortHash(text);
  };
  return {
    path: () => Promise.resolve(existsSync(path) ? path : null),
    isWritable: mayReplace(path),
    read,
    save(text, basedOn) {
      const saved = last.then(() => save(text, basedOn));
      last = saved.catch(() => undefined);
      return saved;
    },
  };
}

/** The file of a link, for what replaces a link would leave its file as it is. */
const targetOf = (path: string): string => (existsSync(path) ? realpathSync(path) : resolve(path));

/** The whole new file or the whole old one, also where the power goes. */
async function replaceFile(path: string, text: string): Promise<void> {
  const target = targetOf(path);
  const mode = await stat(target).then(
    (found) => found.mode,
    () => undefined,
  );
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    await writeFile(draft, text, { flush: true });
    if (mode !== undefined) await chmod(draft, mode);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Replacing a file takes its folder; a file that is not to be written is left alone all the same. */
function mayReplace(path: string): boolean {
  const target = targetOf(path);
  try {
    accessSync(dirname(target), constants.W_OK);
    if (existsSync(target)) accessSync(target, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";
