import React, { useRef } from "react";
import { Link } from "wouter";
import { Text, useText } from "../../language";
import { EmptyState } from "../../parts/empty-state";
import { ErrorNotice } from "../../parts/error-notice";
import { Loading } from "../../parts/loading";
import { Page } from "../../parts/page";
import { Panel } from "../../parts/panel";
import { useCall } from "../../queries";
import { Comparison } from "./comparison";
import { Downloads } from "./downloads";
import styles from "./index.module.css";
import { RunsTable } from "./runs-table";
import { Weekly } from "./weekly";

/** The report as a file, every audit that is remembered, and two of them side by side. */
export default function ReportsScreen() {
  const text = useText();
  const { data, error, refetch } = useCall("listReports", {});
  const runs = data?.runs;
  const comparison = useRef<HTMLDivElement>(null);
  // The table is below what its links change.
  const showComparison = () => {
    comparison.current?.querySelector("select")?.focus({ preventScroll: true });
    comparison.current?.scrollIntoView();
  };
  return (
    <Page title={text("reports.title")} lead={text("reports.lead")}>
      {error && (!runs || error.kind !== "unreachable") && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!runs && !error && <Loading />}
      {runs?.length === 0 && <NoRuns />}
      {runs && runs.length > 0 && (
        <>
          <Downloads />
          <Weekly />
          <div ref={comparison} className={styles["comparison"]}>
            <Comparison runs={runs} />
          </div>
          <RunsTable runs={runs} onCompare={showComparison} />
        </>
      )}
    </Page>
  );
}

function NoRuns() {
  const text = useText();
  return (
    <Panel>
      <EmptyState title={text("reports.none")} action={<Link href="/">{text("reports.none.action")}</Link>}>
        <Text id="reports.none.about" />
      </EmptyState>
    </Panel>
  );
}
