import React, { useId } from "react";
import { Text } from "../language";
import { dayIn } from "./draft";
import styles from "./fields.module.css";

/** The day after today: here, and where decisions are kept, whose days are those of UTC. */
const firstDay = (): string => {
  const there = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  return there > dayIn(1) ? there : dayIn(1);
};

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
        min={firstDay()}
        className={styles["date"]}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
