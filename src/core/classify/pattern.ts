/** The pattern language of the lexicon (see lexicon/entry.ts), read into plain sequences of words. */

/** Word sequences, any of which makes a hit. */
type Alternatives = readonly (readonly string[])[];

/** One part is a phrase; several are phrases that must stand near each other. */
export interface Pattern {
  parts: readonly Alternatives[];
}

const MAX_ALTERNATIVES = 5000;

/** Reads a pattern. Throws an Error that names the pattern when it is empty, unbalanced or expands beyond all measure. */
export function parsePattern(source: string): Pattern {
  const parts = source.split("~").map((part) => expandPart(part.trim(), source));
  return { parts };
}

function expandPart(part: string, source: string): Alternatives {
  const reader = { text: part, at: 0, source };
  const sequences = readAlternatives(reader).filter((words) => words.length > 0);
  if (reader.at < part.length) throw new Error(`pattern "${source}" has an unopened bracket`);
  if (sequences.length === 0) throw new Error(`pattern "${source}" is empty`);
  return sequences;
}

interface Reader {
  text: string;
  at: number;
  source: string;
}

/** `a b|c` up to the end or to a closing bracket. */
function readAlternatives(reader: Reader): string[][] {
  const choices = [readSequence(reader)];
  while (reader.text[reader.at] === "|") {
    reader.at++;
    choices.push(readSequence(reader));
  }
  return choices.flat();
}

/** Words and bracketed alternatives in a row, as every sequence they stand for. */
function readSequence(reader: Reader): string[][] {
  let sequences: string[][] = [[]];
  while (reader.at < reader.text.length && reader.text[reader.at] !== "|" && reader.text[reader.at] !== ")") {
    const choices = reader.text[reader.at] === "(" ? readBracket(reader) : [splitWords(readPlain(reader))];
    sequences = sequences.flatMap((before) => choices.map((words) => [...before, ...words]));
    if (sequences.length > MAX_ALTERNATIVES) throw new Error(`pattern "${reader.source}" has too many alternatives`);
  }
  return sequences;
}

function readBracket(reader: Reader): string[][] {
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

/** Words as the tokeniser sees them: lower case, split at hyphens and slashes, `&` as "and". */
function splitWords(text: string): string[] {
  const plain = text.toLowerCase().replaceAll("’", "'").replaceAll("&", " and ").replaceAll(/[€£]/g, "$");
  const words = plain.match(/[\p{L}\p{N}_]+(?:[.'][\p{L}\p{N}_]+)*\*?|[#%$]/gu) ?? [];
  return words.map((word) => (word.endsWith("'s") ? word.slice(0, -2) : word));
}
