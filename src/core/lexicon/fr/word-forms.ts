import type { LexiconEntry } from "#core/lexicon/entry";

/** Words in é: the matcher's own plural is for words that end in a to z. */
const ENDS_IN_E = /[\p{L}\p{N}]{2,}é(?![\p{L}\p{N}'*])/gu;
/** Words that begin with a vowel or h, three letters or more, with their ending. */
const ELIDABLE = /(?<![\p{L}\p{N}_'])[aàâeéèêëiîïoôuùûœh][\p{L}\p{N}]{2,}\*?(?![\p{L}\p{N}'])/gu;

const widen = (pattern: string): string =>
  pattern.replaceAll(ENDS_IN_E, "($&|$&s)").replaceAll(ELIDABLE, "($&|l'$&|d'$&|qu'$&)");

/**
 * The same entries, whose patterns also know the plural in -és and every word behind l', d' and qu', which the tokeniser keeps in
 * one word with it: `taux (activation|rétention)` reads "taux d'activation". Ids stay those of the patterns as they are written.
 */
export function withWordForms(entries: readonly LexiconEntry[]): readonly LexiconEntry[] {
  return entries.map((entry) => ({
    ...entry,
    term: widen(entry.term),
    name: entry.name ?? entry.term,
    ...(entry.unless ? { unless: entry.unless.map(widen) } : {}),
    ...(entry.needs ? { needs: entry.needs.map(widen) } : {}),
  }));
}
