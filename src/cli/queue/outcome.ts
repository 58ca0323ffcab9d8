import { currentEntry, idOf, nameOfEntry, nextOpen } from "#cli/queue/progress";
import { isNote } from "#cli/queue/typing";
import type {
  DecisionMention,
  DoneStep,
  Outcome,
  Prompt,
  QueueContext,
  QueueEntry,
  QueueEvent,
  QueueState,
} from "#cli/queue/state";
import { DISMISS_REASONS } from "#core/decision-kinds";
import { phraseWait } from "#core/triage";
import type { Act } from "#usecases/decide";
import { relativesOf } from "#usecases/select-findings";

type Answer = Exclude<QueueEvent, { kind: "key" }>;

/** The queue after something was recorded, taken back or refused. */
export function stepOutcome(state: QueueState, answer: Answer, context: QueueContext): QueueState {
  switch (answer.kind) {
    case "refused":
      return refuse(state, answer.why, context);
    case "undone":
      return takeBack(state);
    case "recorded":
      return goOn(state, answer, context);
  }
}

/** What was typed is kept: somebody who may decide can be asked, or another answer be given. */
function refuse(state: QueueState, why: string, context: QueueContext): QueueState {
  const { prompt } = state;
  const entry = currentEntry(state, context);
  const draft = entry && prompt && isNote(prompt) ? { finding: idOf(entry), text: prompt.text } : state.draft;
  const at = prompt?.kind === "override-children" ? nextOpen(state, context) : state.at;
  return { ...state, at, draft, prompt: null, message: { text: why, tone: "warning" } };
}

function takeBack(state: QueueState): QueueState {
  const last = state.done.at(-1);
  if (!last) return state;
  const text = `Taken back: ${last.subject} is as it was before.`;
  return { ...state, at: last.at, done: state.done.slice(0, -1), prompt: null, message: { text, tone: "good" } };
}

const OUTCOMES: Record<Act["kind"], Outcome> = {
  dismiss: "dismissed",
  snooze: "snoozed",
  reassign: "planned",
  override: "overridden",
};

function goOn(state: QueueState, answer: Extract<Answer, { kind: "recorded" }>, context: QueueContext): QueueState {
  const entry = currentEntry(state, context);
  if (!entry) return state;
  const { act, decisions, refused } = answer;
  const isAboutChildren = state.prompt?.kind === "override-children";
  const key = nameOfEntry(entry);
  const subject = isAboutChildren ? `${countChildren(decisions.length)} of ${key}` : key;
  const step: DoneStep = {
    decisions: decisions.map(({ id }) => id),
    findings: context.entries.filter((one) => decisions.some((decision) => isAbout(decision, one))).map(idOf),
    outcome: OUTCOMES[act.kind],
    at: state.at,
    subject,
  };
  const done = [...state.done, step];
  const leftOut = refused ? ` Not for ${refused.count}: ${refused.why}` : "";
  const text = `${phraseAct(act, subject, decisions, context)} u undoes it.${leftOut}`;
  const decided: QueueState = { ...state, done, prompt: null, message: { text, tone: "good" }, draft: null };
  const next = act.kind === "override" && !isAboutChildren ? offerChildren(act, entry, context) : null;
  return next ? { ...decided, prompt: next } : { ...decided, at: nextOpen(decided, context) };
}

const isAbout = ({ item, finding }: DecisionMention, { live: { stored } }: QueueEntry): boolean =>
  finding === stored.finding.id || (item !== null && item === stored.item?.id);

export const countChildren = (count: number): string => `${count} ${count === 1 ? "child" : "children"}`;

function offerChildren(
  { focus, reason }: Extract<Act, { kind: "override" }>,
  entry: QueueEntry,
  context: QueueContext,
): Prompt | null {
  const items = relativesOf(entry.live.stored, context.live).children;
  return items.length > 0 ? { kind: "override-children", focus, reason, items } : null;
}

function phraseAct(act: Act, subject: string, decisions: readonly DecisionMention[], context: QueueContext): string {
  switch (act.kind) {
    case "dismiss": {
      const until = decisions[0]?.until;
      return `Recorded: ${subject} dismissed${until ? ` until ${until}` : ""} (${DISMISS_REASONS[act.reason].title}).`;
    }
    case "snooze":
      return `Recorded: ${subject} snoozed ${phraseWait("date" in act.until ? act.until : { ...act.until, was: null })}.`;
    case "reassign":
      return `Recorded: ${subject} goes to ${context.report.people[act.to]?.name ?? act.note}.`;
    case "override":
      return `Recorded: ${subject} ${decisions.length === 1 ? "is" : "are"} ${act.focus}.`;
  }
}
