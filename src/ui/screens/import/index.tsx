import Button from "@atlaskit/button/new";
import React, { useState } from "react";
import { useText } from "../../language";
import { ErrorNotice } from "../../parts/error-notice";
import { Page } from "../../parts/page";
import { Panel } from "../../parts/panel";
import { useChange } from "../../queries";
import { RunProgress } from "../../runs/run-progress";
import { useRun } from "../../runs/use-run";
import { useUrlState } from "../../url-state";
import { AuditDone } from "./audit-result";
import { DropZone } from "./drop-zone";
import { OtherWays, type AuditSource } from "./other-ways";
import { ReplacesNotice } from "./replaces-notice";
import { UploadPanel } from "./upload-panel";
import { usePreviews } from "./use-previews";
import { type Upload, useUploads } from "./use-uploads";
import styles from "./import.module.css";

export default function ImportScreen() {
  const text = useText();
  const { first, change } = useUrlState();
  const uploads = useUploads();
  const [columns, setColumns] = useState<Readonly<Record<string, string>>>({});
  const start = useChange("startRun");
  // In the address: whoever loads the page again finds the audit that is under way.
  const run = useRun(first("run") ?? null, ({ state }) => {
    if (state === "done") uploads.clear();
  });
  const isDone = run.state?.state === "done";
  const isBusy = start.isPending || run.isUnderWay;
  const ids = uploads.files.flatMap(({ id }) => (id === null ? [] : [id]));
  const previews = usePreviews(uploads.files, columns);
  // One that cannot be read would stop the audit of all.
  const unread = uploads.files.filter(({ id }) => id !== null && previews.get(id)?.rows.length === 0);
  const isHere = ids.length > 0 && ids.length === uploads.files.length;
  const isReady = isHere && unread.length === 0;
  const audit = (source: AuditSource) =>
    start.mutate({ kind: "audit", source }, { onSuccess: ({ id }) => change({ run: id }, "replace") });
  const again = () => {
    change({ run: undefined }, "replace");
    setColumns({});
  };
  const add = (files: Iterable<File>) => {
    // What is said of the audit before would stand beside the next one's files.
    if (isDone) again();
    else if (first("run") !== undefined) change({ run: undefined }, "replace");
    uploads.add(files);
  };
  const retry = isReady ? { onRetry: () => audit({ uploads: ids, columns: { ...columns } }) } : {};
  return (
    <Page title={text("import.title")} lead={text("import.lead")}>
      {start.error && <ErrorNotice error={start.error} />}
      {first("run") !== undefined && (
        <Panel title={text("import.audit.title")}>
          <RunProgress run={run} {...retry} />
          {isDone && <AuditDone result={run.state?.result} onNext={again} />}
        </Panel>
      )}
      {!isDone && (
        <Panel title={text("import.files.title")}>
          <div className={styles["files"]}>
            {!isBusy && <DropZone onFiles={add} />}
            {uploads.files.map((upload) => (
              <UploadPanel
                key={upload.key}
                upload={upload}
                columns={columns}
                isLocked={isBusy}
                onColumns={setColumns}
                onRemove={() => uploads.remove(upload.key)}
                onRetry={() => uploads.retry(upload.key)}
              />
            ))}
            {uploads.files.length > 0 && !isBusy && (
              <>
                <ReplacesNotice names={uploads.files.map(({ file }) => file.name)} />
                <div className={styles["audit"]}>
                  <span className={styles["note"]}>
                    {isHere && unread.length > 0
                      ? text("import.audit.unread", { count: unread.length, names: nameFiles(unread) })
                      : text(isReady ? "import.audit.ready" : "import.audit.waits", { count: uploads.files.length })}
                  </span>
                  <Button appearance="subtle" onClick={uploads.clear}>
                    {text("import.audit.clear")}
                  </Button>
                  <Button
                    appearance="primary"
                    isDisabled={!isReady}
                    onClick={() => audit({ uploads: ids, columns: { ...columns } })}
                  >
                    {text("import.audit.start", { count: uploads.files.length })}
                  </Button>
                </div>
              </>
            )}
          </div>
        </Panel>
      )}
      <OtherWays isBusy={isBusy} onAudit={audit} />
    </Page>
  );
}

const nameFiles = (uploads: readonly Upload[]): string => uploads.map(({ file }) => file.name).join(", ");
