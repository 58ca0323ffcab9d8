import React, { useId } from "react";
import styles from "./facet-menu.module.css";
import { Menu } from "./menu";

interface ChoiceMenuProps {
  label: string;
  /** The first one is that nothing is narrowed. */
  options: readonly { value: string; name: string }[];
  value: string;
  onChange: (value: string) => void;
}

/** Chooses one of a few, as a filter that knows no counts. */
export function ChoiceMenu({ label, options, value, onChange }: ChoiceMenuProps) {
  const group = useId();
  const chosen = value === options[0]?.value ? undefined : options.find((option) => option.value === value)?.name;
  return (
    <Menu label={label} chosen={chosen}>
      {options.map((option) => (
        <label key={option.value} className={styles["value"]}>
          <input type="radio" name={group} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span className={styles["name"]}>{option.name}</span>
        </label>
      ))}
    </Menu>
  );
}
