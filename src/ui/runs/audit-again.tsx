import Button from "@atlaskit/button/new";
import SectionMessage from "@atlaskit/section-message";
import React, { useState } from "react";
import { Link } from "wouter";
import { useText } from "../language";
import { ErrorNotice } from "../parts/error-notice";
import { useCall, useChange } from "../queries";
import { AuditLink } from "./audit-link";
import styles from "./run-progress.module.css";
import { RunProgress } from "./run-progress";
import { useRun } from "./use-run";

/** After a change of the policy: that the next audit judges by it, and that audit, where this page can start it. */
export function AuditAgain() {
  const text = useText();
  const trackers = useCall("getCapabilities", {}).data?.trackers ?? [];
  const start = useChange("startRun");
  const [id, setId] = useState<string | null>(null);
  const run = useRun(id);
  const [only] = trackers;
  const begin = () => {
    if (!only) return;
    const source = { trackers: trackers.length > 1 ? ("both" as const) : only };
    start.mutate({ kind: "audit", source }, { onSuccess: (started) => setId(started.id) });
  };
  if (run.state?.state === "done")
    return (
      <div role="status">
        <SectionMessage appearance="success" title={text("setup.again.done")}>
          <Link href="/findings">{text("setup.again.findings")}</Link>
        </SectionMessage>
      </div>
    );
  return (
    <div role="status">
      <SectionMessage appearance="information" title={text("setup.again.title")}>
        <p className={styles["line"]}>{text(only ? "setup.again.trackers" : "setup.again.files")}</p>
        {start.error && <ErrorNotice error={start.error} onRetry={begin} />}
        {id !== null && <RunProgress run={run} onRetry={begin} />}
        {id === null &&
          (only ? (
            <Button onClick={begin} isLoading={start.isPending}>
              {text("setup.again.audit")}
            </Button>
          ) : (
            <AuditLink label={text("setup.again.import")} />
          ))}
      </SectionMessage>
    </div>
  );
}
