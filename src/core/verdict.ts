import type { DecidedFocus, Focus, ItemSummary } from "#core/model";
import type { Responsibility } from "#core/taxonomy";

/** What kind of reason a line of evidence is. Only the first four need the item's text. */
export type EvidenceKind =
  "term" | "frame" | "structure" | "absence" | "metadata" | "base-rate" | "parent" | "override";

/**
 * One reason, in log-odds: positive speaks for strategic, negative for tactical, zero was seen and counted for nothing.
 * The weights of all lines add up to the verdict's score.
 */
export interface Evidence {
  kind: EvidenceKind;
  /** Stable id of the feature in the lexicon, for policies and statistics: `product-strategy/product-vision`. */
  feature: string;
  /** What the reader is shown: the words as they stand in the item, or a short statement such as "has an estimate". */
  term: string;
  /** Group of the feature; rules ask for the topics named in the taxonomy. */
  topic: string;
  responsibility?: Responsibility;
  /** Field of the item, or `policy` (base rate), `parent`, `person` (override). */
  field: string;
  /** Where the words stand in that field as the source gave it: UTF-16 offsets, end exclusive. */
  span?: readonly [start: number, end: number];
  weight: number;
  /** Set on shared vocabulary: it counts, but cannot decide an item alone. */
  isShared?: boolean;
}

/** The smallest change that would make the verdict another one. */
export type Flip =
  { by: "evidence"; lines: readonly number[]; becomes: Focus } | { by: "metadata"; change: string; becomes: Focus };

export interface Verdict {
  focus: Focus;
  /** 0 to 1 that the item is strategic; given also when the focus is `unclear`. Always 1/(1+e^-score), to six decimals. */
  probability: number;
  /** Sum of all evidence weights, in log-odds. Weights are whole thousandths and are added as such, so the sum is exact. */
  score: number;
  /** The responsibility with the most evidence for the focus; null when nothing names one. */
  responsibility: Responsibility | null;
  evidence: readonly Evidence[];
  /** The next best answer: the other focus of a decided item, the nearer one of an unclear item; `probability` is that of this answer. */
  runnerUp: { focus: DecidedFocus; probability: number; responsibility: Responsibility | null };
  /** Index of the strongest line that speaks against the focus, or null. */
  counterEvidence: number | null;
  flip: Flip | null;
  /** Language the text was read in (ISO 639-1), or null when its text counted for nothing. */
  language: string | null;
  /** What a person decided instead; the machine's own answer stays visible beside it. */
  override?: {
    focus: DecidedFocus;
    reason: string;
    by?: string;
    at?: string;
    machine: { focus: Focus; probability: number };
  };
}

/** An item after classification: its prose is gone, its reasons are kept. */
export interface ClassifiedItem {
  item: ItemSummary;
  verdict: Verdict;
}

/**
 * The one place where a score becomes a probability. Rounded to six decimals, because the last bits of `Math.exp` are the
 * engine's own: no platform or locale can differ.
 */
export function probabilityOf(score: number): number {
  return Math.round(1e6 / (1 + Math.exp(-score))) / 1e6;
}

/** Sum of weights, in log-odds, exact to the thousandth. */
export function scoreOf(evidence: readonly Pick<Evidence, "weight">[]): number {
  let thousandths = 0;
  for (const line of evidence) thousandths += Math.round(line.weight * 1000);
  return thousandths / 1000;
}
