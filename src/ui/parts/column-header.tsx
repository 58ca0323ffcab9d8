import ArrowDownIcon from "@atlaskit/icon/core/arrow-down";
import ArrowUpIcon from "@atlaskit/icon/core/arrow-up";
import React from "react";
import type { Column } from "./column";
import styles from "./column-header.module.css";

/** What stands in a header cell: a button where the list can be sorted by it. The cell says `aria-sort`. */
export function ColumnHeader<Row>({ header, sort }: Column<Row>) {
  if (!sort) return <>{header}</>;
  const Arrow = sort.direction === "ascending" ? ArrowUpIcon : ArrowDownIcon;
  return (
    <button type="button" className={styles["sort"]} onClick={sort.onSort}>
      {header}
      <span className={sort.direction === "none" ? styles["idle"] : undefined}>
        <Arrow label="" size="small" color="currentColor" />
      </span>
    </button>
  );
}
