import { stringify } from "csv-stringify/sync";
import { printable } from "#core/render/printable";

export type Cell = string | number | null;

/** Excel reads accents only behind it. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** Rows as a spreadsheet takes them: a cell that it would take for a formula begins with an apostrophe (csv-stringify's rule). */
export const writeRows = (rows: readonly (readonly Cell[])[]): string =>
  stringify(rows as Cell[][], {
    escape_formulas: true,
    record_delimiter: "windows",
    cast: { string: (text) => printable(text).trim() },
  });
