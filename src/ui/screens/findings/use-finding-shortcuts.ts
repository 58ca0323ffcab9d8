import type { FindingRow } from "#usecases/api/shapes";
import type { ActiveRow } from "../../triage/active-row";
import type { ActKind } from "../../triage/draft";
import { useShortcuts } from "../../triage/shortcuts";
import { useTriage } from "../../triage/triage";
import type { SelectedFindings } from "./selected-findings";

interface FindingShortcuts {
  active: ActiveRow<FindingRow>;
  selected: SelectedFindings;
  onToggle: (index: number, isRange: boolean) => void;
  onAct: (kind: ActKind) => void;
  onOpen: (row: FindingRow) => void;
  onSearch: () => void;
  onHelp: () => void;
}

/** Keys of the list of findings. */
export function useFindingShortcuts(keys: FindingShortcuts): void {
  const { active, selected, onToggle, onAct, onOpen, onSearch, onHelp } = keys;
  const { undoLast } = useTriage();
  useShortcuts({
    j: () => active.move(1),
    k: () => active.move(-1),
    x: () => onToggle(active.index, false),
    X: () => onToggle(active.index, true),
    d: () => onAct("dismiss"),
    s: () => onAct("snooze"),
    r: () => onAct("reassign"),
    o: () => onAct("override"),
    u: undoLast,
    "/": onSearch,
    "?": onHelp,
    Escape: selected.count > 0 ? selected.clear : undefined,
    Enter: () => active.row && onOpen(active.row),
  });
}
