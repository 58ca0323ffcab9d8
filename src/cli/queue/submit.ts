import { complaintAboutDay } from "#cli/queue/days";
import { idOf } from "#cli/queue/progress";
import type { Prompt, QueueContext, QueueEntry, QueueState, Step, TextPrompt } from "#cli/queue/state";
import type { Act } from "#usecases/decide";

/** Enter behind what was typed: what is to be recorded, or why it cannot be. */
export function submitText(state: QueueState, prompt: TextPrompt, context: QueueContext, entry: QueueEntry): Step {
  const text = prompt.text.trim();
  const record = (act: Act): Step => ({ state, effect: { kind: "act", act, names: [idOf(entry)] } });
  switch (prompt.kind) {
    case "dismiss-note":
      return text === ""
        ? warn(state, "Say why in a few words: the next person will ask.")
        : record({ kind: "dismiss", reason: prompt.reason, note: text });
    case "override-reason":
      return text === ""
        ? warn(state, "Say why in a few words: it is shown beside the verdict.")
        : record({ kind: "override", focus: prompt.focus, reason: text });
    case "snooze-date": {
      const complaint = complaintAboutDay(text, context.today);
      return complaint === null ? record({ kind: "snooze", until: { date: text }, note: "" }) : warn(state, complaint);
    }
    case "reassign":
    case "reassign-unknown":
      return submitPerson(state, text, context, entry);
  }
}

const warn = (state: QueueState, text: string): Step => ({
  state: { ...state, message: { text, tone: "warning" } },
  effect: null,
});

/** A number alone means a suggestion; an account id may begin with one. */
function submitPerson(state: QueueState, text: string, context: QueueContext, entry: QueueEntry): Step {
  const { suggestions } = entry.live.stored.finding;
  const record = (to: string, note: string, named: { toName?: string } = {}): Step => ({
    state,
    effect: { kind: "act", act: { kind: "reassign", to, note, ...named }, names: [idOf(entry)] },
  });
  if (text === "") return warn(state, "Type a number, or a name, e-mail or account id.");
  if (/^\d{1,2}$/.test(text)) {
    const suggested = suggestions[Number(text) - 1];
    return suggested ? record(suggested.ref, "") : warn(state, "No suggestion has that number.");
  }
  const person = context.findPerson(text);
  if (person.kind === "ambiguous")
    return warn(state, `${person.count} people are called ${person.name}: type the e-mail or the account id.`);
  if (person.kind === "known") return record(person.ref, text, { toName: person.name });
  const prompt: Prompt = { kind: "reassign-unknown", text, ref: person.ref };
  return { state: { ...state, prompt, message: null }, effect: null };
}
