import Button from "@atlaskit/button/new";
import React, { useId } from "react";
import type { FindingDetail } from "#usecases/api/shapes";
import { useText } from "../language";
import { ACT_KEYS } from "../triage/act-keys";
import styles from "./finding-section.module.css";
import type { StartAct } from "./use-drawer-acts";

/** What can be decided. What may not stays in sight, with the reason. */
export function FindingActions({ finding, start }: { finding: FindingDetail; start: StartAct }) {
  const text = useText();
  const id = useId();
  const acts = (["dismiss", "snooze", "reassign", "override"] as const).map((kind) => ({
    kind,
    refusal: finding.refusals[kind],
  }));
  const reasons = [...new Set(acts.map(({ refusal }) => refusal).filter((refusal) => refusal !== null))];
  return (
    <>
      <div className={styles["actions"]}>
        {acts.map(({ kind, refusal }) => (
          <Button
            key={kind}
            isDisabled={refusal !== null}
            aria-keyshortcuts={ACT_KEYS[kind]}
            aria-describedby={refusal === null ? undefined : `${id}-${reasons.indexOf(refusal)}`}
            onClick={() => start(kind, finding)}
          >
            {text(`findings.${kind}`)}
          </Button>
        ))}
      </div>
      {reasons.length > 0 && (
        <div className={styles["refusals"]}>
          {reasons.map((reason, index) => (
            <p key={reason} id={`${id}-${index}`}>
              {text("item.refused", {
                acts: acts
                  .filter(({ refusal }) => refusal === reason)
                  .map(({ kind }) => text(`findings.${kind}`))
                  .join(", "),
              })}{" "}
              {reason}
            </p>
          ))}
        </div>
      )}
    </>
  );
}
