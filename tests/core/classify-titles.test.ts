import { expect, test } from "vitest";
import { classify, compileRuleset } from "#core/classify/classify";
import { loadPolicy } from "#core/policy-check";
import titles from "../fixtures/blind-titles.json";
import { makeItem } from "../fixtures/items";

const ruleset = compileRuleset(loadPolicy({}));
const shareOf = (list: readonly string[], focus: string): number =>
  list.filter((title, index) => classify(makeItem({ key: `T-${index}`, type: null, title }), ruleset).focus === focus)
    .length / list.length;

test("bare titles that a product person would call strategic are mostly found, and hardly ever called the opposite", () => {
  expect(shareOf(titles.strategic, "strategic")).toBeGreaterThan(0.7);
  expect(shareOf(titles.strategic, "tactical")).toBeLessThan(0.05);
});

test("bare titles of delivery work are hardly ever called strategic, ambiguous words or not", () => {
  expect(shareOf(titles.tactical, "strategic")).toBeLessThan(0.05);
  expect(shareOf(titles.tactical, "tactical")).toBeGreaterThan(0.6);
});
