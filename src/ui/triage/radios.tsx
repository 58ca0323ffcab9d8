import React, { useId, type ReactNode } from "react";
import styles from "./fields.module.css";

export interface RadioOption<Value extends string> {
  value: Value;
  label: string;
  about?: ReactNode;
}

interface RadiosProps<Value extends string> {
  legend: string;
  options: readonly RadioOption<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
}

/** One of a few, all of them in sight. */
export function Radios<Value extends string>({ legend, options, value, onChange }: RadiosProps<Value>) {
  const group = useId();
  return (
    <fieldset className={styles["group"]}>
      <legend className={styles["label"]}>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles["choice"]}>
          <input type="radio" name={group} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>
            {option.label}
            {option.about !== undefined && <span className={styles["about"]}>{option.about}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
