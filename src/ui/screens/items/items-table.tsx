import Button from "@atlaskit/button/new";
import React from "react";
import type { ItemRow } from "#usecases/api/shapes";
import type { CallError } from "../../call-error";
import { useText } from "../../language";
import { EmptyState } from "../../parts/empty-state";
import { ErrorNotice } from "../../parts/error-notice";
import type { KeysetRows } from "../../parts/keyset-rows";
import { Loading } from "../../parts/loading";
import { VirtualTable } from "../../parts/virtual-table";
import type { ActiveRow } from "../../triage/active-row";
import styles from "../../triage/list-card.module.css";
import { MOST_ROWS } from "../../triage/list-limits";
import { useUrlState } from "../../url-state";
import { useItemColumns } from "./item-columns";
import { noFilters } from "./item-filter";

interface ItemsTableProps {
  rows: KeysetRows<ItemRow>;
  rowCount: number;
  total: number | undefined;
  active: ActiveRow<ItemRow>;
  isNarrow: boolean;
  error: CallError | null;
  onRetry: () => void;
  onOpen: (row: ItemRow) => void;
}

/** The list, or why there is none. */
export function ItemsTable(props: ItemsTableProps) {
  const { rows, rowCount, total, active, isNarrow, error } = props;
  const text = useText();
  const { change } = useUrlState();
  const columns = useItemColumns(isNarrow);
  if (rows.isPending || (total === undefined && !error))
    return (
      <div className={styles["list"]}>
        <div className={styles["waiting"]}>
          <Loading />
        </div>
      </div>
    );
  return (
    <>
      {error && <ErrorNotice error={error} onRetry={props.onRetry} />}
      {rowCount === 0 && error ? null : rowCount === 0 ? (
        <EmptyState
          title={text("items.none")}
          action={<Button onClick={() => change(noFilters)}>{text("findings.filter.clear")}</Button>}
        >
          {text("items.none.about")}
        </EmptyState>
      ) : (
        <div className={styles["list"]}>
          <VirtualTable
            label={text("items.title")}
            columns={columns}
            rowCount={rowCount}
            rowHeight={isNarrow ? 104 : 56}
            getRow={rows.getRow}
            onRange={rows.onRange}
            onOpen={(row) => props.onOpen(row)}
            active={active.index}
            onActive={active.setIndex}
            handle={active.table}
          />
        </div>
      )}
      {(total ?? 0) > MOST_ROWS && <p className={styles["capped"]}>{text("items.capped", { count: MOST_ROWS })}</p>}
    </>
  );
}
