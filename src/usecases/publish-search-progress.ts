import { z } from "zod";
import type { Documents } from "#ports";

/** How far a publishing has come that was stopped. */
export interface Progress {
  /** What it publishes: of something else it is no progress. */
  stamp: string;
  /** Place of the last item that carries what it should; left out before the first. */
  after?: { scope: string; level: string; profile: string; key: string; id: string } | undefined;
  /** Whether all items carry what they should. */
  isWritten: boolean;
  /** How many items that carry something were met, by a part of their ids. */
  seen: number[];
}

const NAME = "search-progress";

/**
 * Ids fall into so many parts: where a part has as many ids that carry something as were met, nothing in it is left over. Few enough for
 * a document of 5,000 characters, and enough that a few items that are gone do not have all others looked up.
 */
const PARTS = 1_024;

const place = z.object({
  ...{ scope: z.string(), level: z.string(), profile: z.string(), key: z.string(), id: z.string() },
});
const progress = z.object({
  stamp: z.string(),
  after: place.optional(),
  isWritten: z.boolean(),
  seen: z.array(z.number()).length(PARTS),
});

/** The progress of this publishing, where one was stopped, else none. */
export async function beginProgress(documents: Documents, stamp: string): Promise<Progress> {
  const known = read(await documents.get(NAME));
  if (known?.stamp === stamp) return known;
  // What comes now may change what the other one has done: it must not be gone on with.
  await dropProgress(documents);
  return { stamp, isWritten: false, seen: emptyTally() };
}

export const saveProgress = (documents: Documents, made: Progress): Promise<void> =>
  documents.put(NAME, JSON.stringify(made));

export const dropProgress = (documents: Documents): Promise<void> => documents.remove(NAME);

/** Counts of ids by part. */
export const emptyTally = (): number[] => Array.from({ length: PARTS }, () => 0);

export function tallyIn(tally: number[], id: string): void {
  const part = partOf(id);
  tally[part] = (tally[part] ?? 0) + 1;
}

export function partOf(id: string): number {
  let hash = 0;
  for (let index = 0; index < id.length; index += 1) hash = (hash * 31 + id.charCodeAt(index)) >>> 0;
  return hash % PARTS;
}

function read(text: string | null): Progress | null {
  if (text === null) return null;
  const parsed = progress.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}
