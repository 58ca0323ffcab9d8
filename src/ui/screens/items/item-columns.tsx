import React from "react";
import { Link, useLocation } from "wouter";
import type { ItemRow } from "#usecases/api/shapes";
import { useFormats, useText } from "../../language";
import type { Column } from "../../parts/column";
import { FocusLozenge } from "../../parts/lozenges";
import styles from "../../triage/list-card.module.css";
import { useIsOneSpace } from "../../triage/one-space";
import { useUrlState, writeUrlValues } from "../../url-state";

/** Columns of the list of work items; on narrow screens all of them in one. */
export function useItemColumns(isNarrow: boolean): Column<ItemRow>[] {
  const text = useText();
  const isOneSpace = useIsOneSpace();
  const scope: Column<ItemRow> = {
    ...{ key: "scope", header: text("items.field.scope"), width: "minmax(7rem, 1.3fr)" },
    render: (row) => <span title={row.scope.name}>{row.scope.name}</span>,
  };
  if (isNarrow)
    return [
      {
        ...{ key: "whole", header: text("items.column.item"), width: "minmax(0, 1fr)" },
        render: (row) => (
          <div className={styles["lines"]}>
            <FocusCell row={row} />
            <ItemCell row={row} />
            <span className={styles["subtle"]}>
              {[row.scope.name, row.status, row.owner].filter((part) => part !== null).join(" · ")}
            </span>
          </div>
        ),
      },
    ];
  return [
    {
      ...{ key: "item", header: text("items.column.item"), width: "minmax(14rem, 4fr)" },
      render: (row) => <ItemCell row={row} />,
    },
    ...(isOneSpace ? [] : [scope]),
    {
      ...{ key: "type", header: text("items.column.type"), width: "minmax(7.5rem, 1fr)" },
      render: (row) => (
        <div className={styles["lines"]}>
          <span>{row.type ?? text(`item.level.${row.level}`)}</span>
          {row.type !== null && row.type !== text(`item.level.${row.level}`) && (
            <span className={styles["subtle"]}>{text(`item.level.${row.level}`)}</span>
          )}
        </div>
      ),
    },
    {
      ...{ key: "status", header: text("items.column.status"), width: "minmax(6rem, 1fr)" },
      render: ({ status }) => <span title={status}>{status}</span>,
    },
    {
      ...{ key: "focus", header: text("items.field.focus"), width: "9.5rem" },
      render: (row) => <FocusCell row={row} />,
    },
    {
      ...{ key: "responsibility", header: text("items.field.responsibility"), width: "minmax(8rem, 1.5fr)" },
      render: ({ responsibility }) => {
        const name = responsibility === null ? "–" : text(`item.responsibility.${responsibility}`);
        return <span title={name}>{name}</span>;
      },
    },
    {
      ...{ key: "owner", header: text("items.column.owner"), width: "minmax(8rem, 1.3fr)" },
      render: ({ owner }) => owner ?? <span className={styles["subtle"]}>{text("findings.owner.none")}</span>,
    },
  ];
}

function ItemCell({ row }: { row: ItemRow }) {
  const [path] = useLocation();
  const { values } = useUrlState();
  return (
    <div className={styles["lines"]}>
      <span>
        {/* The row is what the keyboard stops at: Enter on it opens the same. */}
        <Link href={`${path}?${writeUrlValues({ ...values, item: [row.id] })}`} tabIndex={-1} className={styles["key"]}>
          {row.key}
        </Link>
      </span>
      <span title={row.title}>{row.title}</span>
    </div>
  );
}

/** Of an unclear item the probability says nothing that a person could use. */
function FocusCell({ row }: { row: ItemRow }) {
  const { percent } = useFormats();
  return (
    <span className={styles["first"]}>
      <FocusLozenge focus={row.focus} />
      {row.focus !== "unclear" && percent(Math.min(0.99, row.probability))}
    </span>
  );
}
