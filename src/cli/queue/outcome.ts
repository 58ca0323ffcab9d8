import { currentEntry, idOf, nameOfEntry, nextOpen } from "#cli/queue/progress";
import { countKin, offerRelatives } from "#cli/queue/relatives";
import { isNote } from "#cli/queue/typing";
import type {
  DecisionMention,
  DoneStep,
  Outcome,
  QueueContext,
  QueueEntry,
  QueueEvent,
  QueueState,
} from "#cli/queue/state";
import { DISMISS_REASONS } from "#core/decision-kinds";
import { phraseWait } from "#core/triage";
import type { Act } from "#usecases/decide";

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
  const at = prompt?.kind === "override-relatives" ? nextOpen(state, context) : state.at;
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
  const offer = state.prompt?.kind === "override-relatives" ? state.prompt : null;
  const key = nameOfEntry(entry);
  const subject = offer ? `${countKin(offer.kin, decisions.length)} of ${key}` : key;
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
  return act.kind === "override"
    ? offerRelatives(decided, offer ?? act, entry, context)
    : { ...decided, at: nextOpen(decided, context) };
}

const isAbout = ({ item, finding }: DecisionMention, { live: { stored } }: QueueEntry): boolean =>
  finding === stored.finding.id || (item !== null && item === stored.item?.id);

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
