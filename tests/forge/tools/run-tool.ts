import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { promisify } from "node:util";

export const project = fileURLToPath(new URL("../../..", import.meta.url));

/** A folder outside the project that is gone after the tests of the file. */
export function createScratch(onEnd: (clean: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-forge-"));
  onEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Runs one of the tools beside this file in a process of its own, in `cwd`, and returns what it printed.
 * What it leaves in the temporary and configuration folders goes to `scratch`. Rejects with its standard error when it fails.
 */
export async function runTool(
  tool: string,
  { cwd, scratch, args = [] }: { cwd: string; scratch: string; args?: string[] },
): Promise<unknown> {
  const script = fileURLToPath(new URL(tool, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], {
    cwd,
    env: { ...process.env, TMPDIR: scratch, XDG_CONFIG_HOME: scratch },
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout);
}
