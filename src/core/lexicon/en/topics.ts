import type { LexiconEntry } from "#core/lexicon/entry";

/** Subjects that rules ask for: what great product managers leave to others, and the goals Scrum gives to the product owner. */
export const entries: readonly LexiconEntry[] = [];
