import React, { useEffect, useRef } from "react";
import { useFormats, useText } from "../../language";
import { ErrorNotice } from "../../parts/error-notice";
import { Page } from "../../parts/page";
import { useCall } from "../../queries";
import { AuditAgain } from "./audit-again";
import { AuditState } from "./audit-state";
import { Dashboard } from "./dashboard";
import { FirstRun } from "./first-run";
import { Skeleton } from "./skeleton";
import { useAudit } from "./use-audit";

/** What needs a look now, then how the backlog is made up, and how that went. Before the first audit: ways to one. */
export default function OverviewScreen() {
  const text = useText();
  const { instant } = useFormats();
  const { data, error, refetch } = useCall("getOverview", {});
  const audit = useAudit();
  const run = data?.run ?? null;
  useFocusKept(`${String(run === null)} ${String(audit.running === null)}`);
  const lead = run
    ? text(run.sources.length > 0 ? "overview.last-audit" : "overview.last-audit.here", {
        at: instant(run.at),
        items: run.items,
        sources: nameSources(run.sources, text),
      })
    : text("overview.lead");
  return (
    <Page
      title={text("overview.title")}
      lead={lead}
      actions={run ? <AuditAgain audit={audit} sources={run.sources} /> : undefined}
    >
      <AuditState audit={audit} />
      {/* That the host does not answer is said at the top; what was known before stays. */}
      {error && (!data || error.kind !== "unreachable") && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && (run ? <Dashboard overview={data} run={run} /> : <FirstRun audit={audit} />)}
    </Page>
  );
}

/** Files and spaces by name, as long as that is short. */
function nameSources(sources: readonly string[], text: ReturnType<typeof useText>): string {
  const [first = ""] = sources;
  return sources.length > 1 ? text("overview.sources", { first, more: sources.length - 1 }) : first;
}

/** Where a button was pressed that is gone with what it did, the focus goes to the title. */
function useFocusKept(shown: string): void {
  const before = useRef(shown);
  useEffect(() => {
    if (before.current !== shown && document.activeElement === document.body)
      document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
    before.current = shown;
  }, [shown]);
}
