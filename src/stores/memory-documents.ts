import type { Accounts, Documents, Published } from "#ports";
import { compareText } from "#core/key-order";
import { toInstant } from "#stores/instant";

/** What a store in memory keeps beside findings; `clear` forgets all of it. */
export interface MemoryDocuments {
  documents: Documents;
  accounts: Accounts;
  published: Published;
  clear: (keep?: string) => void;
}

export function createMemoryDocuments(isErased: (ref: string) => boolean): MemoryDocuments {
  const texts = new Map<string, string>();
  const accounts = new Map<string, { account: string; seenAt: string }>();
  const values = new Map<string, string>();
  const sorted = <Value>(map: ReadonlyMap<string, Value>): [string, Value][] =>
    [...map].sort(([a], [b]) => compareText(a, b));
  const done = (change: () => unknown): Promise<void> => Promise.resolve(void change());
  return {
    documents: {
      get: (name) => Promise.resolve(texts.get(name) ?? null),
      put: (name, text) => done(() => texts.set(name, text)),
      replace(name, before, text) {
        const isExpected = (texts.get(name) ?? null) === before || texts.get(name) === text;
        if (isExpected) texts.set(name, text);
        return Promise.resolve(isExpected);
      },
      remove: (name, text) => done(() => (text === undefined || texts.get(name) === text) && texts.delete(name)),
      list: (prefix, limit) =>
        Promise.resolve(
          sorted(texts)
            .filter(([name]) => name.startsWith(prefix))
            .slice(0, limit)
            .map(([name, text]) => ({ name, text })),
        ),
    },
    accounts: {
      save: (saved, seenAt) =>
        done(() => {
          for (const { ref, account } of saved)
            if (!isErased(ref)) accounts.set(ref, { account, seenAt: toInstant(seenAt) });
        }),
      of: (refs) =>
        Promise.resolve(
          refs.flatMap((ref) => {
            const known = accounts.get(ref);
            return known ? [{ ref, account: known.account }] : [];
          }),
        ),
      async *all() {
        if (accounts.size > 0) yield await Promise.resolve(sorted(accounts).map(([ref, known]) => ({ ref, ...known })));
      },
      remove: (refs) => done(() => refs.forEach((ref) => accounts.delete(ref))),
    },
    published: {
      of: (ids) =>
        Promise.resolve(
          ids.flatMap((id) => {
            const value = values.get(id);
            return value === undefined ? [] : [{ id, value }];
          }),
        ),
      save: (items) => done(() => items.forEach(({ id, value }) => values.set(id, value))),
      remove: (ids) => done(() => ids.forEach((id) => values.delete(id))),
      async *all() {
        if (values.size > 0) yield await Promise.resolve(sorted(values).map(([id, value]) => ({ id, value })));
      },
    },
    clear(keep) {
      for (const map of [accounts, values]) map.clear();
      for (const name of texts.keys()) if (name !== keep) texts.delete(name);
    },
  };
}
