import type { Prompt, QueueKey, TextPrompt } from "#cli/queue/state";
import { printable } from "#core/render/printable";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Whether a question asks for words that are worth keeping when it is left. */
export const isNote = (prompt: Prompt): prompt is TextPrompt =>
  prompt.kind === "dismiss-note" || prompt.kind === "override-reason";

/** A line of text after a key; undefined for a key that types nothing. */
export function typeInto(text: string, key: QueueKey): string | undefined {
  if (key.kind !== "named") return text + printable(key.text);
  switch (key.name) {
    case "backspace":
      return [...graphemes.segment(text)]
        .slice(0, -1)
        .map(({ segment }) => segment)
        .join("");
    case "clear":
      return "";
    case "delete-word":
      return text.replace(/\S*\s*$/u, "");
    default:
      return undefined;
  }
}
