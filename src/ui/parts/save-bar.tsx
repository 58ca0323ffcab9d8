import Button from "@atlaskit/button/new";
import React from "react";
import { useText } from "../language";
import styles from "./save-bar.module.css";

interface SaveBarProps {
  /** What saving is called: "Save the settings". */
  save: string;
  isPending: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

/** Stands at the foot of a form as long as something in it is unsaved. */
export function SaveBar({ save, isPending, onSave, onDiscard }: SaveBarProps) {
  const text = useText();
  return (
    <div className={styles["bar"]} role="region" aria-label={text("space.unsaved")}>
      <span className={styles["what"]}>{text("space.unsaved")}</span>
      <Button appearance="subtle" onClick={onDiscard}>
        {text("space.discard")}
      </Button>
      <Button appearance="primary" isLoading={isPending} onClick={onSave}>
        {save}
      </Button>
    </div>
  );
}
