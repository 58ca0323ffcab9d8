import React from "react";
import { Legend } from "../../charts/legend";
import { FOCUSES, SEVERITIES } from "../../charts/series";
import { useText } from "../../language";
import styles from "./spaces.module.css";

/** What the colours in the table mean. */
export function SpacesKey() {
  const text = useText();
  return (
    <div className={styles["key"]}>
      <Legend entries={SEVERITIES.map((series) => ({ series, name: text(`parts.severity.${series}`) }))} />
      <Legend entries={FOCUSES.map((series) => ({ series, name: text(`parts.focus.${series}`) }))} />
    </div>
  );
}
