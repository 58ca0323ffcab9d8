import React from "react";
import { Link } from "wouter";
import type { ApiOutput } from "../../call";
import { useFormats, useText } from "../../language";
import { Panel } from "../../parts/panel";
import styles from "./setup.module.css";

/** Where everything is kept. */
export function PlacesPanel({ database, policyPath }: Pick<ApiOutput<"getSetup">, "database" | "policyPath">) {
  const text = useText();
  const { number, percent } = useFormats();
  const megabytes = (bytes: number): string => number(Math.round(bytes / 1e5) / 10);
  return (
    <Panel title={text("setup.places.title")}>
      <dl className={styles["places"]}>
        <dt>{text("setup.places.database")}</dt>
        <dd>
          <code>{database.name}</code>
          {database.bytes !== null && (
            <span className={styles["note"]}>
              {" "}
              {database.limit === null
                ? text("setup.places.size", { megabytes: megabytes(database.bytes) })
                : text("setup.places.size.of", {
                    ...{ megabytes: megabytes(database.bytes), limit: megabytes(database.limit) },
                    share: percent(database.bytes / database.limit),
                  })}
            </span>
          )}
        </dd>
        <dt>{text("setup.places.policy")}</dt>
        <dd>
          {policyPath === null ? text("setup.places.no-policy") : <code>{policyPath}</code>}{" "}
          <Link href="/policy?tab=policy">{text("setup.places.open-policy")}</Link>
        </dd>
      </dl>
      <p className={styles["note"]}>{text("setup.places.about")}</p>
    </Panel>
  );
}
