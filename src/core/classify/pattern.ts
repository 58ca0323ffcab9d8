import type { Grammar } from "#core/lexicon/grammar";

/** The pattern language of the lexicon (see lexicon/entry.ts), read into sequences of word choices. */

/** Words in a row, each place with its choices: [[price, pricing], [model]]. */
export type Sequence = readonly (readonly string[])[];

/** One part is a phrase; several are phrases that must stand near each other. Any sequence of a part makes it. */
export interface Pattern {
  parts: readonly (readonly Sequence[])[];
}

const MAX_SEQUENCES = 600;

/**
 * Reads a pattern; `elisions` are the words that the tokeniser drops before an apostrophe. Throws an Error that names the pattern
 * when it is empty, unbalanced or ambiguous, or expands beyond all measure.
 */
export function parsePattern(source: string, elisions: Grammar["elisions"] = {}): Pattern {
  const parts = source.split("~").map((part) => part.trim());
  if (parts.length > 1 && parts.some(hasBareChoice))
    throw new Error(`pattern "${source}" needs brackets around the alternatives beside ~`);
  return { parts: parts.map((part) => readPart(part, source, elisions)) };
}

/** `b|c` outside brackets: beside `~` it could be one alternative of the part or of the whole. */
function hasBareChoice(part: string): boolean {
  let depth = 0;
  for (const char of part) {
    if (char === "(") depth++;
    else if (char === ")") depth--;
    else if (char === "|" && depth === 0) return true;
  }
  return false;
}

function readPart(part: string, source: string, elisions: Grammar["elisions"]): readonly Sequence[] {
  const reader = { text: part, at: 0, source, elisions };
  const sequences = readAlternatives(reader).filter((sequence) => sequence.length > 0);
  if (reader.at < part.length) throw new Error(`pattern "${source}" has an unopened bracket`);
  if (sequences.length === 0) throw new Error(`pattern "${source}" is empty`);
  return sequences;
}

interface Reader {
  text: string;
  at: number;
  source: string;
  elisions: Grammar["elisions"];
}

/** `a b|c` up to the end or to a closing bracket. */
function readAlternatives(reader: Reader): Sequence[] {
  const sequences = [...readSequence(reader)];
  while (reader.text[reader.at] === "|") {
    reader.at++;
    sequences.push(...readSequence(reader));
  }
  return mergeChoices(sequences);
}

/** Words and bracketed alternatives in a row, as every sequence they stand for. */
function readSequence(reader: Reader): Sequence[] {
  let sequences: Sequence[] = [[]];
  while (reader.at < reader.text.length && reader.text[reader.at] !== "|" && reader.text[reader.at] !== ")") {
    const next =
      reader.text[reader.at] === "("
        ? readBracket(reader)
        : [splitWords(readPlain(reader), reader).map((word) => [word])];
    sequences = sequences.flatMap((before) => next.map((after) => [...before, ...after]));
    if (sequences.length > MAX_SEQUENCES) throw new Error(`pattern "${reader.source}" has too many alternatives`);
  }
  return sequences;
}

function readBracket(reader: Reader): Sequence[] {
  reader.at++;
  const choices = readAlternatives(reader);
  if (reader.text[reader.at] !== ")") throw new Error(`pattern "${reader.source}" has an unclosed bracket`);
  reader.at++;
  return choices;
}

function readPlain(reader: Reader): string {
  const start = reader.at;
  while (reader.at < reader.text.length && !"|()".includes(reader.text[reader.at] ?? "")) reader.at++;
  return reader.text.slice(start, reader.at);
}

/** Sequences that differ in their last or in their first place only become one with more choices there. */
function mergeChoices(sequences: readonly Sequence[]): Sequence[] {
  if (sequences.length < 2) return [...sequences];
  const byLast = mergeAt(sequences, (sequence) => sequence.length - 1);
  return mergeAt(byLast, () => 0);
}

function mergeAt(sequences: readonly Sequence[], placeOf: (sequence: Sequence) => number): Sequence[] {
  const merged = new Map<string, Sequence>();
  for (const sequence of sequences) {
    const place = placeOf(sequence);
    const key = `${sequence.length} ${sequence.map((choices, i) => (i === place ? "" : choices.join("|"))).join(" ")}`;
    const known = merged.get(key);
    if (!known) merged.set(key, sequence);
    else
      merged.set(
        key,
        known.map((choices, i) => (i === place ? [...new Set([...choices, ...(sequence[place] ?? [])])] : choices)),
      );
  }
  return [...merged.values()];
}

const WORDS = /\*?[\p{L}\p{N}_]+(?:[.'][\p{L}\p{N}_]+)*\*?|[#%$]/gu;

/** Words as the tokeniser sees them: lower case, split at hyphens and slashes, `&` as "and". */
function splitWords(text: string, { source, elisions }: Reader): string[] {
  if (/^ *[a-z]+ *$/.test(text)) return [text.trim()];
  const plain = text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("’", "'")
    .replaceAll("&", " and ")
    .replaceAll(/[€£]/g, "$");
  const words = (plain.match(WORDS) ?? []).map((word) =>
    withoutElision(word.endsWith("'s") ? word.slice(0, -2) : word, elisions),
  );
  if (words.some((word) => word.startsWith("*") && word.endsWith("*")))
    throw new Error(`pattern "${source}" has a word with * on both sides`);
  return words;
}

function withoutElision(word: string, elisions: Grammar["elisions"]): string {
  const at = word.indexOf("'");
  return at > 0 && elisions[word.slice(0, at)] ? word.slice(at + 1) : word;
}
