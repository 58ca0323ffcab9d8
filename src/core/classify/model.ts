import type { LexiconEntry } from "#core/lexicon/entry";
import type { Responsibility } from "#core/taxonomy";
import type { EvidenceKind } from "#core/verdict";

/** Where words were found. The further from the title, the less they count. */
export const TITLE = 0;
/** The first words of the description. */
export const LEAD = 1;
export const REST = 2;
/** Labels and components. */
export const LABEL = 3;
export type Place = typeof TITLE | typeof LEAD | typeof REST | typeof LABEL;
export const PLACES: readonly Place[] = [TITLE, LEAD, REST, LABEL];

/** Share of a term's own deviation from its group that counts at each place. */
export const PLACE_SHARE = [1, 0.6, 0.3, 0.6] as const;

/** Tokens of the description that count as its lead. */
export const LEAD_TOKENS = 60;

/**
 * A further reason of the same kind at the same place counts for less, because such reasons come together: the n-th strongest
 * counts this share of its weight. Fixed shares keep the sum additive and every weight's influence monotone.
 */
const SHARES: Readonly<Record<Place, number>> = { [TITLE]: 0.75, [LEAD]: 0.72, [REST]: 0.72, [LABEL]: 0.7 };
const SMALLEST_SHARE = 0.02;

/** Shares by place and rank, computed once; beyond the last all are the smallest. */
const sharesByRank = PLACES.map((place) =>
  Array.from({ length: 16 }, (_, rank) => Math.max(SMALLEST_SHARE, SHARES[place] ** rank)),
);

export function shareOfRank(place: Place, rank: number): number {
  return sharesByRank[place]?.[rank] ?? SMALLEST_SHARE;
}

export type Strength = LexiconEntry["strength"];

/**
 * What a weight belongs to. Lexicon features have one weight per place, all others a single one. Made by `createFeature` only:
 * the engine reads a field faster where all objects have the same fields in the same order.
 */
export interface Feature {
  id: string;
  kind: EvidenceKind;
  /** Group whose weight it shares; null when its weight is its own alone. */
  group: string | null;
  focus: LexiconEntry["focus"];
  strength: Strength;
  topic: string;
  responsibility: Responsibility | undefined;
  /** Cannot decide alone: shared vocabulary, and expert weights that no data confirmed. */
  isBounded: boolean;
  /** Thousandths of log-odds by place. */
  weights: readonly number[];
  /** Of one word of a list such as `(crash|hang)`: its own id, under which training keeps its own deviation. */
  word: string | undefined;
  /** What a reader is shown where it is not the words of the item. */
  statement: string;
}

type Optional = "responsibility" | "word" | "statement";

export function createFeature(given: Omit<Feature, Optional> & Partial<Pick<Feature, Optional>>): Feature {
  const { id, kind, group, focus, strength, topic, responsibility, isBounded, weights, word, statement = "" } = given;
  return { id, kind, group, focus, strength, topic, responsibility, isBounded, weights, word, statement };
}

/** What a reason weighs at a place, in thousandths; `share` because it is not the first of its kind. */
export const weighAt = (weights: readonly number[], place: Place, share: number): number =>
  Math.round((weights[place] ?? 0) * share);

/** Below it a line counts but is no reason to decide: the base rate and a crumb make no verdict. In thousandths. */
const LEAST_TO_DECIDE = 200;
export const isCrumb = (thousandths: number): boolean => Math.abs(thousandths) < LEAST_TO_DECIDE;

/** Whether a feature that weighs so much may decide an item by itself. */
export const mayDecide = ({ isBounded }: Pick<Feature, "isBounded">, thousandths: number): boolean =>
  !isBounded && !isCrumb(thousandths);

/**
 * Learned weights, as numbers: a term weighs what its group weighs (focus, strength, kind of frame, by place), plus what its
 * responsibility adds, plus its own deviation. A term that training never saw keeps the weight of its group.
 */
export interface ModelWeights {
  /** By group and place, log-odds. */
  groups: Readonly<Record<string, readonly number[]>>;
  /** By responsibility: in the title, and elsewhere. */
  responsibilities: Readonly<Record<string, readonly [title: number, elsewhere: number]>>;
  /** A term's own deviation, that of one word of it, or the whole weight of a structure or metadata feature, by feature id. */
  features: Readonly<Record<string, number>>;
}

/** Group of a lexicon entry: `strategic/strong`, `tactical/weak@start`. */
export function groupOf(entry: Pick<LexiconEntry, "focus" | "strength" | "at">): string {
  return `${entry.focus}/${entry.strength}${entry.at ? `@${entry.at}` : ""}`;
}

/** Cautious weights from before any training, by group and place; also what training pulls a group towards. */
export const cautiousGroups: Readonly<Record<string, readonly number[]>> = {
  "strategic/strong": [3.4, 1.2, 0.5, 1],
  "strategic/plain": [2.3, 0.7, 0.3, 0.7],
  "strategic/weak": [0.9, 0.25, 0.1, 0.3],
  "shared/strong": [0.8, 0.4, 0.2, 0.3],
  "shared/plain": [0.5, 0.25, 0.1, 0.2],
  "shared/weak": [0.25, 0.1, 0.05, 0.1],
  "tactical/strong": [-1.8, -0.8, -0.4, -0.9],
  "tactical/plain": [-1.1, -0.5, -0.25, -0.6],
  "tactical/weak": [-0.5, -0.25, -0.12, -0.3],
  "strategic/strong@head": [1.9, 0, 0, 0],
  "strategic/strong@start": [1.6, 0, 0, 0],
  "strategic/plain@head": [1.2, 0, 0, 0],
  "strategic/weak@head": [0.4, 0, 0, 0],
  "tactical/plain@head": [-0.8, 0, 0, 0],
  "tactical/weak@head": [-0.3, 0, 0, 0],
  "strategic/plain@start": [0.9, 0, 0, 0],
  "strategic/weak@start": [0.4, 0, 0, 0],
  "tactical/strong@start": [-1.6, 0, 0, 0],
  "tactical/plain@start": [-1, 0, 0, 0],
  "tactical/weak@start": [-0.4, 0, 0, 0],
};

/** Weights of a lexicon entry, or of one word of it, by place, in thousandths; never against the direction of its focus. */
export function weighEntry(entry: LexiconEntry, id: string, weights: ModelWeights, word?: string): number[] {
  const group = weights.groups[groupOf(entry)] ?? cautiousGroups[groupOf(entry)] ?? [0, 0, 0, 0];
  const [inTitle, elsewhere] = weights.responsibilities[entry.responsibility] ?? [0, 0];
  const own = (weights.features[id] ?? 0) + (word === undefined ? 0 : (weights.features[word] ?? 0));
  const sign = entry.focus === "tactical" ? -1 : 1;
  return PLACES.map((place) => {
    if (entry.at && place !== TITLE) return 0;
    const ofResponsibility = entry.at ? 0 : place === TITLE ? inTitle : elsewhere;
    const weight = (group[place] ?? 0) + ofResponsibility + own * PLACE_SHARE[place];
    return weight * sign <= 0 ? 0 : Math.round(weight * 1000);
  });
}
