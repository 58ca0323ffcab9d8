import { scaleLinear } from "d3-scale";
import React from "react";
import { classOfSeries, type Part } from "./series";
import styles from "./stacked-bar.module.css";

interface StackedBarProps {
  parts: readonly Part[];
  /** All of it in words: the bar is an image to whoever cannot see it. */
  label: string;
  /** What the whole width stands for, so that bars below each other compare; the sum of the parts if left out. */
  whole?: number;
  isThin?: boolean;
}

/** Shares of a whole, side by side. Its numbers stand beside it, in a Legend or as text: colours tell nobody enough. */
export function StackedBar({ parts, label, whole, isThin = false }: StackedBarProps) {
  const sum = parts.reduce((all, { value }) => all + value, 0);
  const across = scaleLinear([0, Math.max(whole ?? sum, 1)], [0, 100]);
  const shown = parts.filter(({ value }) => value > 0);
  return (
    <svg role="img" aria-label={label} className={isThin ? styles["thin"] : styles["bar"]}>
      {shown.map(({ series, value }, index) => {
        const before = shown.slice(0, index).reduce((all, part) => all + part.value, 0);
        return (
          <rect
            key={series}
            className={`${styles["part"] ?? ""} ${classOfSeries(series)}`}
            x={`${across(before)}%`}
            width={`${across(value)}%`}
            height="100%"
          />
        );
      })}
    </svg>
  );
}
