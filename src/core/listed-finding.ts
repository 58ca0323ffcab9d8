import { compareText } from "#core/key-order";
import type { Level } from "#core/model";
import { SEVERITIES, type Severity } from "#core/severity";
import type { Responsibility } from "#core/taxonomy";
import type { FindingMark, FindingState } from "#core/triage";

/** A line of the list of findings: what is filtered and sorted by, and its state as decisions and days have it. */
export interface ListedFinding {
  id: string;
  rule: string;
  severity: Severity;
  /** `reread`: a person reads the item otherwise since; what its finding is then, the next audit tells. It is in no list. */
  state: FindingState | "reread";
  mark: FindingMark | null;
  scope: string;
  level: Level | null;
  responsibility: Responsibility | null;
  /** Id of the item it is about. */
  item: string | null;
  /** A name of the item's parent. */
  parent: string | null;
  owner: string | null;
  /** ISO 8601 instant. */
  firstSeen: string;
  /** What people call what it is about, so written that it sorts as people count. */
  subject: string;
  /** What a search looks into, in small letters. */
  words: string;
  /** First day on which its state may be another one though nobody did anything. */
  until: string | null;
}

/** Fields by which findings are counted. */
export const TALLIED = ["state", "severity", "mark", "rule", "scope", "level", "responsibility"] as const;
export type TalliedField = (typeof TALLIED)[number];

/** Within a field one of the values, over the fields all of them. */
export type ListFilter = Partial<Record<TalliedField, readonly string[]>> & ListNarrowing;

/** What a list is narrowed by and not counted by. */
export interface ListNarrowing {
  /** References of one person; none: nobody owns it. */
  owner?: readonly string[];
  /** Found first at or after, and before, an ISO 8601 instant. */
  seenFrom?: string;
  seenBefore?: string;
  /** In small letters. */
  words?: string;
}

/** How many findings have these values in common; null where there is none. */
export interface Tally extends Record<TalliedField, string | null> {
  count: number;
}

/** A finding that came to a list, or went from it, by what it is counted by. */
export interface TallyChange extends Record<TalliedField, string | null> {
  owner: string | null;
  by: 1 | -1;
}

/** Tallies after some changes. */
export function changeTallies(tallies: readonly Tally[], changes: readonly TallyChange[]): Tally[] {
  const keyOf = (fields: Record<TalliedField, string | null>): string =>
    JSON.stringify(TALLIED.map((field) => fields[field]));
  const counted = new Map(tallies.map((tally) => [keyOf(tally), { ...tally }]));
  for (const { owner: _owner, by, ...fields } of changes) {
    const known = counted.get(keyOf(fields)) ?? { ...fields, count: 0 };
    known.count += by;
    counted.set(keyOf(fields), known);
  }
  return [...counted.values()].filter(({ count }) => count > 0);
}

/** What a line that came or went changes; nothing where no list has it. */
export const toTallyChange = (line: Omit<TallyChange, "by">, by: 1 | -1): TallyChange[] => {
  const { state, severity, mark, rule, scope, level, responsibility, owner } = line;
  return state === "reread" ? [] : [{ state, severity, mark, rule, scope, level, responsibility, owner, by }];
};

export type ListSort = "severity" | "age" | "scope" | "rule";

/** By what each order sorts; the last is different for every finding. */
export const SORT_FIELDS = {
  severity: ["severity", "scope", "subject", "id"],
  age: ["firstSeen", "id"],
  scope: ["scope", "subject", "id"],
  rule: ["rule", "subject", "id"],
} as const satisfies Record<ListSort, readonly (keyof ListedFinding)[]>;

/** Where a finding stands in an order: severities by their rank, as text. */
export const positionIn = (sort: ListSort, row: ListedFinding): readonly string[] =>
  SORT_FIELDS[sort].map((field) => (field === "severity" ? rankOf(row.severity) : row[field]));

/** "0" for the most severe. */
export const rankOf = (severity: Severity): string => String(SEVERITIES.indexOf(severity));

export function comparePositions(a: readonly string[], b: readonly string[]): number {
  for (const [index, value] of a.entries()) {
    const order = compareText(value, b[index] ?? "");
    if (order !== 0) return order;
  }
  return 0;
}

/** PAY-2 before PAY-12, also where only text is compared. */
export const toSortable = (key: string): string => key.replace(/\d+$/, (digits) => digits.padStart(12, "0"));

/** What a search finds a finding by. */
export const toWords = (...texts: readonly (string | null | undefined)[]): string =>
  texts.filter(Boolean).join(" ").toLowerCase();

export function isListed(row: ListedFinding, filter: ListFilter): boolean {
  return (
    row.state !== "reread" &&
    TALLIED.every((field) => matches(filter[field], row[field])) &&
    (filter.owner === undefined ||
      (filter.owner.length === 0 ? row.owner === null : filter.owner.includes(row.owner ?? ""))) &&
    (filter.seenFrom === undefined || row.firstSeen >= filter.seenFrom) &&
    (filter.seenBefore === undefined || row.firstSeen < filter.seenBefore) &&
    (filter.words === undefined || row.words.includes(filter.words))
  );
}

/** Whether a tally is within a filter; one of its fields may be left out of account. */
export const isTallied = (tally: Tally, filter: ListFilter, but?: TalliedField): boolean =>
  TALLIED.every((field) => field === but || matches(filter[field], tally[field]));

const matches = (wanted: readonly string[] | undefined, value: string | null): boolean =>
  wanted === undefined || wanted.length === 0 || (value !== null && wanted.includes(value));
