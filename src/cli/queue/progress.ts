import type { Outcome, QueueContext, QueueEntry, QueueState } from "#cli/queue/state";

/** Where somebody stands in the queue, derived from what they did. */

export const idOf = (entry: QueueEntry): string => entry.live.stored.finding.id;

/** What a reader calls the subject of a finding: the key of its item, else the name of the scope or person. */
export const nameOfEntry = ({ view }: QueueEntry): string => view.key ?? view.title.map(({ text }) => text).join("");

/** The finding on the screen; undefined at the end of the queue. */
export const currentEntry = (state: QueueState, context: QueueContext): QueueEntry | undefined =>
  context.entries[state.at];

/** What became of a finding in this session; undefined while it is open. */
export const outcomeOf = (state: QueueState, id: string): Outcome | undefined =>
  state.done.findLast((step) => step.findings.includes(id))?.outcome;

const isOpen = (state: QueueState, entry: QueueEntry): boolean => outcomeOf(state, idOf(entry)) === undefined;

/** How many findings nobody has decided on yet. */
export const countLeft = (state: QueueState, { entries }: QueueContext): number =>
  entries.filter((entry) => isOpen(state, entry)).length;

/** The next open finding after the one on the screen; the end of the queue where there is none. */
export function nextOpen(state: QueueState, { entries }: QueueContext, after = state.at): number {
  const next = entries.findIndex((entry, index) => index > after && isOpen(state, entry));
  return next < 0 ? entries.length : next;
}

/** The last open finding before the one on the screen; undefined where there is none. */
export function previousOpen(state: QueueState, { entries }: QueueContext): number | undefined {
  const previous = entries.findLastIndex((entry, index) => index < state.at && isOpen(state, entry));
  return previous < 0 ? undefined : previous;
}

const PARTS: readonly { outcome: Outcome; phrase: string }[] = [
  { outcome: "dismissed", phrase: "dismissed" },
  { outcome: "snoozed", phrase: "snoozed" },
  { outcome: "planned", phrase: "planned" },
  { outcome: "overridden", phrase: "read differently" },
];

/** "12 findings looked at: 5 dismissed, 2 snoozed, 1 planned, 4 left." */
export function phraseProgress(state: QueueState, context: QueueContext): string {
  const { entries } = context;
  const outcomes = entries.map((entry) => outcomeOf(state, idOf(entry)));
  const looked = entries.filter((entry, index) => state.seen.has(idOf(entry)) || outcomes[index]).length;
  const counts = PARTS.flatMap(({ outcome, phrase }) => {
    const count = outcomes.filter((one) => one === outcome).length;
    return count > 0 ? [`${count} ${phrase}`] : [];
  });
  const left = countLeft(state, context);
  const parts = [...counts, left > 0 ? `${left} left` : "none left"].join(", ");
  const of = looked < entries.length ? `${looked} of ${entries.length}` : String(looked);
  return `${of} ${entries.length === 1 ? "finding" : "findings"} looked at: ${parts}.`;
}
