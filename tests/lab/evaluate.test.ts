import { beforeAll, describe, expect, test } from "vitest";
import { classify, compileRuleset } from "#core/classify/classify";
import { parsePolicy } from "#core/config";
import { defaultEvaluation, evaluate, type EvaluationOptions } from "#lab/evaluate";
import type { Evaluation } from "#lab/evaluation";
import { formatEvaluation } from "#lab/format-evaluation";
import { parseLabelled } from "#lab/labelled";
import { createReweigher } from "#lab/reweigh-model";
import { extractTrainingSet, train } from "#lab/training";
import { inventItems, inventLines, toJsonLines } from "./labelled-set";

const items = inventItems(6);
const run = (options: Partial<EvaluationOptions> = {}, set = items): Promise<Evaluation> =>
  evaluate(set, { ...defaultEvaluation, policy: parsePolicy({}), resamples: 50, ...options });

/** Projects with hostile names, and a few labels that nothing in the items explains. */
const hostile = parseLabelled(
  toJsonLines(
    inventLines(6).map((line, i) => ({
      ...line,
      project: `\u001b[31m${line.project} ${"long ".repeat(20)}`,
      ...(i % 7 === 0 ? { label: "tactical", responsibility: null } : {}),
    })),
  ),
);
let trained: Evaluation;
beforeAll(async () => {
  trained = await run({ folds: 3, prior: 0.05 }, hostile);
});

/** Every path of a document; of lists that of their first entry, of dictionaries by outside names one for all. */
function pathsOf(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [`${path}[]`] : pathsOf(value[0], `${path}[]`);
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, path === "" ? key : `${path}.${key}`));
}

describe("An evaluation", () => {
  test("has a document whose shape others can rely on", () => {
    const scores = ["items", "accuracy", "macroF1"];
    const byClass = (name: string) => ["items", "precision", "recall", "f1"].map((figure) => `${name}.${figure}`);
    const scoresAt = (path: string) =>
      [...scores, ...byClass("strategic"), ...byClass("tactical")].map((name) => `${path}.${name}`);
    const answersAt = (path: string) => [
      ...scoresAt(`${path}.forced`),
      ...scoresAt(`${path}.decided`),
      `${path}.decided.coverage`,
    ];
    const confusionAt = (path: string) =>
      ["strategic", "tactical"].flatMap((truth) =>
        ["strategic", "tactical", "unclear"].map((answer) => `${path}.${truth}.${answer}`),
      );
    const groupAt = (path: string) => [
      ...["name", "items", "strategic"].map((name) => `${path}.${name}`),
      ...["forced", "decided"].flatMap((answers) =>
        ["accuracy", "macroF1", "falseStrategic", "missedStrategic"].map((name) => `${path}.${answers}.${name}`),
      ),
      `${path}.decided.coverage`,
    ];
    const figures = ["forced", "decided"].flatMap((answers) =>
      ["strategic", "tactical"].flatMap((focus) =>
        ["precision", "recall", "f1"].map((figure) => `${answers} ${focus} ${figure}`),
      ),
    );
    const expected = [
      "schemaVersion",
      ...["all", "strategic", "tactical", "unclear", "projects"].map((name) => `items.${name}`),
      ...["weights", "folds", "by", "seed", "alsoLearned", "descriptions", "baseRate", "resamples"].map(
        (name) => `method.${name}`,
      ),
      "method.thresholds.strategic",
      "method.thresholds.tactical",
      ...answersAt("model"),
      ...["labelled", "configured", "prior"].flatMap((name) => [
        `atBaseRates.${name}.baseRate`,
        ...answersAt(`atBaseRates.${name}`),
        `atBaseRates.${name}.calibrationError`,
      ]),
      ...["forcedMacroF1", "decidedMacroF1", "coverage", "calibrationError", ...figures].map(
        (name) => `intervals.${name}[]`,
      ),
      ...confusionAt("confusion.forced"),
      ...confusionAt("confusion.decided"),
      ...["coverage", "accuracy", "macroF1", "precision"].map((name) => `curve[].${name}`),
      ...["labelled", "prior"].flatMap((name) => [
        `calibration.${name}.error`,
        ...["from", "items", "probability", "strategic"].map((bin) => `calibration.${name}.bins[].${bin}`),
      ]),
      ...["strategic", "tactical"].flatMap((focus) =>
        ["items", "right", "accuracy"].map((name) => `responsibility.${focus}.${name}`),
      ),
      ...["name", "items", "right", "accuracy"].map((name) => `responsibility.each[].${name}`),
      ...["byProject[]", "byDraw[]", "byConfidence[]"].flatMap(groupAt),
      "withoutLargestProject.project",
      "withoutLargestProject.items",
      ...answersAt("withoutLargestProject"),
      "baselines[].name",
      ...answersAt("baselines[]"),
      "baselines[].ahead.macroF1",
      "baselines[].ahead.interval[]",
      "notes[]",
    ];
    expect(pathsOf(trained).sort()).toEqual(expected.sort());
    expect(trained.schemaVersion).toBe(1);
  });

  test("counts what it was given, and its parts add up", () => {
    const { items: counted, confusion, byProject, byDraw, model, baselines } = trained;
    expect(counted).toEqual({ all: 72, strategic: 31, tactical: 41, unclear: 0, projects: 6 });
    const { strategic, tactical } = confusion.decided;
    expect(strategic.strategic + strategic.tactical + strategic.unclear).toBe(31);
    expect(tactical.strategic + tactical.tactical + tactical.unclear).toBe(41);
    for (const groups of [byProject, byDraw]) expect(groups.reduce((sum, group) => sum + group.items, 0)).toBe(72);
    for (const { forced, ahead } of baselines)
      expect(ahead.macroF1).toBeCloseTo(model.forced.macroF1 - forced.macroF1, 9);
  });

  test("is the same twice; another seed deals other folds", async () => {
    expect(await run({ folds: 3, prior: 0.05 }, hostile)).toEqual(trained);
    const { calibration } = await run({ folds: 3, prior: 0.05, seed: 9 }, hostile);
    expect(calibration).not.toEqual(trained.calibration);
  });

  test("with the published weights judges as the product does, and warns", async () => {
    const policy = parsePolicy({ baseRate: 0.1 });
    const { method, confusion, notes, atBaseRates } = await run({ policy });
    expect(method).toMatchObject({ weights: "published", folds: 0, baseRate: 0.1 });
    const ruleset = compileRuleset(policy);
    const said = items.filter(({ item }) => classify(item, ruleset).focus === "strategic").length;
    expect(confusion.decided.strategic.strategic + confusion.decided.tactical.strategic).toBe(said);
    expect(notes.join(" ")).toMatch(/optimistic; --folds 10/);
    expect(atBaseRates.labelled.baseRate).toBe(0.5);
  });

  test("reads titles alone where descriptions are left out", async () => {
    const lines = inventLines(5).map((line) => ({ ...line, type: null, title: "Ticket", description: line.title }));
    const { byDraw, method } = await run({ descriptions: false }, parseLabelled(toJsonLines(lines)));
    expect(method.descriptions).toBe(false);
    // All items are alike then: no class can be told from the other.
    expect(byDraw.map(({ forced }) => forced.accuracy)).toEqual([0.5, 0.5]);
  });

  test("says what the items do not allow, with the remedy", async () => {
    const oneProject = items.filter(({ project }) => project === "P1");
    await expect(run({ folds: 3 }, oneProject)).rejects.toThrow(
      "3 folds need 3 projects and there are 1; use --by item",
    );
    await expect(run({ folds: 40 }, oneProject)).rejects.toThrow("use fewer folds");
    const tactical = items.filter(({ label }) => label === "tactical");
    await expect(run({ folds: 2 }, tactical)).rejects.toThrow("leaves no strategic item to learn from");
    expect((await run({}, tactical)).notes.join(" ")).toContain("No item is labelled strategic");
    await expect(run({}, [])).rejects.toThrow("nothing to score");
  });

  test("fits a terminal of 100 columns and lets no outside text out", () => {
    for (const forced of [false, true]) {
      const text = formatEvaluation(trained, { width: 100, colour: false, forced });
      expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
      expect(text).not.toContain("\u001b");
      expect(text).toContain(forced ? "every item decided, %" : "as the thresholds decide, %");
    }
  });
});

describe("Reweighing", () => {
  test("gives what compiling with the weights gives, whatever the policy says about vocabulary", () => {
    const policy = parsePolicy({
      vocabulary: {
        add: [{ term: "lighthouse", focus: "strategic", weight: 2 }],
        remove: ["metadata/type-bug", "product-strategy/product-vision"],
        weights: { "structure/code-block": -2, "delivery/fix@start": -0.5 },
        domainTerms: ["pricing"],
      },
    });
    const reweigher = createReweigher(policy);
    const { weights } = train(extractTrainingSet(items, reweigher.model), [...items.keys()]);
    const quick = reweigher.withWeights(weights, 0.3).model;
    const slow = compileRuleset({ ...policy, baseRate: 0.3 }, weights).model;
    const features = (model: typeof slow) => ({
      text: ["en", "de"].map((code) => model.languages.get(code)?.features),
      plain: [model.structure, model.absence, model.fields, [...model.typeByName], model.levels, model.baseRate],
    });
    expect(features(quick)).toEqual(features(slow));
  });
});
