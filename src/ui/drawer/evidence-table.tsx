import Lozenge from "@atlaskit/lozenge";
import React from "react";
import { useIntl } from "react-intl";
import { Text, useText } from "../language";
import styles from "./evidence-table.module.css";
import type { ItemDetail } from "./use-opened";

type Verdict = ItemDetail["verdict"];

/** Every reason with its weight. The base rate comes first, then what speaks for strategic; the weights add up to the score. */
export function EvidenceTable({ verdict }: { verdict: Verdict }) {
  const text = useText();
  const { formatNumber } = useIntl();
  const signed = (weight: number): string =>
    formatNumber(weight, { signDisplay: "exceptZero", minimumFractionDigits: 2, maximumFractionDigits: 2 }).replace(
      "-",
      "−",
    );
  const all = orderEvidence(verdict);
  const lines = all.filter(({ weight }) => weight !== 0);
  const zeros = all.filter(({ weight }) => weight === 0);
  const most = Math.max(0.01, ...lines.map(({ weight }) => Math.abs(weight)));
  return (
    <>
      <table className={styles["table"]}>
        <caption className={styles["caption"]}>
          <Text id="item.evidence" />
        </caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{text("item.evidence.reason")}</th>
            <th scope="col">{text("item.evidence.weight")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.index}>
              <td className={styles["reason"]}>
                {line.phrase}
                {line.responsibility !== null && (
                  <span className={styles["subtle"]}> · {text(`item.responsibility.${line.responsibility}`)}</span>
                )}
                {line.isShared && <span className={styles["subtle"]}> · {text("item.evidence.shared")}</span>}
                {line.index === verdict.counterEvidence && (
                  <>
                    {" "}
                    <Lozenge>{text("item.evidence.counter")}</Lozenge>
                  </>
                )}
              </td>
              <td className={styles["weight"]}>
                <span className={styles["number"]}>{signed(line.weight)}</span>
                <span className={styles["bar"]} aria-hidden="true">
                  <span
                    className={line.weight < 0 ? styles["tactical"] : styles["strategic"]}
                    style={{ width: `${(Math.abs(line.weight) / most) * 50}%` }}
                  />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className={styles["reason"]}>
              {text("item.evidence.sum")}
            </th>
            <td className={styles["weight"]}>
              <strong className={styles["number"]}>{signed(verdict.score)}</strong>
            </td>
          </tr>
        </tfoot>
      </table>
      {zeros.length > 0 && (
        <details className={styles["zeros"]}>
          <summary>{text("item.evidence.zero", { count: zeros.length })}</summary>
          <ul>
            {zeros.map(({ index, phrase }) => (
              <li key={index}>{phrase}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function orderEvidence({ evidence }: Verdict): (Verdict["evidence"][number] & { index: number })[] {
  const rank = ({ kind }: Verdict["evidence"][number]): number => (kind === "base-rate" ? 0 : 1);
  return evidence
    .map((line, index) => ({ ...line, index }))
    .sort((a, b) => rank(a) - rank(b) || b.weight - a.weight || a.index - b.index);
}
