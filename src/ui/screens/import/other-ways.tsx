import Button from "@atlaskit/button/new";
import React from "react";
import { Link } from "wouter";
import type { ApiInput } from "../../call";
import { useText } from "../../language";
import { Panel } from "../../parts/panel";
import { useCall } from "../../queries";
import styles from "./import.module.css";

export type AuditSource = Extract<ApiInput<"startRun">, { kind: "audit" }>["source"];

/** What can be audited without an export: the sample, and trackers with credentials. */
export function OtherWays({ isBusy, onAudit }: { isBusy: boolean; onAudit: (source: AuditSource) => void }) {
  const text = useText();
  const trackers = useCall("getCapabilities", {}).data?.trackers ?? [];
  const names = { jira: "Jira", linear: "Linear", both: text("import.trackers.both") };
  const choices = trackers.length > 1 ? [...trackers, "both" as const] : trackers;
  return (
    <div className={styles["ways"]}>
      <Panel title={text("import.sample.title")}>
        <p className={styles["line"]}>{text("import.sample.about")}</p>
        <Button isDisabled={isBusy} onClick={() => onAudit({ sample: true })}>
          {text("import.sample.audit")}
        </Button>
      </Panel>
      <Panel title={text("import.trackers.title")}>
        {choices.length === 0 ? (
          <>
            <p className={styles["line"]}>{text("import.trackers.none")}</p>
            <Link href="/setup">{text("import.trackers.connect")}</Link>
          </>
        ) : (
          <>
            <p className={styles["line"]}>{text("import.trackers.about")}</p>
            <div className={styles["buttons"]}>
              {choices.map((one) => (
                <Button key={one} isDisabled={isBusy} onClick={() => onAudit({ trackers: one })}>
                  {text("import.trackers.audit", { tracker: names[one] })}
                </Button>
              ))}
            </div>
          </>
        )}
      </Panel>
    </div>
  );
}
