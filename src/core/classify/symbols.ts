/**
 * Words are known by two 32-bit hashes of their lower-case UTF-16 units, in integers only, the same on every platform:
 * hash = imul(hash ^ unit, PRIME), check = imul(check, CHECK_PRIME) + unit. Two different words with both hashes equal are not to be
 * expected in any amount of text (64 bits), and comparing characters would cost more than all the rest.
 */
export const HASH_SEED = 0x811c9dc5 | 0;
export const HASH_PRIME = 0x01000193;
export const CHECK_PRIME = 0x2c1b3c6d;
export const PREFIX_MASK = 16_383;

const MOST_WORDS = 65_535;

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
  private lists = new Uint16Array(0);
  private listStarts = new Uint16Array(1);
  private readonly idByWord = new Map<string, number>();
  private readonly exact = new Map<string, number>([["#", NUMBER_SYMBOL]]);
  private readonly prefixes = new Map<string, number>();
  /** Open hash table of word ids (0: empty), and the hashes of each word. Small arrays: what a look-up costs is memory. */
  private slots = new Uint16Array(0);
  private hashes = new Int32Array(0);
  private checks = new Int32Array(0);
  private mask = 0;
  /** One bit of hope per hash: could a prefix end here? */
  readonly prefixFilter = new Uint8Array(PREFIX_MASK + 1);
  private readonly prefixIdByHash = new Map<number, { check: number; id: number }>();
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
      const { hash, check } = hashesOf(prefix);
      this.prefixFilter[hash & PREFIX_MASK] = 1;
      this.prefixIdByHash.set(hash, { check, id: this.addWord(prefix, this.prefixSymbols(prefix)) });
    }
    this.flattenLists();
  }

  private flattenLists(): void {
    const all = this.symbols.flat();
    if (all.length > MOST_WORDS)
      throw new Error(`A lexicon may have ${MOST_WORDS} words at most; this one has ${all.length}.`);
    this.lists = Uint16Array.from(all);
    this.listStarts = new Uint16Array(this.symbols.length + 1);
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
    while (capacity < wordCount * 2) capacity *= 2;
    this.slots = new Uint16Array(capacity);
    this.hashes = new Int32Array(wordCount);
    this.checks = new Int32Array(wordCount);
    this.mask = capacity - 1;
    for (let id = 1; id < wordCount; id++) {
      const { hash, check } = hashesOf(this.words[id] ?? "");
      this.hashes[id] = hash;
      this.checks[id] = check;
      let slot = (hash ^ (hash >>> 16)) & this.mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask;
      this.slots[slot] = id;
    }
  }

  /** Id of the word with these hashes; 0 when no pattern knows it. */
  find(hash: number, check: number): number {
    const { slots, mask } = this;
    for (let slot = (hash ^ (hash >>> 16)) & mask; ; slot = (slot + 1) & mask) {
      const id = slots[slot] ?? 0;
      if (id === 0 || (this.hashes[id] === hash && this.checks[id] === check)) return id;
    }
  }

  /** Id of the prefix with these hashes, or 0. */
  findPrefix(hash: number, check: number): number {
    const prefix = this.prefixIdByHash.get(hash);
    return prefix?.check === check ? prefix.id : 0;
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

  /** Whether a word stands for a symbol. */
  standsFor(id: number, symbol: number): boolean {
    const end = this.listStarts[id + 1] ?? 0;
    for (let at = this.listStarts[id] ?? 0; at < end; at++) if (this.lists[at] === symbol) return true;
    return false;
  }

  /** Id of a word given as a string, for signs that the tokeniser makes itself. */
  idOf(word: string): number {
    return this.idByWord.get(word) ?? 0;
  }
}

function hashesOf(word: string): { hash: number; check: number } {
  let hash = HASH_SEED;
  let check = 0;
  for (let i = 0; i < word.length; i++) {
    hash = Math.imul(hash ^ word.charCodeAt(i), HASH_PRIME);
    check = (Math.imul(check, CHECK_PRIME) + word.charCodeAt(i)) | 0;
  }
  return { hash, check };
}

/** Regular English plural of a word as a pattern writes it; none for signs, numbers and very short words. */
function pluralsOf(word: string): string[] {
  if (word.length < 2 || !/[a-z]$/.test(word)) return [];
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
  if (/(s|x|z|ch|sh)$/.test(word)) return [`${word}es`];
  return [`${word}s`];
}
