import React from "react";
import { useText } from "../language";
import type { ActKind } from "./draft";
import styles from "./fields.module.css";
import { RefusalLists } from "./refusal-lists";
import type { DecideAnswer } from "./target";

/** What a decision on several would do, before it is recorded. */
export function Preview({ kind, answer }: { kind: ActKind; answer: DecideAnswer }) {
  const text = useText();
  const { count, subjects } = answer;
  return (
    <div className={styles["fields"]}>
      <div role="status">
        <strong>{text(`findings.${kind}.would`, { count })}</strong>
      </div>
      {subjects.length > 0 && (
        <details>
          <summary>{text("findings.preview.subjects", { shown: subjects.length, count })}</summary>
          {/* Scrolls on its own: for that it takes the focus. */}
          <ul className={styles["subjects"]} tabIndex={0} aria-label={text("findings.preview.list")}>
            {subjects.map((subject) => (
              <li key={subject}>{subject}</li>
            ))}
          </ul>
        </details>
      )}
      <RefusalLists refused={answer.refused} stale={answer.stale} />
    </div>
  );
}
