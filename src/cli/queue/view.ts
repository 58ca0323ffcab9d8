import { type FrameOptions, layOut } from "#cli/queue/layout";
import { countLeft, currentEntry, phraseProgress } from "#cli/queue/progress";
import type { Prompt, QueueContext, QueueEntry, QueueState } from "#cli/queue/state";
import { viewEntry } from "#cli/queue/view-finding";
import { HELP } from "#cli/queue/view-help";
import { viewPrompt } from "#cli/queue/view-prompt";
import type { Ink } from "#core/render/terminal/screen";

/** The screen as lines, exactly as many as the terminal has rows and none wider than it: the question and the keys always at the bottom. */
export function viewQueue(state: QueueState, context: QueueContext, options: FrameOptions): string[] {
  const entry = currentEntry(state, context);
  const footer = viewFooter(state, entry, context, options);
  const room = Math.max(0, options.height - footer.length);
  const body = fit([...viewHeader(state, entry, context, options), ...viewBody(state, entry, context, options)], room);
  const gap = Array.from({ length: room - body.length }, () => "");
  return [...body, ...gap, ...footer].slice(-options.height);
}

/** Empty lines go first, then what stands last. */
function fit(lines: readonly string[], room: number): string[] {
  if (lines.length <= room) return [...lines];
  const dense = lines.filter((line) => line !== "");
  return dense.length <= room ? dense : [...dense.slice(0, Math.max(0, room - 1)), "    …"].slice(0, room);
}

function viewHeader(
  state: QueueState,
  entry: QueueEntry | undefined,
  context: QueueContext,
  options: FrameOptions,
): string[] {
  const all = context.entries.length;
  const left = `${countLeft(state, context)} left`;
  const place: Ink[] = entry
    ? [
        { text: `${state.at + 1} of ${all}`, style: "strong" },
        { text: ` · ${left} · ${entry.scopeName}`, style: "quiet" },
      ]
    : [
        { text: "The end of the queue", style: "strong" },
        { text: ` · ${left}`, style: "quiet" },
      ];
  return [...layOut(options, 1, (screen) => screen.write(place)), ""];
}

function viewBody(
  state: QueueState,
  entry: QueueEntry | undefined,
  context: QueueContext,
  options: FrameOptions,
): string[] {
  if (state.prompt?.kind === "help")
    return HELP.flatMap(([key, meaning]) => layOut(options, 2, (screen) => screen.field(key, meaning, 2, HELP_WIDTH)));
  if (entry) return viewEntry(entry, options);
  const left = countLeft(state, context);
  return layOut(options, 6, (screen) => {
    if (left === 0) screen.write([{ text: "✓ ", style: "good" }, "Nothing is left to decide on."], 2);
    else screen.write(`${left} ${left === 1 ? "is" : "are"} left for later. n starts again with the first of them.`, 2);
    screen.blank();
    screen.write(phraseProgress(state, context), 2);
  });
}

const HELP_WIDTH = 16;

function viewFooter(
  state: QueueState,
  entry: QueueEntry | undefined,
  context: QueueContext,
  options: FrameOptions,
): string[] {
  const { prompt, message } = state;
  const question = prompt && prompt.kind !== "help" && entry ? viewPrompt(prompt, entry, context, options) : [];
  const said = message
    ? layOut(options, 3, (screen) => screen.write({ text: message.text, style: message.tone }))
    : [""];
  const keys = prompt ? keysOf(prompt) : entry ? BROWSE_KEYS : END_KEYS;
  return ["", ...question, ...layOut(options, 2, (screen) => screen.write({ text: keys, style: "quiet" })), ...said];
}

const BROWSE_KEYS = "n next  p back  r reassign  d dismiss  s snooze  o override  u undo  ?  q quit";
const END_KEYS = "n first again  p back  u undo  ? help  q quit";

function keysOf(prompt: Prompt): string {
  switch (prompt.kind) {
    case "help":
      return "any key goes back";
    case "override-relatives":
    case "reassign-unknown":
      return "y yes  n no";
    case "dismiss-reason":
    case "snooze":
      return "press a number  Esc goes back";
    case "override-focus":
      return "s strategic  t tactical  Esc goes back";
    default:
      return "Enter records it  Esc goes back";
  }
}
