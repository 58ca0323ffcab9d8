/** Names and words of a work item; what Rolecall itself says may be longer. */
const MAX_LENGTH = 240;
const MAX_SENTENCES = 1200;

/** One line of outside text: no control or direction characters that could rearrange the panel, and of a length that can be read. */
export function plainLine(text: string, limit = MAX_LENGTH): string {
  const plain = text.replace(/[\p{Cc}\p{Bidi_Control}\s]+/gu, " ").trim();
  const characters = Array.from(plain);
  return characters.length <= limit ? plain : `${characters.slice(0, limit - 1).join("")}…`;
}

/** The same of a text that may be missing. */
export const plainOrNull = (text: string | null): string | null => (text === null ? null : plainLine(text));

/** The same of what Rolecall says, in which outside text may stand. */
export const plainSentences = (text: string): string => plainLine(text, MAX_SENTENCES);
