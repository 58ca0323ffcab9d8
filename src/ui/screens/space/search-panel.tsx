import SectionMessage from "@atlaskit/section-message";
import React from "react";
import { useText } from "../../language";
import { Panel } from "../../parts/panel";
import { Radios } from "../../triage/radios";
import type { FormProps } from "./form-props";
import styles from "./space.module.css";

const CHOICES = ["off", "focus", "focus-and-finding"] as const;

/** Whether JQL finds what Rolecall says, and who can read it then. */
export function SearchPanel({ draft, isDisabled, onEdit }: FormProps) {
  const text = useText();
  return (
    <Panel title={text("space.search")}>
      <fieldset disabled={isDisabled} className={styles["fields"]}>
        <Radios
          legend={text("space.search.about")}
          options={CHOICES.map((value) => ({
            ...{ value, label: text(`space.search.${value}`), about: text(`space.search.${value}.about`) },
          }))}
          value={draft.search}
          onChange={(search) => onEdit({ search })}
        />
        {draft.search === "focus-and-finding" && (
          <SectionMessage appearance="warning" title={text("space.search.warning")}>
            {text("space.search.warning.about")}
          </SectionMessage>
        )}
      </fieldset>
    </Panel>
  );
}
