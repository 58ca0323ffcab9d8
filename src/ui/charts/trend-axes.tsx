import React from "react";
import type { TrendShape } from "./trend-shape";
import styles from "./trend.module.css";

interface TrendAxesProps {
  shape: TrendShape;
  dates: readonly string[];
  formatTick: (value: number) => string;
  breaks: readonly number[];
}

/** Lines to read the height from, dates below, and a dashed line with a diamond where the numbers changed meaning. */
export function TrendAxes({ shape, dates, formatTick, breaks }: TrendAxesProps) {
  const { left, right, floor, ceiling, y, points } = shape;
  const xOf = (step: number): number => points[step]?.x ?? left;
  const anchorOf = (step: number) => (step === dates.length - 1 ? "end" : step === 0 ? "start" : "middle");
  return (
    <>
      {shape.ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={right} y1={y(tick)} y2={y(tick)} className={styles["line"]} />
          <text x={left - 8} y={y(tick)} dy="0.32em" textAnchor="end" className={styles["text"]}>
            {formatTick(tick)}
          </text>
        </g>
      ))}
      {shape.dated.map((step) => (
        <text key={step} x={xOf(step)} y={floor + 18} textAnchor={anchorOf(step)} className={styles["text"]}>
          {dates[step]}
        </text>
      ))}
      {breaks.map((step) => (
        <g key={step} className={styles["break"]}>
          <line x1={xOf(step)} x2={xOf(step)} y1={ceiling} y2={floor} strokeDasharray="3 3" />
          <path d={`M${xOf(step)} ${ceiling - 11}l5 5-5 5-5-5z`} className={styles["diamond"]} />
        </g>
      ))}
    </>
  );
}
