import React from "react";
import { useText } from "../language";
import type { FieldsProps } from "./act-fields";
import styles from "./fields.module.css";
import { NoteField } from "./note-field";
import { Radios } from "./radios";

/** What an item is instead, why, and which of its relatives it holds for, too. */
export function OverrideFields({ draft, finding, onChange }: FieldsProps) {
  const text = useText();
  const { children, siblings } = finding?.relatives ?? { children: 0, siblings: 0 };
  return (
    <>
      <Radios
        legend={text("findings.field.focus")}
        options={(["strategic", "tactical"] as const).map((focus) => ({
          value: focus,
          label: text(`parts.focus.${focus}`),
          about: text(`findings.focus.${focus}`),
        }))}
        value={draft.focus}
        onChange={(focus) => onChange({ focus })}
      />
      <NoteField
        label={text("findings.field.reason")}
        isRequired
        value={draft.note}
        onChange={(note) => onChange({ note })}
      />
      {children + siblings > 0 && (
        <fieldset className={styles["group"]}>
          <legend className={styles["label"]}>{text("findings.field.also")}</legend>
          {children > 0 && (
            <label className={styles["choice"]}>
              <input
                type="checkbox"
                checked={draft.withChildren}
                onChange={(event) => onChange({ withChildren: event.currentTarget.checked })}
              />
              <span>{text("findings.also.children", { count: children })}</span>
            </label>
          )}
          {siblings > 0 && (
            <label className={styles["choice"]}>
              <input
                type="checkbox"
                checked={draft.withSiblings}
                onChange={(event) => onChange({ withSiblings: event.currentTarget.checked })}
              />
              <span>{text("findings.also.siblings", { count: siblings })}</span>
            </label>
          )}
        </fieldset>
      )}
    </>
  );
}
