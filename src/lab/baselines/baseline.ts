import type { DecidedFocus } from "#core/model";
import type { LabelledItem } from "#lab/labelled";

/** What a baseline says of an item: a probability where it has one. */
export interface Guess {
  answer: DecidedFocus;
  probability: number | null;
}

/** A simple method that our figures stand beside. */
export interface Baseline {
  name: string;
  /** Learns from labelled items (none labelled unclear) and returns what predicts others. */
  train(items: readonly LabelledItem[]): (item: LabelledItem) => Guess;
}

/** Title and description, as baselines read an item. */
export const textOf = ({ item }: LabelledItem): string => `${item.title}\n${item.description}`;
