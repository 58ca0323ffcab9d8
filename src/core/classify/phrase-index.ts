import type { HitBuffer } from "#core/classify/hit-buffer";
import type { Sequence } from "#core/classify/pattern";
import type { SymbolTable } from "#core/classify/symbols";
import { BREAK_BEFORE, type Tokens } from "#core/classify/tokens";

/** Numbers kept of each sequence: output, number of places, the place it waits at, row of its first place. */
const OUTPUT = 0;
const LENGTH = 1;
const ANCHOR = 2;
const ROW = 3;

/**
 * Many sequences of word choices, found in one walk. Each waits at its rarest place; only when a word of that place turns up are
 * its neighbours compared. All lie in a few flat arrays, because memory is what such a walk costs.
 */
export class PhraseIndex {
  private readonly symbols: SymbolTable;
  private readonly building = {
    sequences: [] as number[],
    choiceStarts: [0],
    masks: [] as number[],
    choices: [] as number[],
    waiting: [] as (number[] | undefined)[],
  };
  private sequences = new Int32Array(0);
  /** By row (a place of a sequence): where its choices start, and which could be among them (one bit per symbol modulo 32). */
  private choiceStarts = new Int32Array(1);
  private masks = new Int32Array(0);
  private choices = new Int32Array(0);
  /** Sequences that wait for symbol s: from waitingStarts[s] up to waitingStarts[s + 1]. */
  private waiting = new Int32Array(0);
  private waitingStarts = new Int32Array(1);

  constructor(symbols: SymbolTable) {
    this.symbols = symbols;
  }

  /** Adds a sequence that waits at its place `anchor`. */
  add(sequence: Sequence, output: number, anchor: number): void {
    const { sequences, choiceStarts, masks, choices, waiting } = this.building;
    const id = sequences.length;
    sequences.push(output, sequence.length, anchor, masks.length);
    sequence.forEach((words, place) => {
      let mask = 0;
      for (const word of words) {
        const symbol = this.symbols.define(word);
        choices.push(symbol);
        mask |= 1 << (symbol & 31);
        if (place === anchor) (waiting[symbol] ??= []).push(id);
      }
      masks.push(mask);
      choiceStarts.push(choices.length);
    });
  }

  /** To be called once, after the symbol table was sealed. */
  seal(): void {
    const { sequences, choiceStarts, masks, choices, waiting } = this.building;
    this.sequences = Int32Array.from(sequences);
    this.choiceStarts = Int32Array.from(choiceStarts);
    this.masks = Int32Array.from(masks);
    this.choices = Int32Array.from(choices);
    this.waitingStarts = new Int32Array(this.symbols.size + 1);
    for (let symbol = 0; symbol < this.symbols.size; symbol++)
      this.waitingStarts[symbol + 1] = (this.waitingStarts[symbol] ?? 0) + (waiting[symbol]?.length ?? 0);
    this.waiting = Int32Array.from(waiting.flatMap((list) => list ?? []));
  }

  /** Adds every sequence in the tokens to the buffer, by the token at which it was noticed. */
  walk(tokens: Tokens, hits: HitBuffer): void {
    const { symbols, waiting, waitingStarts, sequences } = this;
    const { count, word: words } = tokens;
    for (let at = 0; at < count; at++) {
      const word = words[at] ?? 0;
      if (word === 0) continue;
      const listEnd = symbols.listEnd(word);
      for (let i = symbols.listStart(word); i < listEnd; i++) {
        const symbol = symbols.symbolAt(i);
        const end = waitingStarts[symbol + 1] ?? 0;
        for (let j = waitingStarts[symbol] ?? 0; j < end; j++) {
          const id = waiting[j] ?? 0;
          const length = sequences[id + LENGTH] ?? 1;
          const first = at - (sequences[id + ANCHOR] ?? 0);
          if (length === 1 || (first >= 0 && first + length <= count && this.fits(id, length, first, at, tokens)))
            hits.push(sequences[id + OUTPUT] ?? 0, first, first + length - 1);
        }
      }
    }
  }

  private fits(id: number, length: number, first: number, at: number, tokens: Tokens): boolean {
    const row = this.sequences[id + ROW] ?? 0;
    for (let place = 0; place < length; place++) {
      const token = first + place;
      if (token !== at && !this.hasChoice(row + place, tokens.word[token] ?? 0)) return false;
      if (place > 0 && ((tokens.flags[token] ?? 0) & BREAK_BEFORE) !== 0) return false;
    }
    return true;
  }

  private hasChoice(row: number, word: number): boolean {
    if (word === 0) return false;
    const { symbols, choices } = this;
    const mask = this.masks[row] ?? 0;
    const listEnd = symbols.listEnd(word);
    for (let i = symbols.listStart(word); i < listEnd; i++) {
      const symbol = symbols.symbolAt(i);
      if ((mask & (1 << (symbol & 31))) === 0) continue;
      const end = this.choiceStarts[row + 1] ?? 0;
      for (let j = this.choiceStarts[row] ?? 0; j < end; j++) if (choices[j] === symbol) return true;
    }
    return false;
  }
}
