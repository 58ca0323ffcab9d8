import Button from "@atlaskit/button/new";
import React from "react";
import type { TrailRow } from "#usecases/api/shapes";
import { useFormats, useText } from "../language";
import { useTriage } from "../triage/triage";
import styles from "./history.module.css";
import { Section } from "./section";

/** What was decided on it, the newest first; what may be taken back has a button for it. */
export function History({ rows }: { rows: readonly TrailRow[] }) {
  const text = useText();
  const { instant } = useFormats();
  const { undo } = useTriage();
  return (
    <Section title={text("item.history")}>
      {rows.length === 0 && <p>{text("item.history.none")}</p>}
      <ol className={styles["rows"]}>
        {rows.map((row) => (
          <li key={row.id} className={styles["row"]}>
            <div className={styles["words"]}>
              <div className={row.isUndone ? styles["undone"] : undefined}>{row.what}</div>
              <div className={styles["by"]}>
                {text("item.history.by", { by: row.by, at: instant(row.at) })}
                {row.isUndone && ` · ${text("item.history.undone")}`}
                {!row.isUndone && row.refusal !== null && ` · ${row.refusal}`}
              </div>
            </div>
            {row.refusal === null && (
              <Button
                spacing="compact"
                aria-label={text("item.history.undo", { what: row.what })}
                onClick={() => undo([row.id])}
              >
                {text("parts.undo")}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
