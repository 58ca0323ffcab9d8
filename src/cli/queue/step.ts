import { stepBrowsing } from "#cli/queue/browse";
import { stepOutcome } from "#cli/queue/outcome";
import { currentEntry, idOf } from "#cli/queue/progress";
import { stepPrompt } from "#cli/queue/prompt";
import type { QueueContext, QueueEvent, QueueState, Step } from "#cli/queue/state";

/** The queue after an event. Pure: the same events always lead to the same state. */
export function stepQueue(state: QueueState, event: QueueEvent, context: QueueContext): Step {
  const step = dispatch(state, event, context);
  const entry = currentEntry(step.state, context);
  if (!entry || step.state.seen.has(idOf(entry))) return step;
  return { ...step, state: { ...step.state, seen: new Set([...step.state.seen, idOf(entry)]) } };
}

function dispatch(state: QueueState, event: QueueEvent, context: QueueContext): Step {
  if (event.kind !== "key") return { state: stepOutcome(state, event, context), effect: null };
  const { key } = event;
  if (key.kind === "named" && key.name === "interrupt") return { state: { ...state, isOver: true }, effect: null };
  return state.prompt ? stepPrompt(state, state.prompt, key, context) : stepBrowsing(state, key, context);
}
