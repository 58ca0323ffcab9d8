import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The checkout under another path, with a `dist` of its own: tests that build do not disturb each other. */
export function createCheckout() {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-checkout-"));
  for (const name of ["src", ".ci", "node_modules", "package.json", "tsconfig.json"])
    symlinkSync(resolve(name), join(folder, name));
  return {
    folder,
    /** Builds the command line that a user gets; returns its path. */
    build: (): string => {
      execFileSync(process.execPath, [".ci/build.mjs"], { cwd: folder, stdio: "pipe" });
      return join(folder, "dist/cli.js");
    },
    /** Runs a script of package.json as a person would. */
    npmRun: (script: string, ...args: string[]): string =>
      execFileSync("npm", ["run", "-s", script, "--", ...args], { cwd: folder, encoding: "utf8", stdio: "pipe" }),
    remove: (): void => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface CliResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a built command line in a folder, its output going to no terminal. */
export function runCli(cli: string, folder: string, args: readonly string[], input?: string): Promise<CliResult> {
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [cli, ...args],
      { cwd: folder, env: { ...process.env, NO_COLOR: "1" }, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        done({ code: typeof error?.code === "number" ? error.code : error ? 99 : 0, stdout, stderr });
      },
    );
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input ?? "");
  });
}
