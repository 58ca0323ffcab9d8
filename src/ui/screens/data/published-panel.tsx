import Button from "@atlaskit/button/new";
import React, { useState } from "react";
import { useText } from "../../language";
import { ConfirmDialog } from "../../parts/confirm-dialog";
import { ErrorNotice } from "../../parts/error-notice";
import { Panel } from "../../parts/panel";
import { useToasts } from "../../parts/toasts";
import { useCall, useChange } from "../../queries";
import { RunProgress } from "../../runs/run-progress";
import { useRun } from "../../runs/use-run";
import styles from "./data.module.css";

/** Removes from work items what was written there for JQL, as work in the background. */
export function PublishedPanel() {
  const text = useText();
  const show = useToasts();
  const running = useCall("getCapabilities", {}).data?.running;
  const start = useChange("startRun");
  const [isAsked, setIsAsked] = useState(false);
  const [started, setStarted] = useState<string | null>(null);
  const run = useRun(started ?? (running?.kind === "unpublish" ? running.id : null), ({ state }) => {
    if (state === "done") show({ title: text("data.published.done") });
  });
  const remove = () => start.mutate({ kind: "unpublish" }, { onSuccess: ({ id }) => setStarted(id) });
  return (
    <Panel title={text("data.published")}>
      <div className={styles["parts"]}>
        <p className={styles["about"]}>{text("data.published.about")}</p>
        {start.error && <ErrorNotice error={start.error} onRetry={remove} />}
        <RunProgress run={run} onRetry={remove} />
        {!run.isUnderWay && (
          <div>
            <Button isLoading={start.isPending} onClick={() => setIsAsked(true)}>
              {text("data.published.action")}
            </Button>
          </div>
        )}
      </div>
      {isAsked && (
        <ConfirmDialog
          title={text("data.published.title")}
          confirm={text("data.published.confirm")}
          isDangerous
          onConfirm={() => {
            setIsAsked(false);
            remove();
          }}
          onCancel={() => setIsAsked(false)}
        >
          <p>{text("data.published.warning")}</p>
        </ConfirmDialog>
      )}
    </Panel>
  );
}
