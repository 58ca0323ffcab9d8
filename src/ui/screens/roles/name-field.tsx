import Textfield from "@atlaskit/textfield";
import React, { useId } from "react";
import styles from "./roles.module.css";

interface NameFieldProps {
  label: string;
  about: string;
  /** What is wrong with it, instead of what it is about. */
  problem?: string | undefined;
  value: string;
  suggestions?: readonly string[];
  onChange: (typed: string) => void;
}

/** Who or what an entry is about: typed, or chosen from what is known. */
export function NameField({ label, about, problem, value, suggestions = [], onChange }: NameFieldProps) {
  const id = useId();
  return (
    <div className={styles["wide"]}>
      <label className={styles["label"]} htmlFor={`${id}-name`}>
        {label}
      </label>
      <Textfield
        isCompact
        id={`${id}-name`}
        list={`${id}-known`}
        autoComplete="off"
        maxLength={200}
        value={value}
        isInvalid={problem !== undefined}
        aria-describedby={`${id}-about`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <datalist id={`${id}-known`}>
        {suggestions.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <p
        role={problem === undefined ? undefined : "alert"}
        id={`${id}-about`}
        className={styles[problem === undefined ? "note" : "problem"]}
      >
        {problem ?? about}
      </p>
    </div>
  );
}
