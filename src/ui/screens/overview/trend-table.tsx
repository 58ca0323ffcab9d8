import React from "react";
import { useFormats, useText } from "../../language";
import type { Column } from "../../parts/column";
import { DataTable } from "../../parts/data-table";
import type { Run } from "./dashboard";
import { decidedIn } from "./trend-words";

/** The numbers of the trend, newest first. */
export function TrendTable({ trend }: { trend: readonly Run[] }) {
  const text = useText();
  const { number, instant } = useFormats();
  const count = (key: "items" | "open" | "strategic" | "tactical" | "unclear"): Column<Run> => ({
    ...{ key, header: text(`overview.trend.column.${key}`), align: "end" },
    render: (run: Run) => number(run[key]),
  });
  const columns: Column<Run>[] = [
    { key: "at", header: text("overview.trend.column.at"), render: ({ at }) => instant(at), isOneLine: true },
    count("open"),
    {
      ...{ key: "decided", header: text("overview.trend.decided.name"), align: "end" },
      render: (run) => number(decidedIn(run)),
    },
    ...(["items", "strategic", "tactical", "unclear"] as const).map(count),
    {
      ...{ key: "notes", header: text("overview.trend.column.notes") },
      render: (run) =>
        [
          ...(run.isNewRuleset ? [text("overview.trend.new-ruleset")] : []),
          ...(run.isComplete ? [] : [text("overview.trend.incomplete")]),
        ].join("; "),
    },
  ];
  return (
    <DataTable
      caption={text("overview.trend.table")}
      columns={columns}
      rows={[...trend].reverse()}
      keyOf={({ id }) => id}
    />
  );
}
