import React from "react";
import { Text } from "../language";
import styles from "./trend.module.css";

/** What diamonds and hollow dots of a trend mean; only those that there are. */
export function TrendKey({ hasBreaks, hasPartial }: { hasBreaks: boolean; hasPartial: boolean }) {
  if (!hasBreaks && !hasPartial) return null;
  return (
    <ul className={styles["key"]}>
      {hasBreaks && (
        <li className={styles["sign"]}>
          <svg aria-hidden="true" width="12" height="12" className={styles["break"]}>
            <path d="M6 1l5 5-5 5-5-5z" className={styles["diamond"]} />
          </svg>
          <Text id="overview.trend.new-ruleset" />
        </li>
      )}
      {hasPartial && (
        <li className={styles["sign"]}>
          <svg aria-hidden="true" width="12" height="12">
            <circle cx="6" cy="6" r="4" className={styles["hollow"]} />
          </svg>
          <Text id="overview.trend.incomplete" />
        </li>
      )}
    </ul>
  );
}
