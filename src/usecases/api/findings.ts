import { addDays } from "#core/days";
import { isTallied, type ListFilter, type Tally, TALLIED, type TalliedField } from "#core/listed-finding";
import { rules } from "#core/rules/index";
import type { ApiContext } from "#usecases/api/context";
import { upToDate } from "#usecases/api/decided";
import { ApiError } from "#usecases/api/error";
import { readRows } from "#usecases/api/finding-rows";
import type { Handler } from "#usecases/api/handler";
import { type Names, readNames } from "#usecases/api/names";
import type { Facet, FindingFilter } from "#usecases/api/shapes";
import { readTallies } from "#usecases/api/tallies";

/** Work items of which JQL can list the keys and stay short enough for an address. */
const JQL_KEYS = 100;

export const listFindings: Handler<"listFindings"> = async ({ filter, sort, after, limit }, context) => {
  const asOf = context.now();
  await upToDate(context);
  const page = await context.store.list.page(
    toListFilter(filter, context),
    sort,
    after === undefined ? undefined : readCursor(after),
    limit,
  );
  const rows = await readRows(
    page.map(({ id }) => id),
    context,
  );
  const last = page.length === limit ? page.at(-1) : undefined;
  return { rows, next: last ? JSON.stringify(last.position) : null, asOf };
};

export const countFindings: Handler<"countFindings"> = async ({ filter }, context) => {
  const asOf = context.now();
  const wanted = toListFilter(filter, context);
  const tallies = await readTallies(wanted, context);
  const names = await readNames(context);
  const facets = Object.fromEntries(
    TALLIED.map((field) => [field, toFacet(field, tallies, wanted, names)] as const),
  ) as Record<TalliedField, Facet>;
  const total = tallies.filter((tally) => isTallied(tally, wanted)).reduce((sum, { count }) => sum + count, 0);
  return { total, ...facets, asOf };
};

export const describeSelection: Handler<"describeSelection"> = async ({ filter }, context) => {
  await upToDate(context);
  const [names, found] = await Promise.all([
    readNames(context),
    context.store.list.page(
      toListFilter(filter, context),
      { by: "severity", reverse: false },
      undefined,
      JQL_KEYS * 2 + 1,
    ),
  ]);
  const rows = await readRows(
    found.map(({ id }) => id),
    context,
  );
  const keys = [...new Set(rows.flatMap(({ item }) => (item?.id.startsWith("jira:") ? [item.key] : [])))];
  const isAllInJira = rows.every(({ item }) => item?.id.startsWith("jira:"));
  const isShort = found.length <= JQL_KEYS * 2 && keys.length > 0 && keys.length <= JQL_KEYS;
  return {
    text: phraseFilter(filter, names),
    jql: isAllInJira && isShort ? `key in (${keys.map((key) => JSON.stringify(key)).join(", ")})` : null,
  };
};

/** A filter as the list of findings takes it. */
export function toListFilter(filter: FindingFilter, { actor, now }: Pick<ApiContext, "actor" | "now">): ListFilter {
  const { owner, minAgeDays, maxAgeDays, text, ...fields } = filter;
  return {
    ...(fields as ListFilter),
    ...(owner === undefined ? {} : { owner: owner === "me" ? [whoAsks(actor)] : [] }),
    ...(maxAgeDays === undefined ? {} : { seenFrom: addDays(now(), -maxAgeDays) }),
    ...(minAgeDays === undefined ? {} : { seenBefore: addDays(now(), -minAgeDays) }),
    ...(text === undefined || text === "" ? {} : { words: text.toLowerCase() }),
  };
}

function whoAsks({ ref }: ApiContext["actor"]): string {
  if (ref !== null) return ref;
  throw new ApiError("bad-input", "Nobody said who you are.", { remedy: "Say who you are first, in the header." });
}

function readCursor(text: string): string[] {
  try {
    const read: unknown = JSON.parse(text);
    if (Array.isArray(read) && read.every((part) => typeof part === "string")) return read;
  } catch {
    // Told below like everything that is no position.
  }
  throw new ApiError("bad-input", "`after` is no position in this list.", {
    remedy: "Take `next` of the page before, or leave it out.",
  });
}

const ruleTitles = new Map(rules.map(({ id, title }) => [id, title]));

function toFacet(field: TalliedField, tallies: readonly Tally[], filter: ListFilter, names: Names): Facet {
  // What was chosen stays there to be taken back, also where nothing is left of it.
  const counts = new Map((filter[field] ?? []).map((value) => [value, 0]));
  for (const tally of tallies) {
    const value = tally[field];
    if (value !== null && isTallied(tally, filter, field)) counts.set(value, (counts.get(value) ?? 0) + tally.count);
  }
  const nameOf = (value: string): string =>
    field === "scope" ? names.scope(value) : field === "rule" ? (ruleTitles.get(value) ?? value) : value;
  return [...counts]
    .map(([value, count]) => ({ value, name: nameOf(value), count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** As one would type it: `state:open rule:unowned scope:Payments "login"`. */
function phraseFilter(filter: FindingFilter, names: Names): string {
  const quote = (text: string): string => (/^[\w-]+$/.test(text) ? text : JSON.stringify(text));
  const parts = (["state", "severity", "rule", "scope", "level", "responsibility", "mark"] as const).flatMap(
    (field) => {
      const values: readonly string[] = filter[field] ?? [];
      return values.length === 0
        ? []
        : [`${field}:${values.map((value) => quote(field === "scope" ? names.scope(value) : value)).join(",")}`];
    },
  );
  const { owner, minAgeDays, maxAgeDays, text } = filter;
  return [
    ...parts,
    ...(owner === undefined ? [] : [`owner:${owner}`]),
    ...(minAgeDays === undefined ? [] : [`age>=${minAgeDays}d`]),
    ...(maxAgeDays === undefined ? [] : [`age<=${maxAgeDays}d`]),
    ...(text ? [JSON.stringify(text)] : []),
  ].join(" ");
}
