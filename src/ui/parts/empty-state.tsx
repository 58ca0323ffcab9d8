import React, { type ReactNode } from "react";
import styles from "./empty-state.module.css";

interface EmptyStateProps {
  title: string;
  /** Why there is nothing, and what would change it. */
  children?: ReactNode;
  action?: ReactNode;
}

/** Stands where a list would be. Never only "nothing": it says why, and what to do. */
export const EmptyState = ({ title, children, action }: EmptyStateProps) => (
  <div className={styles["empty"]}>
    <p className={styles["title"]}>{title}</p>
    {children !== undefined && <div className={styles["about"]}>{children}</div>}
    {action}
  </div>
);
