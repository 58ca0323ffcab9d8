import Button from "@atlaskit/button/new";
import SectionMessage from "@atlaskit/section-message";
import React from "react";
import { Text, useText } from "../../language";
import { ErrorNotice } from "../../parts/error-notice";
import { Panel } from "../../parts/panel";
import { Progress } from "../../parts/progress";
import { Pause } from "../../runs/pause";
import { StorageLinks } from "../setup/storage-notice";
import styles from "./audit-state.module.css";
import type { Audit } from "./use-audit";

/** How far the audit is that runs, or why the last one did not come to an end. */
export function AuditState({ audit }: { audit: Audit }) {
  const { running, failure, error } = audit;
  if (running) return <RunningAudit audit={audit} running={running} />;
  if (error) return <ErrorNotice error={error} />;
  if (failure) return <FailedAudit failure={failure} />;
  return null;
}

function RunningAudit({ audit, running }: { audit: Audit; running: NonNullable<Audit["running"]> }) {
  const text = useText();
  const { phase, items, share, pause } = running;
  return (
    <Panel>
      <div className={styles["running"]}>
        <div className={styles["progress"]}>
          <Progress label={text(`overview.audit.${phase ?? "starting"}`)} {...(share === null ? {} : { share })} />
          {/* Not part of what is read out: it changes twice a second. The space is kept until there is a number. */}
          <Pause reason={pause} />
          <p className={styles["items"]}>{items === null ? " " : text("overview.audit.items", { items })}</p>
        </div>
        <Button onClick={audit.cancel} isLoading={audit.isCancelling}>
          {text("overview.audit.cancel")}
        </Button>
      </div>
      {audit.error && <ErrorNotice error={audit.error} />}
    </Panel>
  );
}

function FailedAudit({ failure }: { failure: NonNullable<Audit["failure"]> }) {
  const text = useText();
  return (
    <div role="alert">
      <SectionMessage appearance="error" title={text("overview.audit.failed")}>
        <p className={styles["line"]} lang="en">
          {failure.message}
        </p>
        <p className={styles["line"]}>
          {failure.remedy === undefined ? (
            <Text id="overview.audit.failed.remedy" />
          ) : (
            <span lang="en">{failure.remedy}</span>
          )}
        </p>
        {failure.isStorageFull && (
          <>
            <p className={styles["line"]}>
              <Text id="setup.storage.full" />
            </p>
            <StorageLinks />
          </>
        )}
      </SectionMessage>
    </div>
  );
}
