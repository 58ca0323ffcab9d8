import { describe, expect, it } from "vitest";
import { plainLine } from "#forge/panel-text";
import { findLacks, viewLiveVerdict } from "#forge/panel-view";
import { makeLine, makeVerdict } from "../fixtures/items";

const line = (term: string, weight: number) => makeLine(weight, { term, feature: `test/${term}` });

describe("a verdict as the panel shows it", () => {
  it("gives a tactical item the probability of being tactical, the strongest reason first, and the one against it", () => {
    const evidence = [line("button", -1), line("vision", 1), line("crash", -2)];
    const view = viewLiveVerdict({ ...makeVerdict("tactical", { evidence }), counterEvidence: 1 });
    expect(view).toMatchObject({ focus: "tactical", percent: 88, responsibility: "delivery", score: -2 });
    expect(
      view.lines.map(({ text, weight, isCounter }) => `${weight} ${text}${isCounter ? " (against)" : ""}`),
    ).toEqual(['-2 "crash" in the title', '-1 "button" in the title', '1 "vision" in the title (against)']);
  });

  it("leaves out what counts for nothing, and nothing else: the lines add up", () => {
    const evidence = [line("a", 0.125), line("b", 0), line("c", -0.5), makeLine(-0.75, { kind: "base-rate" })];
    const { lines, score } = viewLiveVerdict(makeVerdict("tactical", { evidence }));
    expect(lines).toHaveLength(3);
    expect(lines.reduce((sum, { weight }) => sum + weight, 0)).toBe(score);
  });

  it.each([
    ["strategic", 20, 99],
    ["tactical", -20, 99],
    ["unclear", 0, null],
  ] as const)("is never quite sure: %s", (focus, score, percent) => {
    expect(viewLiveVerdict(makeVerdict(focus, { score })).percent).toBe(percent);
  });

  it("names no responsibility where it is not sure", () => {
    const verdict = { ...makeVerdict("unclear"), responsibility: "delivery" as const };
    expect(viewLiveVerdict(verdict).responsibility).toBeNull();
  });

  it("says what would change it as a sentence, and nothing where nothing small would", () => {
    const verdict = makeVerdict("strategic", { evidence: [line("pricing", 3)] });
    const flip = { by: "evidence", lines: [0], becomes: "unclear" } as const;
    expect(viewLiveVerdict({ ...verdict, flip }).flip).toBe('Without "pricing" in the title it would be unclear.');
    expect(viewLiveVerdict(verdict).flip).toBeNull();
  });
});

describe("what a work item lacks", () => {
  const lacks = (description: string, language: string | null, evidence = [line("x", 0)]) =>
    findLacks({ description }, { ...makeVerdict("unclear", { evidence }), language });

  it("is asked for only where nobody can be sure", () => {
    expect(findLacks({ description: "" }, makeVerdict("tactical"))).toEqual([]);
    expect(lacks(" ", "en")).toEqual(["description", "words"]);
    expect(lacks("価格", null)).toEqual(["language", "words"]);
    expect(lacks("Some text", "en", [line("pricing", 2), line("bug", -2)])).toEqual(["side"]);
  });
});

describe("outside text", () => {
  it("is one line without control and direction characters, of a length that can be read", () => {
    expect(plainLine("a\u202Eb\u0000c\n\n d\u2066")).toBe("a b c d");
    expect(plainLine("😀".repeat(500))).toBe(`${"😀".repeat(239)}…`);
  });
});
