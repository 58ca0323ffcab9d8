import type { SymbolTable } from "#core/classify/symbols";
import { BREAK_BEFORE, type Tokens } from "#core/classify/tokens";

/** Hits as triples of output, first and last token, in a buffer that is used again. */
export class HitBuffer {
  length = 0;
  private data = new Int32Array(192);

  push(output: number, first: number, last: number): void {
    if (this.length + 3 > this.data.length) {
      const larger = new Int32Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = output;
    this.data[this.length++] = first;
    this.data[this.length++] = last;
  }

  at(index: number): number {
    return this.data[index] ?? 0;
  }
}

const FANOUT = 65_536;
/** From this number of nodes on, first steps have an array of their own. */
const LARGE = 2000;
const FILTER_BITS = 1 << 19;

/**
 * Word sequences in a trie over symbols; walks a text once, whatever the number of sequences. The steps lie in one open hash
 * table with a bit filter before it: most steps a text asks for do not exist, and memory is what a walk costs.
 */
export class PhraseTrie {
  /** Words of the longest sequence. */
  depth = 0;
  private readonly building = new Map<number, number>();
  private readonly buildingOutputs: number[][] = [[]];
  private readonly symbols: SymbolTable;
  /** Rows of node, symbol, child, unused; 0 as child is an empty row. */
  private table = new Int32Array(4);
  private mask = 0;
  private filter: Int32Array | null = null;
  private starts: Int32Array | null = null;
  /** Symbols that start a sequence. */
  private firsts = new Int32Array(0);
  /** Outputs of node n are at outputStarts[n] up to outputStarts[n + 1]. */
  private outputs = new Int32Array(0);
  private outputStarts = new Int32Array(2);

  constructor(symbols: SymbolTable) {
    this.symbols = symbols;
  }

  add(words: readonly string[], output: number): void {
    let node = 0;
    if (words.length > this.depth) this.depth = words.length;
    for (const word of words) {
      const key = node * FANOUT + this.symbols.define(word);
      let child = this.building.get(key);
      if (child === undefined) {
        child = this.buildingOutputs.push([]) - 1;
        this.building.set(key, child);
      }
      node = child;
    }
    const list = this.buildingOutputs[node];
    if (list && !list.includes(output)) list.push(output);
  }

  /** To be called once, after the symbol table was sealed. */
  seal(): void {
    const { building, symbols } = this;
    let capacity = 8;
    while (capacity < building.size * 2) capacity *= 2;
    this.table = new Int32Array(capacity * 4);
    this.mask = capacity - 1;
    if (building.size > LARGE) {
      this.starts = new Int32Array(symbols.size);
      this.filter = new Int32Array(FILTER_BITS / 32);
    }
    const firsts: number[] = [];
    for (const [key, child] of building) {
      const node = Math.floor(key / FANOUT);
      const symbol = key % FANOUT;
      if (node === 0) firsts.push(symbol);
      if (node === 0 && this.starts) this.starts[symbol] = child;
      else this.insert(node, symbol, child);
    }
    this.firsts = Int32Array.from(firsts);
    this.outputs = Int32Array.from(this.buildingOutputs.flat());
    this.outputStarts = new Int32Array(this.buildingOutputs.length + 1);
    this.buildingOutputs.forEach((list, node) => (this.outputStarts[node + 1] = (this.outputStarts[node] ?? 0) + list.length));
    building.clear();
    this.buildingOutputs.length = 0;
  }

  private insert(node: number, symbol: number, child: number): void {
    const hash = hashStep(node, symbol);
    if (this.filter) this.filter[(hash & (FILTER_BITS - 1)) >>> 5] = (this.filter[(hash & (FILTER_BITS - 1)) >>> 5] ?? 0) | (1 << (hash & 31));
    let row = (hash & this.mask) * 4;
    while (this.table[row + 2] !== 0) row = (row + 4) & (this.mask * 4 + 3);
    this.table[row] = node;
    this.table[row + 1] = symbol;
    this.table[row + 2] = child;
  }

  /** Whether a sequence may start among the symbols that carry the mark: a quick no for most places. */
  startsAmong(marks: Int32Array, mark: number): boolean {
    const { firsts } = this;
    for (let i = 0; i < firsts.length; i++) if (marks[firsts[i] ?? 0] === mark) return true;
    return false;
  }

  /** Adds every sequence between two tokens, ends included, to the buffer: by first token, then the shorter first. */
  walk(tokens: Tokens, from: number, to: number, hits: HitBuffer): void {
    const { symbols, starts } = this;
    for (let first = from; first <= to; first++) {
      const word = tokens.word[first] ?? 0;
      if (word === 0) continue;
      const end = symbols.listEnd(word);
      for (let at = symbols.listStart(word); at < end; at++) {
        const symbol = symbols.symbolAt(at);
        const node = starts ? (starts[symbol] ?? 0) : this.step(0, symbol);
        if (node !== 0) this.follow(node, tokens, first, first, to, hits);
      }
    }
  }

  private follow(node: number, tokens: Tokens, first: number, last: number, to: number, hits: HitBuffer): void {
    const outputEnd = this.outputStarts[node + 1] ?? 0;
    for (let at = this.outputStarts[node] ?? 0; at < outputEnd; at++) hits.push(this.outputs[at] ?? 0, first, last);
    const following = last + 1;
    if (following > to || ((tokens.flags[following] ?? 0) & BREAK_BEFORE) !== 0) return;
    const word = tokens.word[following] ?? 0;
    if (word === 0) return;
    const { symbols } = this;
    const end = symbols.listEnd(word);
    for (let at = symbols.listStart(word); at < end; at++) {
      const child = this.step(node, symbols.symbolAt(at));
      if (child !== 0) this.follow(child, tokens, first, following, to, hits);
    }
  }

  private step(node: number, symbol: number): number {
    const { table, filter } = this;
    const hash = hashStep(node, symbol);
    if (filter && ((filter[(hash & (FILTER_BITS - 1)) >>> 5] ?? 0) & (1 << (hash & 31))) === 0) return 0;
    let row = (hash & this.mask) * 4;
    for (;;) {
      const child = table[row + 2] ?? 0;
      if (child === 0 || (table[row] === node && table[row + 1] === symbol)) return child;
      row = (row + 4) & (this.mask * 4 + 3);
    }
  }
}

function hashStep(node: number, symbol: number): number {
  const mixed = Math.imul(node + Math.imul(symbol, 0x85ebca6b), 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
