import type { Sequence } from "#core/classify/pattern";
import type { Presence } from "#core/classify/presence";
import type { SymbolTable } from "#core/classify/symbols";
import { BREAK_BEFORE, type Tokens } from "#core/classify/tokens";

/** A few sequences that are looked for around one place only: guards, and the further parts of `a ~ b`. */
export class PhraseSet {
  /** Words of the longest sequence. */
  readonly depth: number;
  /** All first choices in a row: a text without any of them has none of the sequences. */
  readonly firsts: Uint16Array;
  private readonly owners: Uint16Array;
  private readonly symbols: SymbolTable;
  /** Choices of each place of each sequence. */
  private readonly sequences: readonly (readonly (readonly number[])[])[];

  constructor(symbols: SymbolTable, sequences: readonly Sequence[]) {
    this.symbols = symbols;
    this.sequences = sequences.map((sequence) => sequence.map((words) => words.map((word) => symbols.define(word))));
    this.depth = Math.max(0, ...sequences.map(({ length }) => length));
    const firsts = this.sequences.flatMap(([first], owner) => (first ?? []).map((symbol) => ({ symbol, owner })));
    this.firsts = Uint16Array.from(firsts, ({ symbol }) => symbol);
    this.owners = Uint16Array.from(firsts, ({ owner }) => owner);
  }

  /**
   * Calls `found(first, last)` for every sequence between two tokens until it answers true, and tells whether it did.
   * `presence` has the symbols of the whole text.
   */
  find(
    tokens: Tokens,
    from: number,
    to: number,
    presence: Presence,
    found: (first: number, last: number) => boolean,
  ): boolean {
    for (let i = presence.findAmong(this.firsts, 0); i >= 0; i = presence.findAmong(this.firsts, i + 1)) {
      const symbol = this.firsts[i] ?? 0;
      const sequence = this.sequences[this.owners[i] ?? 0] ?? [];
      const lastStart = to - sequence.length + 1;
      for (let first = from; first <= lastStart; first++) {
        if (
          this.symbols.standsFor(tokens.word[first] ?? 0, symbol) &&
          this.goesOn(sequence, tokens, first) &&
          found(first, first + sequence.length - 1)
        )
          return true;
      }
    }
    return false;
  }

  /** Whether the places after the first fit, too. */
  private goesOn(sequence: readonly (readonly number[])[], tokens: Tokens, first: number): boolean {
    for (let place = 1; place < sequence.length; place++) {
      if (((tokens.flags[first + place] ?? 0) & BREAK_BEFORE) !== 0) return false;
      const word = tokens.word[first + place] ?? 0;
      const choices = sequence[place];
      let fits = false;
      for (let i = 0; choices && i < choices.length && !fits; i++) fits = this.symbols.standsFor(word, choices[i] ?? 0);
      if (!fits) return false;
    }
    return true;
  }
}
