/** Traits of a hit: a bit for its focus, how strong its term is, and what became of it. */
export const FOCUS_BITS = 7;
export const STRENGTH_SHIFT = 3;
export const STRENGTH_BITS = 3;
/** A guard stood near, or a needed word did not: seen, but counts for nothing. */
export const VOIDED = 32;
/** Another hit says the same, or more. */
export const DROPPED = 64;

/** Numbers of a hit: entry, first token, last token, traits, where its parts start, how many there are (0: a phrase). */
const HIT = 6;

/** No phrase is longer, so overlaps are looked for no further. */
const REACH_OF_PHRASES = 16;

/**
 * The hits of one text in its order: by first token, then the longer first, then as the lexicon has them. Plain numbers in buffers
 * that are used again, because making and dropping objects would cost more than all comparisons.
 */
export class HitList {
  count = 0;
  /** How far the longest hit reaches behind its first token: one that starts further ahead cannot overlap. */
  reach = 0;
  private hits = new Int32Array(64 * HIT);
  private order = new Int32Array(64);
  /** First and last token of the parts of `a ~ b`. */
  private parts = new Int32Array(64);
  private partsLength = 0;

  clear(): void {
    this.count = this.partsLength = this.reach = 0;
  }

  /** Adds a hit at its place in the order; hits come nearly sorted. The parts are those added since the last hit. */
  add(entry: number, first: number, last: number, traits: number, partCount: number): void {
    this.hits = withRoom(this.hits, (this.count + 1) * HIT);
    this.order = withRoom(this.order, this.count + 1);
    const { hits, order } = this;
    const hit = this.count * HIT;
    hits[hit] = entry;
    hits[hit + 1] = first;
    hits[hit + 2] = last;
    hits[hit + 3] = traits;
    hits[hit + 4] = this.partsLength - partCount * 2;
    hits[hit + 5] = partCount;
    if (last - first > this.reach) this.reach = Math.min(last - first, REACH_OF_PHRASES);
    let at = this.count++;
    for (; at > 0 && this.isBefore(hit, order[at - 1] ?? 0); at--) order[at] = order[at - 1] ?? 0;
    order[at] = hit;
  }

  addPart(first: number, last: number): void {
    this.parts = withRoom(this.parts, this.partsLength + 2);
    this.parts[this.partsLength++] = first;
    this.parts[this.partsLength++] = last;
  }

  private isBefore(a: number, b: number): boolean {
    const { hits } = this;
    const byFirst = (hits[a + 1] ?? 0) - (hits[b + 1] ?? 0);
    if (byFirst !== 0) return byFirst < 0;
    const byLast = (hits[b + 2] ?? 0) - (hits[a + 2] ?? 0);
    return byLast !== 0 ? byLast < 0 : (hits[a] ?? 0) < (hits[b] ?? 0);
  }

  entry(at: number): number {
    return this.hits[this.order[at] ?? 0] ?? 0;
  }

  first(at: number): number {
    return this.hits[(this.order[at] ?? 0) + 1] ?? 0;
  }

  last(at: number): number {
    return this.hits[(this.order[at] ?? 0) + 2] ?? 0;
  }

  traits(at: number): number {
    return this.hits[(this.order[at] ?? 0) + 3] ?? 0;
  }

  /** 0 for a phrase. */
  partCount(at: number): number {
    return this.hits[(this.order[at] ?? 0) + 5] ?? 0;
  }

  firstOfPart(at: number, part: number): number {
    return this.parts[(this.hits[(this.order[at] ?? 0) + 4] ?? 0) + part * 2] ?? 0;
  }

  lastOfPart(at: number, part: number): number {
    return this.parts[(this.hits[(this.order[at] ?? 0) + 4] ?? 0) + part * 2 + 1] ?? 0;
  }

  mark(at: number, trait: number): void {
    const hit = (this.order[at] ?? 0) + 3;
    this.hits[hit] = (this.hits[hit] ?? 0) | trait;
  }

  /** Takes out what was marked as dropped. */
  sweep(): void {
    let kept = 0;
    for (let at = 0; at < this.count; at++)
      if ((this.traits(at) & DROPPED) === 0) this.order[kept++] = this.order[at] ?? 0;
    this.count = kept;
  }
}

function withRoom(numbers: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> {
  if (size <= numbers.length) return numbers;
  const larger = new Int32Array(size * 2);
  larger.set(numbers);
  return larger;
}
