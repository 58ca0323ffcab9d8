import { ChoiceRows } from "#core/classify/choice-rows";
import type { Sequence } from "#core/classify/pattern";
import type { SymbolTable } from "#core/classify/symbols";
import type { Tokens } from "#core/classify/tokens";

/** Bits of the filter of a set: with some fifty first words, nine of ten other words are turned away by it. */
const FILTER_MASK = 511;
const FILTER_SIZE = (FILTER_MASK + 1) / 32;
/** More than a set has starts. */
const ORDERS = 65_536;

/** A symbol with which a sequence starts, how many places that has, and the row of its first. */
export interface Start {
  symbol: number;
  length: number;
  row: number;
}

/**
 * Sets of a few sequences each that are looked for around one place only: guards, and the further parts of `a ~ b`. Sets go by
 * number; those of all sets lie in shared arrays.
 */
export class PhraseSets {
  private readonly symbols: SymbolTable;
  private readonly rows: ChoiceRows;
  private building: (readonly Start[])[] = [];
  /** Words of the longest sequence of each set. */
  private depths = new Uint8Array(0);
  /** Starts of set n by symbol: from starts[n] up to starts[n + 1]. */
  private starts = new Int32Array(1);
  private firsts = new Uint16Array(0);
  private orders = new Uint16Array(0);
  private lengths = new Uint8Array(0);
  private rowOf = new Int32Array(0);
  /** Could a symbol be among the first choices? FILTER_SIZE numbers for each set. */
  private filters = new Int32Array(0);

  constructor(symbols: SymbolTable) {
    this.symbols = symbols;
    this.rows = new ChoiceRows(symbols);
  }

  /** The starts of some sequences, to be put into sets: many guards share them. */
  startsOf(sequences: readonly Sequence[]): Start[] {
    const starts: Start[] = [];
    for (const sequence of sequences) {
      const places = sequence.map((words) => words.map((word) => this.symbols.define(word)));
      const row = places.length > 1 ? this.rows.add(places) : 0;
      for (const symbol of places[0] ?? []) starts.push({ symbol, length: places.length, row });
    }
    return starts;
  }

  /** Number of a new set. */
  add(starts: readonly Start[]): number {
    return this.building.push(starts) - 1;
  }

  /** To be called once, after the symbol table was sealed. */
  seal(): void {
    const sets = this.building;
    const size = sets.reduce((sum, { length }) => sum + length, 0);
    this.depths = new Uint8Array(sets.length);
    this.starts = new Int32Array(sets.length + 1);
    this.firsts = new Uint16Array(size);
    this.orders = new Uint16Array(size);
    this.lengths = new Uint8Array(size);
    this.rowOf = new Int32Array(size);
    this.filters = new Int32Array(sets.length * FILTER_SIZE);
    sets.forEach((starts, set) => this.sealSet(set, starts));
    this.building = [];
    this.rows.seal();
  }

  private sealSet(set: number, starts: readonly Start[]): void {
    let at = this.starts[set] ?? 0;
    // One number each of symbol and place in the pattern, because plain numbers sort fastest.
    for (const key of Float64Array.from(starts, ({ symbol }, order) => symbol * ORDERS + order).sort()) {
      const order = key % ORDERS;
      const { symbol = 0, length = 0, row = 0 } = starts[order] ?? {};
      this.firsts[at] = symbol;
      this.orders[at] = order;
      this.lengths[at] = length;
      this.rowOf[at++] = row;
      if (length > (this.depths[set] ?? 0)) this.depths[set] = length;
      const slot = set * FILTER_SIZE + ((symbol & FILTER_MASK) >>> 5);
      this.filters[slot] = (this.filters[slot] ?? 0) | (1 << (symbol & 31));
    }
    this.starts[set + 1] = at;
  }

  depthOf(set: number): number {
    return this.depths[set] ?? 0;
  }

  /** First token between two at which a sequence may start; -1 when there is none, which is the usual answer. */
  findStart(set: number, tokens: Tokens, from: number, to: number): number {
    const { filters, symbols } = this;
    const filter = set * FILTER_SIZE;
    for (let at = from; at <= to; at++) {
      const word = tokens.word[at] ?? 0;
      if (word === 0) continue;
      const end = symbols.listEnd(word);
      for (let i = symbols.listStart(word); i < end; i++) {
        const bit = symbols.symbolAt(i) & FILTER_MASK;
        if (((filters[filter + (bit >>> 5)] ?? 0) & (1 << (bit & 31))) !== 0) return at;
      }
    }
    return -1;
  }

  /**
   * Calls `found(first, last, order)` for every sequence between two tokens until it answers true, and tells whether it did;
   * `order` is the place of its first word in the pattern.
   */
  find(
    set: number,
    tokens: Tokens,
    from: number,
    to: number,
    found: (first: number, last: number, order: number) => boolean,
  ): boolean {
    const { symbols, firsts } = this;
    for (let first = from; first >= 0 && first <= to; first = this.findStart(set, tokens, first + 1, to)) {
      const word = tokens.word[first] ?? 0;
      const listEnd = symbols.listEnd(word);
      for (let j = symbols.listStart(word); j < listEnd; j++) {
        const symbol = symbols.symbolAt(j);
        for (let i = this.lowest(set, symbol); firsts[i] === symbol && i < (this.starts[set + 1] ?? 0); i++) {
          const length = this.lengths[i] ?? 1;
          const last = first + length - 1;
          if (last > to || (length > 1 && !this.rows.fit(this.rowOf[i] ?? 0, length, first, first, tokens))) continue;
          if (found(first, last, this.orders[i] ?? 0)) return true;
        }
      }
    }
    return false;
  }

  /** Where the starts of a set by a symbol would begin. */
  private lowest(set: number, symbol: number): number {
    let low = this.starts[set] ?? 0;
    let high = this.starts[set + 1] ?? 0;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.firsts[middle] ?? 0) < symbol) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
