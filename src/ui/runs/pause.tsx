import React from "react";
import { useText } from "../language";
import styles from "./run-progress.module.css";

/** Why a run makes no progress at the moment. */
export function Pause({ reason }: { reason: string | null | undefined }) {
  const text = useText();
  return (
    <div role="status" className={styles["pause"]}>
      {reason != null && (
        <>
          <strong>{text("setup.run.paused")}</strong> <span lang="en">{reason}</span>
        </>
      )}
    </div>
  );
}
