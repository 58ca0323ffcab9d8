import Lozenge from "@atlaskit/lozenge";
import React, { useState } from "react";
import { Link } from "wouter";
import type { ApiOutput } from "../../call";
import { useText } from "../../language";
import { DataTable } from "../../parts/data-table";
import { Panel } from "../../parts/panel";
import { Select } from "../../parts/select";
import { commandsFor, SHELLS, type Shell } from "./commands";
import { CopyBlock } from "./copy-block";
import styles from "./setup.module.css";

type Tracker = ApiOutput<"getSetup">["trackers"][number];

/** How a tracker is connected: which variables are set, and what to type to set them. */
export function TrackerPanel({ tracker }: { tracker: Tracker }) {
  const text = useText();
  const { name, isConnected, variables } = tracker;
  const [shell, setShell] = useState<Shell>(navigator.userAgent.includes("Windows") ? "powershell" : "sh");
  const how = (
    <>
      <p>{text(`setup.token.${name}`)}</p>
      <div className={styles["shell"]}>
        <Select
          label={text("setup.shell")}
          value={shell}
          options={SHELLS.map((one) => ({ value: one, label: text(`setup.shell.${one}`) }))}
          onChange={(chosen) => setShell(chosen === "powershell" ? "powershell" : "sh")}
        />
      </div>
      <CopyBlock label={text("setup.commands", { tracker: name })} content={commandsFor(name, shell)} />
      <p className={styles["note"]}>{text("setup.secrets")}</p>
    </>
  );
  return (
    <Panel
      title={name}
      isFlush
      actions={
        <Lozenge appearance={isConnected ? "success" : "default"}>
          {text(isConnected ? "setup.connected" : "setup.not-connected")}
        </Lozenge>
      }
    >
      <DataTable
        caption={text("setup.variables", { tracker: name })}
        rows={variables}
        keyOf={(variable) => variable.name}
        columns={[
          {
            key: "name",
            header: text("setup.column.variable"),
            render: (variable) => (
              <>
                <code className={styles["variable"]}>{variable.name}</code>
                <div lang="en" className={styles["note"]}>
                  {variable.about}
                </div>
              </>
            ),
          },
          {
            key: "set",
            header: text("setup.column.set"),
            isOneLine: true,
            render: ({ isSet }) =>
              isSet ? (
                <Lozenge appearance="success">{text("setup.set")}</Lozenge>
              ) : (
                <span className={styles["note"]}>{text("setup.not-set")}</span>
              ),
          },
        ]}
      />
      <div className={styles["how"]}>
        {isConnected ? (
          <>
            <p>
              <Link href="/import">{text("setup.read-it", { tracker: name })}</Link>
            </p>
            <details>
              <summary>{text("setup.how-again")}</summary>
              {how}
            </details>
          </>
        ) : (
          how
        )}
      </div>
    </Panel>
  );
}
