import type { Command } from "commander";
import { listFormats } from "#adapters/files/list-formats";

/** The paragraph of `--help` about the files that are read, as wide as the rest of the help. */
export function describeFormats(command: Command): string {
  const helper = command.createHelp();
  const helpWidth = process.stdout.isTTY ? process.stdout.columns : 80;
  helper.prepareContext({ helpWidth });
  const formats = listFormats();
  const width = Math.max(...formats.map(({ name }) => name.length));
  const lines = formats.map(({ name, about }) => helper.formatItem(name, width, about, helper));
  return `Files that are read, known by their content and not by name, gzip too:\n${lines.join("\n")}`;
}
