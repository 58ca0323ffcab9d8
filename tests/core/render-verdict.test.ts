import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { renderVerdict } from "#core/render/verdict";
import type { VerdictOptions } from "#core/render/verdict/argument";
import { probabilityOf, type Evidence } from "#core/verdict";
import { hostile } from "../fixtures/render/hostile";
import { fact, term, verdictOf } from "../fixtures/render/verdicts";

const title = "Define the pricing model for the enterprise tier";
const description =
  "We need a pricing model that large customers accept.\n\nInterviews show a willingness to pay of 40 per seat. Acceptance criteria: finance signs it off.";
const evidence: Evidence[] = [
  term("pricing model", 2.31, "go-to-market"),
  term("enterprise tier", 1.14, "go-to-market"),
  term("willingness to pay", 1.62, "market-research", { field: "description" }),
  fact("is an epic", 0.4, "metadata", "level"),
  term("acceptance criteria", -0.873, "requirements-readiness", { field: "description" }),
  term("customers", 0.31, "customer-engagement", { field: "description", isShared: true }),
  term("tier", 0, "go-to-market"),
];
const verdict = verdictOf({ title, description }, evidence);
const item = { key: "PAY-12", title, description, url: "https://harbour.example/PAY-12" };
const explain = (options: Partial<VerdictOptions> = {}): string =>
  renderVerdict(item, verdict, { colour: false, width: 80, ...options });
const flat = (text: string): string => text.replaceAll(/\s+/g, " ");

/** Weights as they are printed in the terminal, and the score below them. */
function readSum(text: string): { weights: number[]; score: number; probability: number } {
  const rows = [...text.matchAll(/^ {2} ?([+-]?\d+\.\d+) {2}(\S+)/gm)].map((match) => ({
    value: Number(match[1]),
    word: match[2],
  }));
  const score = rows.findIndex((row) => row.word === "score,");
  return {
    weights: rows.slice(0, score).map((row) => row.value),
    score: rows[score]?.value ?? NaN,
    probability: Number(/\) = (?:under |over )?(\d\.\d+)/.exec(text)?.[1]),
  };
}

describe("The argument for a verdict", () => {
  test("opens with the answer and gives the gist before the numbers", () => {
    expect(explain()).toMatch(/^PAY-12 is strategic · 96 %\n/);
    expect(flat(explain())).toContain(
      'It reads as strategic: "pricing model" in the title, "willingness to pay" in the description and "enterprise tier" in the title. Against it: "acceptance criteria" in the description.',
    );
  });

  test("prints weights that add up to the printed score, which gives the printed probability", () => {
    const { weights, score, probability } = readSum(explain());
    expect(weights).toHaveLength(verdict.evidence.length);
    expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(score, 9);
    expect(probabilityOf(score).toFixed(3)).toBe(probability.toFixed(3));
    expect(probability).toBeCloseTo(verdict.probability, 3);
  });

  test("adds up for any evidence", () => {
    const weight = fc.double({ min: -4, max: 4, noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(weight, { minLength: 1, maxLength: 40 }), (weights) => {
        const random = verdictOf(
          { title: "x" },
          weights.map((value, index) => ({ ...fact(`reason ${index}`, value), isShared: index % 5 === 0 })),
        );
        const read = readSum(renderVerdict({ key: "K-1", title: "x" }, random, { colour: false, width: 80 }));
        expect(read.weights).toHaveLength(weights.length + 1);
        expect(read.weights.reduce((a, b) => a + b, 0)).toBeCloseTo(read.score, 6);
        expect(probabilityOf(read.score).toFixed(3)).toBe(read.probability.toFixed(3));
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  test("never prints a certainty", () => {
    const sure = (weight: number): string =>
      renderVerdict({ key: "K-1", title: "x" }, verdictOf({ title: "x" }, [fact("one reason", weight)]), {
        colour: false,
        width: 80,
      });
    expect(flat(sure(-6.5))).toMatch(/= 0\.000\d, so 0\.999\d that it is tactical/);
    expect(flat(sure(-40))).toContain("= under 0.000001, so over 0.999999 that it is tactical");
    expect(flat(sure(40))).toContain("= over 0.999999");
  });

  test("groups what speaks for it and against it, with shared and uncounted words last", () => {
    const order = [
      "Where every item starts",
      "For strategic",
      "Against: speaks for tactical",
      "Shared words",
      "Seen, and counted for nothing",
      "score, the sum",
    ];
    const places = order.map((heading) => explain().indexOf(heading));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test("names what it is about, the runner-up, what would change it, the language and the ruleset", () => {
    const text = flat(explain({ rulesetHash: "3f8a1c5e" }));
    expect(text).toContain("About Go-to-market: launch, marketing, pricing, sales, partners");
    expect(text).toContain("Runner-up Tactical · 4 %, as requirements readiness");
    expect(text).toContain(
      'Would change without "pricing model" in the title and "willingness to pay" in the description it would be tactical',
    );
    expect(text).toContain("Read as English");
    expect(text).toContain("Ruleset 3f8a1c5e");
  });

  test("marks the words where they stand, in the title and in passages of the description", () => {
    const coloured = explain({ colour: true });
    expect(coloured).toContain("Define the \u001B[1m\u001B[35mpricing model\u001B[39m\u001B[22m for the");
    expect(coloured).toMatch(/\u001B\[36mAcceptance criteria\u001B/);
    expect(explain({ colour: true, format: "text" })).not.toContain("\u001B");
    expect(renderVerdict({ key: "PAY-12", title }, verdict, { colour: false, width: 80 })).not.toContain(
      "Interviews show",
    );
  });

  test("says of a tactical item how sure it is that it is tactical", () => {
    const tactical = verdictOf({ title: "Retry failed payments" }, [term("retry", -1.5, "delivery")]);
    const text = renderVerdict({ key: "PAY-61", title: "Retry failed payments" }, tactical, {
      colour: false,
      width: 100,
    });
    expect(text).toContain("PAY-61 is tactical · 96 %");
    expect(flat(text)).toContain("= 0.038, so 0.962 that it is tactical");
    expect(flat(text)).toContain("Nothing speaks against it.");
  });

  test("takes no side when it is not sure", () => {
    const unclear = verdictOf({ title: "x" }, [term("roadmap", 1.8, "long-term-planning")]);
    const text = renderVerdict({ key: "PAY-3", title: "x" }, unclear, { colour: false, width: 80 });
    expect(text).toMatch(/^PAY-3 could be either · strategic 52 %, tactical 48 %\n/);
    expect(text).not.toContain("Against");
  });

  test("shows a person's decision beside the machine's own answer", () => {
    const override = {
      focus: "tactical" as const,
      reason: "The price is set.",
      by: "Mei Tanaka",
      at: "2026-10-02",
      machine: { focus: "strategic" as const, probability: 0.94 },
    };
    const text = flat(renderVerdict(item, { ...verdict, focus: "tactical", override }, { colour: false, width: 80 }));
    expect(text).toContain("PAY-12 is tactical · set by a person");
    expect(text).toContain("Decided Tactical, by Mei Tanaka on 2026-10-02: The price is set.");
    expect(text).toContain("On its own Rolecall would say: Strategic · 94 %");
  });

  test.each([40, 60, 80, 120])("keeps within %i columns whatever the title is", (width) => {
    for (const text of Object.values(hostile).flat()) {
      const lines = renderVerdict({ key: text, title: text, description: text }, verdict, {
        colour: true,
        width,
      }).split("\n");
      expect(lines.filter((line) => stringWidth(line) > width)).toEqual([]);
    }
  });

  test("is a table whose last row is the sum in Markdown", () => {
    const markdown = explain({ format: "markdown", rulesetHash: "3f8a1c5e" });
    const weights = [...markdown.matchAll(/\| ([+-]?\d+\.\d+) \|$/gm)].map((match) => Number(match[1]));
    expect(weights).toHaveLength(verdict.evidence.length);
    expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(
      Number(/\*\*([+-]\d+\.\d+)\*\* \|$/m.exec(markdown)?.[1]),
      9,
    );
    expect(markdown).toContain(
      "[Define the _pricing model_ for the _enterprise tier_](https://harbour.example/PAY-12)",
    );
  });
});
