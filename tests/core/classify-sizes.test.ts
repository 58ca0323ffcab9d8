import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBlocks } from "#core/classify/blocks";
import { classify, compileRuleset } from "#core/classify/classify";
import { TermMatcher } from "#core/classify/term-matcher";
import { grammarOf } from "#core/lexicon/grammar";
import { languagePacks } from "#core/lexicon/index";
import { loadPolicy } from "#core/policy-check";
import { probabilityOf, scoreOf } from "#core/verdict";
import { makeItem } from "../fixtures/items";

/** What texts are made of that nobody wrote: one sign, one word, one trigger, everything at once. tests/bench measures their cost. */
const ruleset = compileRuleset(loadPolicy({}));
const entries = Object.values(languagePacks).flatMap(({ terms, frames }) => [...terms, ...frames]);
const guards = [...new Set(entries.flatMap(({ unless = [], needs = [] }) => [...unless, ...needs]))]
  .join(" ")
  .replaceAll(/[()|~*]/g, " ");
const signs = [
  ...Array.from("[](){}<>`'’*#|@/\\.:;,!?-_&%$€\n\r\t \u0000\u0301\u4ef7"),
  "\ud83d",
  "```",
  "{code}",
  "{quote}",
  "<!--",
  "{{",
];
const words = [
  "a",
  "A",
  "1,",
  "1.000 ",
  "v2.",
  "l'",
  "d'",
  "e\u0301",
  "camelCase",
  "http://",
  "- [ ] ",
  "h1. ",
  "Goal: ",
];
const phrases = ["roadmap ", "reduce churn ", "as a user I want ", "price and pricing, ", "at a.b(", "Preisstrategie "];

const verdictOf = (title: string, description: string) =>
  classify(makeItem({ key: "S-1", title, description }), ruleset);

/** Everything a verdict must be, whatever the text. */
function expectWhole(title: string, description: string): void {
  const verdict = verdictOf(title, description);
  expect(verdict.score).toBe(scoreOf(verdict.evidence));
  expect(verdict.probability).toBe(probabilityOf(verdict.score));
  // A feature counts once, however often its words are repeated.
  const counted = verdict.evidence.filter(({ weight, kind }) => weight !== 0 && (kind === "term" || kind === "frame"));
  expect(new Set(counted.map(({ feature }) => feature)).size).toBe(counted.length);
  for (const { kind, span, field, term } of verdict.evidence)
    if (span && (kind === "term" || kind === "frame"))
      expect((field === "title" ? title : description).slice(...span)).toBe(term);
}

describe("texts of any size and make", () => {
  test.each([...signs, ...words, ...phrases].map((piece) => [JSON.stringify(piece), piece]))(
    "100,000 characters of %s are read to a verdict",
    (_, piece) => {
      const text = piece.repeat(Math.ceil(100_000 / piece.length));
      expectWhole("Decide the pricing model", text);
      expectWhole(text, "");
    },
  );

  test("all guards at once, every example at once and one word of a megabyte are read to a verdict", () => {
    expectWhole(`Pricing ${guards}`, `${guards} pricing strategy`);
    expectWhole("Everything", entries.map(({ ok }) => ok).join(". "));
    expectWhole("Nothing", "x".repeat(1_000_000));
  });

  test("any mixture of them is read to a verdict", () => {
    const piece = fc.oneof(
      fc.constantFrom(...signs, ...words, ...phrases),
      fc.constantFrom(...entries.map(({ ok }) => ok)),
    );
    const text = fc
      .array(fc.tuple(piece, fc.nat(12)), { maxLength: 40 })
      .map((pieces) => pieces.map(([chars, times]) => chars.repeat(times)).join(""));
    fc.assert(
      fc.property(text, text, (title, description) => expectWhole(title, description)),
      { numRuns: 300 },
    );
  });

  test("each French elision is left out, however many come in a row", () => {
    const { tokens } = new TermMatcher([{ term: "offre", focus: "strategic", strength: "plain" }], [], grammarOf("fr"));
    expect(tokens.read("l'offre").word[0]).not.toBe(0);
    expect(tokens.read(`${"l'".repeat(50_000)}offre`).count).toBe(1);
    expect(tokens.text.slice(tokens.start[0], tokens.end[0])).toBe("offre");
  });

  test("twice the text has twice the hits and segments, not more", () => {
    const matcher = new TermMatcher(
      entries.slice(0, 2_000).map(({ term, focus, strength }) => ({ term, focus, strength })),
    );
    for (const piece of [...phrases, ...signs]) {
      const [once = 0, twice = 0] = [2_000, 4_000].map((times) => {
        const text = piece.repeat(times);
        matcher.tokens.read(text, readBlocks(text).segments);
        return matcher.match().length + readBlocks(text).segments.length;
      });
      expect(twice).toBeLessThanOrEqual(2 * once + 4);
    }
  });
});
