import SectionMessage from "@atlaskit/section-message";
import React from "react";
import type { ApiOutput } from "../call";
import { Text, useText, type MessageKey } from "../language";
import styles from "./fields.module.css";

type Refusals = ApiOutput<"decide">["refused"];

/** What is not recorded, and why: because it may not, or because somebody decided meanwhile. */
export function RefusalLists({ refused, stale }: { refused: Refusals; stale: Refusals }) {
  return (
    <>
      <List title="findings.stale.title" about="findings.stale.about" rows={stale} />
      <List title="findings.refused.title" rows={refused} />
    </>
  );
}

function List({ title, about, rows }: { title: MessageKey; about?: MessageKey; rows: Refusals }) {
  const text = useText();
  if (rows.length === 0) return null;
  return (
    <SectionMessage appearance="warning" title={text(title, { count: rows.length })}>
      {about && (
        <p className={styles["hint"]}>
          <Text id={about} />
        </p>
      )}
      <ul className={styles["subjects"]} tabIndex={0} aria-label={text(title, { count: rows.length })}>
        {rows.map(({ subject, why }) => (
          <li key={`${subject} ${why}`}>
            <strong>{subject}</strong>: {why}
          </li>
        ))}
      </ul>
    </SectionMessage>
  );
}
