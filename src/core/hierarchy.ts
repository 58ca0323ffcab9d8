import { namesOfItem } from "#core/model";
import type { ParentFacts } from "#core/rule";
import type { ClassifiedItem } from "#core/verdict";

/**
 * The parents of a backlog, in memory proportional to their number, not to that of all items. Of several items that go by one name
 * the one whose id it is is meant, then whose key it is, then the one with the smallest id: the order of items does not matter.
 */
export interface Hierarchy {
  /** Keeps the facts of an item that others name as their parent. */
  collect(item: ClassifiedItem, ownerRef: string | null): void;
  parentOf(item: Pick<ClassifiedItem["item"], "id" | "parent">): ParentFacts | null;
  /** Told once every parent is collected: ids of the parents of tactical items. */
  deliverTo(ids: Iterable<string>): void;
  /** Whether a tactical item stands anywhere below; safe where the tracker lets parents form a circle. */
  hasDelivery(id: string): boolean;
}

interface Kept {
  facts: ParentFacts;
  /** Name of its own parent. */
  above: string | undefined;
}

/** How a name belongs to an item: as its id, its key or another name it has or had. */
type Kinship = 0 | 1 | 2;

export function createHierarchy(): Hierarchy {
  const byName = new Map<string, { kept: Kept; kinship: Kinship }>();
  const delivering = new Set<string>();

  const keep = (name: string, kinship: Kinship, kept: Kept): void => {
    const known = byName.get(name);
    const isCloser =
      !known || kinship < known.kinship || (kinship === known.kinship && kept.facts.id <= known.kept.facts.id);
    if (isCloser) byName.set(name, { kept, kinship });
  };
  /** The item that is meant by a name in one with this id: nothing is its own parent. */
  const find = (name: string | undefined, id: string): Kept | undefined => {
    const kept = name === undefined ? undefined : byName.get(name)?.kept;
    return kept && kept.facts.id !== id ? kept : undefined;
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
      const kept: Kept = { facts, above: item.parent };
      for (const name of namesOfItem(item)) keep(name, name === item.id ? 0 : name === item.key ? 1 : 2, kept);
    },
    parentOf: ({ id, parent }) => find(parent, id)?.facts ?? null,
    deliverTo(ids) {
      for (const id of ids) {
        let kept = byName.get(id)?.kept;
        while (kept && !delivering.has(kept.facts.id)) {
          delivering.add(kept.facts.id);
          kept = find(kept.above, kept.facts.id);
        }
      }
    },
    hasDelivery: (id) => delivering.has(id),
  };
}
