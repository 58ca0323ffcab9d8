import type { Order } from "./jql-parse";
import type { SortKey } from "./model";
import type { JiraSite, SiteIssue } from "./site";

type Compare = (one: SortKey, other: SortKey) => number;

const COMPARE: Record<Order["field"], Compare> = {
  created: (one, other) => one.created - other.created,
  updated: (one, other) => one.updated - other.updated,
  rank: (one, other) => one.rank - other.rank,
  key: (one, other) =>
    one.project === other.project ? one.number - other.number : one.project < other.project ? -1 : 1,
};

/** All issues of a site in every order that was asked for; edits move single issues, so a page never sorts the site. */
export class SortedIssues {
  readonly #site: JiraSite;
  readonly #lists = new Map<string, { list: SiteIssue[]; compare: Compare }>();

  constructor(site: JiraSite) {
    this.#site = site;
    site.listeners.push({
      removing: (issue) => {
        for (const { list, compare } of this.#lists.values()) list.splice(firstNotBefore(list, issue, compare), 1);
      },
      added: (issue) => {
        for (const { list, compare } of this.#lists.values())
          list.splice(firstNotBefore(list, issue, compare), 0, issue);
      },
    });
  }

  /** The issues behind a place in an order, or all of them. */
  *after(order: Order[], place?: SortKey): Generator<SiteIssue> {
    const { list, compare } = this.#listOf(order);
    let at = place ? firstNotBefore(list, place, compare) : 0;
    const first = list[at];
    if (place && first && compare(first, place) === 0) at += 1;
    for (; at < list.length; at += 1) yield list[at] as SiteIssue;
  }

  #listOf(order: Order[]): { list: SiteIssue[]; compare: Compare } {
    const name = JSON.stringify(order);
    let found = this.#lists.get(name);
    if (!found) {
      const compare = comparing(order);
      found = { list: [...this.#site.issues.values()].sort(compare), compare };
      this.#lists.set(name, found);
    }
    return found;
  }
}

/** A total order: issues that are equal in everything asked for come by id, newest first when nothing is asked for. */
function comparing(order: Order[]): Compare {
  const terms = order.map(({ field, descending }): Compare => {
    const compare = COMPARE[field];
    return descending ? (one, other) => compare(other, one) : compare;
  });
  const sign = order.length === 0 ? -1 : 1;
  return (one, other) => {
    for (const term of terms) {
      const difference = term(one, other);
      if (difference !== 0) return difference;
    }
    return sign * (one.id - other.id);
  };
}

function firstNotBefore(list: readonly SiteIssue[], place: SortKey, compare: Compare): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(list[middle] as SiteIssue, place) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
