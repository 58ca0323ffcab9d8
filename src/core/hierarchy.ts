import { namesOfItem } from "#core/model";
import type { ParentFacts } from "#core/rule";
import type { ClassifiedItem } from "#core/verdict";

/**
 * The parents of a backlog and what stands below them, in memory proportional to the number of parents, not of items.
 * Built in two sweeps, each in any order: `collect` the parents, then `count` the items.
 */
export interface Hierarchy {
  /** Sweep 1: keeps the facts of an item that others name as their parent. */
  collect(item: ClassifiedItem, ownerRef: string | null): void;
  /** Sweep 2: counts a classified child under its parent. */
  count(item: ClassifiedItem): void;
  parentOf(item: ClassifiedItem["item"]): ParentFacts | null;
  /** Whether a tactical item stands anywhere below; safe where the tracker lets parents form a circle. */
  hasDelivery(id: string): boolean;
}

export function createHierarchy(): Hierarchy {
  const parents = new Map<string, ParentFacts>();
  const hasTacticalChild = new Set<string>();
  /** Parent of each item that is a parent itself. */
  const above = new Map<string, string>();
  /** Everything above a tactical item; found when first asked for. */
  let delivering: Set<string> | undefined;

  const parentOf = (item: ClassifiedItem["item"]): ParentFacts | null => {
    const parent = item.parent === undefined ? undefined : parents.get(item.parent);
    return parent && parent.id !== item.id ? parent : null;
  };
  const findDelivering = (): Set<string> => {
    const found = new Set<string>();
    for (const start of hasTacticalChild)
      for (let id: string | undefined = start; id !== undefined && !found.has(id); id = above.get(id)) found.add(id);
    return found;
  };

  return {
    collect({ item, verdict }, ownerRef) {
      const { focus, score, probability, override } = verdict;
      const facts: ParentFacts = {
        id: item.id,
        key: item.key,
        title: item.title,
        level: item.level,
        verdict: override ? { focus, score, probability, override } : { focus, score, probability },
        ownerRef,
        isDone: item.status.category === "done",
      };
      for (const name of namesOfItem(item)) parents.set(name, facts);
    },
    count({ item, verdict }) {
      const parent = parentOf(item);
      if (!parent) return;
      delivering = undefined;
      if (verdict.focus === "tactical") hasTacticalChild.add(parent.id);
      if (parents.has(item.id)) above.set(item.id, parent.id);
    },
    parentOf,
    hasDelivery: (id) => (delivering ??= findDelivering()).has(id),
  };
}
