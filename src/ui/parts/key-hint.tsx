import React, { Fragment } from "react";
import { useText } from "../language";
import styles from "./key-hint.module.css";

/** Keys that do the same as the button beside it. Screen readers learn them from the button's `aria-keyshortcuts`. */
export function KeyHint({ keys }: { keys: readonly string[] }) {
  const text = useText();
  return (
    <span aria-hidden="true" title={text("parts.key-hint", { keys: keys.join(" + ") })}>
      {keys.map((key) => (
        <Fragment key={key}>
          <kbd className={styles["key"]}>{key}</kbd>{" "}
        </Fragment>
      ))}
    </span>
  );
}
