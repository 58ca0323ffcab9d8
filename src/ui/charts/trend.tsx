import React, { useState } from "react";
import { classOfSeries } from "./series";
import { shapeTrend, type Band } from "./trend-shape";
import { TrendAxes } from "./trend-axes";
import { useWidth } from "./use-width";
import styles from "./trend.module.css";

export interface TrendProps {
  /** From the floor up. */
  bands: readonly Band[];
  /** What stands below each step. */
  dates: readonly string[];
  /** The course in a sentence. Every number is in a table beside it. */
  label: string;
  /** What a step says, above the chart; of the newest where none is pointed at. */
  describe: (step: number) => string;
  formatTick: (value: number) => string;
  /** Up to where the scale goes at least. */
  top?: number;
  /** How many bands are below the line that is drawn; all of them if left out. */
  lined?: number;
  /** Steps from which on the numbers mean something else. */
  breaks: readonly number[];
  /** Steps that do not count everything: hollow. */
  partial: readonly number[];
}

/** How something went, audit by audit, in bands upon each other. */
export function Trend(props: TrendProps) {
  const { bands, dates, label, describe, formatTick, top, lined, breaks, partial } = props;
  const [width, measure] = useWidth();
  const [pointed, setPointed] = useState<number | null>(null);
  const sums = dates.map((_, step) => bands.reduce((all, { values }) => all + (values[step] ?? 0), 0));
  const shape = shapeTrend(bands, { width, top: top ?? Math.max(...sums), lined: lined ?? bands.length });
  const current = pointed ?? dates.length - 1;
  const point = (event: React.PointerEvent<SVGSVGElement>) =>
    setPointed(shape.nearest(event.clientX - event.currentTarget.getBoundingClientRect().left));
  return (
    <div ref={measure} className={styles["trend"]}>
      <p className={styles["said"]} aria-hidden="true">
        {describe(current)}
      </p>
      <svg
        role="img"
        aria-label={label}
        className={styles["chart"]}
        height={shape.height}
        onPointerMove={point}
        onPointerLeave={() => setPointed(null)}
      >
        {width > 0 && (
          <>
            {shape.layers.map(({ series, path }) => (
              <path key={series} d={path} className={`${styles["band"] ?? ""} ${classOfSeries(series)}`} />
            ))}
            <TrendAxes shape={shape} dates={dates} formatTick={formatTick} breaks={breaks} />
            <path d={shape.outline} className={styles["outline"]} />
            {shape.points.map(({ step, x, y }) => (
              <circle
                key={step}
                cx={x}
                cy={y}
                r={step === current ? 5 : 3.5}
                className={partial.includes(step) ? styles["hollow"] : styles["dot"]}
              />
            ))}
          </>
        )}
      </svg>
    </div>
  );
}
