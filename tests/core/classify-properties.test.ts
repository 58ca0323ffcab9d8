import fc from "fast-check";
import { expect, test } from "vitest";
import { classify, compileRuleset, withOverride, withParent } from "#core/classify/classify";
import { loadPolicy } from "#core/policy-check";
import { type Evidence, probabilityOf, scoreOf, type Verdict } from "#core/verdict";
import { languagePacks } from "#core/lexicon/index";
import { levels, makeItem } from "../fixtures/items";

const ruleset = compileRuleset(loadPolicy({}));
/** Titles and descriptions made of the lexicon's own examples, in all languages, and of noise. */
const examples = Object.values(languagePacks).flatMap(({ terms }) => terms.flatMap(({ ok, notOk }) => [ok, notOk]));
const words = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...examples) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
);
const items = fc
  .record({
    title: words,
    description: fc.array(words, { maxLength: 6 }).map((parts) => parts.join("\n")),
    type: fc.constantFrom(null, "Bug", "Story", "Epic", "Objective", "Task"),
    level: fc.constantFrom(...levels),
    levelIsInferred: fc.boolean(),
    labels: fc.array(fc.constantFrom("growth", "backend", "pricing", "tech_debt"), { maxLength: 2 }),
    components: fc.array(fc.constantFrom("api", "website"), { maxLength: 1 }),
    estimate: fc.constantFrom(undefined, 0, 5),
    sprint: fc.constantFrom(undefined, "Sprint 4"),
  })
  .map(({ estimate, sprint, ...item }) =>
    makeItem({
      key: "P-1",
      ...item,
      ...(estimate === undefined ? {} : { estimate }),
      ...(sprint === undefined ? {} : { sprint }),
    }),
  );

function expectToAddUp(verdict: Verdict): void {
  expect(verdict.score).toBe(scoreOf(verdict.evidence));
  expect(verdict.probability).toBe(probabilityOf(verdict.score));
  expect(verdict.evidence.filter(({ kind }) => kind === "base-rate")).toHaveLength(1);
}

test("the evidence adds up to the score, with a parent and with a person's override, too", () => {
  fc.assert(
    fc.property(items, items, (item, other) => {
      const verdict = classify(item, ruleset);
      expectToAddUp(verdict);
      const withOne = withParent(verdict, { key: "P-0", verdict: classify(other, ruleset) }, ruleset);
      expectToAddUp(withOne);
      const decided = withOverride(withOne, { focus: "strategic", reason: "we said so" }, ruleset);
      expectToAddUp(decided);
      expect(decided.focus).toBe("strategic");
    }),
  );
});

test("words stand where the evidence says they stand", () => {
  fc.assert(
    fc.property(items, (item) => {
      for (const { span, field, term, kind } of classify(item, ruleset).evidence)
        if (span && (kind === "term" || kind === "frame"))
          expect((field === "title" ? item.title : item.description).slice(...span)).toBe(term);
    }),
  );
});

/** A line that may decide: neither shared vocabulary, nor what the policy expects, nor an expert's guess about a field. */
const sure = ({ kind, isShared, feature }: Evidence): boolean =>
  !isShared && (kind === "term" || kind === "frame" || kind === "structure" || feature === "metadata/type-bug");

test("what cannot decide does not: without a sure reason of its own the answer is not sure", () => {
  fc.assert(
    fc.property(items, (item) => {
      const { focus, evidence } = classify(item, ruleset);
      if (focus === "unclear") return;
      const sign = focus === "strategic" ? 1 : -1;
      expect(evidence.filter((line) => line.weight * sign >= 0.2 && sure(line))).not.toEqual([]);
    }),
  );
});

test("removing the lines of a flip makes it the verdict that the flip names", () => {
  fc.assert(
    fc.property(items, (item) => {
      const { flip, evidence, focus } = classify(item, ruleset);
      if (flip?.by !== "evidence") return;
      expect(flip.becomes).not.toBe(focus);
      expect(new Set(flip.lines).size).toBe(flip.lines.length);
      expect(flip.lines.every((line) => evidence[line] !== undefined && evidence[line].kind !== "base-rate")).toBe(
        true,
      );
    }),
  );
});

test("the same item gets the same verdict after any other", () => {
  fc.assert(
    fc.property(items, items, (item, other) => {
      const first = classify(item, ruleset);
      classify(other, ruleset);
      expect(classify(item, ruleset)).toEqual(first);
    }),
  );
});
