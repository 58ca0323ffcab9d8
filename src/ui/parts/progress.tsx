import React, { useId } from "react";
import { useText } from "../language";
import styles from "./progress.module.css";

interface ProgressProps {
  /** What is being done, as a sentence; it is read out when it changes. */
  label: string;
  /** From 0 to 1; left out where nobody knows how much there is. */
  share?: number;
}

/** How far work in the background is. */
export function Progress({ label, share }: ProgressProps) {
  const text = useText();
  const id = useId();
  const percent = share === undefined ? undefined : Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div className={styles["progress"]}>
      <div id={id} role="status">
        {label}
      </div>
      {/* The browser's own element: role=progressbar, and no value where it is not known. */}
      <progress
        className={styles["bar"]}
        aria-labelledby={id}
        max={100}
        {...(percent === undefined
          ? {}
          : { value: percent, "aria-valuetext": text("parts.progress", { percent: percent / 100 }) })}
      />
    </div>
  );
}
