import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parsePolicy } from "#core/config";
import { parseLabelled } from "#lab/labelled";
import { predictAsPublished } from "#lab/predict";

/**
 * Items that were invented and labelled without knowledge of the vocabulary and that no weight was learned from. The floors lie a
 * little below what docs/accuracy.md reports: a change that loses more than that has to say why.
 */
describe("the published weights on items that nothing was learned from", () => {
  const folder = "src/lab/held-out";
  const items = readdirSync(folder).flatMap((name) => parseLabelled(readFileSync(`${folder}/${name}`, "utf8"), name));
  const policy = parsePolicy({});
  const [predictions = []] = predictAsPublished(items, policy, [policy.baseRate]);
  const answers = items.map(({ label }, i) => ({ label, focus: predictions[i]?.focus ?? "unclear" }));
  const share = (part: readonly unknown[], whole: readonly unknown[]): number => part.length / whole.length;

  test("what is called strategic is strategic", () => {
    const strategic = answers.filter(({ focus }) => focus === "strategic");
    expect(
      share(
        strategic.filter(({ label }) => label === "strategic"),
        strategic,
      ),
    ).toBeGreaterThan(0.9);
  });

  test("what is called tactical is mostly tactical, and much is left open where little is said", () => {
    const tactical = answers.filter(({ focus }) => focus === "tactical");
    expect(
      share(
        tactical.filter(({ label }) => label === "tactical"),
        tactical,
      ),
    ).toBeGreaterThan(0.75);
    expect(
      share(
        answers.filter(({ focus }) => focus !== "unclear"),
        answers,
      ),
    ).toBeGreaterThan(0.6);
  });
});
