import type { Ruleset } from "#core/classify/classify";
import type { CompiledLanguage } from "#core/classify/compiled";
import { type Feature, LABEL, LEAD, REST, TITLE } from "#core/classify/model";
import type { LexiconEntry } from "#core/lexicon/entry";
import { featureId, isOwnTerm } from "#core/lexicon/feature-id";
import { languagePacks } from "#core/lexicon/index";
import { type MetadataFeature, fieldFeatures, levelFeatures, typeFeatures } from "#core/lexicon/metadata";
import { type StructureFeature, absenceFeatures, structureFeatures } from "#core/lexicon/structure";
import type { Responsibility } from "#core/taxonomy";
import type { EvidenceKind } from "#core/verdict";

/** A reason that the classifier knows, with what it weighs under a policy. */
export interface VocabularyTerm {
  /** What `vocabulary.weights` and `vocabulary.remove` of a policy take. */
  id: string;
  kind: EvidenceKind;
  /** ISO 639-1; null for what is read in every language. */
  language: string | null;
  focus: Feature["focus"];
  responsibility: Responsibility | null;
  /** The pattern of a term or frame; else what the reader is shown. */
  term: string;
  /** Log-odds in a title; positive speaks for strategic work. Of a list whose words differ, the mean. */
  weight: number;
  /** Title weights of the words of a list such as `(crash|hang)`, where it has some of its own. */
  words: Readonly<Record<string, number>> | null;
  /** Log-odds in a label, or at the start and in the rest of a description; null where it stands in no text. */
  elsewhere: { lead: number; rest: number; label: number } | null;
  reason: string;
}

type Described = MetadataFeature | StructureFeature;

const levels = Object.values(levelFeatures).flatMap((feature) => feature ?? []);
const plainFeatures: readonly Described[] = [
  ...Object.values(structureFeatures),
  ...Object.values(absenceFeatures),
  ...typeFeatures,
  ...levels,
  ...Object.values(fieldFeatures),
];

/** Pattern and focus of every feature that a policy may name, by id, whatever languages it reads; a team's own are not among them. */
export function namesOfFeatures(): ReadonlyMap<string, Pick<VocabularyTerm, "term" | "focus">> {
  const inText = Object.values(languagePacks).flatMap(({ language, terms, frames }) =>
    [...terms, ...frames].map((entry) => [featureId(entry, language), entry] as const),
  );
  const plain = plainFeatures.map(
    ({ id, term, weight }) => [id, { term, focus: weight > 0 ? "strategic" : "tactical" }] as const,
  );
  return new Map<string, Pick<VocabularyTerm, "term" | "focus">>([...inText, ...plain]);
}

/** Every term a ruleset knows, a team's own included, in the order of the lexicon. */
export function listVocabulary({ model }: Ruleset): VocabularyTerm[] {
  const inText = [...model.languages.values()].flatMap((language, nth) => listTerms(language, nth === 0));
  const compiled = new Map(
    [
      ...Object.values(model.structure),
      ...Object.values(model.absence),
      ...model.typeByName.values(),
      ...Object.values(model.levels),
      ...Object.values(model.fields),
    ].flatMap((feature) => (feature ? [[feature.id, feature] as const] : [])),
  );
  const plain = plainFeatures.flatMap(({ id, term, reason }): VocabularyTerm[] => {
    const feature = compiled.get(id);
    if (!feature) return [];
    return [
      {
        id,
        kind: feature.kind,
        language: null,
        focus: feature.focus,
        responsibility: feature.responsibility ?? null,
        term,
        weight: (feature.weights[0] ?? 0) / 1000,
        words: null,
        elsewhere: null,
        reason,
      },
    ];
  });
  return [...inText, ...plain];
}

/** Terms of one language, the words of a list together; a team's own stand in every language and are listed in the first. */
function listTerms({ language, entries, features }: CompiledLanguage, isFirst: boolean): VocabularyTerm[] {
  const byId = new Map<string, { entry: LexiconEntry; features: Feature[] }>();
  features.forEach((feature, index) => {
    const entry = entries[index];
    if (!entry || (isOwnTerm(feature.id) && !isFirst)) return;
    const known = byId.get(feature.id);
    if (known) known.features.push(feature);
    else byId.set(feature.id, { entry, features: [feature] });
  });
  return [...byId].flatMap(([id, { entry, features: own }]) => {
    const [first] = own;
    if (!first) return [];
    const mean = (place: number): number =>
      Math.round(own.reduce((sum, { weights }) => sum + (weights[place] ?? 0), 0) / own.length) / 1000;
    const words = Object.fromEntries(
      own.flatMap(({ word, weights }) => (word ? [[word.slice(id.length + 1), (weights[0] ?? 0) / 1000]] : [])),
    );
    return [
      {
        id,
        kind: first.kind,
        language: isOwnTerm(id) ? null : language,
        focus: first.focus,
        responsibility: entry.responsibility,
        term: entry.term,
        weight: mean(TITLE),
        words: Object.keys(words).length > 0 ? words : null,
        elsewhere: { lead: mean(LEAD), rest: mean(REST), label: mean(LABEL) },
        reason: entry.reason,
      },
    ];
  });
}

/** Terms that would be read in some words, by id, with what the words read weigh in a title. */
export function termsReadIn(words: string, { model }: Ruleset): ReadonlyMap<string, number> {
  const read = new Map<string, number>();
  for (const { matcher, features } of model.languages.values()) {
    matcher.tokens.read(words);
    for (const hit of matcher.match(null)) {
      const feature = features[hit.entry];
      if (feature && !read.has(feature.id)) read.set(feature.id, (feature.weights[TITLE] ?? 0) / 1000);
    }
  }
  return read;
}
