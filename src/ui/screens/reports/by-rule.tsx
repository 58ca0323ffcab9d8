import React from "react";
import { Link } from "wouter";
import { useFormats, useText } from "../../language";
import { DataTable } from "../../parts/data-table";
import { writeUrlValues } from "../../url-state";
import type { Compared } from "./comparison-result";
import styles from "./comparison-result.module.css";
import { Difference } from "./difference";

/** Findings rule by rule, what changed most first. */
export function ByRule({ rules }: { rules: Compared["byRule"] }) {
  const text = useText();
  const { number } = useFormats();
  const rows = rules
    .filter(({ before, after }) => before + after > 0)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || b.after - a.after);
  if (rows.length === 0) return null;
  return (
    <section className={styles["wide"]}>
      <h3 className={styles["title"]}>{text("reports.by-rule")}</h3>
      <p className={styles["about"]}>{text("reports.open-and-decided")}</p>
      <DataTable
        caption={text("reports.by-rule")}
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          {
            ...{ key: "rule", header: text("reports.rule") },
            render: ({ id, title }) => (
              <Link href={`/findings?${writeUrlValues({ rule: [id] })}`} lang="en">
                {title}
              </Link>
            ),
          },
          { key: "before", header: text("reports.before"), align: "end", render: (row) => number(row.before) },
          { key: "after", header: text("reports.after"), align: "end", render: (row) => number(row.after) },
          { key: "change", header: text("reports.change"), align: "end", render: (row) => <Difference {...row} /> },
        ]}
      />
    </section>
  );
}
