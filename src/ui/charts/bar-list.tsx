import { scaleLinear } from "d3-scale";
import React from "react";
import { Link } from "wouter";
import { useFormats } from "../language";
import styles from "./bar-list.module.css";

export interface BarListRow {
  key: string;
  name: string;
  /** Language of the name where it is not that of the page. */
  language?: string;
  value: number;
  href: string;
}

/** Counts by name, the longest bar for the largest. Bars only repeat the numbers, and are silent. */
export function BarList({ rows }: { rows: readonly BarListRow[] }) {
  const { number } = useFormats();
  const across = scaleLinear([0, Math.max(1, ...rows.map(({ value }) => value))], [0, 100]);
  return (
    <ol className={styles["list"]}>
      {rows.map(({ key, name, language, value, href }) => (
        <li key={key} className={styles["row"]}>
          <Link href={href} className={styles["name"]} lang={language}>
            {name}
          </Link>
          <span className={styles["value"]}>{number(value)}</span>
          <svg aria-hidden="true" className={styles["track"]}>
            <rect className={styles["bar"]} width={`${across(value)}%`} height="100%" rx="2" />
          </svg>
        </li>
      ))}
    </ol>
  );
}
