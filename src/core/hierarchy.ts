import { namesOfItem } from "#core/model";
import type { ParentFacts } from "#core/rule";
import type { ClassifiedItem } from "#core/verdict";

/**
 * The parents of a backlog and what stands below them, in memory proportional to the number of parents, not of items.
 * Built in three sweeps over the items, each in any order: `refer`, then `collect`, then `count`.
 */
export interface Hierarchy {
  /** Sweep 1: remembers whom the item names as its parent. */
  refer(item: ClassifiedItem["item"]): void;
  /** Sweep 2: keeps the facts of an item that somebody named. */
  collect(item: ClassifiedItem, ownerRef: string | null): void;
  /** Sweep 3: counts a classified child under its parent. */
  count(item: ClassifiedItem): void;
  parentOf(item: ClassifiedItem["item"]): ParentFacts | null;
  /** Whether a tactical item stands anywhere below; safe where the tracker lets parents form a circle. */
  hasDelivery(id: string): boolean;
}

export function createHierarchy(): Hierarchy {
  const named = new Set<string>();
  const parents = new Map<string, ParentFacts>();
  const hasTacticalChild = new Set<string>();
  /** Children that are parents themselves, by parent id. */
  const inner = new Map<string, string[]>();

  const parentOf = (item: ClassifiedItem["item"]): ParentFacts | null => {
    const parent = item.parent === undefined ? undefined : parents.get(item.parent);
    return parent && parent.id !== item.id ? parent : null;
  };
  const hasDelivery = (id: string, seen = new Set<string>()): boolean => {
    if (hasTacticalChild.has(id)) return true;
    seen.add(id);
    return (inner.get(id) ?? []).some((child) => !seen.has(child) && hasDelivery(child, seen));
  };

  return {
    refer(item) {
      if (item.parent !== undefined) named.add(item.parent);
    },
    collect({ item, verdict }, ownerRef) {
      const names = namesOfItem(item).filter((name) => named.has(name));
      if (names.length === 0) return;
      const { focus, score, probability, override } = verdict;
      const facts: ParentFacts = {
        id: item.id,
        key: item.key,
        title: item.title,
        level: item.level,
        verdict: override ? { focus, score, probability, override } : { focus, score, probability },
        ownerRef,
      };
      for (const name of names) parents.set(name, facts);
    },
    count({ item, verdict }) {
      const parent = parentOf(item);
      if (!parent) return;
      if (verdict.focus === "tactical") hasTacticalChild.add(parent.id);
      const isParent = namesOfItem(item).some((name) => named.has(name));
      if (isParent) inner.set(parent.id, [...(inner.get(parent.id) ?? []), item.id]);
    },
    parentOf,
    hasDelivery,
  };
}
