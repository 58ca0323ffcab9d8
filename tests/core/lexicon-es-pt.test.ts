import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { classify, compileRuleset } from "#core/classify/classify";
import { TermMatcher } from "#core/classify/term-matcher";
import { createTitleWords, frameTitle, listTitleWords } from "#core/classify/title-frame";
import { spanish } from "#core/lexicon/es/index";
import { grammarOf } from "#core/lexicon/grammar";
import type { LanguagePack } from "#core/lexicon/language";
import { portuguese } from "#core/lexicon/pt/index";
import { loadPolicy } from "#core/policy-check";
import titles from "../fixtures/titles-es-pt.json";
import { makeItem } from "../fixtures/items";

const packs: readonly LanguagePack[] = [spanish, portuguese];
const withoutAccents = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "");
const languageOf = (language: string): "es" | "pt" => (language === "es" ? "es" : "pt");

describe.each(packs)("vocabulary $language", ({ language, terms, frames, headEnders }) => {
  const ruleset = compileRuleset(loadPolicy({ languages: [language] }));
  const focusOf = (title: string): string => classify(makeItem({ key: "T-1", type: null, title }), ruleset).focus;
  const own = titles[languageOf(language)];

  it("calls hardly any title of a product person the opposite of what it is, with accents or without", () => {
    for (const write of [(title: string) => title, withoutAccents]) {
      const strategic = own.strategic.map((title) => focusOf(write(title)));
      const tactical = own.tactical.map((title) => focusOf(write(title)));
      expect(strategic.filter((focus) => focus === "tactical")).toEqual([]);
      expect(tactical.filter((focus) => focus === "strategic")).toEqual([]);
      expect(strategic.filter((focus) => focus === "strategic").length / strategic.length).toBeGreaterThan(0.7);
      expect(tactical.filter((focus) => focus === "tactical").length / tactical.length).toBeGreaterThan(0.85);
    }
  });

  it("needs every guard: without it the counter-example would count", () => {
    const grammar = grammarOf(language);
    const idle = [...terms, ...frames].filter(({ unless, needs, notOk, ...bare }) => {
      if (!unless && !needs) return false;
      const matcher = new TermMatcher([bare], listTitleWords(headEnders, grammar), grammar);
      const words = createTitleWords(headEnders, grammar, (word) => matcher.idOf(word));
      return matcher.match(frameTitle(matcher.tokens.read(notOk), words)).length === 0;
    });
    expect(idle.map(({ name, notOk }) => `${name ?? ""} — ${notOk}`)).toEqual([]);
  });

  it("never calls a term's own example the opposite of the term", () => {
    const torn = terms.filter(
      ({ focus, ok }) => focus !== "shared" && focusOf(ok) === (focus === "strategic" ? "tactical" : "strategic"),
    );
    expect(torn.map(({ name, ok }) => `${name ?? ""} — ${ok}`)).toEqual([]);
  });

  it("speaks of every responsibility", () => {
    const counts = new Map<string, number>();
    for (const { responsibility } of terms) counts.set(responsibility, (counts.get(responsibility) ?? 0) + 1);
    expect(counts.size).toBe(13);
    expect(Math.min(...counts.values())).toBeGreaterThan(10);
  });

  it("knows a user story whose wish has no pronoun", () => {
    for (const title of own.stories) {
      const { evidence } = classify(makeItem({ key: "T-1", type: null, title }), ruleset);
      expect(
        evidence.map(({ feature }) => feature),
        title,
      ).toContain("structure/user-story");
    }
  });
});

const shared = process.env["ROLECALL_SHARED"];

describe.skipIf(!shared)("real Spanish backlogs (ROLECALL_SHARED)", () => {
  const ruleset = compileRuleset(loadPolicy({ languages: ["es"] }));
  const files = ["jira-cloud_es_190rows_14cols.csv", "jira-cloud_es_287rows_bom.csv"];
  const focuses = (shared ? files : []).flatMap((file) => {
    const rows: { Resumen: string }[] = parse(readFileSync(`${shared ?? ""}/exports/${file}`), {
      bom: true,
      columns: (names: string[]) => names.map((name, at) => (names.indexOf(name) === at ? name : `${name} ${at}`)),
      relax_column_count: true,
    });
    return rows.map(({ Resumen: title }) => classify(makeItem({ key: "T-1", type: null, title }), ruleset).focus);
  });

  it("finds nothing strategic in the stories and tasks of a development team, and most of it tactical", () => {
    expect(focuses.length).toBeGreaterThan(400);
    expect(focuses.filter((focus) => focus === "strategic")).toEqual([]);
    expect(focuses.filter((focus) => focus === "tactical").length / focuses.length).toBeGreaterThan(0.95);
  });
});
