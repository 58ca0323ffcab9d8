import React, { useEffect, useRef } from "react";
import type { FindingRow } from "#usecases/api/shapes";
import { useText } from "../../language";
import type { Column } from "../../parts/column";
import styles from "../../triage/list-card.module.css";
import type { SelectedFindings } from "./selected-findings";

/** The column of check boxes; the one in its head chooses everything that matches. */
export function useSelectionColumn(
  selected: SelectedFindings,
  onToggle: (index: number, isRange: boolean) => void,
): Column<FindingRow> {
  const text = useText();
  return {
    key: "select",
    width: "2.75rem",
    header: <AllBox selected={selected} />,
    render: (row, index) => (
      <label className={styles["check"]}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={text("findings.select", { subject: row.subject })}
          checked={selected.has(row.id)}
          onChange={() => undefined}
          onClick={(event) => onToggle(index, event.shiftKey)}
        />
      </label>
    ),
  };
}

function AllBox({ selected }: { selected: SelectedFindings }) {
  const text = useText();
  const box = useRef<HTMLInputElement>(null);
  const isChecked = selected.isAll && selected.count > 0;
  useEffect(() => {
    if (box.current) box.current.indeterminate = selected.count > 0 && !selected.isAll;
  }, [selected.count, selected.isAll]);
  return (
    <label className={styles["check"]}>
      <input
        ref={box}
        type="checkbox"
        aria-label={text("findings.select.all")}
        checked={isChecked}
        onChange={() => (isChecked ? selected.clear() : selected.chooseAll())}
      />
    </label>
  );
}
