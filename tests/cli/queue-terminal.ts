import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** A terminal of tmux in which a command runs, read and typed into as a person would. */
export interface Terminal {
  type(text: string): void;
  /** Keys as tmux names them. */
  press(...keys: string[]): void;
  screen(): string;
  hasCursor(): boolean;
  resize(width: number, height: number): void;
  /** Waits until the screen shows it; `height` also for that many rows to be drawn. */
  waitFor(pattern: RegExp, height?: number): Promise<void>;
  /** Runs the command once more. */
  again(): void;
  /** Sends the command a signal. */
  kill(signal: string): void;
  end(): void;
}

/** Starts a command in a terminal of 80 by 24; behind it the shell prints its exit code and how the terminal was left. */
export function createTerminal(folder: string, command: string): Terminal {
  // A server of its own: nobody's tmux is touched, and no configuration is read.
  const socket = join(folder, "tmux.sock");
  const tmux = (...args: string[]): string =>
    execFileSync("tmux", ["-S", socket, "-f", "/dev/null", ...args], {
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1", TERM: "xterm-256color" },
    });
  const modes = "stty -a | grep -oE -- '-?(icanon|echo)( |$)' | tr -d '\\n'";
  const line = `sh -c 'echo $$ > pid; exec "$@"' sh ${command}; printf 'code %s, ' $?; ${modes}`;
  const run = (): void => void tmux("send-keys", "-t", "queue", `clear; ${line}`, "Enter");
  tmux("new-session", "-d", "-s", "queue", "-x", "80", "-y", "24", "-c", folder, "env PS1='$ ' sh");
  const screen = (): string => tmux("capture-pane", "-p", "-t", "queue");
  run();
  return {
    type: (text) => void tmux("send-keys", "-t", "queue", "-l", text),
    press: (...keys) => void tmux("send-keys", "-t", "queue", ...keys),
    screen,
    hasCursor: () => tmux("display-message", "-p", "-t", "queue", "#{cursor_flag}").trim() === "1",
    resize: (width, height) => void tmux("resize-window", "-t", "queue", "-x", String(width), "-y", String(height)),
    async waitFor(pattern, height) {
      const until = Date.now() + 20_000;
      for (let shown = screen(); ; shown = screen()) {
        const rows = shown.trimEnd().split("\n").length;
        if (pattern.test(shown) && (height === undefined || rows === height)) return;
        if (Date.now() > until) throw new Error(`The terminal never showed ${String(pattern)}, but:\n${shown}`);
        await new Promise((done) => setTimeout(done, 50));
      }
    },
    again: run,
    kill: (signal) => void process.kill(Number(readFileSync(join(folder, "pid"), "utf8")), `SIG${signal}`),
    end() {
      tmux("kill-server");
      rmSync(socket, { force: true });
    },
  };
}
