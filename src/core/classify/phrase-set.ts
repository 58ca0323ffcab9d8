import type { Sequence } from "#core/classify/pattern";
import type { SymbolTable } from "#core/classify/symbols";
import { BREAK_BEFORE, type Tokens } from "#core/classify/tokens";

/** A few sequences that are looked for around one place only: guards, and the further parts of `a ~ b`. */
export class PhraseSet {
  /** Words of the longest sequence. */
  readonly depth: number;
  private readonly symbols: SymbolTable;
  /** Choices of each place of each sequence. */
  private readonly sequences: readonly (readonly Int32Array[])[];

  constructor(symbols: SymbolTable, sequences: readonly Sequence[]) {
    this.symbols = symbols;
    this.sequences = sequences.map((sequence) =>
      sequence.map((words) => Int32Array.from(words, (word) => symbols.define(word))),
    );
    this.depth = Math.max(0, ...sequences.map(({ length }) => length));
  }

  /**
   * Calls `found(first, last)` for every sequence between two tokens until it answers true, and tells whether it did. Symbols
   * that stand there carry the mark, which makes most answers a quick no.
   */
  find(
    tokens: Tokens,
    from: number,
    to: number,
    marks: Int32Array,
    mark: number,
    found: (first: number, last: number) => boolean,
  ): boolean {
    for (const sequence of this.sequences) {
      const start = sequence[0];
      if (!start || !isAnyMarked(start, marks, mark)) continue;
      for (let first = from; first + sequence.length - 1 <= to; first++) {
        if (this.fits(sequence, tokens, first) && found(first, first + sequence.length - 1)) return true;
      }
    }
    return false;
  }

  private fits(sequence: readonly Int32Array[], tokens: Tokens, first: number): boolean {
    for (let place = 0; place < sequence.length; place++) {
      if (place > 0 && ((tokens.flags[first + place] ?? 0) & BREAK_BEFORE) !== 0) return false;
      if (!this.symbols.isAmong(tokens.word[first + place] ?? 0, sequence[place])) return false;
    }
    return true;
  }
}

function isAnyMarked(symbols: Int32Array, marks: Int32Array, mark: number): boolean {
  for (let i = 0; i < symbols.length; i++) if (marks[symbols[i] ?? 0] === mark) return true;
  return false;
}
