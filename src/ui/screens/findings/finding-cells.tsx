import React from "react";
import { Link, useLocation } from "wouter";
import type { FindingRow } from "#usecases/api/shapes";
import { useFormats, useText } from "../../language";
import { SeverityLozenge, StateLozenge } from "../../parts/lozenges";
import styles from "../../triage/list-card.module.css";
import { useUrlState, writeUrlValues } from "../../url-state";

/** What it is about: its key, and its title. */
export function SubjectCell({ row }: { row: FindingRow }) {
  const [path] = useLocation();
  const { values } = useUrlState();
  return (
    <div className={styles["lines"]}>
      <span className={styles["first"]}>
        {/* The row is what the keyboard stops at: Enter on it opens the same. */}
        <Link
          href={`${path}?${writeUrlValues({ ...values, item: [], finding: [row.id] })}`}
          tabIndex={-1}
          className={styles["key"]}
        >
          {row.subject}
        </Link>
      </span>
      <span title={row.item?.title ?? row.scope.name}>{row.item?.title ?? row.scope.name}</span>
    </div>
  );
}

/** In English, as the host says it. */
export const MessageCell = ({ row }: { row: FindingRow }) => (
  <div lang="en" className={styles["lines"]}>
    <span title={row.message}>{row.message}</span>
    <span className={styles["subtle"]} title={row.ruleTitle}>
      {row.ruleTitle}
    </span>
  </div>
);

/** Who owns it, and which role it asks for; short, and whole for screen readers and under the pointer. */
export function OwnerCell({ row }: { row: FindingRow }) {
  const text = useText();
  const { owner, ownerRole, expectedRole } = row;
  const roles: readonly (NonNullable<FindingRow["ownerRole"]> | "unknown")[] = [
    ...(owner === null ? [] : [ownerRole ?? ("unknown" as const)]),
    ...(expectedRole === null || expectedRole === ownerRole ? [] : [expectedRole]),
  ];
  // Nobody owns it: then the arrow alone says for whom it is.
  const phrase = (names: readonly string[]): string =>
    `${owner === null && names.length > 0 ? "→ " : ""}${names.join(" → ")}`;
  const whole = phrase(roles.map((role) => text(`item.role.${role}`)));
  return (
    <div className={styles["lines"]}>
      <span>{owner ?? text("findings.owner.none")}</span>
      <span className={styles["subtle"]} title={whole}>
        <span aria-hidden="true">{phrase(roles.map((role) => text(`item.role.short.${role}`)))}</span>
        <span className="visually-hidden">{whole}</span>
      </span>
    </div>
  );
}

const DAY_MS = 86_400_000;

/** Days since a run found it first. */
export function AgeCell({ row }: { row: FindingRow }) {
  const text = useText();
  const { instant } = useFormats();
  const days = Math.max(0, Math.floor((Date.now() - Date.parse(row.since)) / DAY_MS));
  return (
    <time dateTime={row.since} title={instant(row.since)}>
      {text("findings.age.days", { days })}
    </time>
  );
}

export function StateCell({ row }: { row: FindingRow }) {
  const text = useText();
  return (
    <div className={styles["lines"]}>
      <span>
        <StateLozenge state={row.state} />
      </span>
      {row.mark !== null && <span className={styles["subtle"]}>{text(`findings.mark.${row.mark}`)}</span>}
    </div>
  );
}

/** All of it in one cell, for narrow screens. */
export function WholeCell({ row }: { row: FindingRow }) {
  const text = useText();
  return (
    <div className={styles["lines"]}>
      <span className={styles["first"]}>
        <SeverityLozenge severity={row.severity} />
        <StateLozenge state={row.state} />
        <AgeCell row={row} />
        <span className={styles["subtle"]}>{row.owner ?? text("findings.owner.none")}</span>
      </span>
      <SubjectCell row={row} />
      <span lang="en" className={styles["subtle"]} title={row.message}>
        {row.message}
      </span>
    </div>
  );
}
