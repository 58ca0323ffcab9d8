/** Positions by id, for millions of ids. */
export interface PositionTable {
  get(id: string): number | undefined;
  /** Position: a whole number below 2^32. */
  set(id: string, position: number): void;
  readonly size: number;
}

/**
 * A hash table in typed arrays. A Map of a million ids costs a hundred megabytes of heap, and the garbage collector lets
 * the heap grow to four times what lives in it; these arrays cost half of that and stand outside the heap.
 */
export function createPositionTable(capacity = 1024): PositionTable {
  let size = 0;
  /** Code units of all ids, one after the other; id `n` stands from `ends[n - 1]` to `ends[n]`. */
  let units = new Uint16Array(capacity * 16);
  let ends = new Uint32Array(capacity);
  let hashes = new Uint32Array(capacity);
  let positions = new Uint32Array(capacity);
  /** By hash, the number of an id plus one; 0 is free. A power of two, at most half full. */
  let slots = new Uint32Array(capacity * 2);

  const startOf = (entry: number): number => (entry === 0 ? 0 : (ends[entry - 1] ?? 0));
  const isAt = (entry: number, id: string, hash: number): boolean => {
    const start = startOf(entry);
    if (hashes[entry] !== hash || (ends[entry] ?? 0) - start !== id.length) return false;
    for (let i = 0; i < id.length; i += 1) if (units[start + i] !== id.charCodeAt(i)) return false;
    return true;
  };
  const find = (id: string, hash: number): number | undefined => {
    for (let slot = hash & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
      const entry = (slots[slot] ?? 0) - 1;
      if (entry < 0) return undefined;
      if (isAt(entry, id, hash)) return entry;
    }
  };
  const takeSlot = (entry: number): void => {
    let slot = (hashes[entry] ?? 0) & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = entry + 1;
  };
  const grow = (): void => {
    ends = enlarge(ends, ends.length * 2);
    hashes = enlarge(hashes, hashes.length * 2);
    positions = enlarge(positions, positions.length * 2);
    slots = new Uint32Array(slots.length * 2);
    for (let entry = 0; entry < size; entry += 1) takeSlot(entry);
  };
  const add = (id: string, hash: number): number => {
    if (size === ends.length) grow();
    const start = startOf(size);
    if (start + id.length > units.length) units = enlarge(units, Math.ceil(start * 1.25) + id.length);
    for (let i = 0; i < id.length; i += 1) units[start + i] = id.charCodeAt(i);
    ends[size] = start + id.length;
    hashes[size] = hash;
    takeSlot(size);
    size += 1;
    return size - 1;
  };

  return {
    get(id) {
      const entry = find(id, hashText(id));
      return entry === undefined ? undefined : positions[entry];
    },
    set(id, position) {
      const hash = hashText(id);
      // Adding may replace the array: the entry must be there first.
      const entry = find(id, hash) ?? add(id, hash);
      positions[entry] = position;
    },
    get size() {
      return size;
    },
  };
}

function enlarge<T extends Uint16Array | Uint32Array>(array: T, length: number): T {
  const larger = new (array.constructor as new (length: number) => T)(length);
  larger.set(array);
  return larger;
}

/** FNV-1a over code units, mixed at the end so that the low bits depend on all of them. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
