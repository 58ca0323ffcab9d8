import React, { useId } from "react";
import { useText } from "../../language";
import { Select } from "../../parts/select";
import { DAYS, type ScheduleDraft } from "./schedule-draft";
import styles from "./schedule.module.css";

interface WhenFieldsProps {
  draft: ScheduleDraft;
  timeZones: readonly string[];
  onEdit: (change: Partial<ScheduleDraft>) => void;
}

export function WhenFields({ draft, timeZones, onEdit }: WhenFieldsProps) {
  const text = useText();
  const id = useId();
  // One that the host does not list is kept as it is.
  const zones = timeZones.includes(draft.timeZone) ? timeZones : [draft.timeZone, ...timeZones];
  return (
    <div className={styles["row"]}>
      <Select
        label={text("schedule.day")}
        value={draft.day}
        options={DAYS.map((day) => ({ value: day, label: text(`schedule.day.${day}`) }))}
        onChange={(chosen) => onEdit({ day: DAYS.find((day) => day === chosen) ?? draft.day })}
      />
      <div>
        <label htmlFor={id} className={styles["label"]}>
          {text("schedule.time")}
        </label>
        <input
          id={id}
          type="time"
          className={styles["input"]}
          value={draft.time}
          onChange={(event) => onEdit({ time: event.currentTarget.value })}
        />
      </div>
      <Select
        label={text("schedule.zone")}
        value={draft.timeZone}
        options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
        onChange={(timeZone) => onEdit({ timeZone })}
      />
    </div>
  );
}
