import type { ApiInput } from "../../call";
import type { UrlValues } from "../../url-state";

export type ItemFilter = NonNullable<ApiInput<"listItems">["filter"]>;

/** Fields of which several values may be chosen. */
export const ITEM_FIELDS = ["focus", "scope", "level", "responsibility"] as const;
export type ItemField = (typeof ITEM_FIELDS)[number];

const FILTERS = [...ITEM_FIELDS, "name"] as const;
export const noFilters = Object.fromEntries(FILTERS.map((name) => [name, undefined]));
export const isFiltered = (values: UrlValues): boolean => FILTERS.some((name) => (values[name]?.length ?? 0) > 0);

/** The filter in an address. What is no value of a field is left to the host, which says so. */
export function readItemFilter(values: UrlValues): ItemFilter {
  const name = values["name"]?.[0];
  const chosen = ITEM_FIELDS.flatMap((field) => (values[field]?.length ? [[field, values[field]] as const] : []));
  return { ...Object.fromEntries(chosen), ...(name === undefined ? {} : { name }) };
}
