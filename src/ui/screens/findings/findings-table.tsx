import Button from "@atlaskit/button/new";
import React from "react";
import type { FindingRow } from "#usecases/api/shapes";
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
import { useFindingColumns } from "./finding-columns";
import { ANY_STATE, isFiltered, noFilters } from "./finding-filter";
import type { SelectedFindings } from "./selected-findings";
import { useSelectionColumn } from "./selection-column";

interface FindingsTableProps {
  rows: KeysetRows<FindingRow>;
  rowCount: number;
  total: number | undefined;
  active: ActiveRow<FindingRow>;
  selected: SelectedFindings;
  isNarrow: boolean;
  error: CallError | null;
  onRetry: () => void;
  onToggle: (index: number, isRange: boolean) => void;
  onOpen: (row: FindingRow) => void;
}

/** The list, or why there is none. */
export function FindingsTable(props: FindingsTableProps) {
  const { rows, rowCount, total, active, selected, isNarrow, error, onToggle } = props;
  const text = useText();
  const columns = useFindingColumns(useSelectionColumn(selected, onToggle), isNarrow);
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
      {rowCount === 0 ? (
        !error && <NoFindings />
      ) : (
        <div className={styles["list"]}>
          <VirtualTable
            label={text("findings.title")}
            columns={columns}
            rowCount={rowCount}
            rowHeight={isNarrow ? 104 : 60}
            getRow={rows.getRow}
            onRange={rows.onRange}
            isSelected={({ id }) => selected.has(id)}
            onOpen={props.onOpen}
            onKey={(event, _row, index) => {
              if (event.key !== " ") return;
              event.preventDefault();
              onToggle(index, event.shiftKey);
            }}
            active={active.index}
            onActive={active.setIndex}
            handle={active.table}
          />
        </div>
      )}
      {(total ?? 0) > MOST_ROWS && <p className={styles["capped"]}>{text("findings.capped", { count: MOST_ROWS })}</p>}
    </>
  );
}

function NoFindings() {
  const text = useText();
  const { values, change } = useUrlState();
  return isFiltered(values) ? (
    <EmptyState
      title={text("findings.none.filtered")}
      action={<Button onClick={() => change(noFilters)}>{text("findings.filter.clear")}</Button>}
    >
      {text("findings.none.filtered.about")}
    </EmptyState>
  ) : (
    <EmptyState
      title={text("findings.none")}
      action={<Button onClick={() => change({ state: ANY_STATE })}>{text("findings.none.action")}</Button>}
    >
      {text("findings.none.about")}
    </EmptyState>
  );
}
