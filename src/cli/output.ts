import { once } from "node:events";
import { writeFile } from "node:fs/promises";
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

/** Writes to standard output and waits where the reader is slower than we are. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

/** Says something beside the report, so that a pipe gets the report alone. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);

export async function writeReport(path: string, text: string): Promise<void> {
  await writeFile(path, text, "utf8");
  say(`Wrote ${path}`);
}

/** A progress bar on standard error for long work; silent where nobody watches. */
export async function createProgress(): Promise<{ update: (progress: AuditProgress) => void; stop: () => void }> {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const library = (await import("cli-progress")).default as { SingleBar: typeof SingleBar; Presets: typeof Presets };
  const bar = new library.SingleBar(
    {
      format: "{phase} |{bar}| {percentage}% · {items} items · {duration_formatted}",
      clearOnComplete: true,
      hideCursor: true,
      stream: process.stderr,
    },
    library.Presets.shades_classic,
  );
  const started = Date.now();
  let isShown = false;
  return {
    update({ phase, items, share }) {
      // Short work needs no bar: it would flash and be gone.
      if (!isShown && Date.now() - started < 700) return;
      if (!isShown) bar.start(100, 0, { phase, items });
      isShown = true;
      bar.update(Math.round((share ?? 0) * 100), { phase, items: items.toLocaleString("en-GB") });
    },
    stop: () => void (isShown && bar.stop()),
  };
}
