import React from "react";
import { Link } from "wouter";
import type { SimulationResult } from "#usecases/api/contract";
import { useFormats, useText } from "../../language";
import { DataTable } from "../../parts/data-table";
import styles from "./policy.module.css";

type Change = "goes" | "appears" | "changes";
const CHANGES = ["appears", "goes", "changes"] as const satisfies readonly Change[];

/** What a policy would change: by kind, by rule, in the mix, and which findings. */
export function SimulationView({ result }: { result: SimulationResult }) {
  const text = useText();
  const { number } = useFormats();
  const sum = (change: Change) => result.byRule.reduce((total, row) => total + row[change], 0);
  const isNothing = CHANGES.every((change) => sum(change) === 0);
  return (
    <div className={styles["simulation"]}>
      {isNothing && <p className={styles["line"]}>{text("policy.simulation.nothing")}</p>}
      <ul className={styles["counts"]}>
        {CHANGES.map((change) => (
          <li key={change}>
            <strong>{number(sum(change))}</strong> {text(`policy.simulation.${change}`, { count: sum(change) })}
          </li>
        ))}
      </ul>
      {result.unjudged > 0 && (
        <p className={styles["line"]}>{text("policy.simulation.unjudged", { count: result.unjudged })}</p>
      )}
      <h3 className={styles["heading"]}>{text("policy.simulation.mix")}</h3>
      <DataTable
        caption={text("policy.simulation.mix")}
        rows={["strategic", "tactical", "unclear"] as const}
        keyOf={(focus) => focus}
        columns={[
          { key: "focus", header: text("policy.simulation.focus"), render: (focus) => text(`parts.focus.${focus}`) },
          {
            key: "before",
            header: text("policy.simulation.before"),
            align: "end",
            render: (focus) => number(result.before[focus]),
          },
          {
            key: "after",
            header: text("policy.simulation.after"),
            align: "end",
            render: (focus) => number(result.after[focus]),
          },
        ]}
      />
      {result.byRule.length > 0 && <h3 className={styles["heading"]}>{text("policy.simulation.by-rule")}</h3>}
      {result.byRule.length > 0 && (
        <DataTable
          caption={text("policy.simulation.by-rule")}
          rows={result.byRule}
          keyOf={({ rule }) => rule}
          columns={[
            { key: "rule", header: text("policy.column.rule"), render: ({ title }) => <span lang="en">{title}</span> },
            ...CHANGES.map((change) => ({
              key: change,
              header: text(`policy.simulation.column.${change}`),
              align: "end" as const,
              render: (row: SimulationResult["byRule"][number]) => number(row[change]),
            })),
          ]}
        />
      )}
      {CHANGES.map((change) => (
        <SimulatedList key={change} change={change} findings={result[change]} total={sum(change)} />
      ))}
    </div>
  );
}

interface SimulatedListProps {
  change: Change;
  findings: SimulationResult["goes"];
  total: number;
}

function SimulatedList({ change, findings, total }: SimulatedListProps) {
  const text = useText();
  if (findings.length === 0) return null;
  return (
    <details className={styles["details"]}>
      <summary>{text(`policy.simulation.list.${change}`, { count: total })}</summary>
      <ul className={styles["findings"]}>
        {findings.map(({ id, rule, subject, title }) => (
          <li key={id}>
            <Link href={addressOf(change, { id, subject, title })}>{subject}</Link> {title}
            <div className={styles["note"]}>{rule}</div>
          </li>
        ))}
      </ul>
      {total > findings.length && (
        <p className={styles["note"]}>{text("policy.simulation.rest", { count: total - findings.length })}</p>
      )}
    </details>
  );
}

/** A finding that would only appear is not there yet: its work item is, or its rule's findings. */
function addressOf(
  change: Change,
  { id, subject, title }: Pick<SimulationResult["goes"][number], "id" | "subject" | "title">,
) {
  if (change !== "appears") return `/findings?finding=${encodeURIComponent(id)}`;
  return title === null ? "/findings" : `/items?item=${encodeURIComponent(subject)}`;
}
