import React, { useId } from "react";
import { Text, useText, type MessageKey } from "../../language";
import { useTypedText } from "../typed-text";
import styles from "./days-menu.module.css";
import { Menu } from "./menu";

interface DaysMenuProps {
  label: string;
  chosen: string | undefined;
  min: string;
  max: string;
  onMin: (days: string) => void;
  onMax: (days: string) => void;
}

/** Narrows by age: at least and at most so many days. */
export function DaysMenu({ label, chosen, min, max, onMin, onMax }: DaysMenuProps) {
  return (
    <Menu label={label} chosen={chosen}>
      <div className={styles["fields"]}>
        <Days label="findings.age.min" value={min} onChange={onMin} />
        <Days label="findings.age.max" value={max} onChange={onMax} />
      </div>
    </Menu>
  );
}

function Days({ label, value, onChange }: { label: MessageKey; value: string; onChange: (days: string) => void }) {
  const id = useId();
  const text = useText();
  const [typed, setTyped] = useTypedText(value, onChange);
  return (
    <div className={styles["field"]}>
      <label htmlFor={id}>
        <Text id={label} />
      </label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={0}
        max={36500}
        className={styles["input"]}
        placeholder={text("findings.age.any")}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </div>
  );
}
