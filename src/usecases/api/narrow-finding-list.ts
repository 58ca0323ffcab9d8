import type { ListFilter } from "#core/listed-finding";
import type { FindingList, TriageStore } from "#ports";
import { refuse } from "#usecases/api/refuse";
import type { Sight } from "#usecases/api/sight";

/** Findings that are asked for at once. */
const BATCH = 1000;

type Line = Awaited<ReturnType<FindingList["page"]>>[number];

/**
 * The list of one space, with the findings that somebody may see. A page is read on until it is full, so that a short one is the last.
 * Counts are of the whole space: whom something is hidden from learns that there is more, not what it is.
 */
export function narrowFindingList(store: TriageStore, sight: Sight): FindingList {
  const { list } = store;
  const visible = async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
    const seen = new Set<string>();
    for (let start = 0; start < ids.length; start += BATCH)
      for (const { finding } of await sight.findings(await store.findingsOf(ids.slice(start, start + BATCH))))
        seen.add(finding.id);
    return seen;
  };
  const page: FindingList["page"] = async (filter, order, after, limit) => {
    const narrowed = narrowFilter(filter, sight.scope.id);
    const lines: Line[] = [];
    let from = after;
    for (let isMore = narrowed !== null; isMore && lines.length < limit;) {
      const size = lines.length === 0 && from === after ? limit : BATCH;
      const read = await list.page(narrowed ?? {}, order, from, size);
      const seen = await visible(read.map(({ id }) => id));
      lines.push(...read.filter(({ id }) => seen.has(id)));
      isMore = read.length === size;
      from = read.at(-1)?.position;
    }
    return lines.slice(0, limit);
  };
  return {
    page,
    stamp: () => list.stamp(),
    present: () => list.present(),
    tally: async (narrowing) => (await list.tally(narrowing)).filter(({ scope }) => scope === sight.scope.id),
    async near(what) {
      const ids = await list.near(what);
      const seen = await visible(ids);
      return ids.filter((id) => seen.has(id));
    },
    ...{ replace: refuse, update: refuse, due: refuse },
  };
}

/** Null where the filter wants only other spaces. */
const narrowFilter = (filter: ListFilter, scope: string): ListFilter | null =>
  filter.scope?.length && !filter.scope.includes(scope) ? null : { ...filter, scope: [scope] };
