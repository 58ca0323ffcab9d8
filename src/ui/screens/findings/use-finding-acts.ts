import { useRef } from "react";
import type { FindingRow } from "#usecases/api/shapes";
import type { ActiveRow } from "../../triage/active-row";
import type { ActKind } from "../../triage/draft";
import { useTriage } from "../../triage/triage";
import type { SelectedFindings } from "./selected-findings";

interface FindingActsInput {
  loaded: readonly FindingRow[];
  /** Undefined while the list shows rows of another filter. */
  asOf: string | undefined;
  active: ActiveRow<FindingRow>;
  selected: SelectedFindings;
  mayDecide: boolean;
}

interface FindingActs {
  /** Selects a row or takes it out; as a range from the row that was toggled last. */
  toggle: (index: number, isRange: boolean) => void;
  /** Opens the dialog: for what is selected, else for the active row. */
  act: (kind: ActKind) => void;
}

/** What the keys and buttons of the list do with its rows. */
export function useFindingActs({ loaded, asOf, active, selected, mayDecide }: FindingActsInput): FindingActs {
  const { start } = useTriage();
  const anchor = useRef(0);
  const toggle = (index: number, isRange: boolean) => {
    const row = loaded[index];
    if (!row) return;
    const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
    if (isRange) selected.add(loaded.slice(from, to + 1).map(({ id }) => id));
    else selected.toggle(row.id);
    anchor.current = index;
  };
  const act = (kind: ActKind) => {
    if (!mayDecide || asOf === undefined) return;
    const only = selected.only === undefined ? undefined : loaded.find(({ id }) => id === selected.only);
    const row = selected.count === 0 ? active.row : only;
    const onRecorded = () => {
      active.moveOn((one) => (row ? one.id === row.id : selected.has(one.id)));
      selected.clear();
    };
    if (row) {
      const one = { id: row.id, subject: row.subject };
      start(kind, { selection: { ids: [row.id] }, count: 1, asOf, one, onRecorded });
    } else if (selected.count > 0) {
      start(kind, { selection: selected.selection, count: selected.count, asOf, onRecorded });
    }
  };
  return { toggle, act };
}
