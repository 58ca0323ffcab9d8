import { french } from "#core/lexicon/fr/grammar";
import { german } from "#core/lexicon/de/grammar";
import { portuguese } from "#core/lexicon/pt/grammar";
import { spanish } from "#core/lexicon/es/grammar";

/** How a language writes words and sentences, as far as reading titles needs it. */
export interface Grammar {
  /** Other regular forms of a word as a pattern writes it: plurals, cases. None for signs, numbers and very short words. */
  formsOf(word: string): readonly string[];
  /** The word as people write it who leave accents out; undefined where that would be another word or the same. */
  plainSpelling(word: string): string | undefined;
  /** Tokens that may lie between the parts of `a ~ b`, and how far guards look: `unless`, `needs`. */
  reach: { near: number; unless: number; needs: number };
  /** Words that an apostrophe ties to the next one, and that say nothing of their own: l'offre, d'activation. */
  elisions: Readonly<Record<string, "article" | "link" | undefined>>;
  /** Abbreviations whose full stop ends no sentence, lower case, the last part of several (`z. B.`: b). */
  abbreviations: ReadonlySet<string>;
  /** Whether a full stop makes a number an ordinal: 1. Quartal. */
  hasOrdinalStops: boolean;
  /** Whether a token that is written like code is a word all the same: GmbH, 2ème. */
  isPlainWord(token: string): boolean;
  /** Articles and the like, which a title may start with before its first word that counts. */
  articles: readonly string[];
  /** Set where the head noun stands before what describes it: adjectives that stand before it nevertheless, and what infinitives look like. */
  headFirst: { adjectives: readonly string[]; isInfinitive: (word: string) => boolean } | null;
}

export const english: Grammar = {
  formsOf(word) {
    if (word.length < 2 || !/[a-z]$/.test(word)) return [];
    if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
    if (/(s|x|z|ch|sh)$/.test(word)) return [`${word}es`];
    return [`${word}s`];
  },
  plainSpelling: () => undefined,
  reach: { near: 4, unless: 4, needs: 6 },
  elisions: {},
  abbreviations: new Set(),
  hasOrdinalStops: false,
  isPlainWord: () => false,
  articles: [],
  headFirst: null,
};

const grammars: Readonly<Record<string, Grammar>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  pt: portuguese,
};

/** Grammar of a language (ISO 639-1); English where there is none. */
export const grammarOf = (language: string): Grammar => grammars[language] ?? english;
