import type { Recorder } from "#cli/queue/record";
import { startQueue, type QueueContext, type QueueEvent, type QueueState } from "#cli/queue/state";
import { stepQueue } from "#cli/queue/step";
import type { QueueTerminal } from "#cli/queue/terminal";
import { viewQueue } from "#cli/queue/view";

/** Shows the queue and does what the keys ask for until somebody quits; gives the terminal back whatever happens. */
export async function playQueue(
  context: QueueContext,
  { record, terminal, colour }: { record: Recorder; terminal: QueueTerminal; colour: boolean },
): Promise<QueueState> {
  let state = startQueue(context);
  const draw = (): void => terminal.draw(viewQueue(state, context, { ...terminal.size(), colour }));
  try {
    draw();
    for await (const event of terminal.events()) {
      if (event.kind === "key") state = await settle(state, event, context, record);
      if (state.isOver) break;
      draw();
    }
  } finally {
    terminal.close();
  }
  return state;
}

/** The state after a key, once everything it asked for is recorded. */
async function settle(
  state: QueueState,
  event: QueueEvent,
  context: QueueContext,
  record: Recorder,
): Promise<QueueState> {
  let step = stepQueue(state, event, context);
  while (step.effect) step = stepQueue(step.state, await record(step.effect), context);
  return step.state;
}
