import type { LexiconEntry } from "#core/lexicon/entry";

const LONGEST = 56;

const OWN = "own/";

/** Whether an id is that of a term that a policy adds. */
export const isOwnTerm = (id: string): boolean => id.startsWith(OWN);

/** Id of a term that a policy adds, apart from those of the lexicon, which may have the same words. */
export const ownTermId = (entry: Parameters<typeof featureId>[0]): string => `${OWN}${featureId(entry)}`;

/**
 * Id of a term in policies and statistics, for example `product-strategy/product-vision`; stays as long as its wording. Languages
 * other than English stand in front (`de/product-strategy/produktvision`), because many words are the same.
 */
export function featureId(
  entry: Pick<LexiconEntry, "term" | "name" | "responsibility" | "at">,
  language = "en",
): string {
  const slug = (entry.name ?? entry.term)
    .toLowerCase()
    .replaceAll("~", " near ")
    .replaceAll("*", " any ")
    .replaceAll("|", " or ")
    .replaceAll("%", " percent ")
    .replaceAll("#", " number ")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
  const prefix = language === "en" ? "" : `${language}/`;
  return `${prefix}${entry.responsibility}/${shorten(slug)}${entry.at ? `@${entry.at}` : ""}`;
}

/** A long list of alternatives keeps its first words and a check sum of all of them. */
function shorten(slug: string): string {
  if (slug.length <= LONGEST) return slug;
  let sum = 0x811c9dc5;
  for (let i = 0; i < slug.length; i++) sum = Math.imul(sum ^ slug.charCodeAt(i), 0x01000193);
  const head = slug.slice(0, LONGEST - 8);
  return `${head.slice(0, head.lastIndexOf("-"))}-${(sum >>> 0).toString(16).padStart(8, "0").slice(0, 6)}`;
}
