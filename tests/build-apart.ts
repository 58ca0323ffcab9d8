import { execFileSync, spawn, type ChildProcess } from "node:child_process";
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
    /** Builds the command line that a user gets, and where they are asked for the pages of the Jira app; returns its path. */
    build: ({ withJiraPages = false } = {}): string => {
      // As it is shipped: libraries bring more where they believe themselves under test.
      const env = { ...process.env, NODE_ENV: "production" };
      execFileSync(process.execPath, [".ci/build.mjs", ...(withJiraPages ? [] : ["--without-jira-pages"])], {
        cwd: folder,
        stdio: "pipe",
        env,
      });
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

/** How a command line is started beside its arguments. */
export interface StartOptions {
  env?: Record<string, string>;
  /** User to run as, where the tests run as root. */
  uid?: number;
  /** Options of node itself. */
  nodeOptions?: readonly string[];
}

const { npm_lifecycle_event: _npm, ...surroundings } = process.env;
/** As in a plain shell: no colours, and nothing of the npm that may have started the tests. */
export const plainEnv: NodeJS.ProcessEnv = { ...surroundings, NO_COLOR: "1" };

/** Starts a built command line in a folder, its output going to no terminal. */
export const startCli = (
  cli: string,
  folder: string,
  args: readonly string[],
  { env, uid, nodeOptions = [] }: StartOptions = {},
): ChildProcess =>
  spawn(process.execPath, [...nodeOptions, cli, ...args], {
    cwd: folder,
    env: { ...plainEnv, ...env },
    ...(uid === undefined ? {} : { uid }),
  });

/** Runs a built command line to its end. */
export function runCli(
  cli: string,
  folder: string,
  args: readonly string[],
  input: string | Buffer = "",
  options: StartOptions = {},
): Promise<CliResult> {
  const child = startCli(cli, folder, args, options);
  // A command that ends before it has read everything closes the pipe.
  child.stdin?.on("error", () => undefined).end(input);
  return collect(child);
}

/** What a process says until it ends; a signal that ends it counts as 128 and its number, as in a shell. */
export function collect(child: ChildProcess): Promise<CliResult> {
  let [stdout, stderr] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) => done({ code: code ?? 128 + (signal === "SIGINT" ? 2 : 15), stdout, stderr }));
  });
}
