import React from "react";
import { Link } from "wouter";
import { classOfSeries, SEVERITIES, type Series } from "../../charts/series";
import { useFormats, useText } from "../../language";
import { useCall } from "../../queries";
import type { Overview } from "./dashboard";
import styles from "./key-figures.module.css";
import { openPath } from "./paths";

interface Figure {
  key: string;
  count: number;
  name: string;
  href: string;
  series?: Series;
}

/** Each number opens the findings that it counts. */
export function KeyFigures({ overview, isFirst }: { overview: Overview; isFirst: boolean }) {
  const text = useText();
  const { number } = useFormats();
  const { openBySeverity, newlyFound, askedAgain, unowned, mine } = overview;
  const { data: capabilities } = useCall("getCapabilities", {});
  // Of a name that nobody in the backlog has, no work item can be.
  const isKnown = capabilities?.actor.isKnown ?? false;
  const figure = (
    key: "new" | "again" | "unowned" | "mine",
    count: number,
    values: Parameters<typeof openPath>[0],
  ) => ({
    ...{ key, count, name: text(`overview.figure.${key}`, { count }), href: openPath(values) },
  });
  const figures: Figure[] = [
    ...SEVERITIES.map((severity) => ({
      ...{ key: severity, count: openBySeverity[severity], series: severity },
      name: text(`overview.figure.${severity}`, { count: openBySeverity[severity] }),
      href: openPath({ severity: [severity] }),
    })),
    // In a first audit everything is new.
    ...(isFirst ? [] : [figure("new", newlyFound, { mark: ["new"] })]),
    figure("again", askedAgain, { mark: ["facts-changed", "expired", "woken"] }),
    figure("unowned", unowned, { owner: ["none"] }),
    ...(mine === null || !isKnown ? [] : [figure("mine", mine, { owner: ["me"] })]),
  ];
  return (
    <ul className={styles["figures"]} aria-label={text("overview.figures")}>
      {figures.map(({ key, count, name, href, series }) => (
        <li key={key} className={styles["figure"]}>
          <Link href={href} className={styles["link"]} data-none={count === 0}>
            <span className={styles["count"]}>{number(count)}</span>{" "}
            <span className={styles["name"]}>
              {series && <span className={`${styles["swatch"] ?? ""} ${classOfSeries(series)}`} aria-hidden="true" />}
              {name}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
