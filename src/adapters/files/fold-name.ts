const known = new Map<string, string>();
const MOST_REMEMBERED = 10_000;

/**
 * A name as people compare names: without case, accents, outer blanks and full-width brackets. Used for headers, statuses,
 * types and "nobody"; a file repeats few of them often, so they are remembered.
 */
export function foldName(text: string): string {
  const found = known.get(text);
  if (found !== undefined) return found;
  const folded = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/\s+/g, " ")
    .replace(/[’‘`]/g, "'")
    .trim()
    .toLowerCase();
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(text, folded);
  return folded;
}
