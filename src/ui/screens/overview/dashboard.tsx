import SectionMessage from "@atlaskit/section-message";
import React from "react";
import type { ApiOutput } from "../../call";
import { useText } from "../../language";
import { StorageNotice } from "../setup/storage-notice";
import { Attention } from "./attention";
import { Changes } from "./changes";
import styles from "./dashboard.module.css";
import { Gaps } from "./gaps";
import { Headline } from "./headline";
import { Mix } from "./mix";
import { Rules } from "./rules";
import { Spaces } from "./spaces";
import { TrendPanel } from "./trend-panel";

export type Overview = ApiOutput<"getOverview">;
export type Run = NonNullable<Overview["run"]>;

/** From what needs a look now to how it came about. */
export function Dashboard({ overview, run }: { overview: Overview; run: Run }) {
  const text = useText();
  return (
    <>
      {overview.incompleteBecause.length > 0 && (
        <SectionMessage appearance="warning" title={text("overview.incomplete")}>
          <ul className={styles["reasons"]} lang="en">
            {overview.incompleteBecause.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </SectionMessage>
      )}
      {overview.notices.map((notice) => (
        <StorageNotice key={notice.kind} {...notice} />
      ))}
      <Headline overview={overview} />
      <div className={styles["columns"]}>
        <Attention overview={overview} />
        <div className={styles["column"]}>
          <Mix run={run} />
          <Changes trend={overview.trend} run={run} />
        </div>
      </div>
      <Spaces scopes={overview.scopes} scopeCount={overview.scopeCount} />
      <TrendPanel trend={overview.trend} />
      <div className={styles["columns"]}>
        <Rules rules={overview.rules} />
        <Gaps gaps={overview.gaps} />
      </div>
    </>
  );
}
