import Textfield from "@atlaskit/textfield";
import React, { useId } from "react";
import { useText } from "../../language";
import type { MessageKey } from "../../messages/messages";
import { Radios } from "../../triage/radios";
import { PLACES, type ScheduleDraft } from "./schedule-draft";
import styles from "./schedule.module.css";

interface AnnounceFieldsProps {
  draft: ScheduleDraft;
  onEdit: (change: Partial<ScheduleDraft>) => void;
}

export function AnnounceFields({ draft, onEdit }: AnnounceFieldsProps) {
  const text = useText();
  return (
    <>
      <Radios
        legend={text("schedule.announce.about")}
        options={PLACES.map((value) => ({
          ...{ value, label: text(`schedule.announce.${value}`), about: text(`schedule.announce.${value}.about`) },
        }))}
        value={draft.place}
        onChange={(place) => onEdit({ place })}
      />
      {draft.place === "comment" && (
        <Field
          label="schedule.announce.key"
          example="schedule.announce.key.example"
          value={draft.commentOn}
          onChange={(commentOn) => onEdit({ commentOn })}
        />
      )}
      {draft.place === "item" && (
        <div className={styles["row"]}>
          <Field
            label="schedule.announce.space"
            example="schedule.announce.space.example"
            value={draft.space}
            onChange={(space) => onEdit({ space })}
          />
          <Field
            label="schedule.announce.type"
            example="schedule.announce.type.example"
            value={draft.type}
            onChange={(type) => onEdit({ type })}
          />
        </div>
      )}
    </>
  );
}

interface FieldProps {
  label: MessageKey;
  example: MessageKey;
  value: string;
  onChange: (value: string) => void;
}

function Field({ label, example, value, onChange }: FieldProps) {
  const text = useText();
  const id = useId();
  return (
    <div className={styles["field"]}>
      <label htmlFor={id} className={styles["label"]}>
        {text(label)}
      </label>
      <Textfield
        id={id}
        maxLength={200}
        autoComplete="off"
        aria-describedby={`${id}-example`}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <span id={`${id}-example`} className={styles["note"]}>
        {text(example)}
      </span>
    </div>
  );
}
