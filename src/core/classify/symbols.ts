import { lowerOf } from "#core/classify/characters";

/** FNV-1a over lower-case UTF-16 units, in 32-bit integers only: hash = imul(hash ^ unit, prime). The same on every platform. */
export const HASH_SEED = 0x811c9dc5 | 0;
export const HASH_PRIME = 0x01000193;
export const PREFIX_MASK = 16_383;

/** Symbols of numbers and signs, which no word can spell. */
export const NUMBER_SYMBOL = 1;

/**
 * The words a matcher knows, as small integers. A word of the text is looked up by a hash that the tokeniser computes while it
 * walks over the characters, so unknown words cost no string. One word may stand for several symbols: itself, the singular a
 * pattern wrote, and any `prefix*`.
 */
export class SymbolTable {
  private readonly words: string[] = [""];
  private symbols: (readonly number[])[] = [[]];
  private lists = new Int32Array(0);
  private listStarts = new Int32Array(0);
  private readonly idByWord = new Map<string, number>();
  private readonly exact = new Map<string, number>([["#", NUMBER_SYMBOL]]);
  private readonly prefixes = new Map<string, number>();
  private table: Int32Array = new Int32Array(0);
  private hashes: Int32Array = new Int32Array(0);
  private mask = 0;
  /** One bit of hope per hash: could a prefix end here? */
  readonly prefixFilter = new Uint8Array(PREFIX_MASK + 1);
  private readonly prefixIdByHash = new Map<number, number>();
  private nextSymbol = 2;

  get size(): number {
    return this.nextSymbol;
  }

  /** Symbol of a word of a pattern; a trailing `*` makes it a prefix. */
  define(word: string): number {
    const isPrefix = word.endsWith("*");
    const map = isPrefix ? this.prefixes : this.exact;
    const key = isPrefix ? word.slice(0, -1) : word;
    const known = map.get(key);
    if (known !== undefined) return known;
    const symbol = this.nextSymbol++;
    map.set(key, symbol);
    return symbol;
  }

  /** Builds the look-up; no word can be defined afterwards. */
  seal(): void {
    const symbolsByWord = new Map<string, number[]>();
    const add = (word: string, symbol: number): void => {
      const list = symbolsByWord.get(word);
      if (!list) symbolsByWord.set(word, [symbol]);
      else if (!list.includes(symbol)) list.push(symbol);
    };
    for (const [word, symbol] of this.exact) {
      add(word, symbol);
      for (const plural of pluralsOf(word)) add(plural, symbol);
    }
    for (const [word, list] of symbolsByWord)
      this.idByWord.set(word, this.addWord(word, [...list, ...this.prefixSymbols(word)]));
    this.buildTable(this.words.length);
    for (const prefix of this.prefixes.keys()) {
      const hash = hashOf(prefix);
      this.prefixFilter[hash & PREFIX_MASK] = 1;
      this.prefixIdByHash.set(hash, this.addWord(prefix, this.prefixSymbols(prefix)));
    }
    this.flattenLists();
  }

  private flattenLists(): void {
    this.lists = Int32Array.from(this.symbols.flat());
    this.listStarts = new Int32Array(this.symbols.length + 1);
    this.symbols.forEach((list, id) => (this.listStarts[id + 1] = (this.listStarts[id] ?? 0) + list.length));
    this.symbols = [];
  }

  private addWord(word: string, symbols: readonly number[]): number {
    this.symbols.push(symbols);
    return this.words.push(word) - 1;
  }

  private prefixSymbols(word: string): number[] {
    const symbols: number[] = [];
    for (let length = 1; length <= word.length; length++) {
      const symbol = this.prefixes.get(word.slice(0, length));
      if (symbol !== undefined) symbols.push(symbol);
    }
    return symbols;
  }

  private buildTable(wordCount: number): void {
    let capacity = 16;
    while (capacity < wordCount * 3) capacity *= 2;
    this.table = new Int32Array(capacity);
    this.hashes = new Int32Array(capacity);
    this.mask = capacity - 1;
    for (let id = 1; id < wordCount; id++) {
      const hash = hashOf(this.words[id] ?? "");
      let slot = hash & this.mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & this.mask;
      this.table[slot] = id;
      this.hashes[slot] = hash;
    }
  }

  /** Id of the word that stands at start..end of the text, given its hash; 0 when no pattern knows it. */
  find(hash: number, text: string, start: number, end: number): number {
    let slot = hash & this.mask;
    for (;;) {
      const id = this.table[slot] ?? 0;
      if (id === 0) return 0;
      if (this.hashes[slot] === hash && this.spells(id, text, start, end)) return id;
      slot = (slot + 1) & this.mask;
    }
  }

  /** Id of the prefix that ends exactly here, or 0. */
  findPrefix(hash: number, text: string, start: number, end: number): number {
    const id = this.prefixIdByHash.get(hash) ?? 0;
    return id !== 0 && this.spells(id, text, start, end) ? id : 0;
  }

  /** The symbols of a word are `symbolAt(i)` from `listStart` up to `listEnd`. */
  listStart(id: number): number {
    return this.listStarts[id] ?? 0;
  }

  listEnd(id: number): number {
    return this.listStarts[id + 1] ?? 0;
  }

  symbolAt(index: number): number {
    return this.lists[index] ?? 0;
  }

  /** Whether a word stands for one of the symbols. */
  isAmong(id: number, symbols: Int32Array | undefined): boolean {
    if (id === 0 || !symbols) return false;
    const end = this.listEnd(id);
    for (let at = this.listStart(id); at < end; at++) if (symbols.includes(this.symbolAt(at))) return true;
    return false;
  }

  /** Id of a word given as a string, for signs that the tokeniser makes itself. */
  idOf(word: string): number {
    return this.idByWord.get(word) ?? 0;
  }

  private spells(id: number, text: string, start: number, end: number): boolean {
    const word = this.words[id] ?? "";
    if (word.length !== end - start) return false;
    for (let i = 0; i < word.length; i++) {
      let code = lowerOf(text.charCodeAt(start + i));
      if (code === 0x2019) code = 39;
      if (code !== word.charCodeAt(i)) return false;
    }
    return true;
  }
}

function hashOf(word: string): number {
  let hash = HASH_SEED;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), HASH_PRIME);
  return hash;
}

/** Regular English plural of a word as a pattern writes it; none for signs, numbers and very short words. */
function pluralsOf(word: string): string[] {
  if (word.length < 2 || !/[a-z]$/.test(word)) return [];
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
  if (/(s|x|z|ch|sh)$/.test(word)) return [`${word}es`];
  return [`${word}s`];
}
