import React from "react";
import type { FindingRow } from "#usecases/api/shapes";
import { useText } from "../../language";
import type { Column } from "../../parts/column";
import { SeverityLozenge } from "../../parts/lozenges";
import { useIsOneSpace } from "../../triage/one-space";
import { useUrlState } from "../../url-state";
import { AgeCell, MessageCell, OwnerCell, StateCell, SubjectCell, WholeCell } from "./finding-cells";
import { readFindingSort, writeFindingSort, type SortField } from "./finding-filter";

/** How each order begins when it is not reversed: with the most severe, the oldest, A. */
const BEGINS = { severity: "descending", age: "descending", scope: "ascending", rule: "ascending" } as const;
const flipped = { ascending: "descending", descending: "ascending" } as const;

/** Columns of the list, of which the first selects. */
export function useFindingColumns(select: Column<FindingRow>, isNarrow: boolean): Column<FindingRow>[] {
  const text = useText();
  const { values, change } = useUrlState();
  const sorted = readFindingSort(values);
  const sortBy = (by: SortField): NonNullable<Column<FindingRow>["sort"]> => {
    const isBy = sorted.by === by;
    return {
      direction: isBy ? (sorted.reverse ? flipped[BEGINS[by]] : BEGINS[by]) : "none",
      onSort: () => change(writeFindingSort({ by, reverse: isBy && !sorted.reverse })),
    };
  };
  const isOneSpace = useIsOneSpace();
  const scope: Column<FindingRow> = {
    ...{ key: "scope", header: text("findings.field.scope"), width: "minmax(6rem, 1.2fr)", sort: sortBy("scope") },
    render: (row) => <span title={row.scope.name}>{row.scope.name}</span>,
  };
  if (isNarrow)
    return [
      select,
      {
        ...{ key: "whole", header: text("findings.column.subject"), width: "minmax(0, 1fr)" },
        render: (row) => <WholeCell row={row} />,
      },
    ];
  return [
    select,
    {
      ...{ key: "severity", header: text("findings.field.severity"), width: "6rem", sort: sortBy("severity") },
      render: ({ severity }) => <SeverityLozenge severity={severity} />,
    },
    {
      ...{ key: "subject", header: text("findings.column.subject"), width: "minmax(12rem, 3fr)" },
      render: (row) => <SubjectCell row={row} />,
    },
    {
      ...{ key: "rule", header: text("findings.column.rule"), width: "minmax(12rem, 3.4fr)", sort: sortBy("rule") },
      render: (row) => <MessageCell row={row} />,
    },
    ...(isOneSpace ? [] : [scope]),
    {
      ...{ key: "owner", header: text("findings.column.owner"), width: "minmax(7.5rem, 1.4fr)" },
      render: (row) => <OwnerCell row={row} />,
    },
    {
      ...{ key: "age", header: text("findings.field.age"), width: "6.5rem", sort: sortBy("age") },
      render: (row) => <AgeCell row={row} />,
    },
    {
      ...{ key: "state", header: text("findings.field.state"), width: "6.5rem" },
      render: (row) => <StateCell row={row} />,
    },
  ];
}
