import CrossIcon from "@atlaskit/icon/core/cross";
import Button from "@atlaskit/button/new";
import React, { useRef } from "react";
import { useText } from "../../language";
import styles from "./chips.module.css";

export interface Chip {
  key: string;
  /** Name of the field. */
  field: string;
  value: string;
  onRemove: () => void;
}

/** What a list is narrowed by, each with a button that takes it out. */
export function Chips({ chips, onClear }: { chips: readonly Chip[]; onClear: (() => void) | undefined }) {
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  /** The button that had the focus is gone then. */
  const keepFocus = () => {
    const bar = box.current?.parentElement;
    requestAnimationFrame(() => (box.current ?? bar?.querySelector("input"))?.focus());
  };
  if (chips.length === 0 && !onClear) return null;
  return (
    <div ref={box} tabIndex={-1} className={styles["chips"]}>
      {chips.length > 0 && (
        <ul className={styles["list"]} aria-label={text("findings.filter.active")}>
          {chips.map(({ key, field, value, onRemove }) => (
            <li key={key} className={styles["chip"]}>
              <span className={styles["field"]}>{field}:</span>
              <span className={styles["value"]}>{value}</span>
              <button
                type="button"
                className={styles["remove"]}
                aria-label={text("findings.filter.remove", { field, value })}
                onClick={() => {
                  onRemove();
                  keepFocus();
                }}
              >
                <CrossIcon label="" size="small" color="currentColor" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {onClear && (
        <Button
          appearance="subtle"
          spacing="compact"
          onClick={() => {
            onClear();
            keepFocus();
          }}
        >
          {text("findings.filter.clear")}
        </Button>
      )}
    </div>
  );
}
