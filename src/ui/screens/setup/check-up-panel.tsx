import Button from "@atlaskit/button/new";
import WarningIcon from "@atlaskit/icon/core/status-warning";
import ErrorIcon from "@atlaskit/icon/core/status-error";
import SuccessIcon from "@atlaskit/icon/core/status-success";
import React, { useState } from "react";
import type { CheckUp } from "#usecases/api/contract";
import { useText } from "../../language";
import { EmptyState } from "../../parts/empty-state";
import { ErrorNotice } from "../../parts/error-notice";
import { Panel } from "../../parts/panel";
import { useCall, useChange } from "../../queries";
import { RunProgress } from "../../runs/run-progress";
import { useRun } from "../../runs/use-run";
import styles from "./setup.module.css";

const icons = { fine: SuccessIcon, noted: WarningIcon, failed: ErrorIcon };

/** What the doctor found: whether the credentials will do, what they see, what is missing. */
export function CheckUpPanel({ checkUp, isConnected }: { checkUp: CheckUp | null; isConnected: boolean }) {
  const text = useText();
  const running = useCall("getCapabilities", {}).data?.running;
  const start = useChange("startRun");
  const [started, setStarted] = useState<string | null>(null);
  // One that is under way already, from another tab or before the page was loaded again.
  const id = started ?? (running?.kind === "doctor" ? running.id : null);
  const run = useRun(id);
  const check = () => start.mutate({ kind: "doctor" }, { onSuccess: (begun) => setStarted(begun.id) });
  return (
    <Panel
      title={text("setup.doctor.title")}
      actions={
        <Button onClick={check} isDisabled={start.isPending || run.isUnderWay}>
          {text(checkUp ? "setup.doctor.again" : "setup.doctor.start")}
        </Button>
      }
    >
      <div className={styles["check-up"]}>
        {start.error && <ErrorNotice error={start.error} onRetry={check} />}
        {id !== null && <RunProgress run={run} onRetry={check} />}
        {checkUp === null && !run.isUnderWay && (
          <EmptyState title={text("setup.doctor.empty")}>
            {text(isConnected ? "setup.doctor.empty.about" : "setup.doctor.empty.unconnected")}
          </EmptyState>
        )}
        {checkUp?.map(({ tracker, checks }) => (
          <div key={tracker}>
            <h3 className={styles["heading"]}>{tracker}</h3>
            <ul className={styles["checks"]}>
              {checks.map(({ state, about }, place) => (
                <li key={place}>
                  <CheckIcon state={state} />
                  <span>
                    <strong>{text(`setup.check.${state}`)}</strong> <span lang="en">{about}</span>
                  </span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Panel>
  );
}

function CheckIcon({ state }: { state: keyof typeof icons }) {
  const Icon = icons[state];
  return (
    <span className={styles[state]}>
      <Icon label="" color="currentColor" />
    </span>
  );
}
