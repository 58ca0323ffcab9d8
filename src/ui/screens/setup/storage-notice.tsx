import SectionMessage from "@atlaskit/section-message";
import React from "react";
import { Link } from "wouter";
import { useFormats, useText } from "../../language";
import styles from "./setup.module.css";

/** Where something can be done about a database that is full. */
export function StorageLinks() {
  const text = useText();
  return (
    <div className={styles["links"]}>
      <Link href="/setup?show=spaces">{text("setup.storage.spaces")}</Link>
      <Link href="/data">{text("setup.storage.purge")}</Link>
    </div>
  );
}

/** That the database will soon take no more, and what helps. */
export function StorageNotice({ bytes, limit }: { bytes: number; limit: number }) {
  const text = useText();
  const { number, percent } = useFormats();
  const megabytes = (size: number): string => number(Math.round(size / 1e6));
  return (
    <SectionMessage appearance="warning" title={text("setup.storage.title")}>
      <p className={styles["line"]}>
        {text("setup.storage.about", {
          ...{ megabytes: megabytes(bytes), limit: megabytes(limit), share: percent(bytes / limit) },
        })}
      </p>
      <StorageLinks />
    </SectionMessage>
  );
}
