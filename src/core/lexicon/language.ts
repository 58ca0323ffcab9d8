import type { LexiconEntry } from "#core/lexicon/entry";

/**
 * How much stronger the reasons must be in a language without figures, in log-odds: at the default thresholds 79 % instead of 75 %.
 * One clear term still decides; two hints do not.
 */
export const UNMEASURED_MARGIN = 0.25;

/** Languages for which accuracy figures are published; the packs say the same (a test holds them together). */
export const MEASURED_LANGUAGES: readonly string[] = ["en"];

/** What a language brings to the classifier: its terms, its sentence frames and the few words the title reader needs. */
export interface LanguagePack {
  /** ISO 639-1. */
  language: string;
  /** Figures for it are published; other packs get a wider `unclear` band. */
  isMeasured: boolean;
  terms: readonly LexiconEntry[];
  /** Entries that describe a sentence rather than name a thing: outcomes with a number, first verbs, head nouns. */
  frames: readonly LexiconEntry[];
  /** Words that end the noun phrase a title starts with: for, of, in. */
  headEnders: readonly string[];
  /** "As a … I want": its opening words and the verbs after "I". */
  story: { openers: readonly string[]; subjects: readonly string[]; wishes: readonly string[] };
}
