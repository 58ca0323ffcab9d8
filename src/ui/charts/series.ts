import type { Focus } from "#core/model";
import type { Severity } from "#core/severity";
import styles from "./series.module.css";

/** What a chart has a colour for. */
export type Series = Focus | Severity | "open" | "decided";

/** A part of a bar, or a band of a trend. */
export interface Part {
  series: Series;
  value: number;
}

/** In the order in which they are always drawn and named. */
export const FOCUSES = ["strategic", "tactical", "unclear"] as const;
export const SEVERITIES = ["error", "warning", "info"] as const;

export const classOfSeries = (series: Series): string => styles[series] ?? "";

/** Parts of a record of counts, in the order given. */
export const partsOf = <S extends Series>(order: readonly S[], counts: Readonly<Record<S, number>>): Part[] =>
  order.map((series) => ({ series, value: counts[series] }));
