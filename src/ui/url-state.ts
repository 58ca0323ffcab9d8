import { useCallback, useMemo } from "react";
import { useLocation, useSearch } from "wouter";

/** Values of the query string by name. A name that is not in it has no values. */
export type UrlValues = Readonly<Record<string, readonly string[]>>;

export interface UrlState {
  values: UrlValues;
  /** The first value of a name. */
  first: (name: string) => string | undefined;
  /**
   * Replaces the values of the names given and leaves the others; no values or undefined takes the name out. One event
   * changes once: name everything that changes.
   */
  change: (values: Readonly<Record<string, readonly string[] | string | undefined>>, how?: "push" | "replace") => void;
}

/**
 * State that belongs into the address: filters, sorting, what is opened. It can be shared and bookmarked, and back and
 * forward walk through it. `replace` is for typing, where each letter would be a step back.
 */
export function useUrlState(): UrlState {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const values = useMemo(() => readUrlValues(search), [search]);
  const first = useCallback((name: string) => values[name]?.[0], [values]);
  const change = useCallback<UrlState["change"]>(
    (changed, how = "push") => {
      const query = writeUrlValues({ ...values, ...asLists(changed) });
      navigate(query ? `${path}?${query}` : path, { replace: how === "replace" });
    },
    [navigate, path, values],
  );
  return { values, first, change };
}

const asLists = (values: Readonly<Record<string, readonly string[] | string | undefined>>): UrlValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? [value] : (value ?? [])]),
  );

export function readUrlValues(search: string): UrlValues {
  const parameters = new URLSearchParams(search);
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)]));
}

/** In the order of names, so that one selection has one address. */
export function writeUrlValues(values: UrlValues): string {
  const parameters = new URLSearchParams();
  for (const name of Object.keys(values).sort())
    for (const value of values[name] ?? []) if (value !== "") parameters.append(name, value);
  return parameters.toString();
}
