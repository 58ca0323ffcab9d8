import type { ApiInput, ApiOutput } from "../../call";

export type Roles = ApiOutput<"getRoles">;
export type ListedEntry = Roles["people"][number];
/** Who has which role, as the policy keeps it. */
export type Entry = ApiInput<"changePeople">["people"][number];
export type Role = Entry["role"];

export const ROLES = ["product-manager", "product-owner", "both", "other"] as const satisfies readonly Role[];
export const isRole = (name: string): name is Role => (ROLES as readonly string[]).includes(name);

/** What is sent: an entry without what the host says about it, and without what is empty. */
export function toEntry({ person, name, role, scope, from, to }: Entry): Entry {
  return {
    ...{ person, role },
    ...(name ? { name } : {}),
    ...(scope ? { scope } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}

const nameOf = (entry: Entry): string => {
  const { person, name, role, scope, from, to } = toEntry(entry);
  return JSON.stringify([person, name, role, scope, from, to]);
};

/** A change of the entries as they are by then: somebody else may have changed them meanwhile. Null: it no longer fits. */
export type EntriesChange = (entries: readonly Entry[]) => readonly Entry[] | null;

/** Whoever is listed so already is not listed twice. */
export const adding =
  (added: readonly Entry[]): EntriesChange =>
  (entries) => {
    const known = new Set(entries.map(nameOf));
    return [...entries, ...added.filter((entry) => !known.has(nameOf(entry)))];
  };

/** Puts another entry, or none, in the place of one. */
export const replacing =
  (old: Entry, ...by: readonly Entry[]): EntriesChange =>
  (entries) => {
    const place = entries.findIndex((entry) => nameOf(entry) === nameOf(old));
    return place < 0 ? null : [...entries.slice(0, place), ...by, ...entries.slice(place + 1)];
  };
