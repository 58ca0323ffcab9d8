import { APOSTROPHE, DIGIT, HARD_BREAK, LETTER, OTHER, STOP, SYMBOL, kindOf, lowerOf } from "#core/classify/characters";
import { skipAddress, skipInline } from "#core/classify/inline";
import { CHECK_PRIME, HASH_PRIME, HASH_SEED, PREFIX_MASK, type SymbolTable } from "#core/classify/symbols";

/** A sentence or line ended before this token: no phrase and no guard reaches across. */
export const BREAK_BEFORE = 1;
/** Digits, alone or with separators and a unit: 20, 1,000, 10k, 3.5m. */
export const NUMBER = 2;
/** Written like code: camelCase, snake_case, a.b, x1. */
export const IDENTIFIER = 4;
export const UPPERCASE = 8;
export const PERCENT = 16;
export const CURRENCY = 32;
/** A version: v2, 1.4.0. */
export const VERSION = 64;

/** Parts of a text that are read, as start, end, start, end: a sorted list of offsets. */
export type Segments = readonly number[];

/**
 * Tokens of one text, kept as columns in buffers that are used again for the next one: valid until the next `read`.
 * Hyphens and slashes separate words; `&` reads as "and"; a possessive 's is not part of the word.
 */
export class Tokens {
  text = "";
  count = 0;
  word = new Int32Array(256);
  start = new Int32Array(256);
  end = new Int32Array(256);
  flags = new Uint8Array(256);
  private readonly percentId: number;
  private readonly andId: number;
  private readonly currencyId: number;
  private readonly numberId: number;
  private readonly table: SymbolTable;

  constructor(table: SymbolTable) {
    this.table = table;
    this.percentId = table.idOf("%");
    this.andId = table.idOf("and");
    this.currencyId = table.idOf("$");
    this.numberId = table.idOf("#");
  }

  read(text: string, segments: Segments = [0, text.length]): this {
    this.text = text;
    this.count = 0;
    for (let i = 0; i + 1 < segments.length; i += 2) this.readSegment(segments[i] ?? 0, segments[i + 1] ?? 0, i > 0);
    return this;
  }

  private readSegment(from: number, to: number, isLater: boolean): void {
    const { text } = this;
    let broken = isLater ? BREAK_BEFORE : 0;
    let i = from;
    while (i < to) {
      const code = text.charCodeAt(i);
      if (code === 32) {
        i++;
        continue;
      }
      const kind = kindOf(code);
      if (kind === LETTER || kind === DIGIT) {
        i = this.readWord(i, to, broken);
        broken = 0;
        continue;
      }
      if (kind === HARD_BREAK) broken = BREAK_BEFORE;
      else if (kind === STOP) {
        if (this.endsSentence(i, to)) broken = BREAK_BEFORE;
      } else if (kind === SYMBOL) {
        this.pushSign(code, i, broken);
        broken = 0;
      } else if (code > 32) {
        const after = skipInline(text, i, to);
        if (after > i) {
          i = after;
          continue;
        }
      }
      i++;
    }
  }

  /** A full stop ends a sentence when a space follows, except after one or two letters: "vs. ", "e.g. ". */
  private endsSentence(at: number, to: number): boolean {
    if (at + 1 < to && kindOf(this.text.charCodeAt(at + 1)) !== OTHER && this.text.charCodeAt(at + 1) > 32)
      return false;
    const last = this.count - 1;
    if (this.text.charCodeAt(at) !== 46 || last < 0) return true;
    return (this.end[last] ?? 0) - (this.start[last] ?? 0) > 2 || (this.flags[last] ?? 0) !== 0;
  }

  private pushSign(code: number, at: number, broken: number): void {
    if (code === 37) this.push(this.percentId, at, at + 1, broken | PERCENT);
    else if (code === 38) this.push(this.andId, at, at + 1, broken);
    else this.push(this.currencyId, at, at + 1, broken | CURRENCY);
  }

  private readWord(from: number, to: number, broken: number): number {
    const { text, table } = this;
    const filter = table.prefixFilter;
    let hash = HASH_SEED;
    let check = 0;
    let flags = broken;
    let prefix = 0;
    let digits = 0;
    let uppers = 0;
    let dots = 0;
    let humps = 0;
    let i = from;
    for (; i < to; i++) {
      let code = text.charCodeAt(i);
      if (code < 97 || code > 122) {
        const kind = kindOf(code);
        if (kind === LETTER) {
          const small = lowerOf(code);
          if (small !== code) {
            uppers++;
            if (i > from && isLowerCase(text.charCodeAt(i - 1))) humps++;
          } else if (code === 95) humps++;
          code = small;
        } else if (kind === DIGIT) digits++;
        else if (!this.joins(kind, code, i, to)) break;
        else if (kind === APOSTROPHE) code = 39;
        else dots++;
      }
      hash = Math.imul(hash ^ code, HASH_PRIME);
      check = (Math.imul(check, CHECK_PRIME) + code) | 0;
      if (filter[hash & PREFIX_MASK] === 1) prefix = table.findPrefix(hash, check) || prefix;
    }
    if (i < to) {
      const after = text.charCodeAt(i);
      if (after === 58 || after === 64) {
        const end = this.skipAddressOrMention(after, i, to);
        if (end > i) return end;
      }
    }
    let id = 0;
    if ((digits | uppers | dots | humps) !== 0) {
      const letters = i - from - digits - dots;
      if (digits > 0) flags |= numberFlags(text, from, i, digits, letters, dots);
      if (humps > 0 || (dots > 0 && letters > 0) || (digits > 0 && letters > 2)) flags |= IDENTIFIER;
      if (uppers > 1 && uppers === letters) flags |= UPPERCASE;
      if ((flags & NUMBER) !== 0) id = this.numberId;
    }
    this.push(id || table.find(hash, check) || prefix, from, i, flags);
    return this.skipPossessive(i, to);
  }

  /** "https://…" and "name@host" are skipped as a whole. */
  private skipAddressOrMention(code: number, at: number, to: number): number {
    if (code === 58) return skipAddress(this.text, at, to);
    return at + 1 < to && kindOf(this.text.charCodeAt(at + 1)) === LETTER ? skipInline(this.text, at, to) : at;
  }

  /** Whether the character at i holds two halves of one token together. */
  private joins(kind: number, code: number, i: number, to: number): boolean {
    if (i + 1 >= to) return false;
    const before = kindOf(this.text.charCodeAt(i - 1));
    const after = kindOf(this.text.charCodeAt(i + 1));
    if (kind === APOSTROPHE) return before === LETTER && after === LETTER && !this.isPossessive(i, to);
    if (code === 46) return (before === LETTER || before === DIGIT) && (after === LETTER || after === DIGIT);
    if (code === 44) return before === DIGIT && after === DIGIT;
    return false;
  }

  private isPossessive(i: number, to: number): boolean {
    if ((this.text.charCodeAt(i + 1) | 32) !== 115) return false;
    if (i + 2 >= to) return true;
    const after = kindOf(this.text.charCodeAt(i + 2));
    return after !== LETTER && after !== DIGIT;
  }

  private skipPossessive(i: number, to: number): number {
    if (i >= to || this.text.charCodeAt(i) === 32) return i;
    const isOne = i + 1 < to && kindOf(this.text.charCodeAt(i)) === APOSTROPHE && this.isPossessive(i, to);
    return isOne ? i + 2 : i;
  }

  private push(word: number, start: number, end: number, flags: number): void {
    if (this.count === this.word.length) this.grow();
    this.word[this.count] = word;
    this.start[this.count] = start;
    this.end[this.count] = end;
    this.flags[this.count] = flags;
    this.count++;
  }

  private grow(): void {
    const size = this.word.length * 2;
    const copy = <T extends Int32Array | Uint8Array>(to: T, from: T): T => (to.set(from), to);
    this.word = copy(new Int32Array(size), this.word);
    this.start = copy(new Int32Array(size), this.start);
    this.end = copy(new Int32Array(size), this.end);
    this.flags = copy(new Uint8Array(size), this.flags);
  }
}

function isLowerCase(code: number): boolean {
  return code !== 95 && lowerOf(code) === code && kindOf(code) === LETTER;
}

/** 20, 1,000, 3.5, 10k, 2m, 1bn count as numbers; 1.4.0, v2 and 2.x as versions. */
function numberFlags(text: string, from: number, to: number, digits: number, letters: number, dots: number): number {
  const first = text.charCodeAt(from) | 32;
  const isVersion = dots >= 2 || (first === 118 && letters === 1 && digits + dots + 1 === to - from);
  if (isVersion) return VERSION;
  if (kindOf(text.charCodeAt(from)) !== DIGIT) return 0;
  if (letters === 0) return NUMBER;
  if (letters > 2) return 0;
  const unit = text.slice(to - letters, to).toLowerCase();
  return unit === "k" || unit === "m" || unit === "bn" || unit === "b" || unit === "x" || unit === "mm" ? NUMBER : 0;
}
