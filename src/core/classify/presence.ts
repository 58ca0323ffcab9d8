import type { SymbolTable } from "#core/classify/symbols";
import type { Tokens } from "#core/classify/tokens";

/** Which symbols stand in a stretch of tokens, as a small set of bits: the quick no before anything is compared. */
export class Presence {
  private readonly bits: Int32Array;
  private readonly symbols: SymbolTable;

  constructor(symbols: SymbolTable) {
    this.symbols = symbols;
    this.bits = new Int32Array((symbols.size >>> 5) + 1);
  }

  add(tokens: Tokens, from: number, to: number): void {
    this.set(tokens, from, to, true);
  }

  /** Takes out what `add` put in for the same stretch. */
  clear(tokens: Tokens, from: number, to: number): void {
    this.set(tokens, from, to, false);
  }

  private set(tokens: Tokens, from: number, to: number, isPresent: boolean): void {
    const { bits, symbols } = this;
    for (let token = from; token <= to; token++) {
      const word = tokens.word[token] ?? 0;
      if (word === 0) continue;
      const end = symbols.listEnd(word);
      for (let at = symbols.listStart(word); at < end; at++) {
        const symbol = symbols.symbolAt(at);
        bits[symbol >>> 5] = isPresent ? (bits[symbol >>> 5] ?? 0) | (1 << (symbol & 31)) : 0;
      }
    }
  }

  /** Index of the first symbol of a list, from a position on, that is present; -1 when none is. */
  findAmong(list: Uint16Array, from: number): number {
    const { bits } = this;
    for (let i = from; i < list.length; i++) {
      const symbol = list[i] ?? 0;
      if (((bits[symbol >>> 5] ?? 0) & (1 << (symbol & 31))) !== 0) return i;
    }
    return -1;
  }
}
