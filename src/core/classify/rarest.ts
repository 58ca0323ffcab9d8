import { commonness } from "#core/classify/common-words";
import type { Sequence } from "#core/classify/pattern";

/** The part that starts the fewest searches. */
export function rarestPart(parts: readonly (readonly Sequence[])[]): number {
  if (parts.length === 1) return 0;
  return indexOfLeast(parts, (sequences) =>
    sequences.reduce((sum, sequence) => sum + Math.min(...sequence.map(costOf)), 0),
  );
}

/** The place whose choices are the rarest: the sequence waits there. */
export function rarestPlace(sequence: Sequence): number {
  return sequence.length === 1 ? 0 : indexOfLeast(sequence, costOf);
}

function indexOfLeast<T>(values: readonly T[], measure: (value: T) => number): number {
  const measured = values.map(measure);
  return measured.indexOf(Math.min(...measured));
}

const costOf = (words: readonly string[]): number => words.reduce((sum, word) => sum + commonness(word), 0);
