import { compareText } from "#core/key-order";
import { focusName, levelNoun } from "#core/explain";
import type { ItemProfile } from "#core/profile";
import { responsibilityDescriptions } from "#core/taxonomy";
import type { ApiOutput } from "#usecases/api/contract";
import type { Facet, ItemFilter } from "#usecases/api/shapes";

/** As much as counts go by. */
export type CountedKind = Pick<ItemProfile, "scope" | "level" | "focus" | "responsibility">;

const FIELDS = ["scope", "focus", "level", "responsibility"] as const;
type Field = (typeof FIELDS)[number];

const valueOf = (field: Field, kind: CountedKind): string | null => (field === "scope" ? kind.scope.id : kind[field]);

/** Whether a filter lets it through, one of its fields left out. */
export const fitsFilter = (kind: CountedKind, filter: ItemFilter, leftOut?: Field): boolean =>
  FIELDS.every((field) => {
    const wanted: readonly string[] | undefined = field === leftOut ? undefined : filter[field];
    return !wanted?.length || wanted.includes(valueOf(field, kind) ?? "");
  });

/** How many there are, and how many there would be with another value in one field. */
export function countKinds(
  counted: readonly { kind: CountedKind; count: number }[],
  filter: ItemFilter,
): ApiOutput<"countItems"> {
  const sum = counted.filter(({ kind }) => fitsFilter(kind, filter)).reduce((all, { count }) => all + count, 0);
  const facet = (field: Field): Facet => {
    const byValue = new Map<string, Facet[number]>();
    for (const { kind, count } of counted) {
      const value = valueOf(field, kind);
      if (value === null || !fitsFilter(kind, filter, field)) continue;
      const known = byValue.get(value) ?? { value, name: nameOf(field, kind), count: 0 };
      byValue.set(value, { ...known, count: known.count + count });
    }
    return [...byValue.values()].sort((a, b) => b.count - a.count || compareText(a.name, b.name));
  };
  return {
    total: sum,
    ...{ scope: facet("scope"), focus: facet("focus"), level: facet("level"), responsibility: facet("responsibility") },
  };
}

function nameOf(field: Field, { scope, focus, level, responsibility }: CountedKind): string {
  switch (field) {
    case "scope":
      return scope.name;
    case "focus":
      return focusName[focus];
    case "level":
      return levelNoun[level];
    case "responsibility":
      return responsibility === null ? "" : responsibilityDescriptions[responsibility].name;
  }
}
