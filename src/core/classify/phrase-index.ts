import type { HitBuffer } from "#core/classify/hit-buffer";
import type { Sequence } from "#core/classify/pattern";
import type { SymbolTable } from "#core/classify/symbols";
import { BREAK_BEFORE, type Tokens } from "#core/classify/tokens";

/**
 * Many sequences of word choices, found in one walk. Each waits at its rarest place; only when a word of that place turns up are
 * its neighbours compared. All lie in a few flat arrays, because memory is what such a walk costs.
 */
export class PhraseIndex {
  private readonly symbols: SymbolTable;
  /** By sequence: its output, number of places, rarest place, first row of its places. */
  private readonly outputs: number[] = [];
  private readonly lengths: number[] = [];
  private readonly anchors: number[] = [];
  private readonly rows: number[] = [];
  /** By place of a sequence: where its choices lie, and which could be among them (one bit per symbol modulo 32). */
  private readonly choiceStarts: number[] = [0];
  private readonly masks: number[] = [];
  private readonly choices: number[] = [];
  private waiting: number[][] = [];
  private flat:
    | {
        [
          name in
            | "outputs"
            | "lengths"
            | "anchors"
            | "rows"
            | "choiceStarts"
            | "masks"
            | "choices"
            | "waiting"
            | "waitingStarts"
        ]: Int32Array;
      }
    | null = null;

  constructor(symbols: SymbolTable) {
    this.symbols = symbols;
  }

  /** Adds a sequence that waits at its place `anchor`. */
  add(sequence: Sequence, output: number, anchor: number): void {
    const id = this.outputs.push(output) - 1;
    this.lengths.push(sequence.length);
    this.anchors.push(anchor);
    this.rows.push(this.masks.length);
    sequence.forEach((words, place) => {
      let mask = 0;
      for (const word of words) {
        const symbol = this.symbols.define(word);
        this.choices.push(symbol);
        mask |= 1 << (symbol & 31);
        if (place === anchor) (this.waiting[symbol] ??= []).push(id);
      }
      this.masks.push(mask);
      this.choiceStarts.push(this.choices.length);
    });
  }

  /** To be called once, after the symbol table was sealed. */
  seal(): void {
    const waitingStarts = new Int32Array(this.symbols.size + 1);
    for (let symbol = 0; symbol < this.symbols.size; symbol++)
      waitingStarts[symbol + 1] = (waitingStarts[symbol] ?? 0) + (this.waiting[symbol]?.length ?? 0);
    const flat = (list: readonly number[]): Int32Array => Int32Array.from(list);
    this.flat = {
      outputs: flat(this.outputs),
      lengths: flat(this.lengths),
      anchors: flat(this.anchors),
      rows: flat(this.rows),
      choiceStarts: flat(this.choiceStarts),
      masks: flat(this.masks),
      choices: flat(this.choices),
      waiting: flat(this.waiting.flat()),
      waitingStarts,
    };
    this.waiting = [];
  }

  /** Adds every sequence in the tokens to the buffer, by the token at which it was noticed. */
  walk(tokens: Tokens, hits: HitBuffer): void {
    const { symbols, flat } = this;
    if (!flat) return;
    const { waiting, waitingStarts, lengths, anchors, outputs } = flat;
    const { count } = tokens;
    for (let at = 0; at < count; at++) {
      const word = tokens.word[at] ?? 0;
      if (word === 0) continue;
      const listEnd = symbols.listEnd(word);
      for (let i = symbols.listStart(word); i < listEnd; i++) {
        const symbol = symbols.symbolAt(i);
        const end = waitingStarts[symbol + 1] ?? 0;
        for (let j = waitingStarts[symbol] ?? 0; j < end; j++) {
          const id = waiting[j] ?? 0;
          const length = lengths[id] ?? 1;
          if (length === 1) {
            hits.push(outputs[id] ?? 0, at, at);
            continue;
          }
          const first = at - (anchors[id] ?? 0);
          if (first >= 0 && first + length <= count && this.fits(flat, id, first, length, tokens))
            hits.push(outputs[id] ?? 0, first, first + length - 1);
        }
      }
    }
  }

  private fits(
    flat: NonNullable<PhraseIndex["flat"]>,
    id: number,
    first: number,
    length: number,
    tokens: Tokens,
  ): boolean {
    const row = flat.rows[id] ?? 0;
    const anchor = flat.anchors[id] ?? 0;
    for (let place = 0; place < length; place++) {
      if (place > 0 && ((tokens.flags[first + place] ?? 0) & BREAK_BEFORE) !== 0) return false;
      if (place !== anchor && !this.hasChoice(flat, row + place, tokens.word[first + place] ?? 0)) return false;
    }
    return true;
  }

  private hasChoice(flat: NonNullable<PhraseIndex["flat"]>, row: number, word: number): boolean {
    if (word === 0) return false;
    const { symbols } = this;
    const mask = flat.masks[row] ?? 0;
    const listEnd = symbols.listEnd(word);
    for (let i = symbols.listStart(word); i < listEnd; i++) {
      const symbol = symbols.symbolAt(i);
      if ((mask & (1 << (symbol & 31))) === 0) continue;
      const end = flat.choiceStarts[row + 1] ?? 0;
      for (let j = flat.choiceStarts[row] ?? 0; j < end; j++) if (flat.choices[j] === symbol) return true;
    }
    return false;
  }
}
