import Button from "@atlaskit/button/new";
import SectionMessage from "@atlaskit/section-message";
import React from "react";
import { CallError } from "../call-error";
import { useFormats, useText } from "../language";
import { ErrorNotice } from "../parts/error-notice";
import { Progress } from "../parts/progress";
import { StorageLinks } from "../screens/setup/storage-notice";
import { Pause } from "./pause";
import styles from "./run-progress.module.css";
import type { Run, RunState } from "./use-run";

/** A run as long as it has no result: how far it is and a way to stop it, or why it ended without one. */
export function RunProgress({ run, onRetry }: { run: Run; onRetry?: (() => void) | undefined }) {
  const text = useText();
  const retry = onRetry ? { onRetry } : {};
  const label = useRunLabel();
  const { state } = run;
  if (run.error) return <ErrorNotice error={run.error} {...retry} />;
  if (run.isUnderWay)
    return (
      <div className={styles["run"]}>
        <div className={styles["bar"]}>
          <Progress label={label(state)} {...(typeof state?.share === "number" ? { share: state.share } : {})} />
          <Pause reason={state?.pause} />
        </div>
        <Button onClick={run.cancel} isDisabled={run.isCancelling || state === undefined}>
          {text(run.isCancelling ? "setup.run.cancelling" : "setup.run.cancel")}
        </Button>
      </div>
    );
  if (state?.state === "failed")
    return (
      <>
        <ErrorNotice error={new CallError("failed", state.error?.message ?? "", state.error?.remedy)} {...retry} />
        {state.error?.isStorageFull && <StorageLinks />}
      </>
    );
  if (state?.state !== "cancelled") return null;
  return (
    <div role="status">
      <SectionMessage title={text("setup.run.cancelled")}>
        <p className={styles["line"]}>{text(`setup.run.cancelled.${state.kind}`)}</p>
        {onRetry && (
          <Button spacing="compact" onClick={onRetry}>
            {text("setup.run.again")}
          </Button>
        )}
      </SectionMessage>
    </div>
  );
}

function useRunLabel(): (state: RunState | undefined) => string {
  const text = useText();
  const { number } = useFormats();
  return (state) => {
    if (!state || state.state === "waiting") return text("setup.run.waiting");
    const items = number(state.items ?? 0);
    if (state.kind === "doctor") return text("setup.run.doctor", { checks: items });
    if (state.kind === "simulate") return text("setup.run.simulate");
    if (state.kind === "unpublish") return text("setup.run.unpublish", { items });
    if (state.items === null) return text("setup.run.starting");
    return text(state.phase === "judging" ? "setup.run.judging" : "setup.run.reading", { items });
  };
}
