import { createHash } from "node:crypto";

/** A value as it was from an instant on; `text` is undefined where it was deleted. */
interface Version {
  from: number;
  text: string | undefined;
  createdAt: number;
  expiresAt: number | undefined;
  /** When an expired value is really gone. */
  goneAt: number;
}

/** A value with what the store knows of it. */
export interface Entry {
  key: string;
  text: string;
  createdAt: number;
  updatedAt: number;
  expiresAt: number | undefined;
}

/** Values by key, with so much of their past as queries still see. */
export class KvsStore {
  readonly #versions = new Map<string, Version[]>();
  readonly #now: () => number;
  readonly #lag: number;

  constructor(now: () => number, lag: number) {
    this.#now = now;
    this.#lag = lag;
  }

  get(key: string): Entry | undefined {
    return this.#at(key, this.#now());
  }

  /** Writes a value, or deletes it. `lingerMs` is how long it can be read after it has expired. */
  set(key: string, text: string | undefined, ttlMs?: number, lingerMs = 0): void {
    const now = this.#now();
    const before = this.get(key);
    const expiresAt = ttlMs === undefined ? undefined : now + ttlMs;
    const version: Version = {
      ...{ from: now, text, createdAt: before?.createdAt ?? now, expiresAt },
      goneAt: expiresAt === undefined ? Infinity : expiresAt + lingerMs,
    };
    const versions = this.#versions.get(key) ?? [];
    // What a query could still see, and the last one before that.
    const firstSeen = versions.findLastIndex(({ from }) => from <= now - this.#lag);
    this.#versions.set(key, [...versions.slice(Math.max(0, firstSeen)), version]);
  }

  /** Entries that a query sees, in an order that says nothing, behind a place in it. */
  query(prefix: string, after: string | undefined, limit: number): { entries: Entry[]; cursor: string | undefined } {
    const seen = [...this.#versions.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => ({ key, place: placeOf(key) }))
      .filter(({ place }) => after === undefined || place > after)
      .sort((one, other) => (one.place < other.place ? -1 : 1));
    const entries: Entry[] = [];
    for (const { key, place } of seen) {
      const entry = this.#at(key, this.#now() - this.#lag);
      if (!entry) continue;
      entries.push(entry);
      if (entries.length === limit) return { entries, cursor: place };
    }
    return { entries, cursor: undefined };
  }

  #at(key: string, instant: number): Entry | undefined {
    const version = this.#versions.get(key)?.findLast(({ from }) => from <= instant);
    if (version?.text === undefined || version.goneAt <= this.#now()) return undefined;
    const { text, createdAt, from, expiresAt } = version;
    return { key, text, createdAt, updatedAt: from, expiresAt };
  }
}

const placeOf = (key: string): string => createHash("sha1").update(key).digest("hex");
