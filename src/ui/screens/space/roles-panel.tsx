import React from "react";
import { useText } from "../../language";
import { Panel } from "../../parts/panel";
import { Select } from "../../parts/select";
import type { FormProps } from "./form-props";
import styles from "./space.module.css";

const MODES = ["auto", "separate", "combined"] as const;
const PRESETS = ["default", "scaled-agile", "scrum"] as const;

/** Who is supposed to do what in the space. */
export function RolesPanel({ space, draft, isDisabled, onEdit }: FormProps) {
  const text = useText();
  return (
    <Panel title={text("space.roles")}>
      <div className={styles["fields"]}>
        <Select
          label={text("space.mode")}
          isDisabled={isDisabled}
          value={draft.mode ?? ""}
          options={[
            { value: "", label: text("space.everywhere", { value: text(`space.mode.${space.mode.everywhere}`) }) },
            ...MODES.map((mode) => ({ value: mode, label: text(`space.mode.${mode}`) })),
          ]}
          onChange={(chosen) => onEdit({ mode: MODES.find((mode) => mode === chosen) ?? null })}
        />
        {space.modeReason !== null && (
          <p className={styles["note"]}>
            {text("space.mode.reason")} <span lang="en">{space.modeReason}</span>
          </p>
        )}
        <Select
          label={text("space.preset")}
          isDisabled={isDisabled}
          value={draft.preset ?? ""}
          options={[
            {
              value: "",
              label: text("space.everywhere", { value: text(`space.preset.${space.preset.everywhere}`) }),
            },
            ...PRESETS.map((preset) => ({ value: preset, label: text(`space.preset.${preset}`) })),
          ]}
          onChange={(chosen) => onEdit({ preset: PRESETS.find((preset) => preset === chosen) ?? null })}
        />
      </div>
    </Panel>
  );
}
