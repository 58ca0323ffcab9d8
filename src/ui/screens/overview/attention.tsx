import React from "react";
import { Link } from "wouter";
import { useFormats, useText } from "../../language";
import { EmptyState } from "../../parts/empty-state";
import { SeverityLozenge } from "../../parts/lozenges";
import { Panel } from "../../parts/panel";
import { useIsOneSpace } from "../../triage/one-space";
import styles from "./attention.module.css";
import type { Overview } from "./dashboard";
import { findingsPath, openPath } from "./paths";

/** The few findings to begin with. */
export function Attention({ overview: { attention, states } }: { overview: Overview }) {
  const text = useText();
  const { number } = useFormats();
  return (
    <Panel
      title={text("overview.attention")}
      isFlush
      actions={
        states.open > attention.length && (
          <Link href={openPath()} className={styles["all"]}>
            {text("overview.attention.all", { count: number(states.open) })}
          </Link>
        )
      }
    >
      {attention.length === 0 ? (
        <EmptyState title={text("overview.attention.none")}>{text("overview.attention.none.about")}</EmptyState>
      ) : (
        <ul className={styles["list"]}>
          {attention.map((finding) => (
            <Row key={finding.id} finding={finding} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

const ASKED_AGAIN = ["facts-changed", "expired", "woken"];

function Row({ finding }: { finding: Overview["attention"][number] }) {
  const text = useText();
  const isOneSpace = useIsOneSpace();
  const { id, severity, subject, item, message, owner, scope, mark } = finding;
  const isAskedAgain = mark !== null && ASKED_AGAIN.includes(mark);
  const said = isAskedAgain ? "overview.attention.again" : mark === "new" ? "overview.attention.new" : null;
  return (
    <li className={styles["row"]}>
      <div className={styles["head"]}>
        <Link href={findingsPath({ state: ["open"], finding: [id] })} className={styles["link"]}>
          {item ? <span className={styles["key"]}>{item.key}</span> : subject} {item?.title}
        </Link>
        <span className={styles["severity"]}>
          <SeverityLozenge severity={severity} />
        </span>
      </div>
      <p className={styles["message"]} lang="en">
        {message}
      </p>
      <p className={styles["where"]}>
        {[
          // A finding about a space has no owner, and the space stands above.
          ...(item
            ? [...(isOneSpace ? [] : [scope.name]), owner ?? text("overview.attention.nobody")]
            : [text("overview.attention.space")]),
          ...(said ? [text(said)] : []),
        ].join(" · ")}
      </p>
    </li>
  );
}
