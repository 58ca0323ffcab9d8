import Button from "@atlaskit/button/new";
import React from "react";
import type { FindingDetail } from "#usecases/api/shapes";
import { Text, useFormats, useText } from "../language";
import { SeverityLozenge, StateLozenge } from "../parts/lozenges";
import { FindingActions } from "./finding-actions";
import styles from "./finding-section.module.css";
import { Section } from "./section";
import type { StartAct } from "./use-drawer-acts";

interface FindingSectionProps {
  finding: FindingDetail;
  start: StartAct;
}

/** One finding: what is wrong and why, what helps, what was decided, and what can be. */
export function FindingSection({ finding, start }: FindingSectionProps) {
  const text = useText();
  const { instant, day } = useFormats();
  // A person reads its item otherwise since it was found: what becomes of it, the next audit tells.
  const { decided, isReread, refusals, suggestions, split } = finding;
  return (
    <Section
      title={finding.ruleTitle}
      aside={
        <>
          <SeverityLozenge severity={finding.severity} />
          {!isReread && <StateLozenge state={finding.state} />}
          {finding.mark !== null && <span className={styles["note"]}>{text(`findings.mark.${finding.mark}`)}</span>}
        </>
      }
    >
      {isReread && (
        <p className={styles["decided"]}>
          <Text id="item.reread" />
        </p>
      )}
      <p>{finding.message}</p>
      {decided && (
        <p className={styles["decided"]}>
          {text("item.decided", { by: decided.by, at: instant(decided.at), what: decided.what })}
        </p>
      )}
      {finding.why.length > 0 && (
        <>
          <h4 className={styles["title"]}>{text("item.why")}</h4>
          <ul>
            {finding.why.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
      <h4 className={styles["title"]}>{text("item.remedy")}</h4>
      <p>{finding.remedy}</p>
      <h4 className={styles["title"]}>{text("item.change")}</h4>
      <p>{finding.change}</p>
      {split.length > 0 && (
        <>
          <h4 className={styles["title"]}>{text("item.split")}</h4>
          <ul>
            {split.map((part) => (
              <li key={part.title}>
                {part.title}{" "}
                <span className={styles["note"]}>
                  {text("item.split.part", {
                    level: text(`item.level.${part.level}`),
                    focus: text(`parts.focus.${part.focus}`),
                    role: text(`item.role.${part.role}`),
                  })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {suggestions.length > 0 && (
        <>
          <h4 className={styles["title"]}>{text("item.suggestions")}</h4>
          <ul className={styles["people"]}>
            {suggestions.map(({ ref, name, reason }) => (
              <li key={ref} className={styles["person"]}>
                <span className={styles["words"]}>
                  <strong>{name}</strong> <span className={styles["note"]}>{reason}</span>
                </span>
                <Button
                  spacing="compact"
                  isDisabled={isReread || refusals.reassign !== null}
                  aria-label={text("item.hand-over-to", { name })}
                  onClick={() => start("reassign", finding, { to: ref })}
                >
                  {text("findings.reassign")}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={styles["note"]}>{text("item.since", { day: day(finding.since) })}</p>
      {!isReread && <FindingActions finding={finding} start={start} />}
    </Section>
  );
}
