import { useVirtualizer } from "@tanstack/react-virtual";
import React, { useEffect, useId, useImperativeHandle, useRef, useState, type CSSProperties, type Ref } from "react";
import type { Column } from "./column";
import { ColumnHeader } from "./column-header";
import { moveIn } from "./move-in";
import { VirtualRow } from "./virtual-row";
import styles from "./virtual-table.module.css";

/** What a screen may have a VirtualTable do. */
export interface VirtualTableHandle {
  focus: () => void;
  /** Scrolls as little as makes the row visible. */
  show: (index: number) => void;
}

interface VirtualTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  /** How many there are, from a count of its own: the scroll bar is right before the rows are there. */
  rowCount: number;
  /** Undefined: not there yet. */
  getRow: (index: number) => Row | undefined;
  /** What is in sight, a little more on both sides; the place to fetch what is missing. */
  onRange: (start: number, end: number) => void;
  /** All rows are as high as this, in px. */
  rowHeight?: number;
  isSelected?: (row: Row) => boolean;
  /** Enter, or a click on the row beside its controls. */
  onOpen?: (row: Row, index: number) => void;
  /** Any other key on the active row, for shortcuts. */
  onKey?: (event: React.KeyboardEvent, row: Row, index: number) => void;
  /** The active row, where the screen keeps it: by its id it can follow a row that moves. */
  active?: number;
  onActive?: (index: number) => void;
  handle?: Ref<VirtualTableHandle>;
}

const HEAD_HEIGHT = 44;

/**
 * A list of up to some 400,000 rows, of which only those in sight are in the page. It fills the height of what is
 * around it. With the focus on it arrows, Page up and down, Home and End move the active row; controls in the rows are
 * stops of the Tab key as ever. A row that is still on its way says so, and is never blank.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, columns, rowCount, getRow, onRange, rowHeight = 44, isSelected, onOpen, onKey } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [own, setOwn] = useState(0);
  const activate = props.onActive ?? setOwn;
  const rows = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The header takes its height from what is in sight. It stands before the rows, so their start needs no room.
    scrollPaddingEnd: HEAD_HEIGHT,
  });
  // Rows of another height, on a narrow screen: what was measured is no longer so.
  useEffect(() => rows.measure(), [rows, rowHeight]);
  useImperativeHandle(
    props.handle,
    () => ({
      focus: () => scroller.current?.focus({ preventScroll: true }),
      show: (index) => rows.scrollToIndex(index),
    }),
    [rows],
  );
  const shown = rows.getVirtualItems();
  const [start, end] = [shown[0]?.index ?? 0, (shown.at(-1)?.index ?? -1) + 1];
  useEffect(() => {
    if (end > start) onRange(start, end);
  }, [start, end, onRange]);
  const last = rowCount - 1;
  const current = Math.max(0, Math.min(props.active ?? own, last));

  const handleKey = (event: React.KeyboardEvent) => {
    if (event.target !== scroller.current || rowCount === 0) return;
    const page = Math.max(1, Math.floor((scroller.current.clientHeight - HEAD_HEIGHT) / rowHeight));
    const next = moveIn(event.key, current, last, page);
    const row = getRow(current);
    if (next !== undefined) {
      event.preventDefault();
      activate(next);
      rows.scrollToIndex(next);
    } else if (row === undefined) return;
    else if (event.key === "Enter" && onOpen) onOpen(row, current);
    else onKey?.(event, row, current);
  };

  const template: CSSProperties = { gridTemplateColumns: columns.map(({ width }) => width ?? "1fr").join(" ") };
  return (
    <div
      ref={scroller}
      className={styles["scroller"]}
      role="grid"
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      aria-multiselectable={isSelected ? true : undefined}
      aria-activedescendant={current >= start && current < end ? `${id}-${current}` : undefined}
      tabIndex={0}
      onKeyDown={handleKey}
    >
      <div role="rowgroup" className={styles["head"]}>
        <div role="row" aria-rowindex={1} className={styles["row"]} style={{ ...template, height: HEAD_HEIGHT }}>
          {columns.map((column) => (
            <div
              key={column.key}
              role="columnheader"
              aria-sort={column.sort?.direction}
              data-align={column.align}
              className={styles["cell"]}
            >
              <ColumnHeader {...column} />
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles["rows"]} style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, start: top }) => {
          const row = getRow(index);
          return (
            <VirtualRow
              key={index}
              id={`${id}-${index}`}
              index={index}
              row={row}
              columns={columns}
              isActive={index === current}
              isSelected={row !== undefined && isSelected ? isSelected(row) : undefined}
              onActivate={() => activate(index)}
              onOpen={onOpen}
              style={{ ...template, height: rowHeight, transform: `translateY(${top}px)` }}
            />
          );
        })}
      </div>
    </div>
  );
}
