import React from "react";
import { useFormats, useText } from "../language";
import styles from "./probability-bar.module.css";

/** Where an item stands between tactical and strategic. */
export function ProbabilityBar({ probability }: { probability: number }) {
  const text = useText();
  const { percent } = useFormats();
  // Never quite sure, as in the phrase.
  const share = Math.min(0.99, Math.max(0.01, probability));
  return (
    <div className={styles["scale"]}>
      <div className={styles["ends"]}>
        <span>{text("parts.focus.tactical")}</span>
        <strong>{text("item.probability", { share: percent(share) })}</strong>
        <span>{text("parts.focus.strategic")}</span>
      </div>
      <div className={styles["bar"]} aria-hidden="true">
        <span className={styles["unclear"]} />
        <span className={styles["place"]} style={{ insetInlineStart: `${share * 100}%` }} />
      </div>
    </div>
  );
}
