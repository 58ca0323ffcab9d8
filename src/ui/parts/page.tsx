import React, { useEffect, useRef, type ReactNode } from "react";
import { useText } from "../language";
import styles from "./page.module.css";

// The first page of a visit leaves the focus where the browser puts it.
let isFirst = true;

interface PageProps {
  title: string;
  /** One sentence below the title: what the screen is for. */
  lead?: ReactNode;
  /** Buttons that belong to the whole page, beside its title. */
  actions?: ReactNode;
  children?: ReactNode;
}

/** A screen. Names the tab, and moves the focus to the title when somebody navigates to it. */
export function Page({ title, lead, actions, children }: PageProps) {
  const text = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const tab = text("shell.page-title", { title });
  useEffect(() => void (document.title = tab), [tab]);
  useEffect(() => {
    if (isFirst) {
      isFirst = false;
      return;
    }
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={styles["page"]}>
      <div className={styles["head"]}>
        <div>
          <h1 ref={heading} tabIndex={-1} className={styles["title"]}>
            {title}
          </h1>
          {lead !== undefined && <p className={styles["lead"]}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={styles["actions"]}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
