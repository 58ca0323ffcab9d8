import React, { useId, type ReactNode } from "react";
import styles from "./section.module.css";

/** A part of a drawer, below an h3. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles["section"]}>
      <div className={styles["head"]}>
        <h3 id={id} className={styles["title"]}>
          {title}
        </h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
