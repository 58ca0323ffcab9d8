import Button from "@atlaskit/button/new";
import { useMutation } from "@tanstack/react-query";
import React from "react";
import { Link } from "wouter";
import { call, type ApiInput, type ApiOutput } from "../../call";
import type { CallError } from "../../call-error";
import { Text, useFormats, useText } from "../../language";
import type { Column } from "../../parts/column";
import { DataTable } from "../../parts/data-table";
import { EmptyState } from "../../parts/empty-state";
import { ErrorNotice } from "../../parts/error-notice";
import { Panel } from "../../parts/panel";
import { saveFile } from "../../parts/save-file";
import { useToasts } from "../../parts/toasts";
import { useCall } from "../../queries";
import { useHasScreen } from "../../shell/has-screen";
import styles from "./weekly.module.css";

type Report = ApiOutput<"listWeekly">["reports"][number];
const FORMATS = ["html", "markdown", "csv", "json"] as const;

/** Reports that were made by themselves, week by week. Nothing where nobody can plan one and there is none. */
export function Weekly() {
  const text = useText();
  const { instant } = useFormats();
  const hasScreen = useHasScreen();
  const { data, error, refetch } = useCall("listWeekly", {});
  const { render, columns } = useWeeklyColumns();
  if (error && !data && error.kind !== "unreachable")
    return (
      <Panel title={text("reports.weekly")}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </Panel>
    );
  if (!data || (data.reports.length === 0 && data.next === null && !hasScreen("schedule"))) return null;
  const next = data.next === null ? null : instant(data.next);
  return (
    <Panel title={text("reports.weekly")} isFlush>
      {data.reports.length === 0 ? (
        <EmptyState
          title={text("reports.weekly.none")}
          action={
            next === null && hasScreen("schedule") ? <Link href="/schedule">{text("reports.weekly.plan")}</Link> : null
          }
        >
          {next === null ? text("reports.weekly.none.about") : text("reports.weekly.first", { at: next })}
        </EmptyState>
      ) : (
        <>
          {next !== null && (
            <p className={styles["next"]}>
              <Text id="reports.weekly.next" values={{ at: next }} />
            </p>
          )}
          <DataTable
            caption={text("reports.weekly.caption")}
            columns={columns}
            rows={data.reports}
            keyOf={({ period }) => period}
          />
        </>
      )}
      {render.error && <ErrorNotice error={render.error} onRetry={() => render.mutate(render.variables)} />}
    </Panel>
  );
}

function useWeeklyColumns() {
  const text = useText();
  const { number, day } = useFormats();
  const show = useToasts();
  // It changes nothing: whatever else is on screen stays as it is.
  const render = useMutation<ApiOutput<"renderWeekly">, CallError, ApiInput<"renderWeekly">>({
    networkMode: "always",
    mutationFn: (input) => call("renderWeekly", input),
    onSuccess: (file) => {
      saveFile(file);
      show({ title: text("reports.download.done", { name: file.name }) });
    },
  });
  const count = (key: "open" | "new" | "fixed"): Column<Report> => ({
    ...{ key, header: text(`reports.column.${key}`), align: "end" },
    render: (report) => number(report[key]),
  });
  // A local date: midday there is the same day wherever it is written.
  const dayOf = ({ period }: Report) => day(`${period}T12:00:00`);
  const columns: Column<Report>[] = [
    { key: "period", header: text("reports.weekly.period"), render: dayOf, isOneLine: true },
    ...(["open", "new", "fixed"] as const).map(count),
    {
      ...{ key: "announced", header: text("reports.weekly.announced") },
      render: ({ announced }) => announced ?? "–",
    },
    {
      ...{ key: "download", header: text("reports.weekly.download") },
      render: (report) => (
        <div className={styles["formats"]}>
          {FORMATS.map((format) => (
            <Button
              key={format}
              spacing="compact"
              appearance="subtle"
              isDisabled={render.isPending}
              aria-label={text("reports.weekly.download-as", {
                ...{ day: dayOf(report), format: text(`reports.download.${format}`) },
              })}
              onClick={() => render.mutate({ period: report.period, format })}
            >
              {text(`reports.download.${format}`)}
            </Button>
          ))}
        </div>
      ),
    },
  ];
  return { render, columns };
}
