import { APOSTROPHE, kindOf, lowerOf } from "#core/classify/characters";
import { CHECK_PRIME, HASH_PRIME, HASH_SEED, hashesOf } from "#core/classify/word-hash";

const FILTER_MASK = 16_383;

/** The prefixes, or the suffixes, that patterns name, found at the start or at the end of a word of a text. */
export class Affixes {
  /** One bit of hope per hash: could an affix end here? */
  private readonly filter = new Uint8Array(FILTER_MASK + 1);
  private readonly idByHash = new Map<number, { check: number; id: number }>();

  get size(): number {
    return this.idByHash.size;
  }

  /** Adds an affix under the id of a word; the letters of suffixes from the last to the first, as they are looked for. */
  add(letters: string, id: number): void {
    const { hash, check } = hashesOf(letters);
    this.filter[hash & FILTER_MASK] = 1;
    this.idByHash.set(hash, { check, id });
  }

  /** Id of the longest affix on the way from one character to another, both included, forwards or backwards; 0 for none. */
  findLongest(text: string, from: number, to: number, step: 1 | -1): number {
    if (this.idByHash.size === 0) return 0;
    let hash = HASH_SEED;
    let check = 0;
    let found = 0;
    for (let i = from; i !== to + step; i += step) {
      const unit = text.charCodeAt(i);
      const code = kindOf(unit) === APOSTROPHE ? 39 : lowerOf(unit);
      hash = Math.imul(hash ^ code, HASH_PRIME);
      check = (Math.imul(check, CHECK_PRIME) + code) | 0;
      if (this.filter[hash & FILTER_MASK] !== 1) continue;
      const affix = this.idByHash.get(hash);
      if (affix?.check === check) found = affix.id;
    }
    return found;
  }
}
