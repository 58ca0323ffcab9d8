import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createCheckout, type CliResult } from "../build-apart";

let cli = "";

/** Builds the command line that a user gets, away from other tests; for `beforeAll`, which calls what it returns at the end. */
export function buildCli(): () => void {
  const checkout = createCheckout();
  cli = checkout.build();
  chmodSync(checkout.folder, 0o755);
  return () => checkout.remove();
}

export interface RunOptions {
  input?: string | Buffer;
  env?: Record<string, string>;
  /** User to run as, where the tests run as root. */
  uid?: number;
  /** Options of node itself. */
  nodeOptions?: readonly string[];
}

/** As in a plain shell: no colours, and nothing of the npm that may have started the tests. */
const { npm_lifecycle_event: _npm, ...surroundings } = process.env;
const plainEnv = { ...surroundings, NO_COLOR: "1" };

/** A folder of its own to run the built command line in. */
export function createWorkplace() {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-cli-"));
  const start = (
    args: readonly string[],
    { env, uid, nodeOptions = [] }: Omit<RunOptions, "input"> = {},
  ): ChildProcess =>
    spawn(process.execPath, [...nodeOptions, cli, ...args], {
      cwd: folder,
      env: { ...plainEnv, ...env },
      ...(uid === undefined ? {} : { uid }),
    });
  return {
    folder,
    start,
    async run(args: readonly string[], { input, ...options }: RunOptions = {}): Promise<CliResult> {
      const child = start(args, options);
      // A command that ends before it has read everything closes the pipe.
      child.stdin?.on("error", () => undefined).end(input ?? "");
      return collect(child);
    },
    /** The command as a shell takes it. */
    commandLine: (args: readonly string[]): string =>
      [process.execPath, cli, ...args].map((arg) => `"${arg}"`).join(" "),
    /** Runs a line of shell in which `rolecall` is the command. */
    shell(line: string): Promise<CliResult> {
      const script = `rolecall() { "${process.execPath}" "${cli}" "$@"; }; ${line}`;
      return collect(spawn("/bin/sh", ["-c", script], { cwd: folder, env: plainEnv }));
    },
    write(name: string, content: string | Uint8Array): string {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
      return name;
    },
    remove: (): void => rmSync(folder, { recursive: true, force: true }),
  };
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
