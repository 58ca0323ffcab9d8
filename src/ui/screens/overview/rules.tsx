import React, { useState } from "react";
import Button from "@atlaskit/button/new";
import { BarList } from "../../charts/bar-list";
import { useText } from "../../language";
import { Panel } from "../../parts/panel";
import type { Overview } from "./dashboard";
import { openPath } from "./paths";
import styles from "./rules.module.css";

const FIRST = 6;

/** What kinds of findings are open; nothing where none is. */
export function Rules({ rules }: { rules: Overview["rules"] }) {
  const text = useText();
  const [isAll, setIsAll] = useState(false);
  if (rules.length === 0) return null;
  const shown = isAll ? rules : rules.slice(0, FIRST);
  return (
    <Panel title={text("overview.rules")}>
      <BarList
        rows={shown.map(({ id, title, open }) => ({
          ...{ key: id, name: title, language: "en", value: open, href: openPath({ rule: [id] }) },
        }))}
      />
      {rules.length > FIRST && (
        <div className={styles["more"]}>
          <Button appearance="subtle" aria-expanded={isAll} onClick={() => setIsAll(!isAll)}>
            {text(isAll ? "overview.fewer" : "overview.more", { count: rules.length - FIRST })}
          </Button>
        </div>
      )}
    </Panel>
  );
}
