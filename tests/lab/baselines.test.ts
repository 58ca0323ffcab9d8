import { describe, expect, test } from "vitest";
import type { Baseline } from "#lab/baselines/baseline";
import { loadBaselines } from "#lab/baselines/index";
import { keywordCounter } from "#lab/baselines/keyword-counter";
import { issueType, majority } from "#lab/baselines/majority";
import { loadNaiveBayes } from "#lab/baselines/naive-bayes";
import { fitRidge, scoreRows, type SparseRows } from "#lab/baselines/ridge-regression";
import { tfidfRegression } from "#lab/baselines/tfidf-regression";
import { parseLabelled } from "#lab/labelled";
import { inventItems, toJsonLines } from "./labelled-set";

/** In a variable, because the package's own types are source files that do not pass our compiler. */
const PACKAGE = "natural";
interface Plain {
  addDocument(text: string, label: string): void;
  train(): void;
  getClassifications(text: string): readonly { label: string; value: number }[];
}

const items = inventItems(6);
const unseen = parseLabelled(
  toJsonLines([
    { title: "Pricing model for the new market", label: "strategic", type: "Epic" },
    { title: "Fix the null pointer exception in the parser", label: "tactical", type: "Bug" },
  ]),
);
const answersOf = (baseline: Baseline): string[] => unseen.map(baseline.train(items)).map(({ answer }) => answer);

describe("Baselines", () => {
  test("all five are there in a checkout, with nothing missing", async () => {
    const { baselines, missing } = await loadBaselines();
    expect(missing).toEqual([]);
    expect(baselines.map(({ name }) => name)).toEqual([
      "majority",
      "issue type",
      "bare keyword counter",
      "naive Bayes (npm natural)",
      "TF-IDF logistic regression (1-2-grams)",
    ]);
  });

  test("majority says the more frequent class, issue type that of the type", () => {
    const mostlyTactical = items.filter(({ label }, i) => label === "tactical" || i % 3 === 0);
    const predict = majority.train(mostlyTactical);
    expect(unseen.map((item) => predict(item).answer)).toEqual(["tactical", "tactical"]);
    expect(answersOf(issueType)).toEqual(["strategic", "tactical"]);
  });

  test("the keyword counter counts bare words and is fooled by them", () => {
    const ask = (title: string) => {
      const [item] = parseLabelled(toJsonLines([{ title, label: "tactical" }]));
      return item && keywordCounter.train([])(item).answer;
    };
    expect(ask("Customer interviews about pricing")).toBe("strategic");
    expect(ask("Nothing of either list")).toBe("tactical");
    expect(ask("Pricing roadmap widget crashes")).toBe("strategic");
  });

  test("TF-IDF regression and naive Bayes learn a toy set", async () => {
    expect(answersOf(tfidfRegression)).toEqual(["strategic", "tactical"]);
    const naiveBayes = await loadNaiveBayes();
    expect(naiveBayes && answersOf(naiveBayes)).toEqual(["strategic", "tactical"]);
  });

  test("naive Bayes answers as the package does without our faster look-up", async () => {
    const { default: natural } = (await import(PACKAGE)) as { default: { BayesClassifier: new () => Plain } };
    const plain = new natural.BayesClassifier();
    for (const { item, label } of items) plain.addDocument(`${item.title}\n${item.description}`, label);
    plain.train();
    const ours = (await loadNaiveBayes())?.train(items);
    for (const one of unseen) {
      const values = plain.getClassifications(`${one.item.title}\n${one.item.description}`);
      const of = (name: string): number => values.find(({ label }) => label === name)?.value ?? 0;
      expect(ours?.(one).probability).toBeCloseTo(of("strategic") / (of("strategic") + of("tactical")), 12);
    }
  });

  test("the regression stands where its loss is flat", () => {
    // Four rows of two columns and the intercept.
    const dense = [
      [1, 0.5],
      [0.2, 2],
      [-1, 0.3],
      [0.4, -1],
    ];
    const rows: SparseRows = {
      starts: Int32Array.from([0, 3, 6, 9, 12]),
      columns: Int32Array.from(dense.flatMap(() => [0, 1, 2])),
      values: Float64Array.from(dense.flatMap((row) => [...row, 1])),
      width: 3,
    };
    const targets = Float64Array.from([1, 0, 0, 1]);
    const values = fitRidge(rows, targets, 0.5);
    const lossAt = (at: Float64Array): number =>
      scoreRows(rows, at).reduce((sum, score, i) => sum + Math.log1p(Math.exp(score)) - (targets[i] ?? 0) * score, 0) +
      0.25 * ((at[0] ?? 0) ** 2 + (at[1] ?? 0) ** 2);
    for (const column of [0, 1, 2])
      for (const step of [-0.01, 0.01]) {
        const beside = values.slice();
        beside[column] = (beside[column] ?? 0) + step;
        expect(lossAt(beside)).toBeGreaterThan(lossAt(values));
      }
  });
});
