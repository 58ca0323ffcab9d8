/** What is worth knowing about one file: each thing once, however many rows it concerns. */
export interface Notices {
  /** Says a sentence once. */
  say(sentence: string): void;
  /** Counts rows that share a peculiarity; `sentence` gets the count and the first examples when the file is described. */
  count(
    topic: string,
    example: string,
    sentence: (rows: number, examples: string) => string,
    mostExamples?: number,
  ): void;
  list(): readonly string[];
}

const EXAMPLES = 3;
const LONGEST_EXAMPLE = 60;

export function createNotices(): Notices {
  const sentences = new Set<string>();
  const topics = new Map<
    string,
    { rows: number; examples: Set<string>; sentence: (rows: number, examples: string) => string }
  >();
  return {
    say: (sentence) => void sentences.add(sentence),
    count(topic, example, sentence, mostExamples = EXAMPLES) {
      let entry = topics.get(topic);
      if (!entry) topics.set(topic, (entry = { rows: 0, examples: new Set(), sentence }));
      entry.rows += 1;
      if (entry.examples.size < mostExamples) entry.examples.add(quoteText(example));
    },
    list: () => [
      ...sentences,
      ...[...topics.values()].map(({ rows, examples, sentence }) => sentence(rows, [...examples].join(", "))),
    ],
  };
}

/** Text of a file inside a message: short, on one line, without control characters. */
export function shortText(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  return line.length > LONGEST_EXAMPLE ? `${line.slice(0, LONGEST_EXAMPLE - 1)}…` : line;
}

export const quoteText = (text: string): string => `"${shortText(text)}"`;

/** `1 row`, `3 rows`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
