import React from "react";
import { Link } from "wouter";
import { useText } from "../../language";
import { EmptyState } from "../../parts/empty-state";
import { Panel } from "../../parts/panel";
import { AuditLink } from "../../runs/audit-link";
import { useHasScreen } from "../../shell/has-screen";
import styles from "./setup.module.css";

/** What the last audit missed, each with what helps, and the places where that is done. */
export function GapsPanel({ gaps, hasRead }: { gaps: readonly string[]; hasRead: boolean }) {
  const text = useText();
  const hasScreen = useHasScreen();
  return (
    <Panel title={text("setup.gaps.title")}>
      {!hasRead && (
        <EmptyState title={text("setup.gaps.unread")} action={<AuditLink label={text("setup.gaps.import")} />}>
          {text("setup.gaps.unread.about")}
        </EmptyState>
      )}
      {hasRead && gaps.length === 0 && <p className={styles["line"]}>{text("setup.gaps.none")}</p>}
      {gaps.length > 0 && (
        <>
          <ul lang="en" className={styles["gaps"]}>
            {gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
          <div className={styles["links"]}>
            <span>{text("setup.gaps.where")}</span>
            <Link href="/roles">{text("setup.gaps.roles")}</Link>
            <Link href="/policy?tab=policy">{text("setup.gaps.policy")}</Link>
            {hasScreen("import") && <Link href="/import">{text("setup.gaps.import")}</Link>}
          </div>
        </>
      )}
    </Panel>
  );
}
