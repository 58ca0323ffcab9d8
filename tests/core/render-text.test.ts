import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createNumbers, phraseShares, roundToSum } from "#core/render/numbers";
import { linkable, printable } from "#core/render/printable";
import { excerptEvidence, markEvidence } from "#core/render/text-pieces";
import { hostile } from "../fixtures/render/hostile";
import { term } from "../fixtures/render/verdicts";

const joined = (pieces: readonly { text: string }[]): string => pieces.map((piece) => piece.text).join("");

describe("Text from outside", () => {
  test("loses what can act and keeps what can be read", () => {
    expect(printable("\u001b[31mRed\u0007 \u009b2J\u0000")).toBe("[31mRed 2J");
    expect(printable(hostile.bidi)).toBe("Invoice gnp.exe for review hidden");
    expect(printable(hostile.zeroWidth)).toBe("payload with  tags");
    expect(printable("one\r\n\ttwo\u2028three")).toBe("one two three");
    expect(printable("half \uD83D left")).toBe("half \uFFFD left");
    for (const kept of [hostile.emoji, hostile.cjk, hostile.rtl, "R&D <b> “quoted” – naïve"])
      expect(printable(kept)).toBe(kept);
  });

  test("is clean after one pass, for any string", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Surrogate}\u202A-\u202E\u2066-\u2069]/u);
        expect(printable(printable(text))).toBe(printable(text));
      }),
      { seed: 3 },
    );
  });

  test.each([
    "javascript:alert(1)",
    "data:text/html,x",
    " java\nscript:alert(1)",
    "//evil.example",
    "file:///etc/passwd",
    "",
    undefined,
  ])("%s is no link", (url) => {
    expect(linkable(url)).toBeNull();
  });

  test("a link cannot carry an escape sequence or a quotation mark", () => {
    expect(linkable('https://a.example/?q=\u001b]8;;\u0007"x"')).toMatch(/^https:\/\/a\.example\/\?q=[\w%;\]]+x%22$/);
  });
});

describe("Numbers", () => {
  test("rounded values add up to the rounded sum, and none moves by a whole unit", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { maxLength: 30 }), (values) => {
        const rounded = roundToSum(values, 2);
        const sum = values.reduce((a, b) => a + b, 0);
        expect(rounded.reduce((a, b) => a + b, 0)).toBeCloseTo(Math.round(sum * 100) / 100, 6);
        rounded.forEach((value, index) => expect(Math.abs(value - (values[index] ?? 0))).toBeLessThan(0.0101));
      }),
      { seed: 5 },
    );
  });

  test("shares add up to 100, and a small share is never shown as none", () => {
    expect(phraseShares([1, 1, 1])).toEqual(["34 %", "33 %", "33 %"]);
    expect(phraseShares([1, 9999, 0])).toEqual(["under 1 %", "over 99 %", "0 %"]);
    expect(phraseShares([0, 7, 0])).toEqual(["0 %", "100 %", "0 %"]);
    expect(phraseShares([0, 0, 0])).toEqual(["0 %", "0 %", "0 %"]);
  });

  test("dates are days and instants in UTC, and what is no date stays as it is", () => {
    const numbers = createNumbers();
    expect(numbers.date("2026-11-23T23:30:00-05:00")).toBe("24 November 2026, 04:30 UTC");
    expect(numbers.date("2026-11-23")).toBe("23 November 2026");
    expect(numbers.date("soon")).toBe("soon");
    expect(createNumbers("de-DE").count(1284)).toBe("1.284");
  });
});

describe("Evidence in a text", () => {
  const span = (start: number, end: number, weight: number) => ({ ...term("x", weight), span: [start, end] as const });

  test("marks the words, the heavier line first where they overlap, and nothing that weighs nothing", () => {
    expect(markEvidence("pricing model page", "title", [span(0, 13, 2), span(8, 18, -1), span(14, 18, 0)])).toEqual([
      { text: "pricing model", speaksFor: "strategic" },
      { text: " page" },
    ]);
    expect(markEvidence("abc", "title", [span(2, 9, 1), span(-1, 1, 1), span(1, 1, 1)])).toEqual([{ text: "abc" }]);
    expect(markEvidence("abc", "description", [span(0, 1, 1)])).toEqual([{ text: "abc" }]);
  });

  test("loses no character, whatever the spans", () => {
    const spans = fc.array(
      fc.tuple(
        fc.integer({ min: -3, max: 40 }),
        fc.integer({ min: -3, max: 40 }),
        fc.double({ min: -3, max: 3, noNaN: true }),
      ),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), spans, (text, lines) => {
        expect(
          joined(
            markEvidence(
              text,
              "title",
              lines.map(([start, end, weight]) => span(start, end, weight)),
            ),
          ),
        ).toBe(text);
      }),
      { seed: 11 },
    );
  });

  test("excerpts quote the words with some context, not the whole description", () => {
    const text = `${"lorem ipsum ".repeat(50)}the pricing model ${"dolor sit ".repeat(50)}`;
    const start = text.indexOf("pricing model");
    const [passage = [], ...others] = excerptEvidence(
      text,
      "description",
      [{ ...span(start, start + 13, 2), field: "description" }],
      5,
    );
    expect(others).toEqual([]);
    expect(passage).toContainEqual({ text: "pricing model", speaksFor: "strategic" });
    expect(joined(passage)).toMatch(/^… \S.{20,70}the pricing model .{20,70}\S …$/);
  });
});
