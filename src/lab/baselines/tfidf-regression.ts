import { type Baseline, textOf } from "#lab/baselines/baseline";
import { type Parameter, type Row, fitLogistic, scoreRow } from "#lab/logistic";

const FEWEST_ITEMS = 2;
const PENALTY = 0.1;

/** Logistic regression over TF-IDF of words and word pairs: the strongest simple method, and one that cannot say why. */
export const tfidfRegression: Baseline = {
  name: "TF-IDF logistic regression (1-2-grams)",
  train(items) {
    const documents = items.map((labelled) => countGrams(textOf(labelled)));
    const vocabulary = buildVocabulary(documents);
    const rows = documents.map((grams, i): Row => ({
      ...toVector(grams, vocabulary),
      target: items[i]?.label === "strategic" ? 1 : 0,
      weight: 1,
    }));
    const parameters: Parameter[] = [
      ...Array.from({ length: vocabulary.size }, () => ({ start: 0, penalty: PENALTY, min: -Infinity, max: Infinity })),
      { start: 0, penalty: 0, min: -Infinity, max: Infinity },
    ];
    const values = fitLogistic(rows, parameters, 0);
    return (labelled) => {
      const row: Row = { ...toVector(countGrams(textOf(labelled)), vocabulary), target: 0, weight: 1 };
      const probability = 1 / (1 + Math.exp(-scoreRow(row, values)));
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

type Vocabulary = ReadonlyMap<string, { index: number; idf: number }>;

function buildVocabulary(documents: readonly ReadonlyMap<string, number>[]): Vocabulary {
  const frequency = new Map<string, number>();
  for (const grams of documents) for (const gram of grams.keys()) frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
  const kept = [...frequency].filter(([, items]) => items >= FEWEST_ITEMS);
  return new Map(
    kept.map(([gram, items], index) => [gram, { index, idf: Math.log((1 + documents.length) / (1 + items)) + 1 }]),
  );
}

/** Unit vector of damped counts, with a constant last feature for the intercept. */
function toVector(
  grams: ReadonlyMap<string, number>,
  vocabulary: Vocabulary,
): Pick<Row, "indexes" | "values" | "offset"> {
  const indexes: number[] = [];
  const values: number[] = [];
  for (const [gram, count] of grams) {
    const known = vocabulary.get(gram);
    if (!known) continue;
    indexes.push(known.index);
    values.push((1 + Math.log(count)) * known.idf);
  }
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1;
  return { indexes: [...indexes, vocabulary.size], values: [...values.map((value) => value / length), 1], offset: 0 };
}
