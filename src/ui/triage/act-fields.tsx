import React from "react";
import { dismissReasons, snoozeEvents } from "#core/decision-kinds";
import type { FindingDetail } from "#usecases/api/shapes";
import { useText } from "../language";
import { DateField } from "./date-field";
import type { ActKind, Draft } from "./draft";
import styles from "./fields.module.css";
import { NoteField } from "./note-field";
import { OverrideFields } from "./override-fields";
import { PersonField } from "./person-field";
import { Radios } from "./radios";

export interface FieldsProps {
  draft: Draft;
  /** What the one finding is that is decided on; undefined for several. */
  finding: FindingDetail | undefined;
  onChange: (changed: Partial<Draft>) => void;
}

/** The fields of a decision. */
export function ActFields({ kind, ...props }: FieldsProps & { kind: ActKind }) {
  const Fields = { dismiss: DismissFields, snooze: SnoozeFields, reassign: ReassignFields, override: OverrideFields }[
    kind
  ];
  return (
    <div className={styles["fields"]}>
      <Fields {...props} />
    </div>
  );
}

function DismissFields({ draft, onChange }: FieldsProps) {
  const text = useText();
  return (
    <>
      <Radios
        legend={text("findings.field.why")}
        options={dismissReasons.map((reason) => ({ value: reason, label: text(`findings.reason.${reason}`) }))}
        value={draft.reason}
        onChange={(reason) => onChange({ reason })}
      />
      <NoteField
        label={text("findings.field.note-required")}
        isRequired
        value={draft.note}
        onChange={(note) => onChange({ note })}
      />
      <Radios
        legend={text("findings.field.holds")}
        options={(["policy", "for-good", "date"] as const).map((until) => ({
          value: until,
          label: text(`findings.until.${until}`),
        }))}
        value={draft.until}
        onChange={(until) => onChange({ until })}
      />
      {draft.until === "date" && <DateField value={draft.date} onChange={(date) => onChange({ date })} />}
    </>
  );
}

function SnoozeFields({ draft, finding, onChange }: FieldsProps) {
  const text = useText();
  const waits = ["week", "month", "date", ...(finding?.events ?? snoozeEvents)] as const;
  return (
    <>
      <Radios
        legend={text("findings.field.wait")}
        options={waits.map((wait) => ({ value: wait, label: text(`findings.wait.${wait}`) }))}
        value={draft.wait}
        onChange={(wait) => onChange({ wait })}
      />
      {draft.wait === "date" && <DateField value={draft.date} onChange={(date) => onChange({ date })} />}
      <NoteField label={text("findings.field.note")} value={draft.note} onChange={(note) => onChange({ note })} />
    </>
  );
}

function ReassignFields({ draft, finding, onChange }: FieldsProps) {
  const text = useText();
  return (
    <>
      <p className={styles["hint"]}>{text("findings.reassign.about")}</p>
      <PersonField suggestions={finding?.suggestions ?? []} value={draft.to} onChange={(to) => onChange({ to })} />
      <NoteField label={text("findings.field.note")} value={draft.note} onChange={(note) => onChange({ note })} />
    </>
  );
}
