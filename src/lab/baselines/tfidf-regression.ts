import { type Baseline, textOf } from "#lab/baselines/baseline";
import { fitRidge, scoreRows, type SparseRows } from "#lab/baselines/ridge-regression";
import type { LabelledItem } from "#lab/labelled";

const FEWEST_ITEMS = 2;
/** The inverse of scikit-learn's C: C = 10. */
const PENALTY = 0.1;

type Grams = ReadonlyMap<string, number>;

/** The same texts in every fold: counted once. */
const counted = new WeakMap<LabelledItem["item"], Grams>();

function gramsOf(labelled: LabelledItem): Grams {
  const known = counted.get(labelled.item) ?? countGrams(textOf(labelled));
  counted.set(labelled.item, known);
  return known;
}

/** Logistic regression over TF-IDF of words and word pairs: the strongest simple method, and one that cannot say why. */
export const tfidfRegression: Baseline = {
  name: "TF-IDF logistic regression (1-2-grams)",
  train(items) {
    const documents = items.map(gramsOf);
    const vocabulary = buildVocabulary(documents);
    const targets = Float64Array.from(items, ({ label }) => (label === "strategic" ? 1 : 0));
    const values = fitRidge(toRows(documents, vocabulary), targets, PENALTY);
    return (labelled) => {
      const score = scoreRows(toRows([gramsOf(labelled)], vocabulary), values)[0] ?? 0;
      const probability = 1 / (1 + Math.exp(-score));
      return { answer: probability >= 0.5 ? "strategic" : "tactical", probability };
    };
  },
};

/** Words and pairs of neighbouring words with their counts. */
export function countGrams(text: string): Map<string, number> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]{2,}/gu) ?? [];
  const counts = new Map<string, number>();
  const add = (gram: string): void => void counts.set(gram, (counts.get(gram) ?? 0) + 1);
  words.forEach((word, i) => {
    add(word);
    if (i > 0) add(`${words[i - 1]} ${word}`);
  });
  return counts;
}

type Vocabulary = ReadonlyMap<string, { column: number; idf: number }>;

function buildVocabulary(documents: readonly Grams[]): Vocabulary {
  const frequency = new Map<string, number>();
  for (const grams of documents) for (const gram of grams.keys()) frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
  const kept = [...frequency].filter(([, items]) => items >= FEWEST_ITEMS);
  return new Map(
    kept.map(([gram, items], column) => [gram, { column, idf: Math.log((1 + documents.length) / (1 + items)) + 1 }]),
  );
}

/** Unit vectors of damped counts, with a constant last column for the intercept. */
function toRows(documents: readonly Grams[], vocabulary: Vocabulary): SparseRows {
  const starts = [0];
  const columns: number[] = [];
  const values: number[] = [];
  for (const grams of documents) {
    const from = values.length;
    let squares = 0;
    for (const [gram, count] of grams) {
      const known = vocabulary.get(gram);
      if (!known) continue;
      const value = (1 + Math.log(count)) * known.idf;
      columns.push(known.column);
      values.push(value);
      squares += value * value;
    }
    const length = Math.sqrt(squares) || 1;
    for (let k = from; k < values.length; k++) values[k] = (values[k] ?? 0) / length;
    columns.push(vocabulary.size);
    values.push(1);
    starts.push(values.length);
  }
  return {
    starts: Int32Array.from(starts),
    columns: Int32Array.from(columns),
    values: Float64Array.from(values),
    width: vocabulary.size + 1,
  };
}
