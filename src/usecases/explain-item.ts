import type { Ruleset } from "#core/classify/classify";
import { createHierarchy } from "#core/hierarchy";
import { namesOfItem, type WorkItem } from "#core/model";
import type { Verdict } from "#core/verdict";
import type { RunStore, WorkItemSource } from "#ports";
import { readPages } from "#usecases/read-pages";
import { classifyItem, settleVerdict } from "#usecases/run-audit";

/**
 * One item with its text and the verdict an audit would give it. `key` may be a key, an id or an alias, in any case of
 * letters; of two rows with one id the later counts. Null when the source has no such item.
 */
export async function explainItem(
  key: string,
  { source, store, ruleset }: { source: WorkItemSource; store: RunStore; ruleset: Ruleset },
): Promise<{ item: WorkItem; verdict: Verdict } | null> {
  const wanted = key.toLowerCase();
  let found: WorkItem | undefined;
  for await (const page of readPages(source)) {
    found = page.items.findLast((item) => namesOfItem(item).some((name) => name.toLowerCase() === wanted)) ?? found;
    await store.savePage(
      page.items.map((item, index) => ({ ...classifyItem(item, ruleset), position: page.start + index })),
      [],
    );
  }
  if (!found) return null;
  const hierarchy = createHierarchy();
  const classified = classifyItem(found, ruleset);
  for await (const page of store.parents()) for (const item of page) hierarchy.collect(item, null);
  return { item: found, verdict: settleVerdict(classified, hierarchy, ruleset) };
}
