import type { ApiInput } from "../../call";
import type { UrlValues } from "../../url-state";

export type FindingFilter = NonNullable<ApiInput<"listFindings">["filter"]>;
export type FindingSort = NonNullable<ApiInput<"listFindings">["sort"]>;

/** Fields of which several values may be chosen. */
export const LISTED_FIELDS = ["state", "severity", "rule", "scope", "level", "responsibility", "mark"] as const;
export type ListedField = (typeof LISTED_FIELDS)[number];

/** In the address: no narrowing by state. Without any state only open findings are shown. */
export const ANY_STATE = "any";

const FILTERS = [...LISTED_FIELDS, "owner", "minAge", "maxAge", "text"] as const;
export const noFilters = Object.fromEntries(FILTERS.map((name) => [name, undefined]));

/** Whether the address narrows by anything else than by the state that it starts with. */
export const isFiltered = (values: UrlValues): boolean => FILTERS.some((name) => (values[name]?.length ?? 0) > 0);

/** The states that are shown; none: all of them. */
export function readStates(values: UrlValues): readonly string[] {
  const states = [...new Set(values["state"])];
  if (states.length === 0) return ["open"];
  return states.includes(ANY_STATE) ? [] : states;
}

/** Values of a field, each once. */
export const readListed = (field: ListedField, values: UrlValues): readonly string[] =>
  field === "state" ? readStates(values) : [...new Set(values[field])];

/** Of states as chosen what belongs into the address. */
export function writeStates(states: readonly string[]): readonly string[] | undefined {
  if (states.length === 0) return [ANY_STATE];
  return states.join() === "open" ? undefined : states;
}

/** The filter in an address. What is no value of a field is left to the host, which says so. */
export function readFindingFilter(values: UrlValues): FindingFilter {
  const many = Object.fromEntries(
    LISTED_FIELDS.map((field) => [field, readListed(field, values)] as const).filter(([, chosen]) => chosen.length > 0),
  );
  const first = (name: string): string | undefined => values[name]?.[0];
  const [min, max, owner, text] = [readDays(first("minAge")), readDays(first("maxAge")), first("owner"), first("text")];
  return {
    ...many,
    ...(owner === undefined ? {} : { owner }),
    ...(min === undefined ? {} : { minAgeDays: min }),
    ...(max === undefined ? {} : { maxAgeDays: max }),
    ...(text === undefined ? {} : { text }),
  } as FindingFilter;
}

/** Days in an address; undefined where they are none: then the list is not narrowed by them. */
export function readDays(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Math.min(36500, Number(text)) : undefined;
}

const SORTS = ["severity", "age", "scope", "rule"] as const;
export type SortField = (typeof SORTS)[number];

export function readFindingSort(values: UrlValues): Required<FindingSort> {
  const by = SORTS.find((field) => field === values["sort"]?.[0]) ?? "severity";
  const reverse = values["reverse"]?.[0];
  return { by, reverse: reverse !== undefined && reverse !== "false" };
}

/** The address of a sorting; the one that every list starts with has none. */
export const writeFindingSort = ({ by, reverse }: Required<FindingSort>): Record<string, string | undefined> => ({
  sort: by === "severity" ? undefined : by,
  reverse: reverse ? "true" : undefined,
});
