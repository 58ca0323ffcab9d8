import React from "react";
import { useFormats, useText } from "../../language";
import { DataTable } from "../../parts/data-table";
import { Difference } from "./difference";
import type { Run } from "./runs-table";

const FIGURES = ["items", "strategic", "tactical", "unclear", "open", "found", "error", "warning", "info"] as const;

/** Severities count what was decided, too. */
const countsOf = (run: Run) => ({ ...run, found: run.error + run.warning + run.info });

/** Totals of two audits, and by how much they differ. */
export function Figures({ before, after }: { before: Run; after: Run }) {
  const text = useText();
  const { number } = useFormats();
  const rows = FIGURES.map((key) => ({ key, before: countsOf(before)[key], after: countsOf(after)[key] }));
  return (
    <DataTable
      caption={text("reports.figures")}
      rows={rows}
      keyOf={({ key }) => key}
      columns={[
        { key: "figure", header: text("reports.figure"), render: ({ key }) => text(`reports.figure.${key}`) },
        { key: "before", header: text("reports.before"), align: "end", render: (row) => number(row.before) },
        { key: "after", header: text("reports.after"), align: "end", render: (row) => number(row.after) },
        { key: "change", header: text("reports.change"), align: "end", render: (row) => <Difference {...row} /> },
      ]}
    />
  );
}
