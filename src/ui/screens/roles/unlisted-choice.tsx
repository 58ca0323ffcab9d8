import Button from "@atlaskit/button/new";
import React, { useState } from "react";
import { useText } from "../../language";
import { Radios } from "../../triage/radios";
import type { Roles } from "./entries";
import styles from "./roles.module.css";
import type { SourcesChange } from "./use-sources-change";

const CHOICES = ["auto", "other", "unknown"] as const;

/** What people are whom no source lists. */
export function UnlistedChoice({ roles, change }: { roles: Roles; change: SourcesChange }) {
  const text = useText();
  const { unlistedPeople: saved, isWritable } = roles;
  const [chosen, choose] = useState<typeof saved | null>(null);
  const shown = chosen ?? saved;
  return (
    <fieldset disabled={!isWritable} className={styles["others"]}>
      <Radios
        legend={text("roles.others")}
        value={shown}
        options={CHOICES.map((value) => ({
          ...{ value, label: text(`roles.others.${value}`), about: text(`roles.others.${value}.about`) },
        }))}
        onChange={choose}
      />
      {/* Saved by a button: with the keyboard every choice is passed on the way to another. */}
      {shown !== saved && (
        <div className={styles["line"]}>
          <Button
            isLoading={change.isPending}
            onClick={() => {
              change.clearError();
              change.setUnlisted(shown, text("roles.others.saved"), () => choose(null));
            }}
          >
            {text("roles.sources.save")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
