import type { Grammar } from "#core/lexicon/grammar";

/** A team's own nouns, found in words of a text in any case, with any signs between them, and in their regular plurals. */
export class DomainTerms {
  /** Terms by every form of their first word; a term is, for each of its words, the forms it may have. */
  private readonly byFirstWord = new Map<string, ReadonlySet<string>[][]>();

  /** `grammars` say which forms a word has. */
  constructor(terms: readonly string[], grammars: readonly Grammar[]) {
    for (const term of terms) {
      const forms = splitWords(term).map((word) => formsOf(word, grammars));
      for (const first of forms[0] ?? []) this.byFirstWord.set(first, [...(this.byFirstWord.get(first) ?? []), forms]);
    }
  }

  /** Whether one of the terms stands in some words. */
  standIn(text: string): boolean {
    if (this.byFirstWord.size === 0) return false;
    const words = splitWords(text);
    return words.some((word, at) =>
      this.byFirstWord.get(word)?.some((term) => term.every((forms, i) => forms.has(words[at + i] ?? ""))),
    );
  }
}

const splitWords = (text: string): string[] =>
  text
    .normalize("NFC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

function formsOf(word: string, grammars: readonly Grammar[]): ReadonlySet<string> {
  return new Set(
    grammars.flatMap((grammar) =>
      [word, ...grammar.formsOf(word)].flatMap((form) => [form, grammar.plainSpelling(form) ?? form]),
    ),
  );
}
