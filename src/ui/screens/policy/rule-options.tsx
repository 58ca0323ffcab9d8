import Checkbox from "@atlaskit/checkbox";
import Textfield from "@atlaskit/textfield";
import React, { useEffect, useId, useState } from "react";
import { useText } from "../../language";
import { readDocument, readRule, writeRule, type OptionValue, type RuleView } from "./policy-text";
import styles from "./policy.module.css";
import type { PolicyDraft } from "./use-policy-draft";

interface RuleOptionsProps {
  rule: RuleView;
  draft: PolicyDraft;
  isWritable: boolean;
}

/** The options of a rule; an empty field stands for the default. */
export function RuleOptions({ rule, draft, isWritable }: RuleOptionsProps) {
  const document = readDocument(draft.text);
  const { severity, options } = readRule(document, rule.id);
  const set = (name: string, value: OptionValue | undefined) => {
    const next = writeRule(draft.text, rule.id, { severity, options: { ...options, [name]: value } });
    if (next !== null) draft.edit(next);
  };
  return (
    <>
      {rule.options.map((option) => (
        <OptionField
          key={option.name}
          option={option}
          value={options[option.name]}
          isDisabled={!isWritable || document === null}
          onChange={(value) => set(option.name, value)}
        />
      ))}
    </>
  );
}

interface OptionFieldProps {
  option: RuleView["options"][number];
  value: unknown;
  isDisabled: boolean;
  onChange: (value: OptionValue | undefined) => void;
}

function OptionField({ option, value, isDisabled, onChange }: OptionFieldProps) {
  const text = useText();
  const id = useId();
  const isNumber = typeof option.default === "number";
  const written = typeof value === "string" || typeof value === "number" ? String(value) : "";
  // Half a number ("0.") is on its way to one: the field keeps what is typed, the document only what is one.
  const [typed, setTyped] = useState(written);
  useEffect(
    () => setTyped((before) => (isNumber && Number(before) === Number(written) ? before : written)),
    [written, isNumber],
  );
  if (typeof option.default === "boolean")
    return (
      <Checkbox
        label={`${option.name}: ${option.about}`}
        isDisabled={isDisabled}
        isChecked={typeof value === "boolean" ? value : option.default}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  const change = (next: string) => {
    setTyped(next);
    if (next.trim() === "") onChange(undefined);
    else if (!isNumber) onChange(next);
    else if (Number.isFinite(Number(next))) onChange(Number(next));
  };
  return (
    <div>
      <label htmlFor={id} className={styles["label"]}>
        <code>{option.name}</code>
      </label>
      <Textfield
        isCompact
        id={id}
        type={isNumber ? "number" : "text"}
        step="any"
        isDisabled={isDisabled}
        value={typed}
        placeholder={text("policy.option.default", { value: String(option.default) })}
        aria-describedby={`${id}-about`}
        onChange={(event) => change(event.currentTarget.value)}
      />
      <p id={`${id}-about`} lang="en" className={styles["note"]}>
        {option.about}
      </p>
    </div>
  );
}
