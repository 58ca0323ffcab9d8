import type { StoredFinding } from "#ports";
import type { Audience } from "#usecases/api/context";

/** Items that a tracker is asked about at once. */
const BATCH = 1000;

/** What one person may see of one space, while one question is answered. */
export interface Sight {
  scope: Audience["scope"];
  /** Of these items those that the person may see; nothing is asked for twice. */
  sees(items: readonly string[]): Promise<ReadonlySet<string>>;
  /** Those of the space that are about it as a whole, or about items that the person may see. */
  findings(found: readonly StoredFinding[]): Promise<StoredFinding[]>;
  /** Those of the space that the person may see. */
  items<T extends { item: { id: string; scope: { id: string } } }>(found: readonly T[]): Promise<T[]>;
}

export function createSight(audience: Audience): Sight {
  const { scope } = audience;
  const asked = new Set<string>();
  const seen = new Set<string>();
  const sees = async (items: readonly string[]): Promise<ReadonlySet<string>> => {
    const open = [...new Set(items)].filter((id) => !asked.has(id));
    for (let start = 0; start < open.length; start += BATCH) {
      const batch = open.slice(start, start + BATCH);
      const browsable = await audience.mayBrowse(batch);
      for (const id of batch) asked.add(id);
      for (const id of batch) if (browsable.has(id)) seen.add(id);
    }
    return seen;
  };
  return {
    scope,
    sees,
    async findings(found) {
      const own = found.filter(({ finding }) => finding.scope === scope.id);
      const visible = await sees(own.flatMap(({ item }) => item?.id ?? []));
      return own.filter(({ item }) => item === null || visible.has(item.id));
    },
    async items(found) {
      const own = found.filter(({ item }) => item.scope.id === scope.id);
      const visible = await sees(own.map(({ item }) => item.id));
      return own.filter(({ item }) => visible.has(item.id));
    },
  };
}
