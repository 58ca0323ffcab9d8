import type { WorkItem } from "#core/model";
import type { Policy } from "#core/config";
import type { Verdict } from "#core/verdict";
import type { Change } from "#forge/panel-contract";
import type { ApiOutput } from "#usecases/api/contract";
import { ownerName } from "#usecases/api/item-row";

type Detail = ApiOutput<"getItem">;

/** In what a work item as it was just read differs from what the audit knows. Its parent and people's decisions are the audit's own. */
export function findChanges(item: WorkItem, verdict: Verdict, known: Detail, policy: Policy): Change[] {
  const was = known.item;
  const differs: Record<Change, boolean> = {
    title: item.title !== was.title,
    type: item.type !== was.type,
    status: item.status.name !== was.status,
    level: item.level !== was.level,
    labels: [...item.labels].sort().join("\n") !== [...was.labels].sort().join("\n"),
    owner: ownerName(item, policy) !== was.owner,
    verdict: reasonsOf(verdict.evidence) !== reasonsOf(known.verdict.evidence),
  };
  return (Object.keys(differs) as Change[]).filter((change) => differs[change]);
}

/** Of the item itself: what its parent and people add, only an audit knows. */
const reasonsOf = (evidence: readonly { kind: string; feature: string; weight: number }[]): string =>
  evidence
    .filter(({ kind, weight }) => kind !== "parent" && kind !== "override" && weight !== 0)
    .map(({ feature, weight }) => `${feature} ${weight}`)
    .sort()
    .join("\n");
