import React from "react";
import { Text } from "../../language";
import styles from "./skeleton.module.css";

/** Keeps the places of what is on its way. */
export const Skeleton = () => (
  <div className={styles["skeleton"]}>
    <div role="status" className="visually-hidden">
      <Text id="parts.loading" />
    </div>
    <div className={styles["low"]} />
    <div className={styles["high"]} />
    <div className={styles["high"]} />
  </div>
);
