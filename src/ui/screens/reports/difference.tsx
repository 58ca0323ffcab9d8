import React from "react";
import { Text } from "../../language";
import styles from "./difference.module.css";

/** By how much a number went up or down, with its sign. Whether that is good only people know. */
export const Difference = ({ before, after }: { before: number; after: number }) => (
  <span className={before === after ? styles["same"] : styles["other"]}>
    <Text id="reports.difference" values={{ difference: after - before }} />
  </span>
);
