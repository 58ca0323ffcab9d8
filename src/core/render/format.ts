import type { AuditReport } from "#core/report";

export const FORMATS = ["terminal", "markdown", "html", "json", "ndjson", "csv", "junit"] as const;
export type Format = (typeof FORMATS)[number];

/** What a caller may choose. Renderers read nothing else from their surroundings. */
export interface RenderOptions {
  /** Whether the terminal may be sent colours and links; NO_COLOR and TTY are the caller's to look at. */
  colour: boolean;
  /** Columns of the terminal. No line is longer; below 40 it is treated as 40. */
  width: number;
  /** Most findings that the formats for reading show; the formats for machines always have all. */
  maxFindings?: number;
  /** Locale of numbers and dates, BCP 47; `en-GB` unless set. Times are UTC in any locale. */
  locale?: string;
}

/** A report in pieces, so that a long one can be written without being held as one string. */
export type PartRenderer = (report: AuditReport, options: RenderOptions) => Iterable<string>;
