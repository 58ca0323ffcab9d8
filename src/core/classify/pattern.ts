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
  // Most patterns are a word or two in plain letters.
  if (/^[a-z][ a-z0-9]*$/.test(source)) return { parts: [[splitPlainWords(source).map((word) => [word])]] };
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
function readAlternatives(reader: Reader): readonly Sequence[] {
  const first = readSequence(reader);
  if (reader.text[reader.at] !== "|") return mergeChoices(first);
  const sequences = [...first];
  while (reader.text[reader.at] === "|") {
    reader.at++;
    for (const sequence of readSequence(reader)) sequences.push(sequence);
  }
  return mergeChoices(sequences);
}

/** Words and bracketed alternatives in a row, as every sequence they stand for. */
function readSequence(reader: Reader): readonly Sequence[] {
  let sequences: readonly Sequence[] = [];
  for (let isFirst = true; !isEnd(reader.text[reader.at]); isFirst = false) {
    const next =
      reader.text[reader.at] === "("
        ? readBracket(reader)
        : [splitWords(readPlain(reader), reader).map((word) => [word])];
    sequences = isFirst ? next : sequences.flatMap((before) => next.map((after) => [...before, ...after]));
    if (sequences.length > MAX_SEQUENCES) throw new Error(`pattern "${reader.source}" has too many alternatives`);
  }
  return sequences.length > 0 ? sequences : [[]];
}

const isEnd = (char: string | undefined): boolean => char === undefined || char === "|" || char === ")";

function readBracket(reader: Reader): readonly Sequence[] {
  reader.at++;
  const choices = readAlternatives(reader);
  if (reader.text[reader.at] !== ")") throw new Error(`pattern "${reader.source}" has an unclosed bracket`);
  reader.at++;
  return choices;
}

function readPlain(reader: Reader): string {
  const start = reader.at;
  while (!isEnd(reader.text[reader.at]) && reader.text[reader.at] !== "(") reader.at++;
  return reader.text.slice(start, reader.at);
}

/** Sequences that differ in their last or in their first place only become one with more choices there. */
function mergeChoices(sequences: readonly Sequence[]): readonly Sequence[] {
  if (sequences.length < 2) return sequences;
  const byLast = mergeAt(sequences, (sequence) => sequence.length - 1);
  return mergeAt(byLast, () => 0);
}

function mergeAt(sequences: readonly Sequence[], placeOf: (sequence: Sequence) => number): Sequence[] {
  // Choices are gathered in sets and become lists at the end: copying a list for each further choice would cost its square.
  const merged = new Map<string, { sequence: Sequence; place: number; choices: Set<string> | null }>();
  for (const sequence of sequences) {
    const place = placeOf(sequence);
    const key = keyAround(sequence, place);
    const known = merged.get(key);
    if (!known) merged.set(key, { sequence, place, choices: null });
    else {
      known.choices ??= new Set(known.sequence[place]);
      for (const choice of sequence[place] ?? []) known.choices.add(choice);
    }
  }
  return [...merged.values()].map(({ sequence, place, choices }) =>
    choices ? sequence.map((own, i) => (i === place ? [...choices] : own)) : sequence,
  );
}

/** What two sequences must share to be merged at a place: all other places. */
function keyAround(sequence: Sequence, place: number): string {
  if (sequence.length < 2) return String(sequence.length);
  return `${sequence.length} ${sequence.map((choices, i) => (i === place ? "" : choices.join("|"))).join(" ")}`;
}

const WORDS = /\*?[\p{L}\p{N}_]+(?:[.'][\p{L}\p{N}_]+)*\*?|[#%$]/gu;

/** Words as the tokeniser sees them: lower case, split at hyphens and slashes, `&` as "and". */
function splitWords(text: string, { source, elisions }: Reader): string[] {
  if (/^[ a-z0-9]*$/.test(text)) return splitPlainWords(text);
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

const splitPlainWords = (text: string): string[] =>
  text.includes(" ") ? text.split(" ").filter((word) => word !== "") : text === "" ? [] : [text];

function withoutElision(word: string, elisions: Grammar["elisions"]): string {
  const at = word.indexOf("'");
  return at > 0 && elisions[word.slice(0, at)] ? word.slice(at + 1) : word;
}
