import React, { useId, type ReactNode } from "react";
import styles from "./panel.module.css";

interface PanelProps {
  /** Without a title it is a box around something that has its own. */
  title?: string;
  actions?: ReactNode;
  /** Lets a table or list reach the edges. */
  isFlush?: boolean;
  children: ReactNode;
}

/** A card: a part of a page with an h2 that names it as a region. */
export function Panel({ title, actions, isFlush = false, children }: PanelProps) {
  const heading = useId();
  return (
    <section className={styles["panel"]} aria-labelledby={title === undefined ? undefined : heading}>
      {title !== undefined && (
        <div className={styles["head"]}>
          <h2 id={heading} className={styles["title"]}>
            {title}
          </h2>
          {actions}
        </div>
      )}
      <div className={isFlush ? styles["flush"] : styles["body"]}>{children}</div>
    </section>
  );
}
