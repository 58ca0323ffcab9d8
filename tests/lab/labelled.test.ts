import { describe, expect, test } from "vitest";
import { LabelledFileError, parseLabelled } from "#lab/labelled";
import { toJsonLines } from "./labelled-set";

function issuesOf(content: string): readonly string[] {
  try {
    parseLabelled(content, "set.jsonl");
  } catch (error) {
    if (error instanceof LabelledFileError) return error.issues;
    throw error;
  }
  return [];
}

describe("A labelled file", () => {
  test("needs a label and a text, and takes what it is given of the rest", () => {
    const [bare, full] = parseLabelled(
      `\uFEFF${toJsonLines([
        { title: "Fix login", label: "tactical", story_points: 3, description: null },
        {
          id: 7,
          key: "GROW-7",
          title: "Churn",
          label: "strategic",
          project: "GROW",
          type: "Epic",
          labels: ["q3"],
          components: ["app"],
          responsibility: "business-case",
          confidence: 2,
          draw: "topic",
          estimate: 5,
        },
      ])}\n`,
    );
    expect(bare).toMatchObject({ label: "tactical", confidence: 3, responsibility: null, draw: null });
    expect(bare?.item).toMatchObject({ title: "Fix login", description: "", type: null, labels: [] });
    expect(full).toMatchObject({ project: "GROW", responsibility: "business-case", confidence: 2, draw: "topic" });
    expect(full?.item).toMatchObject({ id: "file:labelled:7", key: "GROW-7", type: "Epic", estimate: 5 });
    expect(bare?.project).not.toBe(full?.project);
  });

  test.each([
    ["a label of its own", { title: "x", label: "PM" }, /^set\.jsonl:1: label: cannot be "PM"; write strategic/],
    ["no label", { title: "x" }, /^set\.jsonl:1: label: is missing; write strategic/],
    ["no text", { title: " ", label: "tactical" }, /^set\.jsonl:1: title: is missing, and so is description/],
    [
      "a responsibility that does not exist",
      { title: "x", label: "strategic", responsibility: "go-to-markt" },
      /responsibility: there is none called "go-to-markt"; did you mean "go-to-market"/,
    ],
    [
      "a responsibility of the other focus",
      { title: "x", label: "strategic", responsibility: "delivery" },
      /responsibility: delivery is tactical and the label is strategic/,
    ],
    [
      "labels that are no list",
      { title: "x", label: "tactical", labels: "a, b" },
      /labels: cannot be "a, b"; write a list/,
    ],
    [
      "a confidence beyond the scale",
      { title: "x", label: "tactical", confidence: 5 },
      /confidence: cannot be 5; write 3/,
    ],
  ])("with %s says line, field and remedy", (_name, line, said) => {
    expect(issuesOf(toJsonLines([line]))[0]).toMatch(said);
  });

  test("that is no JSON, a JSON list or empty says what to write instead", () => {
    expect(issuesOf('{"title": "x", "label": "tactical"}\ntitle,label\n')).toEqual([
      "set.jsonl:2: not valid JSON; every item is one line, from { to }.",
    ]);
    expect(issuesOf('[{"title":"x"}]')[0]).toContain("jq -c");
    expect(issuesOf("\n\n")[0]).toContain("set.jsonl holds no items");
  });

  test("tells all mistakes at once, and an id with two labels as one", () => {
    const line = (label: string) => ({ id: "A-1", title: "x", label });
    expect(issuesOf(toJsonLines([line("tactical"), line("strategic")]))).toEqual([
      "set.jsonl:2: label: A-1 is strategic here and tactical in line 1; keep one of them.",
    ]);
    const many = toJsonLines(Array.from({ length: 30 }, () => ({ title: "x" })));
    expect(issuesOf(many)).toHaveLength(30);
    expect(() => parseLabelled(many)).toThrow(/20 more mistakes/);
  });
});
