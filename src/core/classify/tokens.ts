import { APOSTROPHE, DIGIT, HARD_BREAK, LETTER, OTHER, STOP, SYMBOL, kindOf, lowerOf } from "#core/classify/characters";
import { type ComposedText, composeText, isMark } from "#core/classify/composed-text";
import { skipAddress, skipInline } from "#core/classify/inline";
import { kindOfNumber } from "#core/classify/numbers";
import type { SymbolTable } from "#core/classify/symbols";
import { joinsWord, skipPossessive } from "#core/classify/apostrophes";
import { CHECK_PRIME, HASH_PRIME, HASH_SEED } from "#core/classify/word-hash";
import { type Grammar, english } from "#core/lexicon/grammar";

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
/** A preposition before this word was left out, because an apostrophe ties it to the word: d'activation. */
export const LINKED = 128;

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
  private readonly grammar: Grammar;
  private hasMarks = false;

  constructor(table: SymbolTable, grammar: Grammar = english) {
    this.table = table;
    this.grammar = grammar;
    this.percentId = table.idOf("%");
    this.andId = table.idOf("and");
    this.currencyId = table.idOf("$");
    this.numberId = table.idOf("#");
  }

  read(text: string, segments: Segments = [0, text.length]): this {
    this.readSegments(text, segments);
    if (this.hasMarks) this.readComposed(composeText(text, segments));
    return this;
  }

  private readSegments(text: string, segments: Segments): void {
    this.text = text;
    this.count = 0;
    this.hasMarks = false;
    for (let i = 0; i + 1 < segments.length; i += 2) this.readSegment(segments[i] ?? 0, segments[i + 1] ?? 0, i > 0);
  }

  /** Some systems write ü as u and two dots: read as one letter, shown where it stands. */
  private readComposed({ source, text, segments, toSource }: ComposedText): void {
    this.readSegments(text, segments);
    this.text = source;
    for (let i = 0; i < this.count; i++) {
      this.start[i] = toSource(this.start[i] ?? 0);
      this.end[i] = toSource(this.end[i] ?? 0);
    }
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
      const kind = code >= 97 && code <= 122 ? LETTER : kindOf(code);
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

  /** A full stop ends a sentence when a space follows, except after one or two letters ("vs. ", "e.g. ") and what the grammar says. */
  private endsSentence(at: number, to: number): boolean {
    if (at + 1 < to && kindOf(this.text.charCodeAt(at + 1)) !== OTHER && this.text.charCodeAt(at + 1) > 32)
      return false;
    const last = this.count - 1;
    if (this.text.charCodeAt(at) !== 46 || last < 0) return true;
    const length = (this.end[last] ?? 0) - (this.start[last] ?? 0);
    const flags = this.flags[last] ?? 0;
    if (length <= 2 && flags === 0) return false;
    return !this.isShortened(last, at, length, flags);
  }

  private isShortened(last: number, at: number, length: number, flags: number): boolean {
    const { abbreviations, hasOrdinalStops } = this.grammar;
    if (this.end[last] !== at) return false;
    if (hasOrdinalStops && length <= 2 && (flags & NUMBER) !== 0) return true;
    if (abbreviations.size === 0 || length > 6) return false;
    return length === 1 || abbreviations.has(this.text.slice(this.start[last], at).toLowerCase());
  }

  private pushSign(code: number, at: number, broken: number): void {
    if (code === 37) this.push(this.percentId, at, at + 1, broken | PERCENT);
    else if (code === 38) this.push(this.andId, at, at + 1, broken);
    else this.push(this.currencyId, at, at + 1, broken | CURRENCY);
  }

  /** Reads the word that starts here; answers where to go on. Most are small letters up to a space, which needs no second look. */
  private readWord(from: number, to: number, broken: number): number {
    const { text, table } = this;
    let hash = HASH_SEED;
    let check = 0;
    let code = 32;
    let i = from;
    for (; i < to; i++) {
      code = text.charCodeAt(i);
      if (code < 97 || code > 122) break;
      hash = Math.imul(hash ^ code, HASH_PRIME);
      check = (Math.imul(check, CHECK_PRIME) + code) | 0;
    }
    if (i < to && code > 32) return this.readMixedWord(from, i, to, broken, hash, check);
    this.push(table.find(hash, check) || table.findByAffixes(text, from, i), from, i, broken);
    return i;
  }

  /** Goes on with a word at its first character that is no small letter; `hash` and `check` are those of what was read. */
  private readMixedWord(start: number, at: number, to: number, broken: number, hash: number, check: number): number {
    const { text, table } = this;
    let from = start;
    let flags = broken;
    let digits = 0;
    let uppers = 0;
    let dots = 0;
    let humps = 0;
    let i = at;
    for (; i < to; i++) {
      let code = text.charCodeAt(i);
      if (code < 97 || code > 122) {
        if (code <= 32) break;
        const kind = kindOf(code);
        if (kind === LETTER) {
          if (isMark(code)) this.hasMarks = true;
          const small = lowerOf(code);
          if (small !== code) {
            uppers++;
            if (i > from && isLowerCase(text.charCodeAt(i - 1))) humps++;
          } else if (code === 95) humps++;
          code = small;
        } else if (kind === DIGIT) digits++;
        else if (!joinsWord(text, kind, code, i, to)) break;
        else if (kind === APOSTROPHE) {
          const elided = this.elisionAt(from, i);
          if (elided) {
            // The word starts anew behind the apostrophe.
            if (elided === "link") flags |= LINKED;
            from = i + 1;
            hash = HASH_SEED;
            check = digits = uppers = dots = humps = 0;
            continue;
          }
          code = 39;
        } else dots++;
      }
      hash = Math.imul(hash ^ code, HASH_PRIME);
      check = (Math.imul(check, CHECK_PRIME) + code) | 0;
    }
    const after = i < to ? text.charCodeAt(i) : 32;
    if (after === 58 || after === 64) {
      const end = this.skipAddressOrMention(after, i, to);
      if (end > i) return end;
    }
    if ((digits | uppers | dots | humps) !== 0) flags |= this.writingOf(from, i, digits, uppers, dots, humps);
    const id = (flags & NUMBER) !== 0 ? this.numberId : 0;
    this.push(id || table.find(hash, check) || table.findByAffixes(text, from, i), from, i, flags);
    return skipPossessive(text, i, to);
  }

  /** Flags of a word by how it is written: a number, a version, an identifier, capitals. */
  private writingOf(from: number, to: number, digits: number, uppers: number, dots: number, humps: number): number {
    const letters = to - from - digits - dots;
    let flags = 0;
    if (digits > 0) {
      const kind = kindOfNumber(this.text, from, to, digits, letters, dots);
      if (kind) flags |= kind === "number" ? NUMBER : VERSION;
    }
    if ((humps > 0 || (dots > 0 && letters > 0) || (digits > 0 && letters > 2)) && !this.isPlainWord(from, to))
      flags |= IDENTIFIER;
    if (uppers > 1 && uppers === letters) flags |= UPPERCASE;
    return flags;
  }

  private elisionAt(from: number, at: number): Grammar["elisions"][string] {
    if (this.grammar === english || at - from > 2) return undefined;
    return this.grammar.elisions[this.text.slice(from, at).toLowerCase()];
  }

  private isPlainWord(from: number, to: number): boolean {
    return this.grammar !== english && this.grammar.isPlainWord(this.text.slice(from, to));
  }

  /** "https://…" and "name@host" are skipped as a whole. */
  private skipAddressOrMention(code: number, at: number, to: number): number {
    if (code === 58) return skipAddress(this.text, at, to);
    return at + 1 < to && kindOf(this.text.charCodeAt(at + 1)) === LETTER ? skipInline(this.text, at, to) : at;
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
