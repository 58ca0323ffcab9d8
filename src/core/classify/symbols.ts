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
  private readonly words: string[] = [""];
  private symbols: (readonly number[])[] = [[]];
  private lists = new Uint16Array(0);
  /** Two numbers of each word, side by side because both are asked for: where its symbols start, and their signature. */
  private info = new Int32Array(2);
  private wordCount = 1;
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
  private nextSymbol = 2;

  constructor(grammar: Grammar = english) {
    this.grammar = grammar;
  }

  get size(): number {
    return this.nextSymbol;
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
    for (const prefix of this.prefixForms.keys())
      this.prefixIds.add(prefix, this.addWord(prefix, this.prefixSymbols(prefix)));
    for (const suffix of this.suffixForms.keys())
      this.suffixIds.add(Array.from(suffix).reverse().join(""), this.addWord(suffix, this.suffixSymbols(suffix)));
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
    this.info = new Int32Array((this.wordCount + 1) * 2);
    this.symbols.forEach((list, id) => this.noteList(id, list));
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

  /** A list starts where that of the word before it ends. */
  private noteList(id: number, list: readonly number[]): void {
    this.info[id * 2 + 1] = signatureOf(list);
    this.info[id * 2 + 2] = (this.info[id * 2] ?? 0) + list.length;
  }

  private buildTable(wordCount: number): void {
    let capacity = 16;
    while (capacity < wordCount * 2) capacity *= 2;
    this.slots = new Int32Array(capacity * 2);
    this.mask = capacity - 1;
    for (let id = 1; id < wordCount; id++) {
      const { hash, check } = hashesOf(this.words[id] ?? "");
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
    const id = this.wordCount++;
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
    return this.info[id * 2 + 1] ?? 0;
  }

  /** The symbols of a word are `symbolAt(i)` from `listStart` up to `listEnd`. */
  listStart(id: number): number {
    return this.info[id * 2] ?? 0;
  }

  listEnd(id: number): number {
    return this.info[id * 2 + 2] ?? 0;
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

function addTo(map: Map<string, number[]>, words: readonly string[], symbol: number): void {
  for (const word of words) {
    const list = map.get(word);
    if (!list) map.set(word, [symbol]);
    else if (!list.includes(symbol)) list.push(symbol);
  }
}
