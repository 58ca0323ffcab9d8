import { describe, expect, test } from "vitest";
import { classify, compileRuleset, type Ruleset } from "#core/classify/classify";
import { ConfigError, parsePolicy, type PolicyInput } from "#core/config";
import { loadPolicy } from "#core/policy-check";
import { listVocabulary } from "#core/vocabulary";
import { makeItem } from "../fixtures/items";

type Vocabulary = NonNullable<PolicyInput["vocabulary"]>;

/** Compiling is what these tests would spend their time on. */
const compiled = new Map<string, Ruleset>();
function rulesetOf(vocabulary: Vocabulary): Ruleset {
  const key = JSON.stringify(vocabulary);
  const known = compiled.get(key) ?? compileRuleset(parsePolicy({ vocabulary }));
  compiled.set(key, known);
  return known;
}

const verdictOf = (vocabulary: Vocabulary, title: string, description = "") =>
  classify(makeItem({ key: "V-1", type: null, title, description }), rulesetOf(vocabulary));
const lineOf = (vocabulary: Vocabulary, feature: string, title: string, description = "") =>
  verdictOf(vocabulary, title, description).evidence.find((line) => line.feature === feature);

const issuesOf = (vocabulary: unknown): readonly string[] => {
  try {
    loadPolicy({ vocabulary });
  } catch (error) {
    if (error instanceof ConfigError) return error.issues;
    throw error;
  }
  return [];
};

const VISION = "product-strategy/product-vision";

describe("Vocabulary of a policy", () => {
  test("add: a term of its own weighs what it says in a title, less further down, and gives its responsibility", () => {
    const vocabulary: Vocabulary = {
      add: [{ term: "quorble (programme|track)", focus: "strategic", weight: 2.5, responsibility: "go-to-market" }],
    };
    const inTitle = verdictOf(vocabulary, "Quorble programme");
    expect(inTitle).toMatchObject({ focus: "strategic", responsibility: "go-to-market" });
    const id = inTitle.evidence.find(({ feature }) => feature.startsWith("own/"))?.feature ?? "";
    expect(lineOf(vocabulary, id, "Quorble track")).toMatchObject({ kind: "term", weight: 2.5, field: "title" });
    expect(lineOf(vocabulary, id, "Ticket", "About the quorble tracks.")?.weight).toBe(1.5);
    expect(lineOf(vocabulary, id, "Quorble line")).toBeUndefined();
  });

  test("add: tactical terms speak for tactical, and words near each other are a pattern", () => {
    const vocabulary: Vocabulary = { add: [{ term: "quorble ~ calibrat*", focus: "tactical", weight: 3 }] };
    const verdict = verdictOf(vocabulary, "Calibrating the old quorble");
    expect(verdict.focus).toBe("tactical");
    expect(verdict.evidence.find(({ feature }) => feature.startsWith("own/"))?.weight).toBe(-3);
  });

  test("remove: a term counts for nothing, by id in any case of letters or by its pattern", () => {
    expect(lineOf({}, VISION, "Product vision")?.weight).toBeGreaterThan(0);
    for (const name of [VISION, VISION.toUpperCase(), "product vision"])
      expect(lineOf({ remove: [name] }, VISION, "Product vision")?.weight).toBe(0);
    const type = makeItem({ key: "V-1", title: "Ticket", type: "Bug" });
    const ruleset = rulesetOf({ remove: ["metadata/type-bug"] });
    expect(classify(type, ruleset).evidence.find(({ feature }) => feature === "metadata/type-bug")?.weight).toBe(0);
  });

  test("weights: another weight for a term in titles, and changed by the same factor further down", () => {
    const further = "The product vision.";
    const inTitle = lineOf({}, VISION, "Product vision")?.weight ?? 0;
    const inText = lineOf({}, VISION, "Ticket", further)?.weight ?? 0;
    const half = Math.round(inTitle * 500) / 1000;
    const halved: Vocabulary = { weights: { [VISION]: half } };
    expect(lineOf(halved, VISION, "Product vision")?.weight).toBe(half);
    expect(lineOf(halved, VISION, "Ticket", further)?.weight).toBeCloseTo(inText / 2, 2);
    const unchanged: Vocabulary = { weights: { [VISION]: inTitle } };
    expect(verdictOf(unchanged, "Ticket", further)).toEqual(verdictOf({}, "Ticket", further));
    expect(lineOf({ weights: { [VISION]: 0 } }, VISION, "Ticket", further)?.weight).toBe(0);
  });

  test("domainTerms: words of the product no longer speak for strategy, and tactical ones speak on", () => {
    const title = "Product vision";
    expect(verdictOf({}, title).focus).toBe("strategic");
    const verdict = verdictOf({ domainTerms: ["Vision"] }, title);
    expect(verdict.focus).not.toBe("strategic");
    expect(verdict.evidence.find(({ feature }) => feature === VISION)?.weight).toBe(0);
    // Part of a word is not the word.
    expect(verdictOf({ domainTerms: ["vis"] }, title).focus).toBe("strategic");
    // Plurals, any signs between the words and any case of letters are the same term.
    const counts = (domainTerms: string[], words: string): boolean =>
      verdictOf({ domainTerms }, words).evidence.some(({ kind, weight }) => kind === "term" && weight > 0);
    for (const [term, words] of [
      ["roadmap", "Product roadmaps"],
      ["go-to-market", "Go to market plan"],
      ["go to market", "Go-to-market plan"],
      ["customer journey", "Customer Journeys"],
    ] as const) {
      expect(counts([], words)).toBe(true);
      expect(counts([term], words)).toBe(false);
    }
    expect(counts(["road"], "Product roadmaps")).toBe(true);
    const fix = { domainTerms: ["crash"] };
    expect(verdictOf(fix, "Fix crash on login").score).toBe(verdictOf({}, "Fix crash on login").score);
  });

  test("a name that means nothing is told with what was meant", () => {
    expect(issuesOf({ weights: { "product-strategy/product-visoin": 1 } })).toEqual([
      expect.stringMatching(
        /^vocabulary\.weights: there is no term "product-strategy\/product-visoin"; did you mean "product-strategy\/product-vision"\?/,
      ),
    ]);
    expect(issuesOf({ remove: [VISION, "product-strategy/product-visions"] })).toEqual([
      expect.stringMatching(
        /^vocabulary\.remove\[1\]: there is no term .*did you mean "product-strategy\/product-vision"\?/,
      ),
    ]);
    expect(issuesOf({ weights: { "policy/base-rate": 1 } })[0]).toContain("the setting is baseRate");
    expect(issuesOf({ add: [{ term: "quorble", focus: "strategic" }], weights: { quorble: 1 } })[0]).toContain(
      "is a term of your own; change it in vocabulary.add",
    );
  });

  test("a pattern that cannot be read, twice the same term and a responsibility that does not fit are told", () => {
    const strategic = { focus: "strategic" };
    expect(issuesOf({ add: [{ ...strategic, term: "(quorble" }] })[0]).toMatch(
      /^vocabulary\.add\[0\]\.term: pattern "\(quorble" has an unclosed bracket; write words/,
    );
    expect(issuesOf({ add: [{ ...strategic, term: "quorble ~ " }] })[0]).toContain("is empty");
    expect(
      issuesOf({
        add: [
          { ...strategic, term: "quorble" },
          { focus: "tactical", term: "Quorble" },
        ],
      })[0],
    ).toMatch(/^vocabulary\.add\[1\]\.term: "Quorble" is added twice \(add\[0\]\)/);
    expect(issuesOf({ add: [{ ...strategic, term: "quorble", responsibility: "busines-case" }] })[0]).toContain(
      'did you mean "business-case"?',
    );
    expect(issuesOf({ add: [{ ...strategic, term: "quorble", responsibility: "delivery" }] })[0]).toContain(
      "delivery is tactical and the term is strategic",
    );
    expect(issuesOf({ domainTerms: ["--"] })[0]).toMatch(/^vocabulary\.domainTerms\[0\]/);
  });

  test("every listed id may be weighed or removed, whatever the language", () => {
    const ids = listVocabulary(rulesetOf({})).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain(VISION);
    expect(ids).toContain("metadata/type-bug");
    expect(issuesOf({ remove: ids, weights: Object.fromEntries(ids.map((id) => [id, 1])) })).toEqual([]);
  });
});
