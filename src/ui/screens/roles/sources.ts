import type { ApiInput } from "../../call";
import type { Roles } from "./entries";

/** What tells roles beside the entries of people, as the policy keeps it. */
export type Sources = Required<Omit<ApiInput<"changeSources">, "basedOn">>;
export type Group = Sources["groups"][number];
export type PeopleField = Sources["peopleFields"][number];
export type JobTitle = Sources["jobTitles"][number];
export type ListedGroup = Roles["groups"][number];

/** Sources that are lists, which are changed one at a time. */
export type ListName = "groups" | "peopleFields" | "jobTitles";

/** What is sent of a group: without what the host says about it, and without what is empty. */
export const toGroup = ({ group, role, scope, from, to, listed }: ListedGroup): Group => ({
  ...{ group, role },
  ...(scope ? { scope } : {}),
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
  ...(listed.length > 0 ? { members: listed } : {}),
});

export const toSources = ({ groups, peopleFields, jobTitles, unlistedPeople }: Roles): Sources => ({
  ...{ groups: groups.map(toGroup), peopleFields, jobTitles, unlistedPeople },
});

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * The list with another one, or none, in the place of one; without an old one at its end. What is in it already is not there twice.
 * Null: the old one is gone.
 */
export function replaceIn<One>(list: readonly One[], old: One | null, by: One | null): One[] | null {
  const place = old === null ? list.length : list.findIndex((one) => isSame(one, old));
  if (place < 0) return null;
  const rest = list.filter((one, index) => index !== place && !isSame(one, by));
  const before = list.slice(0, place).filter((one) => !isSame(one, by)).length;
  return by === null ? rest : [...rest.slice(0, before), by, ...rest.slice(before)];
}
