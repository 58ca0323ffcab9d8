/** Breaks of any kind: a piece of text from outside is always one line. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/**
 * Controls (C0 with ESC, DEL, C1), marks that turn the direction of what follows, invisible characters that hide text,
 * and code points that are no characters. The joiners U+200C and U+200D stay: scripts and emoji need them.
 */
const UNPRINTABLE =
  /[\p{Cc}\p{Noncharacter_Code_Point}\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/** Halves of surrogate pairs: no encoding has them. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Text from outside as one line that can do nothing to a terminal, to the order of the words around it or to an XML
 * parser. What a reader would see is kept; escaping for a format comes after this.
 */
export function printable(text: string): string {
  return text.replace(BREAKS, " ").replace(UNPRINTABLE, "").replace(LONE_SURROGATE, "\uFFFD");
}

/** The first names of a list, and how many more there are. */
export function printableList(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).map(printable).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

/** The address if it is one that may be linked (http or https), normalised; else null. */
export function linkable(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? href : null;
}
