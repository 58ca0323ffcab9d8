import { HitBuffer } from "#core/classify/hit-buffer";
import { type Sequence, parsePattern } from "#core/classify/pattern";
import { PhraseIndex } from "#core/classify/phrase-index";
import { PhraseSet } from "#core/classify/phrase-set";
import { SymbolTable } from "#core/classify/symbols";
import { BREAK_BEFORE, Tokens } from "#core/classify/tokens";
import type { LexiconEntry, TitlePlace } from "#core/lexicon/entry";

/** Tokens that may stand between the parts of `a ~ b`, and how far guards look; part of the pattern language. */
const NEAR = 4;
const UNLESS_REACH = 4;
const NEEDS_REACH = 6;
/** No phrase is longer, so overlaps are looked for no further. */
const LONGEST_PHRASE = 16;

interface Place {
  /** Tokens, ends included. */
  first: number;
  last: number;
}

export interface TermHit extends Place {
  /** Index of the entry. */
  entry: number;
  /** A guard stood near, or a needed word did not: seen, but counts for nothing. */
  isVoided: boolean;
  /** The parts of an `a ~ b` hit; null for a phrase. */
  parts: readonly Place[] | null;
}

type Pattern = Pick<LexiconEntry, "term" | "focus" | "unless" | "needs" | "at" | "titleOnly">;

/** Where frames may stand in the tokens that were read: set for titles, null for other text. */
export interface TitleFrame {
  /** Tokens at which the title may be said to start: after tags and prefixes, too. */
  starts: readonly number[];
  /** The head noun of what the title names. */
  head: number;
}

interface CompiledEntry {
  focus: LexiconEntry["focus"];
  /** Of `a ~ b`: the other parts by their number, and the number of the rarest, which alone is looked for everywhere. */
  parts: readonly (PhraseSet | null)[];
  rarest: number;
  place: TitlePlace | "title" | "anywhere";
  unless: PhraseSet | null;
  needs: PhraseSet | null;
}

/** Finds all terms of a lexicon in one walk over a text. Not re-entrant: buffers are used again. */
export class TermMatcher {
  readonly tokens: Tokens;
  private readonly symbols = new SymbolTable();
  private readonly entries: readonly CompiledEntry[];
  private readonly index = new PhraseIndex(this.symbols);
  private readonly sets = new Map<string, PhraseSet>();
  /** Symbols seen around the place under inspection carry the present mark. */
  private readonly marks: Int32Array;
  private mark = 0;
  private readonly buffer = new HitBuffer();

  /** Throws an Error that names the term whose pattern cannot be read. */
  constructor(entries: readonly Pattern[], extraWords: readonly string[] = []) {
    for (const word of extraWords) this.symbols.define(word);
    const patterns = entries.map((entry) => parsePattern(entry.term).parts);
    const frequencies = countWords(patterns);
    this.entries = entries.map((entry, index) => {
      const parts = patterns[index] ?? [];
      const rarest = rarestPart(parts, frequencies);
      for (const sequence of parts[rarest] ?? []) this.index.add(sequence, index, rarestPlace(sequence, frequencies));
      return {
        focus: entry.focus,
        parts: parts.map((sequences, part) => (part === rarest ? null : this.phraseSet(sequences))),
        rarest,
        place: entry.at ?? (entry.titleOnly ? "title" : "anywhere"),
        unless: this.guard(entry.unless),
        needs: this.guard(entry.needs),
      };
    });
    this.symbols.seal();
    this.index.seal();
    this.tokens = new Tokens(this.symbols);
    this.marks = new Int32Array(this.symbols.size);
  }

  /** Many terms have the same guards; they share one set. */
  private guard(patterns: readonly string[] | undefined): PhraseSet | null {
    if (!patterns || patterns.length === 0) return null;
    const key = patterns.join("|");
    const known = this.sets.get(key);
    if (known) return known;
    const set = this.phraseSet(parsePattern(`(${key.replaceAll("~", "|")})`).parts[0] ?? []);
    this.sets.set(key, set);
    return set;
  }

  private phraseSet(sequences: readonly Sequence[]): PhraseSet {
    return new PhraseSet(this.symbols, sequences);
  }

  /** Id of a word of the patterns, as it stands in `tokens.word`; 0 when no pattern has it. */
  idOf(word: string): number {
    return this.symbols.idOf(word);
  }

  /**
   * All hits in the tokens that were read last, in the order of the text. A phrase inside a longer phrase is not a hit of its
   * own: "caching strategy" leaves nothing to "strategy".
   */
  match(title: TitleFrame | null = null): TermHit[] {
    const { tokens, buffer } = this;
    buffer.length = 0;
    if (this.mark > 1e9) this.marks.fill((this.mark = 0));
    this.index.walk(tokens, buffer);
    const phrases: TermHit[] = [];
    const pairs: TermHit[] = [];
    for (let i = 0; i < buffer.length; i += 3) {
      const entry = buffer.at(i);
      const compiled = this.entries[entry];
      const first = buffer.at(i + 1);
      const last = buffer.at(i + 2);
      if (!compiled || (compiled.place !== "anywhere" && !standsAt(compiled.place, first, last, title))) continue;
      if (compiled.parts.length > 1) {
        const pair = this.joinParts(entry, compiled, { first, last });
        if (pair) pairs.push(pair);
      } else
        insertInOrder(phrases, {
          entry,
          first,
          last,
          isVoided: this.isVoided(compiled, first, last, null),
          parts: null,
        });
    }
    const standing = phrases.length > 1 ? this.dropContained(phrases) : phrases;
    return pairs.length > 0 ? this.settlePairs(standing, pairs) : standing;
  }

  /** The other parts of a pair, each near its neighbour; null when one is missing. */
  private joinParts(entry: number, compiled: CompiledEntry, rarest: Place): TermHit | null {
    const parts: Place[] = [];
    parts[compiled.rarest] = rarest;
    for (let part = compiled.rarest + 1; part < compiled.parts.length; part++) {
      const place = this.nearest(compiled.parts[part], parts[part - 1] ?? rarest);
      if (!place) return null;
      parts[part] = place;
    }
    for (let part = compiled.rarest - 1; part >= 0; part--) {
      const place = this.nearest(compiled.parts[part], parts[part + 1] ?? rarest);
      if (!place) return null;
      parts[part] = place;
    }
    let { first, last } = rarest;
    for (const place of parts) {
      if (place.first < first) first = place.first;
      if (place.last > last) last = place.last;
    }
    return { entry, first, last, parts, isVoided: this.isVoided(compiled, first, last, parts) };
  }

  /** The nearest sequence of a set that stands beside a place in the same sentence, without overlapping it. */
  private nearest(set: PhraseSet | null | undefined, beside: Place): Place | null {
    if (!set) return null;
    const best = { first: -1, last: -1 };
    let bestGap = NEAR + 1;
    this.findAround(set, beside.first, beside.last, NEAR + set.depth - 1, (first, last) => {
      const gap = first > beside.last ? first - beside.last : beside.first - last;
      if (gap < 1 || gap >= bestGap) return false;
      best.first = first;
      best.last = last;
      bestGap = gap;
      return false;
    });
    return best.first < 0 ? null : best;
  }

  private isVoided(
    { unless, needs }: CompiledEntry,
    first: number,
    last: number,
    parts: readonly Place[] | null,
  ): boolean {
    if (unless && this.standsNear(unless, first, last, parts, UNLESS_REACH)) return true;
    return needs !== null && !this.standsNear(needs, first, last, parts, NEEDS_REACH);
  }

  /** Whether a guard's pattern stands within reach in the same sentence, and not merely inside the words of the hit. */
  private standsNear(
    guard: PhraseSet,
    first: number,
    last: number,
    parts: readonly Place[] | null,
    reach: number,
  ): boolean {
    return this.findAround(guard, first, last, reach, (guardFirst, guardLast) => {
      if (guardFirst < first || guardLast > last) return true;
      return parts !== null && !parts.some((part) => part.first <= guardFirst && part.last >= guardLast);
    });
  }

  /** Looks for the sequences of a set in the same sentence around a place. */
  private findAround(
    set: PhraseSet,
    first: number,
    last: number,
    reach: number,
    found: (first: number, last: number) => boolean,
  ): boolean {
    const { tokens, symbols, marks } = this;
    const { flags, count, word } = tokens;
    let from = first;
    while (from > 0 && first - from < reach && ((flags[from] ?? 0) & BREAK_BEFORE) === 0) from--;
    let to = last;
    while (to + 1 < count && to - last < reach && ((flags[to + 1] ?? 0) & BREAK_BEFORE) === 0) to++;
    const mark = ++this.mark;
    for (let token = from; token <= to; token++) {
      const id = word[token] ?? 0;
      if (id === 0) continue;
      const end = symbols.listEnd(id);
      for (let at = symbols.listStart(id); at < end; at++) marks[symbols.symbolAt(at)] = mark;
    }
    return set.find(tokens, from, to, marks, mark, found);
  }

  /** Drops phrases strictly inside another that counts, and of equals in place and focus all but the first. */
  private dropContained(phrases: readonly TermHit[]): TermHit[] {
    const kept: TermHit[] = [];
    const live: TermHit[] = [];
    for (const hit of phrases) {
      if (this.isContained(hit, live)) continue;
      kept.push(hit);
      if (!hit.isVoided) live.push(hit);
    }
    return kept;
  }

  private isContained(hit: TermHit, live: readonly TermHit[]): boolean {
    for (let i = live.length - 1; i >= 0; i--) {
      const other = live[i];
      if (!other || other.first < hit.first - LONGEST_PHRASE) return false;
      if (!covers(other, hit)) continue;
      if (lengthOf(other) > lengthOf(hit) || this.focusOf(other) === this.focusOf(hit)) return true;
    }
    return false;
  }

  private focusOf({ entry }: TermHit): LexiconEntry["focus"] | undefined {
    return this.entries[entry]?.focus;
  }

  private settlePairs(phrases: readonly TermHit[], candidates: readonly TermHit[]): TermHit[] {
    const counting = phrases.filter((hit) => !hit.isVoided);
    const pairs = candidates.filter((pair) => !this.isTakenOver(pair, counting)).sort(inTextOrder);
    if (pairs.length === 0) return [...phrases];
    const live = pairs.filter((pair) => !pair.isVoided);
    const kept = phrases.filter((hit) => !this.isInsidePair(hit, live));
    return [...kept, ...pairs].sort(inTextOrder);
  }

  /** A part of the pair is inside a longer phrase of another focus: "define … caching strategy" is no `define ~ strategy`. */
  private isTakenOver(pair: TermHit, phrases: readonly TermHit[]): boolean {
    const focus = this.focusOf(pair);
    const overlaps = near(phrases, pair);
    return (pair.parts ?? []).some((part) =>
      overlaps.some((hit) => this.focusOf(hit) !== focus && covers(hit, part) && lengthOf(hit) > lengthOf(part)),
    );
  }

  /** A pair speaks for all of its own focus that stands within it, and for its parts whatever their focus. */
  private isInsidePair(hit: TermHit, pairs: readonly TermHit[]): boolean {
    const focus = this.focusOf(hit);
    return near(pairs, hit).some((pair) =>
      this.focusOf(pair) === focus ? covers(pair, hit) : (pair.parts ?? []).some((part) => covers(part, hit)),
    );
  }
}

function standsAt(place: TitlePlace | "title", first: number, last: number, title: TitleFrame | null): boolean {
  if (title === null) return false;
  return place === "title" || (place === "start" ? title.starts.includes(first) : title.head === last);
}

/** In how many patterns each word stands: words of many patterns are common in texts, too. */
function countWords(patterns: readonly (readonly (readonly Sequence[])[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const parts of patterns) {
    const words = new Set<string>();
    for (const sequences of parts)
      for (const sequence of sequences) for (const choices of sequence) for (const word of choices) words.add(word);
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** Words of nearly every English text; looking for them first would cost most. Only speed depends on this list. */
const COMMON: ReadonlySet<string> = new Set(
  "the a an to of in on for and or is are be was were do does did not it this that with as by from at if when so what which who how our we us i you they can should would will new all no more than use used using add create set get make has have had there their into #".split(
    " ",
  ),
);
const COST_OF_COMMON = 200;

function costOf(words: readonly string[], frequencies: ReadonlyMap<string, number>): number {
  let cost = 0;
  for (const word of words) cost += COMMON.has(word) ? COST_OF_COMMON : (frequencies.get(word) ?? 0);
  return cost;
}

/** The place whose choices are the rarest: the sequence waits there. */
function rarestPlace(sequence: Sequence, frequencies: ReadonlyMap<string, number>): number {
  const costs = sequence.map((words) => costOf(words, frequencies));
  return costs.indexOf(Math.min(...costs));
}

/** The part that starts the fewest searches. */
function rarestPart(parts: readonly (readonly Sequence[])[], frequencies: ReadonlyMap<string, number>): number {
  if (parts.length === 1) return 0;
  const costs = parts.map((sequences) =>
    sequences.reduce((sum, sequence) => sum + Math.min(...sequence.map((words) => costOf(words, frequencies))), 0),
  );
  return costs.indexOf(Math.min(...costs));
}

const inTextOrder = (a: TermHit, b: TermHit): number => a.first - b.first || b.last - a.last || a.entry - b.entry;
const lengthOf = ({ first, last }: Place): number => last - first;
const covers = (outer: Place, inner: Place): boolean => outer.first <= inner.first && outer.last >= inner.last;

/** Keeps hits in text order, the longer first; they come nearly sorted. */
function insertInOrder(hits: TermHit[], hit: TermHit): void {
  let at = hits.length;
  hits.push(hit);
  for (; at > 0; at--) {
    const before = hits[at - 1];
    if (!before || inTextOrder(before, hit) <= 0) break;
    hits[at] = before;
  }
  hits[at] = hit;
}

/** Hits of a list in text order that could overlap a place; a binary search keeps long texts linear. */
function near(hits: readonly TermHit[], { first, last }: Place): TermHit[] {
  let low = 0;
  let high = hits.length;
  const from = first - LONGEST_PHRASE * 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle]?.first ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const found: TermHit[] = [];
  for (let i = low; i < hits.length; i++) {
    const hit = hits[i];
    if (!hit || hit.first > last) break;
    if (hit.last >= first) found.push(hit);
  }
  return found;
}
