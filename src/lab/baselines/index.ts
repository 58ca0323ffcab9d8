import type { Baseline } from "#lab/baselines/baseline";
import { keywordCounter } from "#lab/baselines/keyword-counter";
import { issueType, majority } from "#lab/baselines/majority";
import { loadNaiveBayes } from "#lab/baselines/naive-bayes";
import { tfidfRegression } from "#lab/baselines/tfidf-regression";

/** The simple methods that our figures stand beside, the simplest first; a sentence for each that is not there. */
export async function loadBaselines(): Promise<{ baselines: Baseline[]; missing: string[] }> {
  const naiveBayes = await loadNaiveBayes();
  return {
    baselines: [majority, issueType, keywordCounter, ...(naiveBayes ? [naiveBayes] : []), tfidfRegression],
    missing: naiveBayes
      ? []
      : ["Naive Bayes is left out: it needs the npm package natural, which a checkout of Rolecall has."],
  };
}
