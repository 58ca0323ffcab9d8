import type { ReactNode } from "react";

export interface Column<Row> {
  key: string;
  header: ReactNode;
  render: (row: Row, index: number) => ReactNode;
  /** Width of a grid column: `8rem`, `minmax(12rem, 1fr)`. */
  width?: string;
  /** Numbers stand at the end. */
  align?: "start" | "end";
  /** Never broken into lines: keys, dates. Cells of a VirtualTable never are. */
  isOneLine?: boolean;
  /** Given where the list is sorted, or can be, by this column. */
  sort?: { direction: "ascending" | "descending" | "none"; onSort: () => void };
}
