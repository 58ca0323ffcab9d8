import React, { type CSSProperties } from "react";
import { useText } from "../language";
import type { Column } from "./column";
import styles from "./virtual-table.module.css";

interface VirtualRowProps<Row> {
  id: string;
  index: number;
  row: Row | undefined;
  columns: readonly Column<Row>[];
  isActive: boolean;
  isSelected: boolean | undefined;
  onActivate: () => void;
  onOpen: ((row: Row, index: number) => void) | undefined;
  style: CSSProperties;
}

/** A row of a VirtualTable, or that it is on its way. */
export function VirtualRow<Row>(props: VirtualRowProps<Row>) {
  const { id, index, row, columns, isActive, isSelected, onActivate, onOpen, style } = props;
  const text = useText();
  const handleClick = (event: React.MouseEvent) => {
    onActivate();
    if (row !== undefined && !isControl(event.target)) onOpen?.(row, index);
  };
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-active={isActive}
      data-opens={onOpen !== undefined}
      className={styles["row"]}
      style={style}
      onClick={handleClick}
    >
      {row === undefined ? (
        <div role="gridcell" aria-colspan={columns.length} className={styles["waiting"]}>
          {text("parts.row-loading", { row: index + 1 })}
        </div>
      ) : (
        columns.map((column) => (
          <div key={column.key} role="gridcell" data-align={column.align} className={styles["cell"]}>
            {column.render(row, index)}
          </div>
        ))
      )}
    </div>
  );
}

const isControl = (target: EventTarget): boolean =>
  target instanceof Element && target.closest("a, button, input, select, textarea, label") !== null;
