import Button from "@atlaskit/button/new";
import React, { useCallback, useMemo } from "react";
import { Link, useLocation } from "wouter";
import type { ApiOutput } from "../../call";
import { useFormats, useText } from "../../language";
import type { Column } from "../../parts/column";
import type { KeysetRows } from "../../parts/keyset-rows";
import { useToasts } from "../../parts/toasts";
import { VirtualTable } from "../../parts/virtual-table";
import styles from "./trail.module.css";

export type TrailRow = ApiOutput<"listTrail">["rows"][number];

/** Where what a decision is about is shown. */
function addressOf({ finding, item }: Pick<TrailRow, "finding" | "item">): string | null {
  if (finding !== null) return `/findings?finding=${encodeURIComponent(finding)}`;
  return item === null ? null : `/items?item=${encodeURIComponent(item)}`;
}

interface TrailTableProps {
  rows: KeysetRows<TrailRow>;
  rowCount: number;
  onUndo: (row: TrailRow) => void;
}

/** Decisions, the newest first. */
export function TrailTable({ rows, rowCount, onUndo }: TrailTableProps) {
  const text = useText();
  const { instant } = useFormats();
  const [, navigate] = useLocation();
  const columns = useMemo(
    (): Column<TrailRow>[] => [
      {
        key: "at",
        header: text("trail.column.when-who"),
        width: "11rem",
        render: ({ at, by }) => (
          <>
            <time dateTime={at} className={styles["line"]}>
              {instant(at)}
            </time>
            <span className={styles["by"]} title={by}>
              {by}
            </span>
          </>
        ),
      },
      {
        key: "what",
        header: text("trail.column.what"),
        width: "minmax(13rem, 1fr)",
        render: (row) => <What row={row} />,
      },
      {
        key: "undo",
        header: <span className="visually-hidden">{text("trail.column.undo")}</span>,
        width: "8.5rem",
        align: "end",
        render: (row) => <UndoButton row={row} onUndo={onUndo} />,
      },
    ],
    [text, instant, onUndo],
  );
  const open = useCallback(
    (row: TrailRow) => {
      const address = addressOf(row);
      if (address !== null) navigate(address);
    },
    [navigate],
  );
  return (
    <VirtualTable
      label={text("trail.title")}
      columns={columns}
      rowCount={rowCount}
      getRow={rows.getRow}
      onRange={rows.onRange}
      rowHeight={60}
      onOpen={open}
      onKey={(event, row) => {
        if (event.key === "u" && row.refusal === null) onUndo(row);
      }}
    />
  );
}

function What({ row }: { row: TrailRow }) {
  const text = useText();
  const address = addressOf(row);
  const words = row.isUndone ? <s lang="en">{row.what}</s> : <span lang="en">{row.what}</span>;
  return (
    <span className={styles["what"]} title={row.what}>
      {row.isUndone && <strong className={styles["undone"]}>{text("trail.undone")} </strong>}
      {address === null ? words : <Link href={address}>{words}</Link>}
    </span>
  );
}

function UndoButton({ row, onUndo }: { row: TrailRow; onUndo: (row: TrailRow) => void }) {
  const text = useText();
  const show = useToasts();
  if (row.isUndone) return null;
  if (row.refusal === null)
    return (
      <Button spacing="compact" aria-label={text("trail.undo-one", { what: row.what })} onClick={() => onUndo(row)}>
        {text("parts.undo")}
      </Button>
    );
  const why = row.refusal;
  // Says why by pointer, touch and keyboard: a disabled button takes none of them.
  return (
    <button
      type="button"
      className={styles["refused"]}
      title={why}
      aria-label={text("trail.undo-refused", { why })}
      onClick={() => show({ title: text("trail.undo-refused.title"), about: why, tone: "information" })}
    >
      {text("parts.undo")}
    </button>
  );
}
