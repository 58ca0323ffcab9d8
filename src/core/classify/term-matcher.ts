import { GuardSets } from "#core/classify/guard-sets";
import { HitBuffer } from "#core/classify/hit-buffer";
import { FOCUS_BITS, HitList, STRENGTH_SHIFT, VOIDED } from "#core/classify/hit-list";
import { parsePattern } from "#core/classify/pattern";
import { PhraseIndex } from "#core/classify/phrase-index";
import { PhraseSets } from "#core/classify/phrase-sets";
import { rarestPart, rarestPlace } from "#core/classify/rarest";
import { HitSettler } from "#core/classify/settle-hits";
import { SymbolTable } from "#core/classify/symbols";
import { BREAK_BEFORE, Tokens } from "#core/classify/tokens";
import type { LexiconEntry } from "#core/lexicon/entry";
import { type Grammar, english } from "#core/lexicon/grammar";

type Pattern = Pick<LexiconEntry, "term" | "focus" | "strength" | "unless" | "needs" | "at" | "titleOnly">;

/** Where frames may stand in the tokens that were read: set for titles, null for other text. */
export interface TitleFrame {
  /** Tokens at which the title may be said to start: after tags and prefixes, too. */
  starts: readonly number[];
  /** The head noun of what the title names. */
  head: number;
}

/** A place where a term was found: first and last token. */
export interface TermHit {
  /** Index of the entry. */
  entry: number;
  first: number;
  last: number;
  /** A guard stood near, or a needed word did not: seen, but counts for nothing. */
  isVoided: boolean;
}

const STRENGTH = { strong: 3, plain: 2, weak: 1 } as const;
const FOCUS = { strategic: 1, tactical: 2, shared: 4 } as const;

/** Numbers of an entry: traits, the sets of its guards (-1: none), and where its pair is (-1: a phrase). */
const ENTRY = 4;
/** Beside focus and strength: where in a title it must stand. */
const AT_START = 32;
const AT_HEAD = 64;
/** Names compounds by their end (`*strategie`): a guard may also stand inside the word (`cache*`). */
const IS_COMPOUND = 128;
const HIT_TRAITS = FOCUS_BITS | (3 << STRENGTH_SHIFT);

/** Finds all terms of a lexicon in one walk over a text. Not re-entrant: buffers are used again. */
export class TermMatcher {
  readonly tokens: Tokens;
  private readonly symbols: SymbolTable;
  private readonly grammar: Grammar;
  private readonly entries: Int32Array;
  /**
   * Of each `a ~ b`: the number of the rarest part, how many there are, and their sets. The rarest alone is looked for everywhere and
   * has none (-1).
   */
  private readonly pairs: number[] = [];
  private readonly phrases: PhraseIndex;
  private readonly sets: PhraseSets;
  private readonly buffer = new HitBuffer();
  private readonly hits = new HitList();
  private readonly settler = new HitSettler(this.hits);
  /** Parts of the pair at hand: first and last token of each. */
  private readonly parts: number[] = [];

  /** `extraWords` are asked for with `idOf`. Throws an Error that names the term whose pattern cannot be read. */
  constructor(entries: readonly Pattern[], extraWords: readonly string[] = [], grammar: Grammar = english) {
    this.grammar = grammar;
    this.symbols = new SymbolTable(grammar);
    this.phrases = new PhraseIndex(this.symbols);
    this.sets = new PhraseSets(this.symbols);
    for (const word of extraWords) this.symbols.defineApart(word);
    this.entries = new Int32Array(entries.length * ENTRY);
    const guards = new GuardSets(this.sets, grammar);
    entries.forEach((entry, index) => this.entries.set(this.compile(entry, index, guards), index * ENTRY));
    this.symbols.seal();
    this.phrases.seal();
    this.sets.seal();
    this.tokens = new Tokens(this.symbols, grammar);
  }

  private compile(entry: Pattern, index: number, guards: GuardSets): [number, number, number, number] {
    const { parts } = parsePattern(entry.term, this.grammar.elisions);
    const rarest = rarestPart(parts);
    const isTitleOnly = entry.at !== undefined || entry.titleOnly === true;
    for (const sequence of parts[rarest] ?? []) this.phrases.add(sequence, index, rarestPlace(sequence), isTitleOnly);
    let pair = -1;
    if (parts.length > 1) {
      const sets = parts.map((sequences, part) =>
        part === rarest ? -1 : this.sets.add(this.sets.startsOf(sequences)),
      );
      pair = this.pairs.length;
      this.pairs.push(rarest, parts.length, ...sets);
    }
    const isCompound =
      entry.term.includes("*") &&
      parts.some((sequences) => sequences.some(([first]) => first?.some((word) => word.startsWith("*"))));
    const traits =
      FOCUS[entry.focus] |
      (STRENGTH[entry.strength] << STRENGTH_SHIFT) |
      (entry.at === "start" ? AT_START : entry.at === "head" ? AT_HEAD : 0) |
      (isCompound ? IS_COMPOUND : 0);
    return [traits, guards.setOf(entry.unless), guards.setOf(entry.needs), pair];
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
    const { tokens, buffer, hits, entries } = this;
    buffer.length = 0;
    hits.clear();
    this.phrases.walk(tokens, title !== null, buffer);
    let hasPairs = false;
    for (let i = 0; i < buffer.length; i += 3) {
      const entry = buffer.at(i);
      const first = buffer.at(i + 1);
      const last = buffer.at(i + 2);
      const traits = entries[entry * ENTRY] ?? 0;
      if (title !== null && !standsAt(traits, first, last, title)) continue;
      const pair = entries[entry * ENTRY + 3] ?? -1;
      if (pair < 0) hits.add(entry, first, last, this.traitsOf(entry, first, last), 0);
      else if (this.addPair(entry, pair, first, last)) hasPairs = true;
    }
    this.settler.settle(tokens.count, hasPairs);
    return this.listHits();
  }

  private listHits(): TermHit[] {
    const { hits } = this;
    const list: TermHit[] = [];
    for (let at = 0; at < hits.count; at++)
      list.push({
        entry: hits.entry(at),
        first: hits.first(at),
        last: hits.last(at),
        isVoided: (hits.traits(at) & VOIDED) !== 0,
      });
    return list;
  }

  /** Adds a hit of `a ~ b` when its other parts stand each near its neighbour. */
  private addPair(entry: number, pair: number, first: number, last: number): boolean {
    const { parts, hits, pairs } = this;
    const rarest = pairs[pair] ?? 0;
    const count = pairs[pair + 1] ?? 0;
    const sets = pair + 2;
    parts[rarest * 2] = first;
    parts[rarest * 2 + 1] = last;
    for (let part = rarest + 1; part < count; part++)
      if (!this.findPart(pairs[sets + part] ?? 0, part, part - 1)) return false;
    for (let part = rarest - 1; part >= 0; part--)
      if (!this.findPart(pairs[sets + part] ?? 0, part, part + 1)) return false;
    let from = first;
    let to = last;
    for (let part = 0; part < count; part++) {
      from = Math.min(from, parts[part * 2] ?? from);
      to = Math.max(to, parts[part * 2 + 1] ?? to);
      hits.addPart(parts[part * 2] ?? 0, parts[part * 2 + 1] ?? 0);
    }
    hits.add(entry, from, to, this.traitsOf(entry, from, to, count), count);
    return true;
  }

  /**
   * Finds for a part the nearest sequence of its set that stands beside another part in the same sentence, without overlapping it;
   * of equally near ones that which the pattern names first.
   */
  private findPart(set: number, part: number, neighbour: number): boolean {
    const { parts, tokens } = this;
    const first = parts[neighbour * 2] ?? 0;
    const last = parts[neighbour * 2 + 1] ?? 0;
    const { near } = this.grammar.reach;
    const reach = near + this.sets.depthOf(set) - 1;
    const to = this.lastInReach(last, reach);
    const start = this.sets.findStart(set, tokens, this.firstInReach(first, reach), to);
    if (start < 0) return false;
    let bestGap = near + 1;
    let bestOrder = 0;
    this.sets.find(set, tokens, start, to, (foundFirst, foundLast, order) => {
      const gap = foundFirst > last ? foundFirst - last : first - foundLast;
      if (gap < 1 || gap > bestGap || (gap === bestGap && order >= bestOrder)) return false;
      parts[part * 2] = foundFirst;
      parts[part * 2 + 1] = foundLast;
      bestGap = gap;
      bestOrder = order;
      return false;
    });
    return bestGap <= near;
  }

  /** Traits of a hit; `parts` is how many parts of it are at hand. */
  private traitsOf(entry: number, first: number, last: number, parts = 0): number {
    const traits = this.entries[entry * ENTRY] ?? 0;
    const unless = this.entries[entry * ENTRY + 1] ?? -1;
    const needs = this.entries[entry * ENTRY + 2] ?? -1;
    const { reach } = this.grammar;
    const isVoided =
      (unless >= 0 && this.standsNear(unless, first, last, parts, reach.unless, (traits & IS_COMPOUND) !== 0)) ||
      (needs >= 0 && !this.standsNear(needs, first, last, parts, reach.needs, false));
    return (traits & HIT_TRAITS) | (isVoided ? VOIDED : 0);
  }

  /** Whether a guard's pattern stands within reach in the same sentence, and not merely inside the words of the hit. */
  private standsNear(
    guard: number,
    first: number,
    last: number,
    parts: number,
    reach: number,
    isCompound: boolean,
  ): boolean {
    const to = this.lastInReach(last, reach);
    const start = this.sets.findStart(guard, this.tokens, this.firstInReach(first, reach), to);
    if (start < 0) return false;
    return this.sets.find(guard, this.tokens, start, to, (guardFirst, guardLast) => {
      if (isCompound || guardFirst < first || guardLast > last) return true;
      return parts > 0 && !this.isInsidePart(guardFirst, guardLast, parts);
    });
  }

  private isInsidePart(first: number, last: number, parts: number): boolean {
    for (let part = 0; part < parts; part++)
      if ((this.parts[part * 2] ?? 0) <= first && (this.parts[part * 2 + 1] ?? 0) >= last) return true;
    return false;
  }

  /** How far a sentence goes before and behind a place, as far as matters. */
  private firstInReach(first: number, reach: number): number {
    const { flags } = this.tokens;
    let from = first;
    while (from > 0 && first - from < reach && ((flags[from] ?? 0) & BREAK_BEFORE) === 0) from--;
    return from;
  }

  private lastInReach(last: number, reach: number): number {
    const { flags, count } = this.tokens;
    let to = last;
    while (to + 1 < count && to - last < reach && ((flags[to + 1] ?? 0) & BREAK_BEFORE) === 0) to++;
    return to;
  }
}

function standsAt(traits: number, first: number, last: number, title: TitleFrame): boolean {
  if ((traits & AT_START) !== 0) return title.starts.includes(first);
  return (traits & AT_HEAD) === 0 || title.head === last;
}
