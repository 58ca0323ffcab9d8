import Button from "@atlaskit/button/new";
import React, { useState } from "react";
import { useText } from "../../language";
import { Panel } from "../../parts/panel";
import styles from "./data.module.css";
import { EverythingDialog } from "./everything-dialog";

/** Deletes everything, after a question that has to be answered in words. */
export function EverythingPanel() {
  const text = useText();
  const [isAsked, setIsAsked] = useState(false);
  return (
    <Panel title={text("data.everything")}>
      <div className={styles["parts"]}>
        <p className={styles["about"]}>{text("data.everything.about")}</p>
        <div>
          <Button appearance="danger" onClick={() => setIsAsked(true)}>
            {text("data.everything.action")}
          </Button>
        </div>
      </div>
      {isAsked && <EverythingDialog onClose={() => setIsAsked(false)} />}
    </Panel>
  );
}
