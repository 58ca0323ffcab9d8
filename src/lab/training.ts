import type { CompiledModel } from "#core/classify/compiled";
import { type Signal, extractSignals } from "#core/classify/extract";
import { type ModelWeights, PLACES, PLACE_SHARE, cautiousGroups } from "#core/classify/model";
import type { LabelledItem } from "#lab/labelled";
import { type Parameter, type Row, fitLogistic, scoreRow } from "#lab/logistic";

/** How strongly each kind of parameter is held to its cautious start; chosen on whole projects left out, not on items. */
export interface TrainingSettings {
  groupPenalty: number;
  responsibilityPenalty: number;
  termPenalty: number;
  /** Of one word of a list, from what the list learns. */
  wordPenalty: number;
  buildPenalty: number;
  /** A project of n items weighs n x (1 + n / this)^-0.5: no project's habits decide. */
  projectCap: number;
}

export const trainingSettings: TrainingSettings = {
  groupPenalty: 4,
  responsibilityPenalty: 8,
  termPenalty: 3,
  wordPenalty: 3,
  buildPenalty: 40,
  projectCap: 10,
};

/** Log-odds that a hint may learn on top of its group. */
const WEAK = 0.6;

const CONFIDENCE_WEIGHT = { 1: 0.4, 2: 0.8, 3: 1 } as const;

/** Signals of every item, extracted once: they do not depend on weights. */
export interface TrainingSet {
  items: readonly LabelledItem[];
  signals: readonly (readonly Signal[])[];
}

export function extractTrainingSet(items: readonly LabelledItem[], model: CompiledModel): TrainingSet {
  const language = model.languages.get("en");
  return { items, signals: items.map(({ item }) => extractSignals(item, model, language)) };
}

export interface Trained {
  weights: ModelWeights;
  /** Score of any set of signals with the trained values, without the base rate. */
  score(signals: readonly Signal[]): number;
}

/** Trains on the items at `chosen` (indexes); those labelled unclear are left out. */
export function train(
  set: TrainingSet,
  chosen: readonly number[],
  settings: TrainingSettings = trainingSettings,
): Trained {
  const space = new ParameterSpace(settings);
  const counts = new Map<string, number>();
  for (const index of chosen) {
    const project = set.items[index]?.project ?? "";
    counts.set(project, (counts.get(project) ?? 0) + 1);
  }
  const rows: Row[] = [];
  for (const index of chosen) {
    const labelled = set.items[index];
    if (!labelled || labelled.label === "unclear") continue;
    const size = counts.get(labelled.project) ?? 1;
    const weight = CONFIDENCE_WEIGHT[labelled.confidence] * (1 + size / settings.projectCap) ** -0.5;
    rows.push({ ...space.toRow(set.signals[index] ?? []), target: labelled.label === "strategic" ? 1 : 0, weight });
  }
  const total = rows.reduce((sum, row) => sum + row.weight, 0);
  const positive = rows.reduce((sum, row) => sum + row.weight * row.target, 0);
  const intercept = Math.log(positive / (total - positive));
  const values = fitLogistic(rows, space.parameters, intercept);
  return {
    weights: space.toWeights(values),
    score: (signals) => scoreRow({ ...space.toRow(signals), target: 0, weight: 1 }, values),
  };
}

/** Names of trained values, and how signals become rows over them. */
class ParameterSpace {
  readonly parameters: Parameter[] = [];
  private readonly names: string[] = [];
  private readonly indexByName = new Map<string, number>();
  private readonly settings: TrainingSettings;

  constructor(settings: TrainingSettings) {
    this.settings = settings;
  }

  toRow(signals: readonly Signal[]): Pick<Row, "indexes" | "values" | "offset"> {
    const values = new Map<number, number>();
    let offset = 0;
    const add = (index: number, value: number): void => void values.set(index, (values.get(index) ?? 0) + value);
    for (const { feature, place, share, isVoided } of signals) {
      if (isVoided) continue;
      if (feature.group === null) {
        const start = (feature.weights[0] ?? 0) / 1000;
        if (isExpert(feature.id)) offset += start;
        else
          add(
            this.index(`feature ${feature.id}`, {
              start,
              penalty: this.settings.buildPenalty,
              min: start < 0 ? -4 : 0,
              max: start < 0 ? 0 : 4,
            }),
            share,
          );
        continue;
      }
      const isTactical = feature.focus === "tactical";
      const bounds = isTactical ? { min: -5, max: 0 } : { min: 0, max: 5 };
      add(
        this.index(`group ${feature.group} ${place}`, {
          start: cautiousGroups[feature.group]?.[place] ?? 0,
          penalty: this.settings.groupPenalty,
          ...bounds,
        }),
        share,
      );
      if (feature.responsibility && feature.kind === "term")
        add(
          this.index(`responsibility ${feature.responsibility} ${place === 0 ? 0 : 1}`, {
            start: 0,
            penalty: this.settings.responsibilityPenalty,
            min: -1,
            max: 1,
          }),
          share,
        );
      add(
        this.index(`feature ${feature.id}`, { start: 0, penalty: this.settings.termPenalty, ...ownBounds(feature) }),
        share * PLACE_SHARE[place],
      );
      if (feature.word !== undefined)
        add(
          this.index(`feature ${feature.word}`, {
            start: 0,
            penalty: this.settings.wordPenalty,
            ...ownBounds(feature),
          }),
          share * PLACE_SHARE[place],
        );
    }
    return { indexes: [...values.keys()], values: [...values.values()], offset };
  }

  private index(name: string, parameter: Parameter): number {
    const known = this.indexByName.get(name);
    if (known !== undefined) return known;
    const index = this.parameters.push(parameter) - 1;
    this.names.push(name);
    this.indexByName.set(name, index);
    return index;
  }

  /** Rounded to thousandths, in alphabetical order, so that equal training writes equal bytes. */
  toWeights(values: Float64Array): ModelWeights {
    const round = (value: number): number => Math.round(value * 1000) / 1000;
    const groups = new Map<string, number[]>(
      Object.entries(cautiousGroups).map(([name, weights]) => [name, [...weights]]),
    );
    const responsibilities = new Map<string, [number, number]>();
    const features = new Map<string, number>();
    this.names.forEach((name, i) => {
      const value = values[i] ?? this.parameters[i]?.start ?? 0;
      const [kind = "", ...rest] = name.split(" ");
      // A word of a list may have spaces in it.
      const [id = "", place = "0"] = kind === "feature" ? [rest.join(" ")] : rest;
      if (kind === "group") {
        const weights = groups.get(id) ?? PLACES.map(() => 0);
        weights[Number(place)] = round(value);
        groups.set(id, weights);
      } else if (kind === "responsibility") {
        const pair = responsibilities.get(id) ?? [0, 0];
        pair[place === "0" ? 0 : 1] = round(value);
        responsibilities.set(id, pair);
      } else if (isOwnWeight(id) || Math.abs(value) >= 0.0005) features.set(id, round(value));
    });
    return { groups: sorted(groups), responsibilities: sorted(responsibilities), features: sorted(features) };
  }
}

/** How far a term may learn to differ from its group: a hint stays a hint, whatever a few items say. */
const ownBounds = ({ strength }: Signal["feature"]): { min: number; max: number } =>
  strength === "weak" ? { min: -WEAK, max: WEAK } : { min: -2, max: 2 };

/** Fields the labelled items do not have keep their expert weights; types they have. */
const isExpert = (id: string): boolean => id.startsWith("metadata/") && !id.startsWith("metadata/type-");

/** Structure and metadata have no group to fall back on: their whole weight is written, zero too. */
const isOwnWeight = (id: string): boolean => /^(?:structure|absence|metadata)\//.test(id);

function sorted<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The model before any training: cautious weights only. Training starts from it. */
export const untrained: ModelWeights = { groups: {}, responsibilities: {}, features: {} };
