import React from "react";
import type { SimulationResult } from "#usecases/api/contract";
import { useText } from "../../language";
import { ErrorNotice } from "../../parts/error-notice";
import { Loading } from "../../parts/loading";
import { Panel } from "../../parts/panel";
import { AuditLink } from "../../runs/audit-link";
import { RunProgress } from "../../runs/run-progress";
import styles from "./policy.module.css";
import { SimulationView } from "./simulation-result";
import type { usePolicyChecks } from "./use-policy-checks";
import type { PolicyDraft } from "./use-policy-draft";

interface SimulationPanelProps {
  simulation: ReturnType<typeof usePolicyChecks>["simulation"];
  draft: PolicyDraft;
}

/** How far a simulation is, and what came of it. Before the first there is nothing to show. */
export function SimulationPanel({ simulation, draft }: SimulationPanelProps) {
  const text = useText();
  const { run } = simulation;
  const simulate = () => simulation.start(draft.text);
  if (simulation.text === undefined && !simulation.error) return null;
  return (
    <Panel title={text("policy.simulation.title")}>
      {simulation.error && <ErrorNotice error={simulation.error} onRetry={simulate} />}
      {simulation.text !== undefined && run.state === undefined && run.error === null && <Loading />}
      <RunProgress run={run} onRetry={simulate} />
      {/* Mostly because nothing was audited yet, or not as the policy is now. */}
      {run.state?.state === "failed" && (
        <p className={styles["note"]}>
          <AuditLink label={text("policy.simulation.audit")} />
        </p>
      )}
      {run.state?.state === "done" && (
        <>
          {simulation.text !== draft.text && <p className={styles["note"]}>{text("policy.check.old")}</p>}
          <SimulationView result={run.state.result as SimulationResult} />
        </>
      )}
    </Panel>
  );
}
