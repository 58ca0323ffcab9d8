import ChevronDownIcon from "@atlaskit/icon/core/chevron-down";
import React, { useId } from "react";
import styles from "./select.module.css";

export interface SelectOption {
  value: string;
  label: string;
  /** Language of the label where it is not that of the page. */
  language?: string;
}

interface SelectProps {
  label: string;
  /** Only for screen readers, where the place says it to everybody else. */
  isLabelHidden?: boolean;
  value: string;
  options: readonly SelectOption[];
  isDisabled?: boolean;
  onChange: (value: string) => void;
}

/** One of a few. The browser's own list: every keyboard, phone and screen reader knows it. */
export function Select({ label, isLabelHidden = false, value, options, isDisabled = false, onChange }: SelectProps) {
  const id = useId();
  return (
    <div className={styles["field"]}>
      <label htmlFor={id} className={isLabelHidden ? "visually-hidden" : styles["label"]}>
        {label}
      </label>
      <span className={styles["box"]}>
        <select
          id={id}
          className={styles["select"]}
          value={value}
          disabled={isDisabled}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} lang={option.language}>
              {option.label}
            </option>
          ))}
        </select>
        <span className={styles["chevron"]}>
          <ChevronDownIcon label="" size="small" color="currentColor" />
        </span>
      </span>
    </div>
  );
}
