import picocolors from "picocolors";
import wrapAnsi from "wrap-ansi";
import { printable } from "#core/render/printable";

export type Style =
  | "strong"
  | "quiet"
  | "strategic"
  | "tactical"
  | "unclear"
  | "error"
  | "warning"
  | "info"
  | "good"
  | "strategicMark"
  | "tacticalMark";

/** A run of text with its looks; plain strings have none. */
export type Ink = string | { text: string; style?: Style | undefined; href?: string | null };

/** Lines for a terminal. Every text passes `printable` here and only here, and no line is wider than the screen. */
export interface Screen {
  /** Columns of the screen. */
  readonly width: number;
  /** A paragraph, wrapped, with every line indented; `hanging` more columns for all lines but the first. */
  write(ink: Ink | readonly Ink[], indent?: number, hanging?: number): void;
  /** A paragraph whose first line has a label in a column of its own. */
  field(label: string, ink: Ink | readonly Ink[], indent: number, labelWidth: number): void;
  /** Lines that are laid out already and known to fit, for tables. */
  raw(lines: readonly Ink[], indent: number): void;
  blank(): void;
  text(): string;
}

const MIN_WIDTH = 40;
/** Longer lines are hard to read however wide the window is. */
const MAX_PROSE = 110;

export function createScreen({ colour, width }: { colour: boolean; width: number }): Screen {
  const columns = Math.max(MIN_WIDTH, Math.floor(width) || MIN_WIDTH);
  const prose = Math.min(columns, MAX_PROSE);
  const styles = createStyles(colour);
  const lines: string[] = [];

  const paint = (ink: Ink): string => {
    if (typeof ink === "string") return printable(ink);
    const styled = ink.style ? styles[ink.style](printable(ink.text)) : printable(ink.text);
    return colour && ink.href ? `\u001B]8;;${ink.href}\u001B\\${styled}\u001B]8;;\u001B\\` : styled;
  };
  const paintAll = (ink: Ink | readonly Ink[]): string => (isList(ink) ? ink : [ink]).map(paint).join("");
  // A number and its unit stay on one line.
  const wrap = (text: string, room: number): string[] =>
    wrapAnsi(text.replaceAll(/(?<=\d) %/g, "\u00A0%"), Math.max(8, room), { hard: true })
      .replaceAll("\u00A0", " ")
      .split("\n");

  return {
    width: columns,
    write(ink, indent = 0, hanging = 0) {
      const first = wrap(paintAll(ink), prose - indent - hanging);
      lines.push(...first.map((line, index) => `${" ".repeat(indent + (index === 0 ? 0 : hanging))}${line}`));
    },
    field(label, ink, indent, labelWidth) {
      const [first = "", ...rest] = wrap(paintAll(ink), prose - indent - labelWidth);
      const head = paint({ text: label.padEnd(labelWidth), style: "quiet" });
      lines.push(`${" ".repeat(indent)}${head}${first}`, ...rest.map((line) => " ".repeat(indent + labelWidth) + line));
    },
    raw: (rows, indent) => lines.push(...rows.map((row) => " ".repeat(indent) + paint(row))),
    blank() {
      if (lines.length > 0 && lines.at(-1) !== "") lines.push("");
    },
    text: () => `${lines.map((line) => line.trimEnd()).join("\n")}\n`,
  };
}

const isList = (ink: Ink | readonly Ink[]): ink is readonly Ink[] => Array.isArray(ink);

function createStyles(colour: boolean): Record<Style, (text: string) => string> {
  const pen = picocolors.createColors(colour);
  return {
    strong: pen.bold,
    quiet: pen.dim,
    strategic: pen.magenta,
    tactical: pen.cyan,
    unclear: pen.dim,
    error: (text) => pen.bold(pen.red(text)),
    warning: (text) => pen.bold(pen.yellow(text)),
    info: pen.blueBright,
    good: pen.green,
    strategicMark: (text) => pen.bold(pen.magenta(text)),
    tacticalMark: (text) => pen.bold(pen.cyan(text)),
  };
}
