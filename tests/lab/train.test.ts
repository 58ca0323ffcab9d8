import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCheckout } from "../build-apart";
import { inventLines, toJsonLines } from "./labelled-set";

let checkout: ReturnType<typeof createCheckout>;
beforeAll(() => {
  checkout = createCheckout();
});
afterAll(() => checkout.remove());

/** Trains with `npm run train` and returns the file of weights it wrote. */
function trainOn(lines: readonly object[], name: string): string {
  const input = join(checkout.folder, `${name}.jsonl`);
  const output = join(checkout.folder, `${name}.ts`);
  writeFileSync(input, toJsonLines(lines));
  expect(checkout.npmRun("train", input, output)).toMatch(/^Trained on \d+ items/);
  return readFileSync(output, "utf8");
}

describe("npm run train", () => {
  test("writes the same bytes twice, and others for other labels", () => {
    const lines = inventLines();
    const weights = trainOn(lines, "one");
    expect(trainOn(lines, "two")).toBe(weights);
    expect(weights).toMatch(/^import type \{ ModelWeights \}/);
    expect(weights).toMatch(/"strategic\/\w+": \[[-\d., ]+\]/);
    const flipped = lines.map((line) => ({
      ...line,
      responsibility: null,
      label: line.label === "strategic" ? "tactical" : "strategic",
    }));
    expect(trainOn(flipped, "flipped")).not.toBe(weights);
  });
});
