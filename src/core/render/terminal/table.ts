import Table from "cli-table3";
import { printable } from "#core/render/printable";

/** No frame: the columns carry the table. */
const NO_FRAME = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "",
};

/** Lines of a table without a frame. */
export function layOutTable(rows: readonly (readonly string[])[], aligned: ("left" | "right")[]): string[] {
  const table = new Table({
    chars: NO_FRAME,
    colAligns: aligned,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 2 },
  });
  table.push(...rows.map((row) => row.map((cell) => cell.split("\n").map(printable).join("\n"))));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
}
