import type { LexiconEntry } from "#core/lexicon/entry";

/** What the packs of Spanish and Portuguese share: patterns that stand for several forms of a word. */

/** A word of a pattern; `@` at its end stands for both genders (`nuev@`, `vendedor@`). */
const WORD = /(?<![\p{L}\p{N}_'.*])\p{L}{2,}@?(?![\p{L}\p{N}_'*])/gu;

/** Masculine and feminine of a stem. */
export const gendersOf = (stem: string): string[] =>
  /[dts]or$/.test(stem) ? [stem, `${stem}a`] : [`${stem}o`, `${stem}a`];

/** Writes every word of a pattern as its forms; where the word is one of several alternatives they join the list. */
function widen(pattern: string, forms: (word: string) => readonly string[]): string {
  return pattern.replaceAll(WORD, (word, at: number) => {
    const list = forms(word).join("|");
    const isAlternative = "(|".includes(pattern[at - 1] ?? " ") && "|)".includes(pattern[at + word.length] ?? " ");
    return list === word || isAlternative ? list : `(${list})`;
  });
}

/** The same entries with patterns in all forms of their words. Ids stay those of the patterns as they are written. */
export function withForms(
  entries: readonly LexiconEntry[],
  forms: (word: string) => readonly string[],
): readonly LexiconEntry[] {
  const widened = new Map<string, string>();
  const read = (pattern: string): string => {
    const known = widened.get(pattern) ?? widen(pattern, forms);
    widened.set(pattern, known);
    return known;
  };
  return entries.map((entry) => ({
    ...entry,
    term: read(entry.term),
    name: entry.name ?? entry.term,
    ...(entry.unless ? { unless: entry.unless.map(read) } : {}),
    ...(entry.needs ? { needs: entry.needs.map(read) } : {}),
  }));
}
