import Button, { IconButton } from "@atlaskit/button/new";
import KeyboardIcon from "@atlaskit/icon/core/question-circle";
import React from "react";
import { useText } from "../../language";
import { Select } from "../../parts/select";
import { ACT_KEYS, ACT_KINDS } from "../../triage/act-keys";
import type { ActKind } from "../../triage/draft";
import styles from "../../triage/list-card.module.css";
import { useUrlState } from "../../url-state";
import { readFindingSort, writeFindingSort, type SortField } from "./finding-filter";
import type { SelectedFindings } from "./selected-findings";

interface ListToolbarProps {
  total: number | undefined;
  /** Then there is no total to wait for. */
  isFailed: boolean;
  selected: SelectedFindings;
  /** False: the person may look only. */
  mayDecide: boolean;
  /** Then there are no column heads to sort by. */
  isNarrow: boolean;
  onAct: (kind: ActKind) => void;
  onDescribe: () => void;
  onHelp: () => void;
}

/** Above the list: how many there are, or what can be done with those that are selected. */
export function ListToolbar(props: ListToolbarProps) {
  const { total, isFailed, selected, mayDecide, isNarrow, onAct, onDescribe, onHelp } = props;
  const text = useText();
  const isSelecting = selected.count > 0;
  return (
    <div className={styles["toolbar"]} data-selecting={isSelecting}>
      <div className={styles["end"]}>
        <p className={styles["total"]} role="status">
          {isSelecting
            ? text("findings.selected", { count: selected.count })
            : total !== undefined
              ? text("findings.total", { count: total })
              : isFailed
                ? "–"
                : text("parts.loading")}
        </p>
        {isSelecting && !selected.isAll && total !== undefined && (
          <Button appearance="subtle" spacing="compact" onClick={selected.chooseAll}>
            {text("findings.select.matching", { count: total })}
          </Button>
        )}
        {isSelecting && (
          <Button appearance="subtle" spacing="compact" onClick={selected.clear}>
            {text("findings.select.clear")}
          </Button>
        )}
      </div>
      {isSelecting ? (
        <div className={styles["bar"]} role="group" aria-label={text("findings.bulk")}>
          {ACT_KINDS.map((kind) => (
            <Button
              key={kind}
              spacing="compact"
              isDisabled={!mayDecide}
              aria-keyshortcuts={ACT_KEYS[kind]}
              onClick={() => onAct(kind)}
            >
              {text(`findings.${kind}`)}
            </Button>
          ))}
        </div>
      ) : (
        <div className={styles["end"]}>
          {isNarrow && (
            <div className={styles["sort"]}>
              <SortSelect />
            </div>
          )}
          <Button appearance="subtle" spacing="compact" onClick={onDescribe}>
            {text("findings.describe")}
          </Button>
          <IconButton
            appearance="subtle"
            spacing="compact"
            icon={KeyboardIcon}
            label={text("findings.keys.title")}
            aria-keyshortcuts="?"
            onClick={onHelp}
          />
        </div>
      )}
    </div>
  );
}

function SortSelect() {
  const text = useText();
  const { values, change } = useUrlState();
  const { by } = readFindingSort(values);
  return (
    <Select
      label={text("findings.sort")}
      isLabelHidden
      value={by}
      options={(["severity", "age", "scope", "rule"] as const).map((value) => ({
        value,
        label: text(`findings.sort.${value}`),
      }))}
      onChange={(value) => change(writeFindingSort({ by: value as SortField, reverse: false }))}
    />
  );
}
