import { describe, expect, it } from "vitest";
import { createWords } from "../../src/forge/panel/words";
import { de } from "../../src/forge/panel/words-de";
import { en } from "../../src/forge/panel/words-en";
import { es } from "../../src/forge/panel/words-es";

const places = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

describe("the words of the panel", () => {
  it.each([
    ["German", de],
    ["Spanish", es],
  ])("have the same places to fill in %s, and none is left out", (_name, words) => {
    expect(Object.keys(words)).toEqual(Object.keys(en));
    for (const key of Object.keys(en) as (keyof typeof en)[])
      expect([key, ...places(words[key])]).toEqual([key, ...places(en[key])]);
  });

  it("writes numbers and dates as the language does", () => {
    expect(createWords("en-US").signed(-1.5)).toBe("−1.50");
    expect(createWords("de-DE").signed(1.5)).toBe("+1,50");
    expect(createWords("es-ES").day("2026-01-05T12:00:00Z")).toMatch(/5 ene 2026/);
    expect(createWords("en-US").ago(new Date(Date.now() - 3 * 3_600_000).toISOString())).toBe("3 hours ago");
    expect(createWords("de").ago(new Date(Date.now() - 5 * 86_400_000).toISOString())).toBe("vor 5 Tagen");
  });

  it("are English where the language is not known", () => {
    expect(createWords("ja-JP")("findings")).toBe("Findings");
    expect(createWords("ja-JP").signed(1.5)).toBe("+1.50");
  });
});
