import { describe, expect, it } from "vitest";
import { classify, compileRuleset, withOverride, withParent } from "#core/classify/classify";
import { languageName, phraseLanguage, phraseUnmeasured } from "#core/explain";
import { languagePacks } from "#core/lexicon/index";
import { MEASURED_LANGUAGES } from "#core/lexicon/language";
import type { WorkItem } from "#core/model";
import { loadPolicy } from "#core/policy-check";
import type { Verdict } from "#core/verdict";
import { makeItem } from "../fixtures/items";
import { type LanguageItem, languageItems } from "../fixtures/language-items";
import { languageTitles } from "../fixtures/language-titles";

const ruleset = compileRuleset(loadPolicy({}));
const toItem = ({ title, description = "", type }: Omit<LanguageItem, "expect">): WorkItem =>
  makeItem({ key: "X-1", type: type ?? null, levelIsInferred: true, title, description });
const verdictOf = (item: Omit<LanguageItem, "expect">): Verdict => classify(toItem(item), ruleset);
const foreign = ["de", "fr", "es", "pt"] as const;

describe.each(foreign)("items in %s", (language) => {
  const items = languageItems[language] ?? [];
  const judged = items.map((item) => ({ ...item, verdict: verdictOf(item) }));
  const show = ({ title, expect: wanted, verdict }: (typeof judged)[number]): string =>
    `${title}: ${verdict.focus} (${verdict.probability}), not ${wanted}`;

  it("are read in their language", () => {
    expect(items.length).toBeGreaterThanOrEqual(20);
    expect(judged.filter(({ verdict }) => verdict.language !== language).map(({ title }) => title)).toEqual([]);
  });

  it("are mostly judged as a careful reader would, and never the other way round", () => {
    const wrong = judged.filter(({ verdict, expect: wanted }) => verdict.focus !== wanted);
    expect(wrong.length / judged.length, wrong.map(show).join("\n")).toBeLessThanOrEqual(0.2);
    const opposite = wrong.filter(({ verdict, expect: wanted }) => wanted !== "unclear" && verdict.focus !== "unclear");
    expect(opposite.map(show)).toEqual([]);
  });

  it("are never called strategic where they are technical, whatever strategic words they use", () => {
    const loud = judged.filter(
      ({ verdict, expect: wanted }) => wanted !== "strategic" && verdict.focus === "strategic",
    );
    expect(loud.map(show)).toEqual([]);
  });

  it("have their terms under ids of their own, so that nothing learned of English words weighs here", () => {
    const pack = languagePacks[language];
    const own = judged.flatMap(({ verdict }) =>
      verdict.evidence.filter(({ kind }) => kind === "term" || kind === "frame").map(({ feature }) => feature),
    );
    expect(own.length).toBeGreaterThan(20);
    expect(own.filter((id) => !id.startsWith(`${language}/`))).toEqual([]);
    expect(pack?.language).toBe(language);
  });
});

describe("text in a language that is not read", () => {
  it.each(["zh", "ja", "ru"] as const)("counts for nothing: %s", (language) => {
    for (const title of languageTitles[language]) {
      const verdict = verdictOf({ title });
      expect([verdict.language, verdict.focus]).toEqual([null, "unclear"]);
      expect(verdict.evidence.filter(({ weight }) => weight !== 0).map(({ kind }) => kind)).toEqual(["base-rate"]);
    }
  });

  it("leaves the metadata to decide", () => {
    const verdict = verdictOf({ title: "Ошибка при сохранении адреса", type: "Bug" });
    expect([verdict.language, verdict.focus]).toEqual([null, "tactical"]);
  });

  it("is any text in a language that the policy leaves out", () => {
    const english = compileRuleset(loadPolicy({ languages: ["en"] }));
    const item = toItem({ title: "Preismodell für Großkunden festlegen" });
    expect(classify(item, english).language).toBeNull();
    expect(classify(item, english).focus).toBe("unclear");
    expect(classify(item, ruleset).focus).toBe("strategic");
  });
});

describe("a language without figures", () => {
  const item = toItem({ title: "Preismodell für Großkunden festlegen" });
  const verdict = classify(item, ruleset);
  /** A policy at whose thresholds English would just decide, and a score a little above them. */
  const narrow = (margin: number): ReturnType<typeof compileRuleset> =>
    compileRuleset(loadPolicy({ thresholds: { strategic: 1 / (1 + Math.exp(margin - verdict.score)), error: 0.99 } }));

  it("asks for clearer reasons than English does", () => {
    expect(classify(item, narrow(0.1)).focus).toBe("unclear");
    expect(classify(item, narrow(0.4)).focus).toBe("strategic");
    const english = toItem({ title: "Agree the pricing model for key accounts" });
    const { score } = classify(english, ruleset);
    const just = loadPolicy({ thresholds: { strategic: 1 / (1 + Math.exp(0.1 - score)), error: 0.999 } });
    expect(classify(english, compileRuleset(just)).focus).toBe("strategic");
  });

  it("keeps asking when the parent or a person is heard", () => {
    const strict = narrow(0.1);
    const unclear = classify(item, strict);
    const parent = { key: "X-0", verdict: { score: 0 } };
    expect(withParent(unclear, parent, strict).focus).toBe("unclear");
    const override = { item: "X-1", focus: "strategic", reason: "agreed" } as const;
    expect(withOverride(unclear, override, strict).override?.machine.focus).toBe("unclear");
  });

  it("is said to be one, in the verdict and in the report", () => {
    expect(phraseLanguage("en")).toBe("English");
    expect(phraseLanguage("de")).toContain("German, for which no accuracy has been measured");
    expect(phraseLanguage(null)).toContain("no language that Rolecall reads");
    expect(phraseUnmeasured(new Map([["en", 40]]))).toBeUndefined();
    const counts = new Map([
      ["en", 40],
      ["fr", 2],
      ["de", 1],
    ] as const);
    expect(phraseUnmeasured(counts)).toMatch(/^3 items were read in French and German/);
    expect(phraseUnmeasured(new Map([["pt", 1]]))).toMatch(/^1 item was read in Portuguese/);
  });

  it("is one that its pack says so of", () => {
    for (const pack of Object.values(languagePacks)) {
      expect(pack.isMeasured, pack.language).toBe(MEASURED_LANGUAGES.includes(pack.language));
      expect(languageName(pack.language)).not.toBe(pack.language);
    }
  });
});

describe("a ruleset", () => {
  it("compiles a language when an item is written in it", () => {
    const { languages } = compileRuleset(loadPolicy({})).model;
    expect([...languages.keys()]).toEqual(["en", "de", "fr", "es", "pt"]);
    const german = languages.get("de");
    expect(german?.language).toBe("de");
    expect(languages.get("de")).toBe(german);
    expect(languages.get("nl")).toBeUndefined();
    expect([...languages].map(([code]) => code).sort()).toEqual(["de", "en", "es", "fr", "pt"]);
  });

  it("gives the same verdicts whatever was read before", () => {
    const items = foreign.flatMap((language) => languageItems[language] ?? []).map(toItem);
    const fresh = compileRuleset(loadPolicy({}));
    const backwards = [...items].reverse().map((item) => classify(item, fresh));
    expect(backwards.reverse()).toEqual(items.map((item) => classify(item, ruleset)));
  });
});
