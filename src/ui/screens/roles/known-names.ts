import type { Roles } from "./entries";

/** References by name; a name that two people share leads nowhere. */
export function knownPeople({ directory, unlisted, proposals }: Roles): ReadonlyMap<string, string> {
  const refs = new Map<string, string>();
  const shared = new Set<string>();
  const all = [...directory.map(({ ref, name }) => ({ person: ref, name })), ...unlisted, ...proposals];
  for (const { person, name } of all) {
    if ((refs.get(name) ?? person) !== person) shared.add(name);
    refs.set(name, person);
  }
  for (const name of shared) refs.delete(name);
  return new Map([...refs].sort(([a], [b]) => a.localeCompare(b)));
}

/** Spaces that somebody owns work items in, or an entry or a group names; `own` is that of the entry itself. */
export function knownScopes(
  { directory, unlisted, proposals, people, groups }: Roles,
  own: string | undefined,
): string[] {
  const met = [...directory, ...unlisted, ...proposals].flatMap(({ scopes }) => scopes);
  const named = [own, ...[...people, ...groups].map(({ scope }) => scope)].filter((scope) => scope != null);
  return [...new Set([...met, ...named])].filter((scope) => scope !== "").sort((a, b) => a.localeCompare(b));
}
