import { countLeft, currentEntry, nextOpen, previousOpen } from "#cli/queue/progress";
import type { Prompt, QueueContext, QueueKey, QueueState, Step } from "#cli/queue/state";

/** Keys while no question is open. */
export function stepBrowsing(state: QueueState, key: QueueKey, context: QueueContext): Step {
  // What is pasted here was meant for another window.
  if (key.kind === "paste") return stay(state);
  const pressed = key.kind === "text" ? key.text.toLowerCase() : key.name;
  switch (pressed) {
    case "n":
    case " ":
    case "right":
      return stay(goOn(state, context));
    case "p":
    case "left":
      return stay(goBack(state, context));
    case "?":
    case "h":
      return stay(ask(state, { kind: "help" }));
    case "q":
      return stay({ ...state, isOver: true });
    case "u":
      return undoLast(state);
    case "enter":
      return stay(state.at === context.entries.length ? { ...state, isOver: true } : state);
    default:
      return stay(openPrompt(state, pressed, context));
  }
}

const stay = (state: QueueState): Step => ({ state, effect: null });
const ask = (state: QueueState, prompt: Prompt): QueueState => ({ ...state, prompt, message: null });
const warn = (state: QueueState, text: string): QueueState => ({ ...state, message: { text, tone: "warning" } });

function goOn(state: QueueState, context: QueueContext): QueueState {
  const isAtEnd = state.at === context.entries.length;
  if (isAtEnd && countLeft(state, context) === 0) return state;
  return { ...state, at: nextOpen(state, context, isAtEnd ? -1 : state.at), message: null };
}

function goBack(state: QueueState, context: QueueContext): QueueState {
  const at = previousOpen(state, context);
  if (at !== undefined) return { ...state, at, message: null };
  return warn(state, countLeft(state, context) === 0 ? "Nothing is left." : "This is the first one that is left.");
}

function undoLast(state: QueueState): Step {
  const last = state.done.at(-1);
  if (!last)
    return stay(warn(state, "Nothing was decided in this session. `rolecall triage undo` takes back older ones."));
  return { state, effect: { kind: "undo", decisions: last.decisions } };
}

function openPrompt(state: QueueState, pressed: string, context: QueueContext): QueueState {
  const entry = currentEntry(state, context);
  if (!entry) return state;
  switch (pressed) {
    case "r":
      return ask(state, { kind: "reassign", text: "" });
    case "d":
      return ask(state, { kind: "dismiss-reason" });
    case "s":
      return ask(state, { kind: "snooze" });
    case "o":
      return entry.live.stored.item
        ? ask(state, { kind: "override-focus" })
        : warn(state, "This finding is about no single work item: there is nothing to call strategic or tactical.");
    default:
      return state;
  }
}
