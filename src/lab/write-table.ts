import Table from "cli-table3";
import { printable } from "#core/render/printable";
import type { Screen } from "#core/render/terminal/screen";

const NO_FRAME = Object.fromEntries(
  [
    ...["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"],
    ...["left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"],
  ].map((place) => [place, ""]),
);

/** A table without a frame: names on the left, numbers on the right. A name may be outside text and is cut. */
export function writeTable(
  screen: Screen,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  longestName = 38,
): void {
  const table = new Table({
    chars: NO_FRAME,
    colAligns: head.map((_, column) => (column === 0 ? "left" : "right")),
    style: { head: [], border: [], "padding-left": 0, "padding-right": 2, compact: true },
  });
  table.push([...head], ...rows.map(([name = "", ...cells]) => [shorten(printable(name), longestName), ...cells]));
  const lines = table.toString().split("\n");
  screen.raw(
    lines.map((line, index) => ({ text: line.trimEnd(), style: index === 0 ? ("quiet" as const) : undefined })),
    2,
  );
}

function shorten(name: string, longest: number): string {
  if (name.length <= longest) return name;
  return `${Array.from(name)
    .slice(0, longest - 1)
    .join("")}…`;
}
