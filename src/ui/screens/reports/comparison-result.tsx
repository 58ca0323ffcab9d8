import SectionMessage from "@atlaskit/section-message";
import React, { useEffect, useRef } from "react";
import { MixBar } from "../../charts/mix-bar";
import type { ApiOutput } from "../../call";
import { Text, useFormats, useText } from "../../language";
import { useAnnounce } from "../../parts/announcer";
import { ByRule } from "./by-rule";
import { BySpace } from "./by-space";
import { Figures } from "./figures";
import styles from "./comparison-result.module.css";

export type Compared = ApiOutput<"compareRuns">;

interface ComparisonResultProps {
  comparison: Compared;
  /** Verdicts or rules changed on the way. */
  isNewRuleset: boolean;
}

/** What is different, from the whole to rules and spaces. */
export function ComparisonResult({ comparison, isNewRuleset }: ComparisonResultProps) {
  const text = useText();
  const { instant } = useFormats();
  const { before, after, changes } = comparison;
  useAnnounceChoice(
    `${before.id} ${after.id}`,
    text("reports.compared", { before: instant(before.at), after: instant(after.at) }),
  );
  return (
    <div className={styles["result"]}>
      {isNewRuleset && (
        <SectionMessage appearance="information" title={text("reports.ruleset.title")}>
          <Text id="reports.ruleset.about" />
        </SectionMessage>
      )}
      {!(before.isComplete && after.isComplete) && (
        <SectionMessage appearance="warning" title={text("reports.incomplete.title")}>
          <Text id="reports.incomplete.about" />
        </SectionMessage>
      )}
      <div className={styles["columns"]}>
        <section className={styles["totals"]}>
          <h3 className={styles["title"]}>{text("reports.figures")}</h3>
          <Figures before={before} after={after} />
        </section>
        <div className={styles["column"]}>
          <section className={styles["mixes"]}>
            <h3 className={styles["title"]}>{text("reports.mix")}</h3>
            <p className={styles["when"]}>{text("reports.before.at", { at: instant(before.at) })}</p>
            <MixBar mix={before} name={text("reports.before")} hasLegend />
            <p className={styles["when"]}>{text("reports.after.at", { at: instant(after.at) })}</p>
            <MixBar mix={after} name={text("reports.after")} hasLegend />
          </section>
          <section>
            <h3 className={styles["title"]}>{text("reports.changes")}</h3>
            <dl className={styles["changes"]}>
              {(["new", "returned", "fixed", "removed"] as const).map((kind) => (
                <div key={kind} className={styles["change"]}>
                  <dt className={styles["kind"]}>{text(`reports.changes.${kind}`)}</dt>
                  <dd className={styles["count"]}>{changes[kind]}</dd>
                </div>
              ))}
            </dl>
          </section>
        </div>
      </div>
      <ByRule rules={comparison.byRule} />
      <BySpace scopes={comparison.byScope} />
    </div>
  );
}

/** Says it once another pair is shown, and not when the screen opens. Two pairs may be of the same minutes. */
function useAnnounceChoice(pair: string, sentence: string): void {
  const announce = useAnnounce();
  const said = useRef(pair);
  useEffect(() => {
    if (said.current !== pair) announce(sentence);
    said.current = pair;
  }, [pair, sentence, announce]);
}
