import { snoozeChoices } from "#cli/queue/choices";
import { offerRelatives } from "#cli/queue/relatives";
import { currentEntry, idOf } from "#cli/queue/progress";
import type { Prompt, QueueContext, QueueEntry, QueueKey, QueueState, Step, TextPrompt } from "#cli/queue/state";
import { submitText } from "#cli/queue/submit";
import { isNote, typeInto } from "#cli/queue/typing";
import { dismissReasons } from "#core/decision-kinds";

/** Keys while a question is open. Esc goes one question back and keeps what was typed. */
export function stepPrompt(state: QueueState, prompt: Prompt, key: QueueKey, context: QueueContext): Step {
  const entry = currentEntry(state, context);
  if (prompt.kind === "help" || !entry) return stay({ ...state, prompt: null });
  if (key.kind === "named" && key.name === "escape") return stay(leave(state, prompt, entry, context));
  if (prompt.kind === "reassign-unknown") return confirmUnknown(state, prompt, key, entry, context);
  if ("text" in prompt) return typeText(state, prompt, key, context, entry);
  return key.kind === "text" ? choose(state, prompt, key.text.toLowerCase(), context, entry) : stay(state);
}

const stay = (state: QueueState): Step => ({ state, effect: null });
const warn = (state: QueueState, text: string): Step => stay({ ...state, message: { text, tone: "warning" } });

function leave(state: QueueState, prompt: Prompt, entry: QueueEntry, context: QueueContext): QueueState {
  const draft = isNote(prompt) && prompt.text !== "" ? { finding: idOf(entry), text: prompt.text } : state.draft;
  const cleared = { ...state, draft, message: null };
  switch (prompt.kind) {
    case "dismiss-note":
      return { ...cleared, prompt: { kind: "dismiss-reason" } };
    case "snooze-date":
      return { ...cleared, prompt: { kind: "snooze" } };
    case "override-reason":
      return { ...cleared, prompt: { kind: "override-focus" } };
    case "reassign-unknown":
      return { ...cleared, prompt: { kind: "reassign", text: prompt.text } };
    case "override-relatives":
      return offerRelatives({ ...state, prompt: null }, prompt, entry, context);
    default:
      return { ...cleared, prompt: null };
  }
}

function typeText(
  state: QueueState,
  prompt: TextPrompt,
  key: QueueKey,
  context: QueueContext,
  entry: QueueEntry,
): Step {
  if (key.kind === "named" && key.name === "enter") return submitText(state, prompt, context, entry);
  const text = typeInto(prompt.text, key);
  return stay(text === undefined ? state : { ...state, prompt: { ...prompt, text }, message: null });
}

function confirmUnknown(
  state: QueueState,
  prompt: Extract<Prompt, { kind: "reassign-unknown" }>,
  key: QueueKey,
  entry: QueueEntry,
  context: QueueContext,
): Step {
  const pressed = key.kind === "named" ? key.name : key.kind === "text" ? key.text.toLowerCase() : "";
  if (pressed === "n") return stay(leave(state, prompt, entry, context));
  if (pressed !== "y" && pressed !== "enter") return stay(state);
  const { ref, text } = prompt;
  return {
    state,
    effect: { kind: "act", act: { kind: "reassign", to: ref, note: text, toName: text }, names: [idOf(entry)] },
  };
}

function choose(
  state: QueueState,
  prompt: Exclude<Prompt, TextPrompt | { kind: "help" }>,
  pressed: string,
  context: QueueContext,
  entry: QueueEntry,
): Step {
  const draft = state.draft?.finding === idOf(entry) ? state.draft.text : "";
  switch (prompt.kind) {
    case "dismiss-reason": {
      const reason = dismissReasons[Number(pressed) - 1];
      if (!reason) return warn(state, `Press 1 to ${dismissReasons.length}, or Esc to go back.`);
      return stay({ ...state, prompt: { kind: "dismiss-note", reason, text: draft }, message: null });
    }
    case "snooze":
      return chooseWait(state, pressed, context, entry);
    case "override-focus": {
      const focus = ({ s: "strategic", t: "tactical" } as const)[pressed];
      if (!focus) return warn(state, "Press s or t, or Esc to go back.");
      return stay({ ...state, prompt: { kind: "override-reason", focus, text: draft }, message: null });
    }
    case "override-relatives": {
      const { focus, reason, items } = prompt;
      const names = items.map(({ id }) => id);
      if (pressed === "y") return { state, effect: { kind: "act", act: { kind: "override", focus, reason }, names } };
      return stay(pressed === "n" ? leave(state, prompt, entry, context) : state);
    }
  }
}

function chooseWait(state: QueueState, pressed: string, { today }: QueueContext, entry: QueueEntry): Step {
  const choices = snoozeChoices(entry, today);
  const choice = choices[Number(pressed) - 1];
  if (!choice) return warn(state, `Press 1 to ${choices.length}, or Esc to go back.`);
  if (!choice.wait) return stay({ ...state, prompt: { kind: "snooze-date", text: "" }, message: null });
  return {
    state,
    effect: { kind: "act", act: { kind: "snooze", until: choice.wait, note: "" }, names: [idOf(entry)] },
  };
}
