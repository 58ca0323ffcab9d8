import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const CLI = resolve("dist/cli.js");

/** Builds the command line that a user gets. */
export const buildCli = (): void => void execFileSync(process.execPath, [".ci/build.mjs"], { stdio: "pipe" });

export interface CliResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** A folder of its own with the built command line in it. */
export function createWorkplace() {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-cli-"));
  const run = (
    args: readonly string[],
    options: { input?: string | Buffer; env?: Record<string, string> } = {},
  ): Promise<CliResult> =>
    new Promise((done) => {
      const child = execFile(
        process.execPath,
        [CLI, ...args],
        { cwd: folder, env: { ...process.env, NO_COLOR: "1", ...options.env }, maxBuffer: 256 * 1024 * 1024 },
        (error, stdout, stderr) => {
          done({ code: typeof error?.code === "number" ? error.code : error ? 99 : 0, stdout, stderr });
        },
      );
      child.stdin?.on("error", () => undefined);
      child.stdin?.end(options.input ?? "");
    });
  return {
    folder,
    run,
    write: (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(folder, name), content);
      return name;
    },
    remove: (): void => rmSync(folder, { recursive: true, force: true }),
  };
}
