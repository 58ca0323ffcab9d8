import type { StoredFinding } from "#ports";
import { openBacklogItems } from "#usecases/api/backlog-items";
import type { ApiContext } from "#usecases/api/context";
import { HIDDEN } from "#usecases/api/hidden";
import type { Sight } from "#usecases/api/sight";

/** As trackers write the keys of items. */
const KEY = /\b[A-Z][A-Z0-9_]*-\d+\b/g;

/** Findings whose reasons name no item that the person may not see: a parent, or an example. */
export async function hideItems(
  found: readonly StoredFinding[],
  whole: ApiContext,
  sight: Sight,
): Promise<StoredFinding[]> {
  const named = new Set(found.flatMap((one) => keysIn(one)));
  if (named.size === 0) return [...found];
  const { list } = await openBacklogItems(whole);
  const items = await list.named([...named]);
  const visible = new Set((await sight.items(items)).map(({ item }) => item.id));
  const hidden = new Set(items.filter(({ item }) => !visible.has(item.id)).map(({ item }) => item.key));
  const hide = (text: string): string => text.replace(KEY, (key) => (hidden.has(key) ? HIDDEN : key));
  return hidden.size === 0 ? [...found] : found.map((one) => withTexts(one, hide));
}

/** Beside the item's own key, which may be told. */
const keysIn = ({ finding, item }: StoredFinding): string[] =>
  [finding.message, ...finding.why, ...finding.suggestions.map(({ reason }) => reason)]
    .flatMap((text) => text.match(KEY) ?? [])
    .filter((key) => key !== item?.key);

function withTexts(stored: StoredFinding, hide: (text: string) => string): StoredFinding {
  const { finding } = stored;
  return {
    ...stored,
    finding: {
      ...finding,
      message: hide(finding.message),
      why: finding.why.map(hide),
      suggestions: finding.suggestions.map((one) => ({ ...one, reason: hide(one.reason) })),
    },
  };
}
