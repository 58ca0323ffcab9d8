import { type Grammar, english } from "#core/lexicon/grammar";

/**
 * Words are known by two 32-bit hashes of their lower-case UTF-16 units, in integers only, the same on every platform:
 * hash = imul(hash ^ unit, PRIME), check = imul(check, CHECK_PRIME) + unit. Two different words with both hashes equal are not to be
 * expected in any amount of text (64 bits), and comparing characters would cost more than all the rest.
 */
export const HASH_SEED = 0x811c9dc5 | 0;
export const HASH_PRIME = 0x01000193;
export const CHECK_PRIME = 0x2c1b3c6d;
export const PREFIX_MASK = 16_383;

/** Suffixes hash from their last letter to their first, so that all suffixes of a word come out of one walk. */
export const SUFFIX_MASK = 4_095;

const MOST_WORDS = 65_535;

/** Symbols of numbers and signs, which no word can spell. */
export const NUMBER_SYMBOL = 1;

/**
 * The words a matcher knows, as small integers. A word of the text is looked up by a hash that the tokeniser computes while it
 * walks over the characters, so unknown words cost no string. One word may stand for several symbols: itself, the singular a
 * pattern wrote, and any `prefix*` or `*suffix`.
 */
export class SymbolTable {
  private readonly words: string[] = [""];
  private symbols: (readonly number[])[] = [[]];
  private lists = new Uint16Array(0);
  private listStarts = new Int32Array(1);
  private signatures = new Int32Array(1);
  private wordCount = 1;
  private readonly idByWord = new Map<string, number>();
  private readonly exact = new Map<string, number>([["#", NUMBER_SYMBOL]]);
  private readonly prefixes = new Map<string, number>();
  private readonly suffixes = new Map<string, number>();
  /** Symbols by the affixes of the text, after `seal`: in all their forms and spellings. */
  private readonly prefixForms = new Map<string, number[]>();
  private readonly suffixForms = new Map<string, number[]>();
  private readonly grammar: Grammar;
  /** Open hash table of word ids (0: empty), and the hashes of each word. Small arrays: what a look-up costs is memory. */
  private slots = new Uint16Array(0);
  private hashes = new Int32Array(0);
  private checks = new Int32Array(0);
  private mask = 0;
  /** One bit of hope per hash: could a prefix end here? */
  readonly prefixFilter = new Uint8Array(PREFIX_MASK + 1);
  private readonly prefixIdByHash = new Map<number, { check: number; id: number }>();
  readonly suffixFilter = new Uint8Array(SUFFIX_MASK + 1);
  private readonly suffixIdByHash = new Map<number, { check: number; id: number }>();
  /** Words that are known by a prefix and a suffix at once, found as they turn up. */
  private readonly joined = new Map<number, number>();
  private nextSymbol = 2;

  constructor(grammar: Grammar = english) {
    this.grammar = grammar;
  }

  get size(): number {
    return this.nextSymbol;
  }

  /** Whether a token's last letters may matter. */
  get hasSuffixes(): boolean {
    return this.suffixes.size > 0;
  }

  /** Symbol of a word of a pattern; `*` at its end makes it a prefix, at its start a suffix. */
  define(word: string): number {
    const isPrefix = word.endsWith("*");
    const isSuffix = word.startsWith("*");
    const map = isPrefix ? this.prefixes : isSuffix ? this.suffixes : this.exact;
    const key = isPrefix ? word.slice(0, -1) : isSuffix ? word.slice(1) : word;
    const known = map.get(key);
    if (known !== undefined) return known;
    const symbol = this.nextSymbol++;
    map.set(key, symbol);
    return symbol;
  }

  /** Builds the look-up; no word can be defined afterwards. */
  seal(): void {
    const symbolsByWord = new Map<string, number[]>();
    for (const [word, symbol] of this.exact) {
      addTo(symbolsByWord, this.spellingsOf(word), symbol);
      for (const form of this.grammar.formsOf(word)) addTo(symbolsByWord, this.spellingsOf(form), symbol);
    }
    for (const [prefix, symbol] of this.prefixes) addTo(this.prefixForms, this.spellingsOf(prefix), symbol);
    for (const [suffix, symbol] of this.suffixes)
      for (const form of [suffix, ...this.grammar.formsOf(suffix)])
        addTo(this.suffixForms, this.spellingsOf(form), symbol);
    for (const [word, list] of symbolsByWord)
      this.idByWord.set(
        word,
        this.addWord(word, [...new Set([...list, ...this.prefixSymbols(word), ...this.suffixSymbols(word)])]),
      );
    this.buildTable(this.words.length);
    for (const prefix of this.prefixForms.keys()) {
      const { hash, check } = hashesOf(prefix);
      this.prefixFilter[hash & PREFIX_MASK] = 1;
      this.prefixIdByHash.set(hash, { check, id: this.addWord(prefix, this.prefixSymbols(prefix)) });
    }
    for (const suffix of this.suffixForms.keys()) {
      const { hash, check } = hashesOf(Array.from(suffix).reverse().join(""));
      this.suffixFilter[hash & SUFFIX_MASK] = 1;
      this.suffixIdByHash.set(hash, { check, id: this.addWord(suffix, this.suffixSymbols(suffix)) });
    }
    this.flattenLists();
  }

  private spellingsOf(word: string): string[] {
    const plain = this.grammar.plainSpelling(word);
    return plain === undefined ? [word] : [word, plain];
  }

  private flattenLists(): void {
    const all = this.symbols.flat();
    if (all.length > MOST_WORDS)
      throw new Error(`A lexicon may have ${MOST_WORDS} words at most; this one has ${all.length}.`);
    this.lists = Uint16Array.from(all);
    this.wordCount = this.symbols.length;
    this.listStarts = new Int32Array(this.wordCount + 1);
    this.signatures = new Int32Array(this.wordCount);
    this.symbols.forEach((list, id) => {
      this.listStarts[id + 1] = (this.listStarts[id] ?? 0) + list.length;
      this.signatures[id] = signatureOf(list);
    });
    this.symbols = [];
  }

  private addWord(word: string, symbols: readonly number[]): number {
    this.symbols.push(symbols);
    return this.words.push(word) - 1;
  }

  private prefixSymbols(word: string): number[] {
    const symbols: number[] = [];
    for (let length = 1; length <= word.length; length++)
      symbols.push(...(this.prefixForms.get(word.slice(0, length)) ?? []));
    return symbols;
  }

  private suffixSymbols(word: string): number[] {
    const symbols: number[] = [];
    if (this.suffixForms.size === 0) return symbols;
    for (let start = word.length - 1; start >= 0; start--)
      symbols.push(...(this.suffixForms.get(word.slice(start)) ?? []));
    return [...new Set(symbols)];
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

  /** Id of the suffix whose letters, read backwards, have these hashes, or 0. */
  findSuffix(hash: number, check: number): number {
    const suffix = this.suffixIdByHash.get(hash);
    return suffix?.check === check ? suffix.id : 0;
  }

  /** Id of a word that stands for the symbols of two ids; it is made when it is first asked for. */
  join(one: number, other: number): number {
    if (one === 0 || other === 0) return one || other;
    const key = one * (MOST_WORDS + 1) + other;
    const known = this.joined.get(key);
    if (known !== undefined) return known;
    const symbols = new Set<number>();
    for (const word of [one, other])
      for (let at = this.listStart(word); at < this.listEnd(word); at++) symbols.add(this.symbolAt(at));
    const id = this.wordCount++;
    const start = this.listStart(id);
    this.lists = withRoom(this.lists, start + symbols.size);
    this.listStarts = withRoom(this.listStarts, id + 2);
    this.signatures = withRoom(this.signatures, id + 1);
    this.lists.set([...symbols], start);
    this.listStarts[id + 1] = start + symbols.size;
    this.signatures[id] = signatureOf([...symbols]);
    this.joined.set(key, id);
    return id;
  }

  /** Bits of the symbols of a word, as `signatureOf` gives them. */
  signature(id: number): number {
    return this.signatures[id] ?? 0;
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

  /** Id of a word given as a string, for signs that the tokeniser makes itself. */
  idOf(word: string): number {
    return this.idByWord.get(word) ?? 0;
  }
}

/** One bit per symbol modulo 32: two lists whose bits have none in common have no symbol in common. */
export function signatureOf(symbols: readonly number[]): number {
  let bits = 0;
  for (const symbol of symbols) bits |= 1 << (symbol & 31);
  return bits;
}

/** The same numbers with room for more; at least twice as much, so that growing costs little in the long run. */
function withRoom<T extends Uint16Array | Int32Array>(numbers: T, size: number): T {
  if (size <= numbers.length) return numbers;
  const larger = numbers instanceof Uint16Array ? new Uint16Array(size * 2) : new Int32Array(size * 2);
  larger.set(numbers);
  return larger as T;
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

function addTo(map: Map<string, number[]>, words: readonly string[], symbol: number): void {
  for (const word of words) {
    const list = map.get(word);
    if (!list) map.set(word, [symbol]);
    else if (!list.includes(symbol)) list.push(symbol);
  }
}
