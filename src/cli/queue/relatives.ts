import { nextOpen } from "#cli/queue/progress";
import type { Kin, QueueContext, QueueEntry, QueueState } from "#cli/queue/state";
import type { DecidedFocus } from "#core/model";
import { relativesOf } from "#usecases/select-findings";

/** What was said of an item, and of which of its relatives already. */
interface Override {
  focus: DecidedFocus;
  reason: string;
  kin?: Kin;
}

const ORDER: readonly Kin[] = ["child", "sibling"];

/** Asks whether the same holds for an item's children, then for its siblings; goes on in the queue where nobody is left to ask about. */
export function offerRelatives(
  state: QueueState,
  { focus, reason, kin }: Override,
  entry: QueueEntry,
  context: QueueContext,
): QueueState {
  const said = new Set(state.done.flatMap(({ outcome, findings }) => (outcome === "overridden" ? findings : [])));
  const open = context.live.filter(({ stored }) => !said.has(stored.finding.id));
  const { children, siblings } = relativesOf(entry.live.stored, open);
  const items = { child: children, sibling: siblings };
  const next = ORDER.slice(kin === undefined ? 0 : ORDER.indexOf(kin) + 1).find((one) => items[one].length > 0);
  return next
    ? { ...state, prompt: { kind: "override-relatives", kin: next, focus, reason, items: items[next] } }
    : { ...state, at: nextOpen(state, context) };
}

export function countKin(kin: Kin, count: number): string {
  if (kin === "child") return count === 1 ? "1 child" : `${count} children`;
  return count === 1 ? "1 sibling" : `${count} siblings`;
}
