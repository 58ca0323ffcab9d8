import React from "react";
import { Legend } from "../../charts/legend";
import { FOCUSES } from "../../charts/series";
import { Trend } from "../../charts/trend";
import { TrendKey } from "../../charts/trend-key";
import { Text, useFormats, useText } from "../../language";
import { Panel } from "../../parts/panel";
import type { Overview, Run } from "./dashboard";
import styles from "./trend-panel.module.css";
import { TrendTable } from "./trend-table";
import { decidedIn, useTrendWords } from "./trend-words";

const FINDINGS = ["open", "decided"] as const;

/** How findings and mix went, audit by audit. */
export function TrendPanel({ trend }: { trend: Overview["trend"] }) {
  const text = useText();
  const { number, percent } = useFormats();
  const words = useTrendWords(trend);
  if (trend.length < 2)
    return (
      <Panel title={text("overview.trend")}>
        <p className={styles["about"]}>
          <Text id="overview.trend.first" />
        </p>
      </Panel>
    );
  const steps = { dates: words.dates, breaks: stepsOf(trend, isBreak), partial: stepsOf(trend, isPartial) };
  return (
    <Panel title={text("overview.trend")}>
      <div className={styles["charts"]}>
        <div className={styles["chart"]}>
          <h3 className={styles["title"]}>{text("overview.trend.open")}</h3>
          <Trend
            {...steps}
            bands={[
              { series: "open", values: trend.map(({ open }) => open) },
              { series: "decided", values: trend.map(decidedIn) },
            ]}
            lined={1}
            label={words.open}
            describe={words.openAt}
            formatTick={number}
          />
          <Legend entries={FINDINGS.map((series) => ({ series, name: text(`overview.trend.${series}.name`) }))} />
        </div>
        <div className={styles["chart"]}>
          <h3 className={styles["title"]}>{text("overview.trend.mix")}</h3>
          <Trend
            {...steps}
            bands={FOCUSES.map((series) => ({ series, values: trend.map((run) => share(run[series], run)) }))}
            label={words.mix}
            describe={words.mixAt}
            formatTick={(value) => percent(value / 100)}
            top={100}
            lined={1}
          />
          <Legend entries={FOCUSES.map((series) => ({ series, name: text(`parts.focus.${series}`) }))} />
        </div>
      </div>
      <div className={styles["foot"]}>
        <TrendKey hasBreaks={steps.breaks.length > 0} hasPartial={steps.partial.length > 0} />
        <details className={styles["table"]}>
          <summary className={styles["summary"]}>{text("overview.trend.table")}</summary>
          <TrendTable trend={trend} />
        </details>
      </div>
    </Panel>
  );
}

const share = (count: number, { items }: Run): number => (items === 0 ? 0 : (100 * count) / items);
// What the first one changed is not to be seen.
const isBreak = (run: Run, step: number): boolean => run.isNewRuleset && step > 0;
const isPartial = (run: Run): boolean => !run.isComplete;
const stepsOf = (trend: readonly Run[], is: (run: Run, step: number) => boolean): number[] =>
  trend.flatMap((run, step) => (is(run, step) ? [step] : []));
