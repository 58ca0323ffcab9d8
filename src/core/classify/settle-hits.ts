import { DROPPED, FOCUS_BITS, type HitList, STRENGTH_BITS, STRENGTH_SHIFT, VOIDED } from "#core/classify/hit-list";

/** Leaves the hits that stand, each word speaking once. Buffers are used again for every text. */
export class HitSettler {
  private readonly hits: HitList;
  /** Focus bits of the hits that claimed a word, a byte per token; all zero between texts. */
  private claimed = new Uint8Array(256);
  private ranks = new Float64Array(64);

  constructor(hits: HitList) {
    this.hits = hits;
  }

  /** `tokens` is how many there are in the text, `hasPairs` whether any hit has parts. */
  settle(tokens: number, hasPairs: boolean): void {
    const { hits } = this;
    if (hits.count < 2) return;
    this.dropContained();
    if (hasPairs) this.dropPartsOfPairs();
    if (hits.count < 2) return;
    if (tokens > this.claimed.length) this.claimed = new Uint8Array(tokens * 2);
    this.dropSecondClaims();
  }

  /**
   * One statement for the same words: of hits of one focus the stronger counts, then the longer. Across foci a longer phrase wins
   * whatever its strength, because it tells the sense of the words inside it.
   */
  private dropContained(): void {
    const { hits } = this;
    for (let at = 0; at < hits.count; at++) if (this.isSurpassed(at)) hits.mark(at, DROPPED);
    hits.sweep();
  }

  private isSurpassed(at: number): boolean {
    const { hits } = this;
    const first = hits.first(at);
    const last = hits.last(at);
    for (let i = at - 1; i >= 0 && hits.first(i) >= first - hits.reach; i--)
      if (hits.last(i) >= first && this.surpasses(i, at)) return true;
    for (let i = at + 1; i < hits.count && hits.first(i) <= last; i++) if (this.surpasses(i, at)) return true;
    return false;
  }

  /** Whether a hit leaves nothing to another; of equal ones the earlier stays. */
  private surpasses(one: number, other: number): boolean {
    const { hits } = this;
    const a = hits.traits(one);
    const b = hits.traits(other);
    if ((a & VOIDED) !== 0) return false;
    if (((a ^ b) & FOCUS_BITS) !== 0) return hits.partCount(one) === 0 && this.isLongerThanPart(one, other);
    const oneFirst = hits.first(one);
    const oneLast = hits.last(one);
    const otherFirst = hits.first(other);
    const otherLast = hits.last(other);
    const isOver = oneFirst <= otherFirst && oneLast >= otherLast;
    if (!isOver && !(otherFirst <= oneFirst && otherLast >= oneLast)) return false;
    if ((b & VOIDED) !== 0) return isOver;
    const byStrength = strengthOf(a) - strengthOf(b);
    if (byStrength !== 0) return byStrength > 0;
    return isOver && (oneLast - oneFirst > otherLast - otherFirst || one < other);
  }

  /** Whether a phrase covers another hit, or a part of it, and more words. */
  private isLongerThanPart(phrase: number, other: number): boolean {
    const { hits } = this;
    const first = hits.first(phrase);
    const last = hits.last(phrase);
    const parts = hits.partCount(other);
    if (parts === 0) return isLonger(first, last, hits.first(other), hits.last(other));
    for (let part = 0; part < parts; part++)
      if (isLonger(first, last, hits.firstOfPart(other, part), hits.lastOfPart(other, part))) return true;
    return false;
  }

  /** A pair speaks for its parts, whatever their own focus: "reduce ~ churn" leaves no "reduce". */
  private dropPartsOfPairs(): void {
    const { hits } = this;
    for (let at = 0; at < hits.count; at++)
      if (hits.partCount(at) === 0 && this.isPartOfPair(at)) hits.mark(at, DROPPED);
    hits.sweep();
  }

  private isPartOfPair(at: number): boolean {
    const { hits } = this;
    const first = hits.first(at);
    const last = hits.last(at);
    for (let i = at - 1; i >= 0 && hits.first(i) >= first - hits.reach * 2; i--)
      if (this.hasPartOver(i, first, last)) return true;
    for (let i = at + 1; i < hits.count && hits.first(i) <= last; i++)
      if (this.hasPartOver(i, first, last)) return true;
    return false;
  }

  private hasPartOver(at: number, first: number, last: number): boolean {
    const { hits } = this;
    const parts = hits.partCount(at);
    if (parts === 0 || (hits.traits(at) & VOIDED) !== 0) return false;
    for (let part = 0; part < parts; part++)
      if (hits.firstOfPart(at, part) <= first && hits.lastOfPart(at, part) >= last) return true;
    return false;
  }

  /**
   * A word speaks once for a focus: of hits that share one ("comms strategy", "strategy for the sunset") the strongest counts, then
   * the one with the most words, then the first.
   */
  private dropSecondClaims(): void {
    const { hits } = this;
    // Mostly no two hits share a word, and then their order does not matter.
    let isDisputed = false;
    for (let at = 0; at < hits.count && !isDisputed; at++) isDisputed = this.isLive(at) && !this.claim(at);
    this.releaseAll();
    if (!isDisputed) return;
    const live = this.rankLive();
    for (let i = 0; i < live; i++) {
      const at = (this.ranks[i] ?? 0) % RANK;
      if (!this.claim(at)) hits.mark(at, DROPPED);
    }
    this.releaseAll();
    hits.sweep();
  }

  private isLive(at: number): boolean {
    return (this.hits.traits(at) & VOIDED) === 0;
  }

  /** Fills `ranks` with the live hits, the highest first: one number each of rank and place, which sorts without a comparison. */
  private rankLive(): number {
    const { hits } = this;
    if (hits.count > this.ranks.length) this.ranks = new Float64Array(hits.count * 2);
    let live = 0;
    for (let at = 0; at < hits.count; at++)
      if (this.isLive(at))
        this.ranks[live++] = (MOST - strengthOf(hits.traits(at)) * 100 - this.wordsOf(at)) * RANK + at;
    this.ranks.subarray(0, live).sort();
    return live;
  }

  private wordsOf(at: number): number {
    const { hits } = this;
    const parts = hits.partCount(at);
    if (parts === 0) return hits.last(at) - hits.first(at) + 1;
    let words = 0;
    for (let part = 0; part < parts; part++) words += hits.lastOfPart(at, part) - hits.firstOfPart(at, part) + 1;
    return words;
  }

  /** Claims the words of a hit for its focus; false, and nothing is claimed, when one of them is taken. */
  private claim(at: number): boolean {
    const { hits } = this;
    const focus = hits.traits(at) & FOCUS_BITS;
    const parts = hits.partCount(at);
    if (parts === 0) {
      if (this.isTaken(hits.first(at), hits.last(at), focus)) return false;
      this.take(hits.first(at), hits.last(at), focus);
      return true;
    }
    for (let part = 0; part < parts; part++)
      if (this.isTaken(hits.firstOfPart(at, part), hits.lastOfPart(at, part), focus)) return false;
    for (let part = 0; part < parts; part++) this.take(hits.firstOfPart(at, part), hits.lastOfPart(at, part), focus);
    return true;
  }

  private isTaken(first: number, last: number, focus: number): boolean {
    for (let word = first; word <= last; word++) if (((this.claimed[word] ?? 0) & focus) !== 0) return true;
    return false;
  }

  private take(first: number, last: number, focus: number): void {
    for (let word = first; word <= last; word++) this.claimed[word] = (this.claimed[word] ?? 0) | focus;
  }

  private releaseAll(): void {
    const { hits, claimed } = this;
    for (let at = 0; at < hits.count; at++)
      for (let word = hits.first(at); word <= hits.last(at); word++) claimed[word] = 0;
  }
}

/** More than any rank, and more than there are hits. */
const MOST = 1_000;
const RANK = 2 ** 32;

const strengthOf = (traits: number): number => (traits >> STRENGTH_SHIFT) & STRENGTH_BITS;

const isLonger = (first: number, last: number, innerFirst: number, innerLast: number): boolean =>
  first <= innerFirst && last >= innerLast && last - first > innerLast - innerFirst;
