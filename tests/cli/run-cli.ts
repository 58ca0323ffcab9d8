import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { collect, createCheckout, plainEnv, runCli, startCli, type CliResult, type StartOptions } from "../build-apart";

let cli = "";

/** Builds the command line that a user gets, away from other tests; for `beforeAll`, which calls what it returns at the end. */
export function buildCli(): () => void {
  const checkout = createCheckout();
  cli = checkout.build();
  chmodSync(checkout.folder, 0o755);
  return () => checkout.remove();
}

export interface RunOptions extends StartOptions {
  input?: string | Buffer;
}

/** A folder of its own to run the built command line in. */
export function createWorkplace() {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-cli-"));
  const start = (args: readonly string[], options?: StartOptions): ChildProcess => startCli(cli, folder, args, options);
  return {
    folder,
    start,
    run: (args: readonly string[], { input, ...options }: RunOptions = {}): Promise<CliResult> =>
      runCli(cli, folder, args, input, options),
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
    read: (name: string, encoding: BufferEncoding = "utf8"): string => readFileSync(join(folder, name), encoding),
    remove: (): void => rmSync(folder, { recursive: true, force: true }),
  };
}
