import { parsePattern } from "#core/classify/pattern";
import { HitBuffer, PhraseTrie } from "#core/classify/phrase-trie";
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
  parts: readonly (PhraseTrie | null)[];
  rarest: number;
  place: TitlePlace | "title" | "anywhere";
  unless: PhraseTrie | null;
  needs: PhraseTrie | null;
}

/** Finds all terms of a lexicon in one walk over a text. Not re-entrant: buffers are used again. */
export class TermMatcher {
  readonly tokens: Tokens;
  private readonly symbols = new SymbolTable();
  private readonly entries: readonly CompiledEntry[];
  private readonly trie = new PhraseTrie(this.symbols);
  private readonly tries = new Map<string, PhraseTrie>();
  /** Symbols seen around the place under inspection carry the present mark. */
  private readonly marks: Int32Array;
  private mark = 0;
  private readonly buffer = new HitBuffer();
  private readonly guardBuffer = new HitBuffer();

  /** Throws an Error that names the term whose pattern cannot be read. */
  constructor(entries: readonly Pattern[], extraWords: readonly string[] = []) {
    for (const word of extraWords) this.symbols.define(word);
    const patterns = entries.map((entry) => parsePattern(entry.term).parts);
    const frequencies = countWords(patterns);
    this.entries = entries.map((entry, index) => {
      const parts = patterns[index] ?? [];
      const rarest = rarestPart(parts, frequencies);
      for (const words of parts[rarest] ?? []) this.trie.add(words, index);
      return {
        focus: entry.focus,
        parts: parts.map((sequences, part) => (part === rarest ? null : this.smallTrie(sequences))),
        rarest,
        place: entry.at ?? (entry.titleOnly ? "title" : "anywhere"),
        unless: this.guardTrie(entry.unless),
        needs: this.guardTrie(entry.needs),
      };
    });
    this.symbols.seal();
    for (const trie of [this.trie, ...this.tries.values()]) trie.seal();
    this.tokens = new Tokens(this.symbols);
    this.marks = new Int32Array(this.symbols.size);
  }

  private guardTrie(patterns: readonly string[] | undefined): PhraseTrie | null {
    if (!patterns || patterns.length === 0) return null;
    return this.smallTrie(patterns.flatMap((source) => parsePattern(source).parts.flat()));
  }

  /** Many terms have the same guards; they share one trie. */
  private smallTrie(sequences: readonly (readonly string[])[]): PhraseTrie {
    const key = sequences.map((words) => words.join(" ")).join("|");
    const known = this.tries.get(key);
    if (known) return known;
    const trie = new PhraseTrie(this.symbols);
    for (const words of sequences) trie.add(words, 0);
    this.tries.set(key, trie);
    return trie;
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
    this.trie.walk(tokens, 0, tokens.count - 1, buffer);
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
      } else phrases.push({ entry, first, last, isVoided: this.isVoided(compiled, first, last), parts: null });
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
    return { entry, first, last, parts, isVoided: this.isVoided(compiled, first, last) };
  }

  /** The nearest sequence of a trie that stands beside a place in the same sentence, without overlapping it. */
  private nearest(trie: PhraseTrie | null | undefined, beside: Place): Place | null {
    if (!trie) return null;
    const { guardBuffer } = this;
    this.findAround(trie, beside.first, beside.last, NEAR + trie.depth - 1);
    let best = -1;
    let bestGap = NEAR + 1;
    for (let i = 0; i < guardBuffer.length; i += 3) {
      const first = guardBuffer.at(i + 1);
      const gap = first > beside.last ? first - beside.last : beside.first - guardBuffer.at(i + 2);
      if (gap < 1 || gap >= bestGap) continue;
      best = i;
      bestGap = gap;
    }
    return best < 0 ? null : { first: guardBuffer.at(best + 1), last: guardBuffer.at(best + 2) };
  }

  /** Fills the guard buffer with the sequences of a trie in the same sentence around a place. */
  private findAround(trie: PhraseTrie, first: number, last: number, reach: number): void {
    const { tokens, symbols, marks, guardBuffer } = this;
    const { flags, count, word } = tokens;
    guardBuffer.length = 0;
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
    if (trie.startsAmong(marks, mark)) trie.walk(tokens, from, to, guardBuffer);
  }

  private isVoided({ unless, needs }: CompiledEntry, first: number, last: number): boolean {
    if (unless && this.standsNear(unless, first, last, UNLESS_REACH)) return true;
    return needs !== null && !this.standsNear(needs, first, last, NEEDS_REACH);
  }

  /** Whether a guard's pattern stands within reach in the same sentence, and not merely inside the hit. */
  private standsNear(guard: PhraseTrie, first: number, last: number, reach: number): boolean {
    const { guardBuffer } = this;
    this.findAround(guard, first, last, reach);
    for (let i = 0; i < guardBuffer.length; i += 3) if (guardBuffer.at(i + 1) < first || guardBuffer.at(i + 2) > last) return true;
    return false;
  }

  /** Drops phrases strictly inside another that counts, and of equals in place and focus all but the first. */
  private dropContained(phrases: readonly TermHit[]): TermHit[] {
    const ordered = longestFirst(phrases);
    const kept: TermHit[] = [];
    const live: TermHit[] = [];
    for (const hit of ordered) {
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

/** How often each word stands in the patterns: words of many patterns are common in texts, too. */
function countWords(patterns: readonly (readonly (readonly (readonly string[])[])[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const parts of patterns) for (const word of new Set(parts.flat(2))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Words of nearly every English text; looking for them first would cost most. Only speed depends on this list. */
const COMMON: ReadonlySet<string> = new Set(
  "the a an to of in on for and or is are be was were do does did not it this that with as by from at if when so what which who how our we us i you they can should would will new all no more than use used using add create set get make has have had there their into #".split(" "),
);

/** The part whose words are in the fewest other patterns, so that it starts the fewest searches. */
function rarestPart(parts: readonly (readonly (readonly string[])[])[], frequencies: ReadonlyMap<string, number>): number {
  let best = 0;
  let least = Infinity;
  parts.forEach((sequences, part) => {
    let sum = 0;
    for (const words of sequences) sum += Math.min(...words.map((word) => (COMMON.has(word) ? 5000 : (frequencies.get(word) ?? 0))));
    if (sum >= least) return;
    least = sum;
    best = part;
  });
  return best;
}

const inTextOrder = (a: TermHit, b: TermHit): number => a.first - b.first || b.last - a.last || a.entry - b.entry;
const lengthOf = ({ first, last }: Place): number => last - first;
const covers = (outer: Place, inner: Place): boolean => outer.first <= inner.first && outer.last >= inner.last;

/** Hits come by first token, the shorter first; this turns each run of one first token round. */
function longestFirst(hits: readonly TermHit[]): TermHit[] {
  const ordered: TermHit[] = [];
  for (let from = 0; from < hits.length; ) {
    let to = from + 1;
    while (to < hits.length && hits[to]?.first === hits[from]?.first) to++;
    if (to === from + 1) {
      const hit = hits[from];
      if (hit) ordered.push(hit);
    } else ordered.push(...hits.slice(from, to).sort((a, b) => b.last - a.last || a.entry - b.entry));
    from = to;
  }
  return ordered;
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
