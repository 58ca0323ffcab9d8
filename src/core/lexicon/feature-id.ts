import type { LexiconEntry } from "#core/lexicon/entry";

/** Id of a term in policies and statistics, for example `product-strategy/product-vision`; stays as long as its wording. */
export function featureId(entry: Pick<LexiconEntry, "term" | "name" | "responsibility" | "at">): string {
  const slug = (entry.name ?? entry.term)
    .toLowerCase()
    .replaceAll("~", " near ")
    .replaceAll("*", " any ")
    .replaceAll("|", " or ")
    .replaceAll("%", " percent ")
    .replaceAll("#", " number ")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
  return `${entry.responsibility}/${slug}${entry.at ? `@${entry.at}` : ""}`;
}
