import React, { useId } from "react";
import { Text } from "../language";
import { dayIn } from "./draft";
import styles from "./fields.module.css";

/** A day after today. */
export function DateField({ value, onChange }: { value: string; onChange: (day: string) => void }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className={styles["label"]}>
        <Text id="findings.field.date" />
      </label>
      <input
        id={id}
        type="date"
        min={dayIn(1)}
        className={styles["date"]}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
