import React from "react";
import { Link } from "wouter";
import { Text, useText } from "../../language";
import { Panel } from "../../parts/panel";
import type { Overview } from "./dashboard";
import styles from "./headline.module.css";
import { KeyFigures } from "./key-figures";
import { findingsPath } from "./paths";

const SET_ASIDE = ["planned", "snoozed", "dismissed", "baseline"] as const;

/** The result in a sentence, and the numbers in it to walk into. */
export function Headline({ overview }: { overview: Overview }) {
  const { states, newlyFound, openBySeverity, trend } = overview;
  const text = useText();
  const isFirst = trend.length < 2;
  const aside = SET_ASIDE.filter((state) => states[state] > 0);
  return (
    <Panel>
      <p className={styles["sentence"]}>
        {text(headlineOf(overview), { open: states.open, errors: openBySeverity.error })}{" "}
        {states.open > 0 && !isFirst && text("overview.headline.new", { new: newlyFound })}
      </p>
      <KeyFigures overview={overview} isFirst={isFirst} />
      {aside.length > 0 && (
        <div className={styles["aside"]}>
          <Text id="overview.aside" />
          <ul className={styles["states"]}>
            {aside.map((state) => (
              <li key={state} className={styles["state"]}>
                <Link href={findingsPath({ state: [state] })} className={styles["link"]}>
                  {text(`overview.aside.${state}`, { count: states[state] })}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}

function headlineOf({ states, gaps, incompleteBecause }: Overview) {
  if (states.open > 0) return "overview.headline.open";
  return gaps.length + incompleteBecause.length > 0 ? "overview.headline.unsure" : "overview.headline.none";
}
