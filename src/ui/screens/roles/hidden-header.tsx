import React from "react";
import styles from "./roles.module.css";

/** A header that only screen readers need. Placed in its cell: hidden at the edge of a wide table it would widen the page. */
export const HiddenHeader = ({ text }: { text: string }) => (
  <span className={styles["cell"]}>
    <span className="visually-hidden">{text}</span>
  </span>
);
