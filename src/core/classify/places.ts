/** A stretch of tokens, ends included. */
export interface Place {
  first: number;
  last: number;
}

/** No phrase is longer, so overlaps are looked for no further. */
export const REACH_OF_PHRASES = 16;

export const covers = (outer: Place, inner: Place): boolean => outer.first <= inner.first && outer.last >= inner.last;
export const isLonger = (one: Place, other: Place): boolean => one.last - one.first > other.last - other.first;

interface Ordered extends Place {
  entry?: number;
}

/** By first token, then the longer first, then as the lexicon has them. */
export const inTextOrder = (a: Ordered, b: Ordered): number =>
  a.first - b.first || b.last - a.last || (a.entry ?? 0) - (b.entry ?? 0);

/** Keeps places in text order; they come nearly sorted. */
export function insertInOrder<T extends Ordered>(places: T[], place: T): void {
  let at = places.length;
  places.push(place);
  for (; at > 0; at--) {
    const before = places[at - 1];
    if (!before || inTextOrder(before, place) <= 0) break;
    places[at] = before;
  }
  places[at] = place;
}

/** Places of a list in text order that overlap one; a binary search keeps long texts linear. */
export function nearPlace<T extends Place>(places: readonly T[], { first, last }: Place): T[] {
  let low = 0;
  let high = places.length;
  const from = first - REACH_OF_PHRASES * 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.first ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const found: T[] = [];
  for (let i = low; i < places.length; i++) {
    const place = places[i];
    if (!place || place.first > last) break;
    if (place.last >= first) found.push(place);
  }
  return found;
}
