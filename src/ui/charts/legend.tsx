import React, { type ReactNode } from "react";
import { Link } from "wouter";
import { classOfSeries, type Series } from "./series";
import styles from "./legend.module.css";

export interface LegendEntry {
  series: Series;
  name: string;
  /** Numbers behind the name. */
  value?: ReactNode;
  /** Where the work items or findings are. */
  href?: string;
}

/** What the colours of a chart mean, in the order in which they are drawn, with the numbers. */
export const Legend = ({ entries }: { entries: readonly LegendEntry[] }) => (
  <ul className={styles["legend"]}>
    {entries.map(({ series, name, value, href }) => (
      <li key={series} className={styles["entry"]}>
        <span className={`${styles["swatch"] ?? ""} ${classOfSeries(series)}`} aria-hidden="true" />
        {href === undefined ? (
          <span>{name}</span>
        ) : (
          <Link href={href} className={styles["link"]}>
            {name}
          </Link>
        )}
        {value !== undefined && <span className={styles["value"]}>{value}</span>}
      </li>
    ))}
  </ul>
);
