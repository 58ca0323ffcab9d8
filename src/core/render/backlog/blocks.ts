import type { MixPart } from "#core/render/outline";
import type { Severity } from "#core/severity";

/** What a format for reading can show. Texts are raw: each format makes them printable and escapes them at its one door. */
export type Block =
  | { kind: "text"; text: string; tone?: "quiet" | "warning" }
  | { kind: "list"; lines: readonly string[] }
  | { kind: "figures"; figures: readonly Figure[] }
  | { kind: "entries"; entries: readonly Entry[] }
  | { kind: "mixes"; mixes: readonly ScopeMix[] }
  | ({ kind: "table" } & TableBlock)
  | ({ kind: "charts" } & TrendView);

/** A number to see at once: "3 new". */
export interface Figure {
  value: string;
  label: string;
  /** What the label means, where it needs to be said; else empty. */
  note: string;
}

/** Something to look at. */
export interface Entry {
  severity: Severity;
  key: string;
  title: string | null;
  /** An address that may be linked, or null. */
  url: string | null;
  line: string;
}

/** The mix of one space or team, and what it suggests. */
export interface ScopeMix {
  name: string;
  /** "640 work items · separate roles" */
  facts: string;
  /** Empty where there is no work item. */
  mix: readonly MixPart[];
  sentence: string;
}

/** A table whose first column names the row. */
export interface TableBlock {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
  /** The first column of numbers. */
  numbersFrom: number;
  /** How many of the last rows a format shows that cannot fold a long table; all unless set. */
  lastOnly?: number;
}

/** Audits along time, for a format that draws; the others have the notes. The same numbers follow as a table. */
export interface TrendView {
  points: readonly TrendMark[];
  /** Null where fewer than two audits saw work items. */
  mix: { title: string; alternative: string; latest: readonly MixPart[] } | null;
  open: { title: string; alternative: string };
  notes: readonly TrendNote[];
  /** Writes a number as the rest of the report does. */
  count: (value: number) => string;
}

export interface TrendMark {
  /** Milliseconds since 1970, so that equal time is equal distance. */
  time: number;
  label: string;
  items: number;
  strategic: number;
  tactical: number;
  unclear: number;
  open: number;
  isNewRuleset: boolean;
  isComplete: boolean;
}

/** What to know before reading a step in the numbers as a change of the backlog. */
export interface TrendNote {
  mark: "new-ruleset" | "incomplete";
  text: string;
}

export interface Section {
  /** Unique in the report, for a link to it. */
  id: string;
  title: string;
  blocks: readonly Block[];
}

/** The first `most` of a list, and a line on the rest where there is one. */
export function cutList<T>(list: readonly T[], most: number, phraseRest: (count: number) => string): [T[], Block[]] {
  const rest = list.length - most;
  return rest <= 0 ? [[...list], []] : [list.slice(0, most), [{ kind: "text", text: phraseRest(rest), tone: "quiet" }]];
}

/** "The mix by audit, the last 12 of 40:" */
export const phraseCaption = (caption: string, all: number, shown: number): string =>
  `${caption}${shown < all ? `, the last ${shown} of ${all}` : ""}:`;
