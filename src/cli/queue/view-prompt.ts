import { snoozeChoices } from "#cli/queue/choices";
import { type FrameOptions, layOut } from "#cli/queue/layout";
import { countKin } from "#cli/queue/relatives";
import { nameOfEntry } from "#cli/queue/progress";
import type { Prompt, QueueContext, QueueEntry } from "#cli/queue/state";
import { DISMISS_REASONS, dismissReasons } from "#core/decision-kinds";
import type { Relative } from "#usecases/select-findings";

/** Lines of what is typed that stay in sight. */
const TYPED = 3;
/** Suggestions that a list has room for. */
const LISTED = 6;

type Question = Exclude<Prompt, { kind: "help" }>;

/** The question at the bottom: what is asked, the answers by number, and what was typed so far. */
export function viewPrompt(
  prompt: Question,
  entry: QueueEntry,
  context: QueueContext,
  options: FrameOptions,
): string[] {
  const typed = prompt.kind !== "reassign-unknown" && "text" in prompt ? typedLines(prompt.text, options) : [];
  return [
    ...layOut(options, 2, (screen) => screen.write({ text: questionOf(prompt, entry), style: "strong" })),
    ...choicesOf(prompt, entry, context).flatMap((choice) =>
      layOut(options, 1, (screen) => screen.write(choice, 2, 3)),
    ),
    ...typed,
  ];
}

/** What is typed, its end in sight however long it grows. */
const typedLines = (text: string, options: FrameOptions): string[] =>
  layOut(options, Infinity, (screen) => screen.write(`> ${text}█`, 2, 2)).slice(-TYPED);

function questionOf(prompt: Question, entry: QueueEntry): string {
  const key = nameOfEntry(entry);
  switch (prompt.kind) {
    case "dismiss-reason":
      return `Dismiss ${key}: why?`;
    case "dismiss-note":
      return `${DISMISS_REASONS[prompt.reason].title}. What is the story behind it?`;
    case "snooze":
      return `Snooze ${key}:`;
    case "snooze-date":
      return `Snooze ${key} until which day? (YYYY-MM-DD)`;
    case "reassign":
      return `Who shall take ${key} over? A number, or a name, e-mail or account id.`;
    case "reassign-unknown":
      return `Nobody called “${prompt.text}” was met so far. Record it all the same? y/n`;
    case "override-focus":
      return `What is ${key}?`;
    case "override-reason":
      return `Why is it ${prompt.focus}? The reason is shown beside the verdict.`;
    case "override-relatives":
      return `Also its ${countKin(prompt.kin, prompt.items.length)} with findings (${namesOf(prompt.items)})? y/n`;
  }
}

function namesOf(items: readonly Relative[]): string {
  const keys = items.map(({ key }) => key);
  return keys.length > 5 ? `${keys.slice(0, 4).join(", ")} and ${keys.length - 4} more` : keys.join(", ");
}

function choicesOf(prompt: Question, entry: QueueEntry, { report, today }: QueueContext): string[] {
  const number = (title: string, index: number): string => `${index + 1}  ${title}`;
  switch (prompt.kind) {
    case "dismiss-reason":
      return dismissReasons.map((reason, index) => number(DISMISS_REASONS[reason].title, index));
    case "snooze":
      return snoozeChoices(entry, today).map(({ title }, index) => number(title, index));
    case "reassign":
      return entry.live.stored.finding.suggestions
        .slice(0, LISTED)
        .map(({ ref, reason }, index) => number(`${report.people[ref]?.name ?? "former person"} – ${reason}`, index));
    case "override-focus":
      return ["s  strategic: a product manager's", "t  tactical: a product owner's"];
    default:
      return [];
  }
}
