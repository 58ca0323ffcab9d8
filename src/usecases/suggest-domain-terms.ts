import { classify, type Ruleset } from "#core/classify/classify";
import type { WorkItem } from "#core/model";
import { responsibilityDescriptions } from "#core/taxonomy";
import type { Evidence, Verdict } from "#core/verdict";
import type { WorkItemSource } from "#ports";
import { readPages } from "#usecases/read-pages";

/** A word that speaks for strategy now and, by the look of it, names what the product is made of. */
export interface DomainTermProposal {
  term: string;
  /** The term as it is written in the items: singular, plural. */
  forms: readonly string[];
  /** Items in which it speaks for strategy, in title or description. */
  items: number;
  /** Of those, how many have it in the title, and how many of these titles build something. */
  inTitles: number;
  inBuildingTitles: number;
  /** Of those, how many are strategic now. */
  strategic: number;
  /** The scope in which it is most frequent, with its share of the scope's items. */
  scope: { name: string; items: number; share: number };
  /** Two of the titles that build something with it. */
  examples: readonly { key: string; title: string }[];
}

export interface DomainTermSuggestions {
  items: number;
  proposals: readonly DomainTermProposal[];
  /** What was asked of a word to be proposed. */
  asked: typeof asked;
}

/** After the measurement that a word of strategy in more than 1 % of a backlog's items, mostly built, is its product's own. */
const asked = {
  /** Share of a scope's items. */
  share: 0.01,
  /** Share of building titles among those with the word. */
  building: 0.7,
  fewestItems: 8,
  fewestTitles: 5,
} as const;

interface Tally {
  forms: Map<string, number>;
  /** Whether a term of the classifier is this word or phrase and nothing more. */
  isWhole: boolean;
  /** Terms in which it stands; two are enough to know. */
  features: Set<string>;
  items: number;
  inTitles: number;
  inBuildingTitles: number;
  strategic: number;
  byScope: Map<string, number>;
  examples: { key: string; title: string }[];
}

/**
 * Proposes domain terms from how often words speak for strategy and how often their titles build something. Reads once and
 * keeps counts of words, not items.
 */
export async function suggestDomainTerms(source: WorkItemSource, ruleset: Ruleset): Promise<DomainTermSuggestions> {
  const tallies = new Map<string, Tally>();
  const scopes = new Map<string, { name: string; items: number }>();
  let items = 0;
  for await (const page of readPages(source)) {
    for (const item of page.items) {
      const scope = scopes.get(item.scope.id) ?? { name: item.scope.name, items: 0 };
      scope.items++;
      scopes.set(item.scope.id, scope);
      countItem(item, classify(item, ruleset), tallies);
    }
    items += page.items.length;
  }
  const proposals = [...tallies].flatMap(([term, tally]) => {
    const proposal = propose(term, tally, scopes);
    return proposal ? [proposal] : [];
  });
  return { items, proposals: settleOverlaps(proposals), asked };
}

function countItem(item: WorkItem, verdict: Verdict, tallies: Map<string, Tally>): void {
  const hits = verdict.evidence.filter(isStrategicHit);
  if (hits.length === 0) return;
  const builders = verdict.evidence.filter((line) => isBuilder(line, item.title));
  const buildingWords = new Set(builders.flatMap(({ term }) => wordsOf(term)));
  const seen = new Map<string, { form: string; inTitle: boolean; isWhole: boolean; features: Set<string> }>();
  for (const { term, feature, field } of hits) {
    for (const form of candidatesIn(term, buildingWords)) {
      const folded = foldPlural(form);
      const known = seen.get(folded) ?? { form, inTitle: false, isWhole: false, features: new Set() };
      known.inTitle ||= field === "title";
      known.features.add(feature);
      known.isWhole ||= form === wordsOf(term).join(" ");
      seen.set(folded, known);
    }
  }
  for (const [folded, { form, inTitle, isWhole, features }] of seen) {
    const tally = tallies.get(folded) ?? createTally();
    tallies.set(folded, tally);
    tally.items++;
    tally.forms.set(form, (tally.forms.get(form) ?? 0) + 1);
    tally.isWhole ||= isWhole;
    for (const feature of features) if (tally.features.size < 2) tally.features.add(feature);
    tally.byScope.set(item.scope.id, (tally.byScope.get(item.scope.id) ?? 0) + 1);
    if (verdict.focus === "strategic") tally.strategic++;
    if (!inTitle) continue;
    tally.inTitles++;
    if (builders.length === 0) continue;
    tally.inBuildingTitles++;
    if (tally.examples.length < 2) tally.examples.push({ key: item.key, title: item.title });
  }
}

const createTally = (): Tally => ({
  forms: new Map(),
  isWhole: false,
  features: new Set(),
  items: 0,
  inTitles: 0,
  inBuildingTitles: 0,
  strategic: 0,
  byScope: new Map(),
  examples: [],
});

const isStrategicHit = ({ kind, weight, field }: Evidence): boolean =>
  kind === "term" && weight > 0 && (field === "title" || field === "description");

/** What may stand before the first word of a title: tags, a prefix with a colon, dashes. */
const BEFORE_FIRST = /^(?:\[[^\]]*\]|\([^)]*\)|[^\s:]{1,20}:|[\s\-–—|])*$/u;

/** A first word that builds, changes or repairs, or a head noun that is a part of software. */
function isBuilder({ kind, field, responsibility, weight, span }: Evidence, title: string): boolean {
  if (field !== "title" || weight > 0 || responsibility === undefined) return false;
  if (responsibilityDescriptions[responsibility].focus !== "tactical") return false;
  return kind === "frame" || (kind === "term" && span !== undefined && BEFORE_FIRST.test(title.slice(0, span[0])));
}

const LONGEST_PHRASE = 3;
const SHORTEST_WORD = 3;

/** The words of a hit, and the whole of a short one. */
function candidatesIn(term: string, buildingWords: ReadonlySet<string>): string[] {
  const words = wordsOf(term);
  const single = words.filter(
    (word) => word.length >= SHORTEST_WORD && !/^\p{N}/u.test(word) && !buildingWords.has(word) && !EMPTY.has(word),
  );
  const isPhrase = words.length > 1 && words.length <= LONGEST_PHRASE && single.length === words.length;
  return isPhrase ? [...single, words.join(" ")] : single;
}

const wordsOf = (term: string): string[] => term.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Words inside phrases that name nothing. */
const EMPTY = new Set(
  "the and for our your new all with from into per not are how who why what their this that".split(" "),
);

const foldPlural = (phrase: string): string => phrase.replace(/(?<=\p{L}{3})(?<!s)s$/u, "");

function propose(
  folded: string,
  tally: Tally,
  scopes: ReadonlyMap<string, { name: string; items: number }>,
): DomainTermProposal | undefined {
  const { items, inTitles, inBuildingTitles, strategic, examples } = tally;
  if (items < asked.fewestItems || inTitles < asked.fewestTitles) return undefined;
  if (inBuildingTitles < asked.building * inTitles) return undefined;
  // A word that merely stands inside one phrase of the classifier means nothing by itself.
  if (!tally.isWhole && tally.features.size < 2) return undefined;
  const [scope] = [...tally.byScope]
    .map(([id, count]) => {
      const known = scopes.get(id) ?? { name: id, items: count };
      return { name: known.name, items: count, share: count / known.items };
    })
    .filter(({ items: count, share }) => count >= asked.fewestItems && share >= asked.share)
    .sort((a, b) => b.share - a.share);
  if (!scope) return undefined;
  const forms = [...tally.forms].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([form]) => form);
  return {
    term: forms[0] ?? folded,
    forms,
    items,
    inTitles,
    inBuildingTitles,
    strategic,
    scope,
    examples,
  };
}

/** A phrase that most items with its word have says more than the word; else the word says it all. */
const MOST = 0.8;

function settleOverlaps(proposals: readonly DomainTermProposal[]): DomainTermProposal[] {
  const phrases = proposals.filter(({ term }) => term.includes(" "));
  const holds = (phrase: string, word: string): boolean => phrase.split(" ").map(foldPlural).includes(foldPlural(word));
  const words = proposals.filter(
    ({ term, items }) =>
      !term.includes(" ") && !phrases.some((phrase) => holds(phrase.term, term) && phrase.items >= MOST * items),
  );
  const kept = phrases.filter((phrase) => !words.some((word) => holds(phrase.term, word.term)));
  return [...words, ...kept].sort((a, b) => b.items - a.items || (a.term < b.term ? -1 : 1));
}
