import { type AdjustWeights, createAdjuster } from "#core/classify/adjust-weights";
import {
  type Feature,
  type ModelWeights,
  PLACES,
  PLACE_SHARE,
  createFeature,
  groupOf,
  weighEntry,
} from "#core/classify/model";
import { CountedFamilies } from "#core/classify/counted-families";
import { CompiledLanguages, weightsFor } from "#core/classify/compiled-languages";
import { DomainTerms } from "#core/classify/domain-terms";
import { type DetectLanguage, createLanguageDetector } from "#core/classify/detect-language";
import { TermMatcher } from "#core/classify/term-matcher";
import { type TitleWords, createTitleWords, listTitleWords } from "#core/classify/title-frame";
import type { Policy } from "#core/config";
import type { LexiconEntry } from "#core/lexicon/entry";
import { featureId, ownTermId } from "#core/lexicon/feature-id";
import { grammarOf } from "#core/lexicon/grammar";
import type { LanguagePack } from "#core/lexicon/language";
import { type MetadataFeature, fieldFeatures, levelFeatures, typeFeatures } from "#core/lexicon/metadata";
import { type StructureFeature, absenceFeatures, structureFeatures } from "#core/lexicon/structure";
import { RESPONSIBILITIES, type Responsibility } from "#core/taxonomy";

/** A language pack under one policy, ready to read text. */
export interface CompiledLanguage {
  language: string;
  matcher: TermMatcher;
  /** Entry of every feature; a list of words has a feature for each of them. */
  entries: readonly LexiconEntry[];
  /** Features by pattern of the matcher. */
  features: readonly Feature[];
  /** Which features counted in the item at hand. */
  counted: CountedFamilies;
  titleWords: TitleWords;
  /** Words of "As a … I want", as the matcher knows them; few, so lists are the fastest sets. */
  story: { openers: readonly number[]; subjects: readonly number[]; wishes: readonly number[] };
}

/** Everything a policy, the lexicon and the weights make of each other. */
export interface CompiledModel {
  languages: ReadonlyMap<string, CompiledLanguage>;
  detectLanguage: DetectLanguage;
  /** Languages of the policy for which no figures exist. */
  unmeasured: ReadonlySet<string>;
  structure: Readonly<Record<keyof typeof structureFeatures, Feature>>;
  absence: Readonly<Record<keyof typeof absenceFeatures, Feature>>;
  fields: Readonly<Record<keyof typeof fieldFeatures, Feature>>;
  typeByName: ReadonlyMap<string, Feature>;
  levels: Readonly<Record<string, Feature | undefined>>;
  /** A team's own nouns that no longer speak for strategy. */
  domainTerms: DomainTerms;
  /** Log-odds of the policy's base rate, in thousandths. */
  baseRate: number;
}

const hasNoVocabulary = ({ vocabulary: { add, remove, weights, domainTerms } }: Policy): boolean =>
  add.length + remove.length + domainTerms.length + Object.keys(weights).length === 0;

/** Languages by the weights they were compiled with, for policies that add nothing of their own: they differ in nothing then. */
const shared = new WeakMap<ModelWeights, Map<LanguagePack, CompiledLanguage>>();

/** A language takes a third of a second to compile: a process that answers many questions does it once. */
function shareLanguage(
  pack: LanguagePack,
  weights: ModelWeights,
  compile: (pack: LanguagePack) => CompiledLanguage,
): CompiledLanguage {
  const known = shared.get(weights) ?? new Map<LanguagePack, CompiledLanguage>();
  shared.set(weights, known);
  const compiled = known.get(pack) ?? compile(pack);
  known.set(pack, compiled);
  return compiled;
}

export function compileModel(policy: Policy, packs: readonly LanguagePack[], weights: ModelWeights): CompiledModel {
  const adjust = createAdjuster(policy);
  const plain = (
    feature: MetadataFeature | StructureFeature,
    kind: "metadata" | "structure" | "absence",
    statement = feature.term,
  ): Feature => {
    const weight = weights.features[feature.id] ?? feature.weight;
    return createFeature({
      id: feature.id,
      kind,
      group: null,
      statement,
      focus: feature.weight > 0 ? "strategic" : "tactical",
      strength: "plain",
      topic: feature.responsibility ?? kind,
      responsibility: feature.responsibility,
      isBounded: "isBounded" in feature ? feature.isBounded : kind === "absence",
      weights: adjust(feature.id, feature.term, [Math.round(weight * 1000)]),
    });
  };
  const all = <K extends string>(
    features: Readonly<Record<K, MetadataFeature | StructureFeature>>,
    kind: "metadata" | "structure" | "absence",
  ) =>
    Object.fromEntries(
      Object.entries<MetadataFeature | StructureFeature>(features).map(([key, feature]) => [key, plain(feature, kind)]),
    ) as Record<K, Feature>;

  const compile = (pack: LanguagePack): CompiledLanguage =>
    compileLanguage(pack, policy, weightsFor(pack, weights), adjust);
  const isShared = hasNoVocabulary(policy);
  return {
    languages: new CompiledLanguages(packs, isShared ? (pack) => shareLanguage(pack, weights, compile) : compile),
    detectLanguage: createLanguageDetector(packs.map(({ language }) => language)),
    unmeasured: new Set(packs.flatMap(({ language, isMeasured }) => (isMeasured ? [] : [language]))),
    structure: all(structureFeatures, "structure"),
    absence: all(absenceFeatures, "absence"),
    fields: all(fieldFeatures, "metadata"),
    typeByName: new Map(
      typeFeatures.flatMap((type) =>
        type.names.map((name) => [name, plain(type, "metadata", `type ${name}`)] as const),
      ),
    ),
    levels: Object.fromEntries(
      Object.entries(levelFeatures).map(([level, feature]) => [level, feature && plain(feature, "metadata")]),
    ),
    domainTerms: new DomainTerms(
      policy.vocabulary.domainTerms,
      packs.map(({ language }) => grammarOf(language)),
    ),
    baseRate: Math.round(1000 * Math.log(policy.baseRate / (1 - policy.baseRate))),
  };
}

function compileLanguage(
  pack: LanguagePack,
  policy: Policy,
  weights: ModelWeights,
  adjust: AdjustWeights,
): CompiledLanguage {
  const entries: LexiconEntry[] = [];
  const patterns: LexiconEntry[] = [];
  const features: Feature[] = [];
  const intern = createInterner();
  const addEntry = (entry: LexiconEntry, kind: "term" | "frame"): void => {
    const id = featureId(entry, pack.language);
    for (const choice of choicesOf(entry.term)) {
      const word = choice === null ? undefined : `${id}:${choice}`;
      const own = intern(adjust(id, entry.term, weighEntry(entry, id, weights, word)));
      entries.push(entry);
      patterns.push(choice === null ? entry : { ...entry, term: choice });
      features.push(lexiconFeature(entry, id, kind, own, word));
    }
  };
  for (const entry of pack.terms) addEntry(entry, "term");
  for (const entry of pack.frames) addEntry(entry, "frame");
  const added = policy.vocabulary.add.map(ownTerm);
  for (const { entry, weight } of added) {
    const id = ownTermId(entry);
    const sign = entry.focus === "tactical" ? -1 : 1;
    features.push(
      lexiconFeature(
        entry,
        id,
        "term",
        PLACES.map((place) => Math.round(sign * weight * 1000 * PLACE_SHARE[place])),
      ),
    );
  }
  entries.push(...added.map(({ entry }) => entry));
  patterns.push(...added.map(({ entry }) => entry));
  const { openers, subjects, wishes } = pack.story;
  const grammar = grammarOf(pack.language);
  const titleWords = listTitleWords(pack.headEnders, grammar);
  const matcher = new TermMatcher(patterns, [...titleWords, ...openers, ...subjects, ...wishes], grammar);
  const ids = (words: readonly string[]): number[] => [...new Set(words.map((word) => matcher.idOf(word)))];
  return {
    language: pack.language,
    matcher,
    entries,
    features,
    counted: new CountedFamilies(features.map(({ id }) => id)),
    titleWords: createTitleWords(pack.headEnders, grammar, (word) => matcher.idOf(word)),
    story: { openers: ids(openers), subjects: ids(subjects), wishes: ids(wishes) },
  };
}

/** Equal weights become one list: most terms weigh what their group weighs, and what is read often stays near the processor. */
function createInterner(): (weights: readonly number[]) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  return (weights) => {
    const key = weights.join(" ");
    const list = known.get(key) ?? weights;
    known.set(key, list);
    return list;
  };
}

/** The words of a plain list such as `(crash|crashed|hang)`, each of which may weigh differently; [null] for any other pattern. */
function choicesOf(term: string): readonly (string | null)[] {
  return /^\([^()~]+\)$/.test(term)
    ? term
        .slice(1, -1)
        .split("|")
        .filter((word) => word.trim() !== "")
    : [null];
}

function lexiconFeature(
  entry: LexiconEntry,
  id: string,
  kind: "term" | "frame",
  weights: readonly number[],
  word?: string,
): Feature {
  // A first verb or a head noun tells the kind of work, not whose responsibility it is.
  const hasResponsibility = !(entry.at && entry.focus === "strategic");
  return createFeature({
    id,
    kind,
    group: groupOf(entry),
    focus: entry.focus,
    strength: entry.strength,
    topic: entry.topic ?? entry.responsibility,
    responsibility: hasResponsibility ? entry.responsibility : undefined,
    isBounded: entry.focus === "shared",
    weights,
    word,
  });
}

/** A term that the policy adds, as a lexicon entry; it has no examples, because the team knows its words. */
function ownTerm(added: Policy["vocabulary"]["add"][number]): { entry: LexiconEntry; weight: number } {
  const known = RESPONSIBILITIES.find((name) => name === added.responsibility);
  const responsibility: Responsibility = known ?? (added.focus === "strategic" ? "product-strategy" : "delivery");
  const strength = added.weight >= 2 ? "strong" : added.weight >= 1 ? "plain" : "weak";
  const entry: LexiconEntry = {
    term: added.term,
    focus: added.focus,
    responsibility,
    strength,
    reason: "Added by the policy.",
    ok: added.term,
    notOk: "",
  };
  return { entry, weight: added.weight };
}
