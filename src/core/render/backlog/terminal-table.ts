import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import { phraseCaption, type TableBlock } from "#core/render/backlog/blocks";
import { printable } from "#core/render/printable";
import type { Screen } from "#core/render/terminal/screen";

const GAP = "  ";
/** Columns below which a wrapped text is a tower of syllables. */
const NARROWEST = 16;

/** Writes a table in columns without a frame; as a sentence a row where the screen is too narrow for that. */
export function writeTable(screen: Screen, block: TableBlock, indent: number): void {
  const { caption, rows, lastOnly = rows.length } = block;
  const shown = rows.slice(-lastOnly).map((row) => row.map(printable));
  screen.write({ text: phraseCaption(caption, rows.length, shown.length), style: "quiet" }, indent);
  const lines = layOut({ ...block, rows: shown }, screen.width - indent);
  if (lines) screen.raw(lines, indent);
  else for (const row of shown) screen.write(phraseRow(block, row), indent, 2);
}

/** The lines of the table, its one column of long texts wrapped; null where even that does not fit. */
function layOut({ head, rows, numbersFrom }: TableBlock, room: number): { text: string; style?: "quiet" }[] | null {
  // Two words over a column of numbers stand on two lines, so that more columns fit.
  const titles = head.map((title, index) => (index < numbersFrom ? title : title.replace(/ (?=\S+$)/, "\n")));
  const widths = head.map((_, index) =>
    Math.max(...[titles, ...rows].flatMap((row) => (row[index] ?? "").split("\n")).map((text) => stringWidth(text))),
  );
  const long = numbersFrom < head.length ? 0 : head.length - 1;
  const excess = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length) - room;
  if (excess > 0) {
    const width = (widths[long] ?? 0) - excess;
    if (width < NARROWEST) return null;
    widths[long] = width;
  }
  const linesOf = (row: readonly string[], isHead: boolean): string[] => {
    const cells = row.map((cell, index) => wrapAnsi(cell, widths[index] ?? 0, { hard: true }).split("\n"));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((lines, index) =>
          pad(lines[isHead ? line - height + lines.length : line] ?? "", widths[index] ?? 0, index >= numbersFrom),
        )
        .join(GAP)
        .trimEnd(),
    );
  };
  return [
    ...linesOf(titles, true).map((text) => ({ text, style: "quiet" as const })),
    ...rows.flatMap((row) => linesOf(row, false)).map((text) => ({ text })),
  ];
}

function pad(text: string, width: number, isRight: boolean): string {
  const space = " ".repeat(Math.max(0, width - stringWidth(text)));
  return isRight ? space + text : text + space;
}

/** "16 November 2026: work items 640, strategic 15 %" */
function phraseRow({ head, numbersFrom }: TableBlock, [name = "", ...cells]: readonly string[]): string {
  if (numbersFrom >= head.length) return [name, ...cells].join(" · ");
  const parts = cells.map((cell, index) => `${(head[index + 1] ?? "").toLowerCase()} ${cell}`);
  return `${name}: ${parts.join(", ")}`;
}
