import type { ApiOutput } from "../../call";

export type SpacesView = ApiOutput<"getSpaces">;
export type Space = SpacesView["spaces"][number];

/** Which spaces are to be audited, as it is on screen. */
export interface SpacesDraft {
  isAll: boolean;
  keys: readonly string[];
}

/** Nothing chosen means all of them. */
export const draftOf = ({ chosen }: SpacesView): SpacesDraft => ({ isAll: chosen.length === 0, keys: chosen });

export const chosenOf = ({ isAll, keys }: SpacesDraft): string[] => (isAll ? [] : [...keys].sort());

export const isChanged = (draft: SpacesDraft, view: SpacesView): boolean =>
  JSON.stringify([draft.isAll, chosenOf(draft)]) !==
  JSON.stringify([view.chosen.length === 0, [...view.chosen].sort()]);

/** Spaces to choose from: those that are known, and those whose keys were typed. */
export function listed({ spaces }: SpacesView, { keys }: SpacesDraft): Space[] {
  const known = new Set(spaces.map(({ key }) => key));
  const typed = keys.filter((key) => !known.has(key)).map((key) => ({ key, name: key, items: null }));
  return [...spaces, ...typed];
}

/** A key as Jira writes it; null for what can be none. */
export function readKey(typed: string): string | null {
  const key = typed.trim().toUpperCase();
  return /^[A-Z][A-Z0-9_]{0,49}$/.test(key) ? key : null;
}
