import Button from "@atlaskit/button/new";
import ErrorIcon from "@atlaskit/icon/core/status-error";
import SuccessIcon from "@atlaskit/icon/core/status-success";
import React from "react";
import { useText } from "../language";
import { useTriage } from "../triage/triage";
import styles from "./drawer.module.css";

/** What was decided last, with its undo: a toast would lie behind the drawer. */
export function OutcomeBar() {
  const text = useText();
  const { outcome, forgetOutcome } = useTriage();
  const Icon = outcome?.isError ? ErrorIcon : SuccessIcon;
  const undo = () => {
    forgetOutcome();
    outcome?.onUndo?.();
  };
  return (
    <div role="status" className={styles["status"]}>
      {outcome && (
        <div className={styles["outcome"]}>
          <span className={outcome.isError ? styles["failed"] : styles["done"]}>
            <Icon label="" color="currentColor" />
          </span>
          <span className={styles["words"]}>
            <strong>{outcome.title}</strong>
            {outcome.about !== undefined && ` ${outcome.about}`}
          </span>
          {outcome.onUndo && (
            <Button spacing="compact" onClick={undo}>
              {text("parts.undo")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
