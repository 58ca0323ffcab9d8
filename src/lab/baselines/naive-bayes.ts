import { type Baseline, textOf } from "#lab/baselines/baseline";

/** The part of the package that is used; its own types are source files that do not pass our compiler. */
interface BayesClassifier {
  addDocument(text: string, label: string): void;
  train(): void;
  getClassifications(text: string): readonly { label: string; value: number }[];
}

/** A name in a variable: neither compiler nor bundler follows it, because it is a package of the checkout only. */
const PACKAGE = "natural";

/** Naive Bayes of the npm package `natural`, as it comes: stemmed words, no counts. Null where it is not installed. */
export async function loadNaiveBayes(): Promise<Baseline | null> {
  let create: () => BayesClassifier;
  try {
    // It loads dotenv, which greets on standard output; reports go there.
    process.env.DOTENV_CONFIG_QUIET = "true";
    const loaded = (await import(PACKAGE)) as { default: { BayesClassifier: new () => BayesClassifier } };
    create = () => new loaded.default.BayesClassifier();
  } catch {
    return null;
  }
  return {
    name: "naive Bayes (npm natural)",
    train(items) {
      const classifier = create();
      for (const labelled of items) classifier.addDocument(textOf(labelled), labelled.label);
      classifier.train();
      return (labelled) => {
        const guesses = classifier.getClassifications(textOf(labelled));
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
