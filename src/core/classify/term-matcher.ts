import { commonness } from "#core/classify/common-words";
import { HitBuffer } from "#core/classify/hit-buffer";
import { type Sequence, parsePattern } from "#core/classify/pattern";
import { PhraseIndex } from "#core/classify/phrase-index";
import { PhraseSet } from "#core/classify/phrase-set";
import {
  covers,
  inTextOrder,
  insertInOrder,
  isLonger,
  nearPlace,
  type Place,
  REACH_OF_PHRASES,
} from "#core/classify/places";
import { Presence } from "#core/classify/presence";
import { SymbolTable } from "#core/classify/symbols";
import { BREAK_BEFORE, Tokens } from "#core/classify/tokens";
import type { LexiconEntry, TitlePlace } from "#core/lexicon/entry";
import { type Grammar, english } from "#core/lexicon/grammar";

export interface TermHit extends Place {
  /** Index of the entry. */
  entry: number;
  /** A guard stood near, or a needed word did not: seen, but counts for nothing. */
  isVoided: boolean;
  /** The parts of an `a ~ b` hit; null for a phrase. */
  parts: readonly Place[] | null;
}

type Pattern = Pick<LexiconEntry, "term" | "focus" | "strength" | "unless" | "needs" | "at" | "titleOnly">;

/** Where frames may stand in the tokens that were read: set for titles, null for other text. */
export interface TitleFrame {
  /** Tokens at which the title may be said to start: after tags and prefixes, too. */
  starts: readonly number[];
  /** The head noun of what the title names. */
  head: number;
}

const STRENGTH = { strong: 3, plain: 2, weak: 1 } as const;

interface CompiledEntry {
  focus: LexiconEntry["focus"];
  strength: number;
  /** Of `a ~ b`: the sets of the other parts by number, and the number of the rarest, which alone is looked for everywhere. */
  parts: readonly (PhraseSet | null)[] | null;
  rarest: number;
  place: TitlePlace | "title" | "anywhere";
  unless: PhraseSet | null;
  needs: PhraseSet | null;
  /** Names compounds by their end (`*strategie`): a guard may also stand inside the word (`cache*`). */
  isCompound: boolean;
}

/** Finds all terms of a lexicon in one walk over a text. Not re-entrant: buffers are used again. */
export class TermMatcher {
  readonly tokens: Tokens;
  private readonly symbols: SymbolTable;
  private readonly grammar: Grammar;
  private readonly entries: readonly CompiledEntry[];
  /** What may stand anywhere, and what only titles are asked for. */
  private readonly anywhere: PhraseIndex;
  private readonly inTitles: PhraseIndex;
  private readonly guards = new Map<string, PhraseSet>();
  /** Symbols of the whole text. */
  private readonly inText: Presence;
  private readonly buffer = new HitBuffer();

  /** Throws an Error that names the term whose pattern cannot be read. */
  constructor(entries: readonly Pattern[], extraWords: readonly string[] = [], grammar: Grammar = english) {
    this.grammar = grammar;
    this.symbols = new SymbolTable(grammar);
    this.anywhere = new PhraseIndex(this.symbols);
    this.inTitles = new PhraseIndex(this.symbols);
    for (const word of extraWords) this.symbols.define(word);
    this.entries = entries.map((entry, index) => this.compile(entry, index));
    this.symbols.seal();
    this.anywhere.seal();
    this.inTitles.seal();
    this.tokens = new Tokens(this.symbols, grammar);
    this.inText = new Presence(this.symbols);
  }

  private compile(entry: Pattern, index: number): CompiledEntry {
    const place = entry.at ?? (entry.titleOnly ? "title" : "anywhere");
    const { parts } = parsePattern(entry.term, this.grammar.elisions);
    const rarest = rarestPart(parts);
    const phrases = place === "anywhere" ? this.anywhere : this.inTitles;
    for (const sequence of parts[rarest] ?? []) phrases.add(sequence, index, rarestPlace(sequence));
    const others =
      parts.length === 1
        ? null
        : parts.map((sequences, part) => (part === rarest ? null : new PhraseSet(this.symbols, sequences)));
    return {
      focus: entry.focus,
      strength: STRENGTH[entry.strength],
      parts: others,
      rarest,
      place,
      unless: this.guard(entry.unless),
      needs: this.guard(entry.needs),
      isCompound: parts.some((sequences) => sequences.some(([first]) => first?.some((word) => word.startsWith("*")))),
    };
  }

  /** Many terms have the same guards; they share one set. */
  private guard(patterns: readonly string[] | undefined): PhraseSet | null {
    if (!patterns || patterns.length === 0) return null;
    const key = patterns.join("|");
    const known = this.guards.get(key);
    if (known) return known;
    const set = new PhraseSet(
      this.symbols,
      parsePattern(`(${key.replaceAll("~", "|")})`, this.grammar.elisions).parts[0] ?? [],
    );
    this.guards.set(key, set);
    return set;
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
    const lastToken = tokens.count - 1;
    buffer.length = 0;
    this.anywhere.walk(tokens, buffer);
    if (title) this.inTitles.walk(tokens, buffer);
    const phrases: TermHit[] = [];
    let pairs: TermHit[] | null = null;
    this.inText.add(tokens, 0, lastToken);
    for (let i = 0; i < buffer.length; i += 3) {
      const entry = buffer.at(i);
      const compiled = this.entries[entry];
      if (!compiled) continue;
      const first = buffer.at(i + 1);
      const last = buffer.at(i + 2);
      if (compiled.place !== "anywhere" && !standsAt(compiled.place, first, last, title)) continue;
      if (compiled.parts === null)
        insertInOrder(phrases, {
          entry,
          first,
          last,
          isVoided: this.isVoided(compiled, first, last, null),
          parts: null,
        });
      else if (this.mayBePair(compiled.parts)) {
        const pair = this.joinParts(entry, compiled, compiled.parts, { first, last });
        if (pair) (pairs ??= []).push(pair);
      }
    }
    this.inText.clear(tokens, 0, lastToken);
    if (pairs) return this.oneClaimPerWord(this.settle(phrases, pairs));
    return phrases.length > 1 ? this.oneClaimPerWord(this.dropContained(phrases)) : phrases;
  }

  private mayBePair(parts: readonly (PhraseSet | null)[]): boolean {
    for (const part of parts) if (part && this.inText.findAmong(part.firsts, 0) < 0) return false;
    return true;
  }

  /** The other parts of a pair, each near its neighbour; null when one is missing. */
  private joinParts(
    entry: number,
    compiled: CompiledEntry,
    sets: readonly (PhraseSet | null)[],
    rarest: Place,
  ): TermHit | null {
    const parts: Place[] = [];
    parts[compiled.rarest] = rarest;
    for (let part = compiled.rarest + 1; part < sets.length; part++) {
      const place = this.nearest(sets[part], parts[part - 1] ?? rarest);
      if (!place) return null;
      parts[part] = place;
    }
    for (let part = compiled.rarest - 1; part >= 0; part--) {
      const place = this.nearest(sets[part], parts[part + 1] ?? rarest);
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
    const { near } = this.grammar.reach;
    let bestGap = near + 1;
    this.findAround(set, beside.first, beside.last, near + set.depth - 1, (first, last) => {
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
    { unless, needs, isCompound }: CompiledEntry,
    first: number,
    last: number,
    parts: readonly Place[] | null,
  ): boolean {
    if (
      unless &&
      this.inText.findAmong(unless.firsts, 0) >= 0 &&
      this.standsNear(unless, first, last, parts, this.grammar.reach.unless, isCompound)
    )
      return true;
    return needs !== null && !this.standsNear(needs, first, last, parts, this.grammar.reach.needs);
  }

  /** Whether a guard's pattern stands within reach in the same sentence, and not merely inside the words of the hit. */
  private standsNear(
    guard: PhraseSet,
    first: number,
    last: number,
    parts: readonly Place[] | null,
    reach: number,
    isCompound = false,
  ): boolean {
    return this.findAround(guard, first, last, reach, (guardFirst, guardLast) => {
      if (isCompound || guardFirst < first || guardLast > last) return true;
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
    const { tokens } = this;
    const { flags, count } = tokens;
    let from = first;
    while (from > 0 && first - from < reach && ((flags[from] ?? 0) & BREAK_BEFORE) === 0) from--;
    let to = last;
    while (to + 1 < count && to - last < reach && ((flags[to + 1] ?? 0) & BREAK_BEFORE) === 0) to++;
    return set.find(tokens, from, to, this.inText, found);
  }

  /**
   * One statement for the same words: of hits of one focus the stronger counts, then the longer. Across foci a longer phrase wins
   * whatever its strength, because it tells the sense of the words inside it.
   */
  private dropContained(hits: readonly TermHit[]): TermHit[] {
    const kept: TermHit[] = [];
    for (let i = 0; i < hits.length; i++) {
      const hit = hits[i];
      if (hit && !this.isSurpassed(hit, i, hits)) kept.push(hit);
    }
    return kept;
  }

  private isSurpassed(hit: TermHit, at: number, hits: readonly TermHit[]): boolean {
    for (let i = at - 1; i >= 0; i--) {
      const other = hits[i];
      if (!other || other.first < hit.first - REACH_OF_PHRASES) break;
      if (this.surpasses(other, hit, i < at)) return true;
    }
    for (let i = at + 1; i < hits.length; i++) {
      const other = hits[i];
      if (!other || other.first > hit.last) break;
      if (this.surpasses(other, hit, i < at)) return true;
    }
    return false;
  }

  /** Whether a hit leaves nothing to another; `isEarlier` settles draws. */
  private surpasses(one: TermHit, other: TermHit, isEarlier: boolean): boolean {
    if (one.isVoided) return false;
    const a = this.entries[one.entry];
    const b = this.entries[other.entry];
    if (!a || !b) return false;
    if (a.focus !== b.focus)
      return !one.parts && (other.parts ?? [other]).some((part) => covers(one, part) && isLonger(one, part));
    const isOver = covers(one, other);
    if (!isOver && !covers(other, one)) return false;
    if (other.isVoided) return isOver;
    if (a.strength !== b.strength) return a.strength > b.strength;
    return isOver && (isLonger(one, other) || isEarlier);
  }

  /**
   * A word speaks once for a focus: of hits that share one ("comms strategy", "strategy for the sunset") the strongest counts, then
   * the one with the most words, then the first.
   */
  private oneClaimPerWord(hits: TermHit[]): TermHit[] {
    if (hits.length < 2) return hits;
    const claims = hits.map((hit, index) => {
      const { focus = "shared", strength = 0 } = this.entries[hit.entry] ?? {};
      return { hit, index, focus, rank: strength * 100 + wordsOf(hit) };
    });
    const taken = { strategic: new Set<number>(), tactical: new Set<number>(), shared: new Set<number>() };
    const lost = new Set<TermHit>();
    for (const { hit, focus } of claims.sort((a, b) => b.rank - a.rank || a.index - b.index)) {
      if (hit.isVoided) continue;
      const places = hit.parts ?? [hit];
      if (places.some((place) => hasAny(taken[focus], place))) lost.add(hit);
      else for (const place of places) for (let at = place.first; at <= place.last; at++) taken[focus].add(at);
    }
    return lost.size === 0 ? hits : hits.filter((hit) => !lost.has(hit));
  }

  private settle(phrases: readonly TermHit[], pairs: readonly TermHit[]): TermHit[] {
    const hits = this.dropContained([...phrases, ...pairs].sort(inTextOrder));
    const live = hits.filter((hit) => hit.parts && !hit.isVoided);
    // A pair speaks for its parts, whatever their own focus: "reduce ~ churn" leaves no "reduce".
    return hits.filter(
      (hit) =>
        hit.parts !== null ||
        !nearPlace(live, hit).some((pair) => (pair.parts ?? []).some((part) => covers(part, hit))),
    );
  }
}

const wordsOf = ({ first, last, parts }: TermHit): number =>
  parts ? parts.reduce((sum, part) => sum + part.last - part.first + 1, 0) : last - first + 1;

function hasAny(taken: ReadonlySet<number>, { first, last }: Place): boolean {
  for (let at = first; at <= last; at++) if (taken.has(at)) return true;
  return false;
}

function standsAt(place: TitlePlace | "title", first: number, last: number, title: TitleFrame | null): boolean {
  if (title === null) return false;
  return place === "title" || (place === "start" ? title.starts.includes(first) : title.head === last);
}

/** The part that starts the fewest searches. */
function rarestPart(parts: readonly (readonly Sequence[])[]): number {
  if (parts.length === 1) return 0;
  const costs = parts.map((sequences) =>
    sequences.reduce((sum, sequence) => sum + Math.min(...sequence.map(costOf)), 0),
  );
  return costs.indexOf(Math.min(...costs));
}

/** The place whose choices are the rarest: the sequence waits there. */
function rarestPlace(sequence: Sequence): number {
  const costs = sequence.map(costOf);
  return costs.indexOf(Math.min(...costs));
}

const costOf = (words: readonly string[]): number => words.reduce((sum, word) => sum + commonness(word), 0);
