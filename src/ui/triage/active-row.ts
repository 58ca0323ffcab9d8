import { useCallback, useMemo, useRef, useState } from "react";
import type { VirtualTableHandle } from "../parts/virtual-table";

interface Identified {
  id: string;
}

export interface ActiveRow<Row> {
  index: number;
  row: Row | undefined;
  /** For the table. */
  setIndex: (index: number) => void;
  /** Moves by rows, shows the row and takes the focus to the table. */
  move: (by: number) => void;
  /** To the first row after it that is not one of these; the one before them where there is none. */
  moveOn: (isLeft: (row: Row) => boolean) => void;
  show: (index: number) => void;
  table: React.RefObject<VirtualTableHandle>;
}

/** The active row of a list, followed by its id: rows above it may go when the list is read again. */
export function useActiveRow<Row extends Identified>(loaded: readonly Row[], rowCount: number): ActiveRow<Row> {
  const [active, setActive] = useState<{ index: number; id?: string | undefined }>({ index: 0 });
  const table = useRef<VirtualTableHandle>(null);
  const places = useMemo(() => new Map(loaded.map(({ id }, index) => [id, index])), [loaded]);
  const place = active.id === undefined ? undefined : places.get(active.id);
  const index = Math.max(0, Math.min(place ?? active.index, rowCount - 1));
  const setIndex = useCallback((next: number) => setActive({ index: next, id: loaded[next]?.id }), [loaded]);
  const show = (next: number) => {
    setIndex(next);
    table.current?.show(next);
  };
  return {
    ...{ index, row: loaded[index], setIndex, show, table },
    move: (by) => {
      show(Math.max(0, Math.min(index + by, rowCount - 1)));
      table.current?.focus();
    },
    moveOn: (isLeft) => {
      const after = loaded.findIndex((row, at) => at > index && !isLeft(row));
      const before = loaded.slice(0, index).findLastIndex((row) => !isLeft(row));
      if (loaded[index] && !isLeft(loaded[index])) return;
      if (after >= 0 || before >= 0) setIndex(after >= 0 ? after : before);
    },
  };
}
