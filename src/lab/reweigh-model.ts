import { type AdjustWeights, createAdjuster } from "#core/classify/adjust-weights";
import { compileRuleset, type Ruleset } from "#core/classify/classify";
import type { CompiledLanguage, CompiledModel } from "#core/classify/compiled";
import { CompiledLanguages, weightsFor } from "#core/classify/compiled-languages";
import { type Feature, type ModelWeights, weighEntry } from "#core/classify/model";
import type { Policy } from "#core/config";
import { isOwnTerm } from "#core/lexicon/feature-id";
import { languagePacks } from "#core/lexicon/index";
import { typeFeatures } from "#core/lexicon/metadata";
import { untrained } from "#lab/training";

/** A policy compiled once without any training, and rulesets of it with learned weights and a base rate. */
export interface Reweigher {
  model: CompiledModel;
  withWeights(weights: ModelWeights, baseRate: number): Ruleset;
}

/**
 * Patterns are read once for all folds, which is what compiling costs; a test holds the result against rulesets that were
 * compiled with the weights.
 */
export function createReweigher(policy: Policy): Reweigher {
  const start = compileRuleset(policy, untrained);
  return {
    model: start.model,
    withWeights: (weights, baseRate) =>
      withBaseRate({ hash: "", readingHash: "", policy, model: reweighModel(start.model, policy, weights) }, baseRate),
  };
}

/** The same ruleset at another base rate. Its hash is empty: it is for counting, not for a report. */
export function withBaseRate({ policy, model }: Ruleset, baseRate: number): Ruleset {
  const logOdds = Math.round(1000 * Math.log(baseRate / (1 - baseRate)));
  return { hash: "", readingHash: "", policy: { ...policy, baseRate }, model: { ...model, baseRate: logOdds } };
}

/** A type has many names; policies know it by its first. */
const typeTerms = new Map(typeFeatures.map(({ id, term }) => [id, term]));

function reweighModel(model: CompiledModel, policy: Policy, weights: ModelWeights): CompiledModel {
  const adjust = createAdjuster(policy);
  const plain = (feature: Feature, term = feature.statement): Feature => {
    const own = weights.features[feature.id];
    return own === undefined ? feature : { ...feature, weights: adjust(feature.id, term, [Math.round(own * 1000)]) };
  };
  const all = <K extends string>(features: Readonly<Record<K, Feature>>): Record<K, Feature> =>
    Object.fromEntries(Object.entries<Feature>(features).map(([key, feature]) => [key, plain(feature)])) as Record<
      K,
      Feature
    >;
  return {
    ...model,
    languages: reweighLanguages(model, policy, adjust, weights),
    structure: all(model.structure),
    absence: all(model.absence),
    fields: all(model.fields),
    typeByName: new Map(
      [...model.typeByName].map(([name, feature]) => [name, plain(feature, typeTerms.get(feature.id))]),
    ),
    levels: Object.fromEntries(
      Object.entries(model.levels).map(([level, feature]) => [level, feature && plain(feature)]),
    ),
  };
}

/** Languages stay uncompiled until an item is written in one. */
function reweighLanguages(
  { languages }: CompiledModel,
  policy: Policy,
  adjust: AdjustWeights,
  weights: ModelWeights,
): CompiledModel["languages"] {
  const packs = policy.languages.flatMap((language) => languagePacks[language] ?? []);
  return new CompiledLanguages(packs, (pack) => {
    const language = languages.get(pack.language);
    if (!language) throw new Error(`No language ${pack.language} in the compiled model.`);
    return reweighLanguage(language, adjust, weightsFor(pack, weights));
  });
}

function reweighLanguage(language: CompiledLanguage, adjust: AdjustWeights, weights: ModelWeights): CompiledLanguage {
  const features = language.features.map((feature, index) => {
    const entry = language.entries[index];
    // A team's own terms weigh what the policy says.
    if (!entry || isOwnTerm(feature.id)) return feature;
    const { id, word } = feature;
    return { ...feature, weights: adjust(id, entry.term, weighEntry(entry, id, weights, word)) };
  });
  return { ...language, features };
}
