import { ChoiceRows } from "#core/classify/choice-rows";
import type { HitBuffer } from "#core/classify/hit-buffer";
import type { Sequence } from "#core/classify/pattern";
import { type SymbolTable, signatureOf } from "#core/classify/symbols";
import { BREAK_BEFORE, type Tokens } from "#core/classify/tokens";

/** Numbers of a record: output, shape, signature of the neighbour, row of the sequence's first place. */
const RECORD = 4;
/** A shape: the number of places, whether only titles are asked for it, and the place at which the sequence waits. */
const LENGTH_MASK = 127;
const TITLE_ONLY = 128;
const ANCHOR_SHIFT = 8;

/**
 * Many sequences of word choices, found in one walk. Each waits at its rarest place; when a word of that place turns up, the word
 * beside it is asked for its signature, and only then are all places compared. The records of a symbol lie in a row.
 */
export class PhraseIndex {
  private readonly symbols: SymbolTable;
  private readonly rows: ChoiceRows;
  private waiting: (number[] | undefined)[] = [];
  /** Records that wait for symbol s: from recordStarts[s] up to recordStarts[s + 1]. */
  private records = new Int32Array(0);
  private recordStarts = new Int32Array(1);

  constructor(symbols: SymbolTable) {
    this.symbols = symbols;
    this.rows = new ChoiceRows(symbols);
  }

  /** Adds a sequence that waits at its place `anchor`. */
  add(sequence: Sequence, output: number, anchor: number, isTitleOnly: boolean): void {
    const places = sequence.map((words) => words.map((word) => this.symbols.define(word)));
    const shape = places.length | (isTitleOnly ? TITLE_ONLY : 0) | (anchor << ANCHOR_SHIFT);
    const neighbour = signatureOf(places[anchor > 0 ? anchor - 1 : 1] ?? []);
    const row = places.length > 1 ? this.rows.add(places) : 0;
    for (const symbol of places[anchor] ?? []) (this.waiting[symbol] ??= []).push(output, shape, neighbour, row);
  }

  /** To be called once, after the symbol table was sealed. */
  seal(): void {
    const { waiting } = this;
    const { size } = this.symbols;
    this.recordStarts = new Int32Array(size + 1);
    for (let symbol = 0; symbol < size; symbol++)
      this.recordStarts[symbol + 1] = (this.recordStarts[symbol] ?? 0) + (waiting[symbol]?.length ?? 0);
    this.records = new Int32Array(this.recordStarts[size] ?? 0);
    waiting.forEach((list, symbol) => list && this.records.set(list, this.recordStarts[symbol]));
    this.waiting = [];
    this.rows.seal();
  }

  /** Adds every sequence in the tokens to the buffer, by the token at which it was noticed. */
  walk(tokens: Tokens, isTitle: boolean, hits: HitBuffer): void {
    const { symbols, records, recordStarts } = this;
    const { count, word: words, flags } = tokens;
    for (let at = 0; at < count; at++) {
      const word = words[at] ?? 0;
      if (word === 0) continue;
      const before = at === 0 || ((flags[at] ?? 0) & BREAK_BEFORE) !== 0 ? 0 : symbols.signature(words[at - 1] ?? 0);
      const after =
        at + 1 === count || ((flags[at + 1] ?? 0) & BREAK_BEFORE) !== 0 ? 0 : symbols.signature(words[at + 1] ?? 0);
      const listEnd = symbols.listEnd(word);
      for (let i = symbols.listStart(word); i < listEnd; i++) {
        const symbol = symbols.symbolAt(i);
        const end = recordStarts[symbol + 1] ?? 0;
        for (let j = recordStarts[symbol] ?? 0; j < end; j += RECORD) {
          const shape = records[j + 1] ?? 0;
          if (!isTitle && (shape & TITLE_ONLY) !== 0) continue;
          const length = shape & LENGTH_MASK;
          if (length === 1) {
            hits.push(records[j] ?? 0, at, at);
            continue;
          }
          const anchor = shape >> ANCHOR_SHIFT;
          if (((anchor > 0 ? before : after) & (records[j + 2] ?? 0)) === 0) continue;
          const first = at - anchor;
          if (first >= 0 && first + length <= count && this.rows.fit(records[j + 3] ?? 0, length, first, at, tokens))
            hits.push(records[j] ?? 0, first, first + length - 1);
        }
      }
    }
  }
}
