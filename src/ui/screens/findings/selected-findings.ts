import { useCallback, useState } from "react";
import type { FindingSelection } from "#usecases/api/shapes";
import type { FindingFilter } from "./finding-filter";

interface Chosen {
  /** Of which filter; with another one nothing is chosen any more. */
  of: string;
  /** All that match but for `ids`, or only `ids`. */
  isAll: boolean;
  ids: ReadonlySet<string>;
}

export interface SelectedFindings {
  has: (id: string) => boolean;
  count: number;
  isAll: boolean;
  /** The only one chosen. */
  only: string | undefined;
  toggle: (id: string) => void;
  add: (ids: readonly string[]) => void;
  chooseAll: () => void;
  clear: () => void;
  selection: FindingSelection;
}

/** Rows that are chosen: some, or all that match but for some, however many of them are loaded. */
export function useSelectedFindings(filter: FindingFilter, total: number): SelectedFindings {
  const of = JSON.stringify(filter);
  const nothing: Chosen = { of, isAll: false, ids: new Set() };
  const [kept, setChosen] = useState<Chosen>(nothing);
  const chosen = kept.of === of ? kept : nothing;
  const { isAll, ids } = chosen;
  const change = (changed: Partial<Chosen>) => setChosen({ ...chosen, ...changed });
  const count = isAll ? Math.max(0, total - ids.size) : ids.size;
  const clear = useCallback(() => setChosen({ of, isAll: false, ids: new Set() }), [of]);
  return {
    ...{ count, isAll, clear },
    has: (id) => ids.has(id) !== isAll,
    only: !isAll && ids.size === 1 ? [...ids][0] : undefined,
    toggle: (id) => {
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      change({ ids: next });
    },
    add: (added) => {
      const next = new Set(ids);
      for (const id of added)
        if (isAll) next.delete(id);
        else next.add(id);
      change({ ids: next });
    },
    chooseAll: () => change({ isAll: true, ids: new Set() }),
    selection: isAll ? { filter, except: [...ids] } : { ids: [...ids] },
  };
}
