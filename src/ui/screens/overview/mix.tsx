import React from "react";
import { MixBar } from "../../charts/mix-bar";
import { useText } from "../../language";
import { Panel } from "../../parts/panel";
import type { Run } from "./dashboard";
import styles from "./mix.module.css";
import { itemsPath } from "./paths";

/** What the backlog is made of, as of the last audit. */
export function Mix({ run }: { run: Run }) {
  const text = useText();
  return (
    <Panel title={text("overview.mix")}>
      <div className={styles["mix"]}>
        <p className={styles["about"]}>{text("overview.mix.about", { items: run.items })}</p>
        <MixBar mix={run} name={text("overview.mix")} hasLegend hrefOf={(focus) => itemsPath({ focus: [focus] })} />
      </div>
    </Panel>
  );
}
