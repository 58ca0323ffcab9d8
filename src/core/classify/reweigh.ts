import type { Ruleset } from "#core/classify/classify";
import { TITLE, type Feature } from "#core/classify/model";
import type { Evidence } from "#core/verdict";

/** How evidence that was found under one ruleset weighs under another that finds the same. */
export interface Reweigher {
  /** Lines with their new weights, right to the thousandth. */
  reweigh: (evidence: readonly Evidence[]) => readonly Evidence[];
  /** Features whose lines keep their weight, because the new one cannot be told from the old. */
  unsure: ReadonlySet<string>;
}

/** Whether two rulesets find the same evidence in every text, though it may weigh otherwise. */
export function findsTheSame({ policy: a }: Ruleset, { policy: b }: Ruleset): boolean {
  const partsOf = ({ languages, vocabulary }: typeof a): string =>
    JSON.stringify([languages, vocabulary.add, vocabulary.domainTerms]);
  return partsOf(a) === partsOf(b);
}

/** For rulesets that find the same. */
export function createReweigher(from: Ruleset, to: Ruleset): Reweigher {
  const before = featuresOf(from);
  const after = featuresOf(to);
  const factors = new Map<string, number>();
  const unsure = new Set<string>();
  const unchanged = new Set<string>();
  for (const [index, feature] of before.entries()) {
    const [old, own] = [feature.weights[TITLE] ?? 0, after[index]?.weights[TITLE] ?? 0];
    if (old === own) {
      unchanged.add(feature.id);
      continue;
    }
    const factor = own / old;
    // Words of one list have weights of their own, and what weighed nothing has no measure.
    if (old === 0 || (factors.has(feature.id) && factors.get(feature.id) !== factor)) unsure.add(feature.id);
    factors.set(feature.id, factor);
  }
  for (const id of factors.keys()) if (unchanged.has(id)) unsure.add(id);
  return {
    reweigh: (evidence) =>
      factors.size === 0
        ? evidence
        : evidence.map((line) => {
            const factor = factors.get(line.feature);
            return factor === undefined || unsure.has(line.feature)
              ? line
              : { ...line, weight: Math.round(line.weight * factor * 1000) / 1000 };
          }),
    unsure,
  };
}

/** In an order that depends on nothing that two rulesets which find the same may differ in. */
function featuresOf({ model }: Ruleset): readonly Feature[] {
  return [
    ...[...model.languages.values()].flatMap(({ features }) => features),
    ...Object.values(model.structure),
    ...Object.values(model.absence),
    ...Object.values(model.fields),
    ...model.typeByName.values(),
    ...Object.values(model.levels).flatMap((feature) => feature ?? []),
  ];
}
