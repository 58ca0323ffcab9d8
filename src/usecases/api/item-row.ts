import type { Policy } from "#core/config";
import { focusProbability } from "#core/explain";
import type { ItemSummary } from "#core/model";
import { ownerOf } from "#core/survey";
import type { ClassifiedItem } from "#core/verdict";
import type { ItemRow } from "#usecases/api/shapes";

/** A line of a list of items. */
export function toItemRow({ item, verdict }: ClassifiedItem, policy: Policy): ItemRow {
  return {
    ...{ id: item.id, key: item.key, title: item.title, url: item.url ?? null },
    scope: { id: item.scope.id, name: item.scope.name },
    ...{ level: item.level, type: item.type, status: item.status.name },
    ...{ focus: verdict.focus, probability: focusProbability(verdict), responsibility: verdict.responsibility },
    owner: ownerName(item, policy),
  };
}

/** What the owner under audit is called; null where nobody owns it. */
export function ownerName(item: Pick<ItemSummary, "people">, policy: Policy): string | null {
  const owner = ownerOf(item, policy);
  return owner && (owner.name ?? owner.email ?? owner.id);
}
