import React from "react";
import type { Column } from "./column";
import { ColumnHeader } from "./column-header";
import styles from "./data-table.module.css";

interface DataTableProps<Row> {
  /** What the table is about; read out, and shown where `isCaptionShown`. */
  caption: string;
  isCaptionShown?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}

/** A table of at most a few hundred rows, all of them in the page. Its first column names the row. */
export function DataTable<Row>({ caption, isCaptionShown = false, columns, rows, keyOf }: DataTableProps<Row>) {
  return (
    // Scrolls sideways on its own where it is wider than the page; for that it takes the focus.
    <div className={styles["scroll"]} tabIndex={0} role="region" aria-label={caption}>
      <table className={styles["table"]}>
        <caption className={isCaptionShown ? styles["caption"] : "visually-hidden"}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-align={column.align} aria-sort={column.sort?.direction}>
                <ColumnHeader {...column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={keyOf(row)}>
              {columns.map((column, place) =>
                place === 0 ? (
                  <th key={column.key} scope="row" data-align={column.align} data-one-line={column.isOneLine}>
                    {column.render(row, index)}
                  </th>
                ) : (
                  <td key={column.key} data-align={column.align} data-one-line={column.isOneLine}>
                    {column.render(row, index)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
