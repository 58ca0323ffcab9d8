import { Affixes } from "#core/classify/affixes";
import { hashesOf } from "#core/classify/word-hash";
import { type Grammar, english } from "#core/lexicon/grammar";

const MOST_WORDS = 65_535;
const ID_BITS = MOST_WORDS;
const CHECK_BITS = ~ID_BITS;

/** Symbols of numbers and signs, which no word can spell. */
export const NUMBER_SYMBOL = 1;

/**
 * The words a matcher knows, as small integers. A word of the text is looked up by a hash that the tokeniser computes while it
 * walks over the characters, so unknown words cost no string. One word may stand for several symbols: itself, the singular a
 * pattern wrote, and any `prefix*` or `*suffix`.
 */
export class SymbolTable {
  /** Words of the text with their ids. A word that stands for one symbol has its number as id, which saves most look-ups. */
  private readonly words: [word: string, id: number][] = [];
  /** Symbols of the ids from `size` on. */
  private symbols: (readonly number[])[] = [];
  /** Symbols defined by words that are told from their other forms. */
  private readonly apart = new Set<number>();
  private lists = new Uint16Array(0);
  /** Two numbers of each word, side by side because both are asked for: where its symbols start, and their signature. */
  private info = new Int32Array(2);
  private idCount = 0;
  private readonly idByWord = new Map<string, number>();
  private readonly exact = new Map<string, number>([["#", NUMBER_SYMBOL]]);
  private readonly prefixes = new Map<string, number>();
  private readonly suffixes = new Map<string, number>();
  /** Symbols by the affixes of the text, after `seal`: in all their forms and spellings. */
  private readonly prefixForms = new Map<string, number[]>();
  private readonly suffixForms = new Map<string, number[]>();
  private readonly grammar: Grammar;
  /**
   * Open hash table of words, two numbers a slot: the hash, and the upper half of the check with the id (0: empty) below it. What a
   * look-up costs is memory, so all it needs lies in one place.
   */
  private slots = new Int32Array(0);
  private mask = 0;
  private readonly prefixIds = new Affixes();
  private readonly suffixIds = new Affixes();
  /** Words that are known by a prefix and a suffix at once, found as they turn up. */
  private readonly joined = new Map<number, number>();
  /** Symbols are the numbers below it. */
  size = 2;

  constructor(grammar: Grammar = english) {
    this.grammar = grammar;
  }

  /** Symbol of a word of a pattern; `*` at its end makes it a prefix, at its start a suffix. */
  define(word: string): number {
    const isPrefix = word.endsWith("*");
    const isSuffix = word.startsWith("*");
    const map = isPrefix ? this.prefixes : isSuffix ? this.suffixes : this.exact;
    const key = isPrefix ? word.slice(0, -1) : isSuffix ? word.slice(1) : word;
    const known = map.get(key);
    if (known !== undefined) return known;
    const symbol = this.size++;
    map.set(key, symbol);
    return symbol;
  }

  /** The same for a word whose id no other word shall have, not even its plural. */
  defineApart(word: string): void {
    this.apart.add(this.define(word));
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
    for (const [word, list] of symbolsByWord) {
      const id = this.idFor([...new Set([...list, ...this.prefixSymbols(word), ...this.suffixSymbols(word)])], word);
      this.idByWord.set(word, id);
      this.words.push([word, id]);
    }
    this.buildTable();
    for (const prefix of this.prefixForms.keys()) this.prefixIds.add(prefix, this.idFor(this.prefixSymbols(prefix)));
    for (const suffix of this.suffixForms.keys())
      this.suffixIds.add(Array.from(suffix).reverse().join(""), this.idFor(this.suffixSymbols(suffix)));
    this.flattenLists();
  }

  private spellingsOf(word: string): string[] {
    const plain = this.grammar.plainSpelling(word);
    return plain === undefined ? [word] : [word, plain];
  }

  /** Id of what stands for some symbols; the only one of them where that tells enough. */
  private idFor(symbols: readonly number[], word?: string): number {
    const [only] = symbols;
    if (symbols.length === 1 && only !== undefined && (!this.apart.has(only) || this.exact.get(word ?? "") === only))
      return only;
    return this.size + this.symbols.push(symbols) - 1;
  }

  private flattenLists(): void {
    const own = Array.from({ length: this.size }, (_, symbol) => [symbol]);
    const all = [...own, ...this.symbols];
    this.lists = Uint16Array.from(all.flat());
    if (this.lists.length > MOST_WORDS)
      throw new Error(`A lexicon may have ${MOST_WORDS} words at most; this one has ${this.lists.length}.`);
    this.idCount = all.length;
    this.info = new Int32Array((this.idCount + 1) * 2);
    all.forEach((list, id) => this.noteList(id, list));
    this.symbols = [];
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

  /** A list starts where that of the word before it ends. */
  private noteList(id: number, list: readonly number[]): void {
    this.info[id * 2 + 1] = signatureOf(list);
    this.info[id * 2 + 2] = (this.info[id * 2] ?? 0) + list.length;
  }

  private buildTable(): void {
    let capacity = 16;
    while (capacity < this.words.length * 2) capacity *= 2;
    this.slots = new Int32Array(capacity * 2);
    this.mask = capacity - 1;
    for (const [word, id] of this.words) {
      const { hash, check } = hashesOf(word);
      let slot = (hash ^ (hash >>> 16)) & this.mask;
      while (this.slots[slot * 2 + 1] !== 0) slot = (slot + 1) & this.mask;
      this.slots[slot * 2] = hash;
      this.slots[slot * 2 + 1] = (check & CHECK_BITS) | id;
    }
  }

  /** Id of the word with these hashes; 0 when no pattern knows it. */
  find(hash: number, check: number): number {
    const { slots, mask } = this;
    for (let slot = (hash ^ (hash >>> 16)) & mask; ; slot = (slot + 1) & mask) {
      const known = slots[slot * 2 + 1] ?? 0;
      if (known === 0) return 0;
      if (slots[slot * 2] === hash && ((known ^ check) & CHECK_BITS) === 0) return known & ID_BITS;
    }
  }

  /** Id of a word of a text by its first and last letters, for those that no pattern knows as a whole; 0 for none. */
  findByAffixes(text: string, from: number, to: number): number {
    const prefix = this.prefixIds.findLongest(text, from, to - 1, 1);
    return this.suffixIds.size === 0 ? prefix : this.join(prefix, this.suffixIds.findLongest(text, to - 1, from, -1));
  }

  /** Id of a word that stands for the symbols of two ids; it is made when it is first asked for. */
  private join(one: number, other: number): number {
    if (one === 0 || other === 0) return one || other;
    const key = one * (MOST_WORDS + 1) + other;
    const known = this.joined.get(key);
    if (known !== undefined) return known;
    const symbols = new Set<number>();
    for (const word of [one, other])
      for (let at = this.listStart(word); at < this.listEnd(word); at++) symbols.add(this.symbolAt(at));
    const id = this.idCount++;
    const start = this.listStart(id);
    this.lists = withRoom(this.lists, start + symbols.size);
    this.info = withRoom(this.info, id * 2 + 3);
    this.lists.set([...symbols], start);
    this.noteList(id, [...symbols]);
    this.joined.set(key, id);
    return id;
  }

  /** Bits of the symbols of a word, as `signatureOf` gives them. */
  signature(id: number): number {
    if (id < this.size) return id === 0 ? 0 : 1 << (id & 31);
    return this.info[id * 2 + 1] ?? 0;
  }

  /** The symbols of a word are `symbolAt(i)` from `listStart` up to `listEnd`; those of a single one need no look-up. */
  listStart(id: number): number {
    return id < this.size ? id : (this.info[id * 2] ?? 0);
  }

  listEnd(id: number): number {
    return id < this.size ? id + 1 : (this.info[id * 2 + 2] ?? 0);
  }

  symbolAt(index: number): number {
    return index < this.size ? index : (this.lists[index] ?? 0);
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

function addTo(map: Map<string, number[]>, words: readonly string[], symbol: number): void {
  for (const word of words) {
    const list = map.get(word);
    if (!list) map.set(word, [symbol]);
    else if (!list.includes(symbol)) list.push(symbol);
  }
}
