import { type Baseline, textOf } from "#lab/baselines/baseline";
import type { LabelledItem } from "#lab/labelled";

/** The parts of the package that are used; its own types are source files that do not pass our compiler. */
interface BayesClassifier {
  features: Readonly<Record<string, number>>;
  addDocument(stems: readonly string[], label: string): void;
  train(): void;
  getClassifications(stems: readonly string[]): readonly { label: string; value: number }[];
  textToFeatures(stems: readonly string[]): number[];
}
interface Natural {
  BayesClassifier: new () => BayesClassifier;
  PorterStemmer: { tokenizeAndStem(text: string): string[] };
}

/** A name in a variable: neither compiler nor bundler follows it, because it is a package of the checkout only. */
const PACKAGE = "natural";

/** Naive Bayes of the npm package `natural`, as it comes: stemmed words, no counts. Null where it is not installed. */
export async function loadNaiveBayes(): Promise<Baseline | null> {
  let natural: Natural;
  try {
    // It loads dotenv, which greets on standard output; reports go there.
    process.env.DOTENV_CONFIG_QUIET = "true";
    natural = ((await import(PACKAGE)) as { default: Natural }).default;
  } catch {
    return null;
  }
  // The same words in every fold: stemmed once.
  const stems = new WeakMap<LabelledItem, readonly string[]>();
  const stemsOf = (labelled: LabelledItem): readonly string[] => {
    const known = stems.get(labelled) ?? natural.PorterStemmer.tokenizeAndStem(textOf(labelled));
    stems.set(labelled, known);
    return known;
  };
  return {
    name: "naive Bayes (npm natural)",
    train(items) {
      const classifier = new natural.BayesClassifier();
      for (const labelled of items) classifier.addDocument(stemsOf(labelled), labelled.label);
      lookUpFaster(classifier);
      classifier.train();
      return (labelled) => {
        const guesses = classifier.getClassifications(stemsOf(labelled));
        const valueOf = (name: string): number => guesses.find(({ label }) => label === name)?.value ?? 0;
        const strategic = valueOf("strategic");
        const sum = strategic + valueOf("tactical");
        // Products of thousands of probabilities run out of floating-point numbers: both may be 0.
        const probability = sum > 0 ? strategic / sum : 0;
        return { answer: probability >= 0.5 ? "strategic" : "tactical", probability };
      };
    },
  };
}

/** The package looks every word of its vocabulary up in a list; a map gives the same answer in a fraction of the time. */
function lookUpFaster(classifier: BayesClassifier): void {
  const vocabulary = Object.keys(classifier.features);
  const places = new Map(vocabulary.map((word, place) => [word, place]));
  classifier.textToFeatures = (stems) => {
    const features = new Array<number>(vocabulary.length).fill(0);
    for (const stem of stems) {
      const place = places.get(stem);
      if (place !== undefined) features[place] = 1;
    }
    return features;
  };
}
