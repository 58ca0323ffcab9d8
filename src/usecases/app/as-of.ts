import type { TriageStore } from "#ports";

const NAME = "as-of";

/** Notes until when everything that was told of the site is in the findings. */
export const noteAsOf = ({ documents }: TriageStore, at: string): Promise<void> => documents.put(NAME, at);

/** ISO 8601 instant until which the findings know the site; null before the first audit. */
export const readAsOf = ({ documents }: TriageStore): Promise<string | null> => documents.get(NAME);
