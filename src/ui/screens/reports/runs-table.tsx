import Lozenge from "@atlaskit/lozenge";
import React from "react";
import { Link } from "wouter";
import type { ApiOutput } from "../../call";
import { useFormats, useText } from "../../language";
import type { Column } from "../../parts/column";
import { DataTable } from "../../parts/data-table";
import { Panel } from "../../parts/panel";
import { writeUrlValues } from "../../url-state";
import styles from "./runs-table.module.css";

export type Run = ApiOutput<"listReports">["runs"][number];

/** Every audit that is remembered, newest first, each with a way to compare it with the one before it. */
export function RunsTable({ runs, onCompare }: { runs: readonly Run[]; onCompare: () => void }) {
  const text = useText();
  const { number, instant } = useFormats();
  const count = (key: "items" | "open" | "new" | "fixed"): Column<Run> => ({
    ...{ key, header: text(`reports.column.${key}`), align: "end" },
    render: (run) => number(run[key]),
  });
  const sources: Column<Run> = {
    ...{ key: "sources", header: text("reports.column.sources") },
    render: (run) => <Sources sources={run.sources} />,
  };
  const columns: Column<Run>[] = [
    { key: "at", header: text("reports.column.at"), render: ({ at }) => instant(at), isOneLine: true },
    // Of one space nobody is told from where it was read.
    ...(runs.some(({ sources }) => sources.length > 0) ? [sources] : []),
    ...(["items", "open", "new", "fixed"] as const).map(count),
    {
      ...{ key: "notes", header: text("reports.column.complete") },
      render: ({ isComplete, isNewRuleset }) => (
        <span className={styles["notes"]}>
          {isComplete ? text("reports.complete") : <Lozenge appearance="moved">{text("reports.incomplete")}</Lozenge>}
          {isNewRuleset && <span className={styles["ruleset"]}>{text("reports.new-ruleset")}</span>}
        </span>
      ),
    },
    {
      ...{ key: "compare", header: text("reports.column.compare") },
      render: (run, index) => {
        const before = runs[index + 1];
        if (!before) return null;
        return (
          <Link
            href={`/reports?${writeUrlValues({ before: [before.id], after: [run.id] })}`}
            className={styles["compare"]}
            onClick={onCompare}
            aria-label={text("reports.compare.label", { at: instant(run.at) })}
          >
            {text("reports.compare.before")}
          </Link>
        );
      },
    },
  ];
  return (
    <Panel title={text("reports.runs")} isFlush>
      <DataTable caption={text("reports.runs.caption")} columns={columns} rows={runs} keyOf={({ id }) => id} />
    </Panel>
  );
}

const NAMED = 2;

function Sources({ sources }: { sources: readonly string[] }) {
  const text = useText();
  const more = sources.length - NAMED;
  return (
    <span title={more > 0 ? sources.join(", ") : undefined}>
      {sources.slice(0, NAMED).join(", ")}
      {more > 0 && ` ${text("reports.sources.more", { more })}`}
    </span>
  );
}
