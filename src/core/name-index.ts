/** What is known of items, found again by any name of the item; `under` keeps entries of different kinds apart. */
export interface NameIndex<T> {
  add(names: readonly string[], value: T, under?: string): void;
  /** Whatever was added under one of the names, except for an item that is known to be another one. */
  find(names: readonly string[], under?: string): T[];
  isEmpty(): boolean;
}

/**
 * Names are those of `namesOfItem`: the id, the key, then others. A key outlives its item: when one moves away, a new one may get its
 * key. So the id decides where both sides have one, and the other names only where one side does not know it.
 */
export function createNameIndex<T>(): NameIndex<T> {
  const entries = new Map<string, { id: string | null; value: T }[]>();
  return {
    add(names, value, under = "") {
      const id = ownId(names);
      for (const place of placesOf(names, under)) {
        const known = entries.get(place);
        if (known) known.push({ id, value });
        else entries.set(place, [{ id, value }]);
      }
    },
    find(names, under = "") {
      const id = ownId(names);
      const found = placesOf(names, under).flatMap((place) => entries.get(place) ?? []);
      return [...new Set(found.filter((one) => !isAnother(one.id, id)).map(({ value }) => value))];
    },
    isEmpty: () => entries.size === 0,
  };
}

const isAnother = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b;

/** Names as only one tracker knows them: two may have an item PAY-2. The first name is the id, which begins with the tracker. */
function placesOf(names: readonly string[], under: string): string[] {
  const [id = ""] = names;
  const tracker = id.slice(0, Math.max(0, id.indexOf(":")));
  return [...new Set(names)].map((name) => `${under}|${tracker} ${name}`);
}

/**
 * What the tracker itself calls the item for good: the `10023` of `jira:acme:10023`, without the workspace, which is another one in
 * an export than in a live connection. Null where an export had no such id, so that the key stands in for it.
 */
function ownId(names: readonly string[]): string | null {
  const [id = "", key] = new Set(names);
  const own = /^[^:]*:[^:]*:(.+)$/s.exec(id)?.[1];
  return own === undefined || own === key ? null : own;
}
