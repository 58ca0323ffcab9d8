import { type TriageOptions, withTriage } from "#cli/commands/triage";
import { UsageError } from "#cli/errors";
import { print, wantsColour } from "#cli/output";
import { loadQueue } from "#cli/queue/load";
import { playQueue } from "#cli/queue/play";
import { phraseProgress } from "#cli/queue/progress";
import { createRecorder } from "#cli/queue/record";
import type { QueueContext } from "#cli/queue/state";
import { openTerminal } from "#cli/queue/terminal";
import { FINDING_STATES } from "#core/triage";

/**
 * `rolecall triage`: the queue of findings that nobody has decided on, by keyboard. Each decision is recorded at once.
 * Throws UsageError where there is no terminal to show it on.
 */
export async function runQueue(options: TriageOptions & { color?: boolean }): Promise<void> {
  if (!process.stdin.isTTY || !process.stdout.isTTY || process.env["TERM"] === "dumb")
    throw new UsageError(
      "The queue needs a terminal. `rolecall triage list` prints what is open, and `rolecall triage dismiss`, `snooze`, `reassign` and `override` decide by name.",
    );
  await withTriage(options, async (deps) => {
    const context = await loadQueue(deps);
    if (context.entries.length === 0) {
      await print(phraseNothing(context));
      return;
    }
    const state = await playQueue(context, {
      record: createRecorder(deps, () => new Date()),
      terminal: openTerminal(process.stdin, process.stdout),
      colour: wantsColour(options.color),
    });
    await print(`${phraseProgress(state, context)}\n`);
  });
}

/** "Nothing is left to decide on: 5 dismissed, 2 snoozed." */
function phraseNothing({ live }: QueueContext): string {
  const counts = FINDING_STATES.flatMap((state) => {
    const count = live.filter((one) => one.state === state).length;
    return count === 0 ? [] : [`${count} ${state === "open" ? "read differently, for the next audit" : state}`];
  });
  return `Nothing is left to decide on${counts.length > 0 ? `: ${counts.join(", ")}` : ""}.\n`;
}
