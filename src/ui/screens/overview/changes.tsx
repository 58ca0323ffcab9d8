import React, { type ReactNode } from "react";
import { Link } from "wouter";
import { Text, useFormats, useText } from "../../language";
import { Panel } from "../../parts/panel";
import styles from "./changes.module.css";
import type { Overview, Run } from "./dashboard";
import { comparisonPath, findingsPath } from "./paths";

/** What the last audit found otherwise than the one before it. */
export function Changes({ trend, run }: { trend: Overview["trend"]; run: Run }) {
  const text = useText();
  const { number, day } = useFormats();
  const before = trend.at(-2);
  if (!before)
    return (
      <Panel title={text("overview.changes")}>
        <p className={styles["about"]}>
          <Text id="overview.changes.first" />
        </p>
      </Panel>
    );
  const rows: { name: string; count: number; href: string }[] = [
    { name: text("overview.changes.new"), count: run.new, href: findingsPath({ mark: ["new"] }) },
    { name: text("overview.changes.returned"), count: run.returned, href: findingsPath({ mark: ["returned"] }) },
    { name: text("overview.changes.fixed"), count: run.fixed, href: comparisonPath(before.id, run.id) },
    { name: text("overview.changes.removed"), count: run.removed, href: comparisonPath(before.id, run.id) },
  ];
  const nameOf = ({ name, count, href }: (typeof rows)[number]): ReactNode =>
    count === 0 ? name : <Link href={href}>{name}</Link>;
  return (
    <Panel title={text("overview.changes")}>
      <p className={styles["about"]}>{text("overview.changes.about", { day: day(before.at) })}</p>
      <dl className={styles["changes"]}>
        {rows.map((row) => (
          <div key={row.name} className={styles["change"]}>
            <dt className={styles["name"]}>{nameOf(row)}</dt>
            <dd className={styles["count"]}>{number(row.count)}</dd>
          </div>
        ))}
      </dl>
      {run.isNewRuleset && (
        <p className={styles["note"]}>
          <Text id="overview.changes.new-ruleset" />
        </p>
      )}
      <Link href={comparisonPath(before.id, run.id)} className={styles["compare"]}>
        <Text id="overview.changes.compare" />
      </Link>
    </Panel>
  );
}
