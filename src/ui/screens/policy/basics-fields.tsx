import TextArea from "@atlaskit/textarea";
import Textfield from "@atlaskit/textfield";
import React, { useEffect, useId, useState } from "react";
import { useFormats, useText } from "../../language";
import { toNames, toPercent, toShare } from "./basics-text";
import styles from "./policy.module.css";

interface FieldProps {
  label: string;
  about: string;
  /** As the document has it. */
  value: unknown;
  isDisabled: boolean;
}

/** What is typed stays as it is typed as long as it means what the document has. */
function useTyped(written: string, read: (typed: string) => unknown): [string, (typed: string) => void] {
  const [typed, setTyped] = useState(written);
  const meant = JSON.stringify(read(written));
  useEffect(
    () => setTyped((before) => (JSON.stringify(read(before)) === meant ? before : written)),
    [written, meant, read],
  );
  return [typed, setTyped];
}

const readPercent = (typed: string): number | null => (typed.trim() === "" ? null : Number(typed));

interface PercentFieldProps extends FieldProps {
  /** What holds where the field is empty. */
  standard: number;
  onChange: (share: number | undefined) => void;
}

/** A share of the document, in percent; an empty field stands for the default. */
export function PercentField({ label, about, value, standard, isDisabled, onChange }: PercentFieldProps) {
  const text = useText();
  const { percent } = useFormats();
  const id = useId();
  const [typed, setTyped] = useTyped(typeof value === "number" ? String(toPercent(value)) : "", readPercent);
  const change = (next: string) => {
    setTyped(next);
    const number = readPercent(next);
    if (number === null) onChange(undefined);
    else if (Number.isFinite(number)) onChange(toShare(number));
  };
  return (
    <div>
      <label htmlFor={id} className={styles["label"]}>
        {label}
      </label>
      <div className={styles["number"]}>
        <Textfield
          isCompact
          id={id}
          type="number"
          step="any"
          isDisabled={isDisabled}
          value={typed}
          placeholder={text("policy.option.default", { value: percent(standard) })}
          aria-describedby={`${id}-about`}
          onChange={(event) => change(event.currentTarget.value)}
        />
      </div>
      <p id={`${id}-about`} className={styles["note"]}>
        {about}
      </p>
    </div>
  );
}

interface NamesFieldProps extends FieldProps {
  standard?: readonly string[];
  onChange: (names: string[] | undefined) => void;
}

/** Names of the document, one a line; an empty field stands for the default. */
export function NamesField({ label, about, value, standard = [], isDisabled, onChange }: NamesFieldProps) {
  const text = useText();
  const id = useId();
  const [typed, setTyped] = useTyped(Array.isArray(value) ? value.map(String).join("\n") : "", toNames);
  const change = (next: string) => {
    setTyped(next);
    const names = toNames(next);
    onChange(names.length > 0 ? names : undefined);
  };
  return (
    <div>
      <label htmlFor={id} className={styles["label"]}>
        {label}
      </label>
      <TextArea
        isCompact
        id={id}
        resize="vertical"
        minimumRows={2}
        isDisabled={isDisabled}
        value={typed}
        placeholder={standard.length > 0 ? text("policy.option.default", { value: standard.join(", ") }) : ""}
        aria-describedby={`${id}-about`}
        onChange={(event) => change(event.currentTarget.value)}
      />
      <p id={`${id}-about`} className={styles["note"]}>
        {about}
      </p>
    </div>
  );
}
