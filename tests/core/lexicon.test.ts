/// <reference types="vite/client" />
import { describe, expect, it } from "vitest";
import { TermMatcher } from "#core/classify/term-matcher";
import { createTitleWords, frameTitle, listTitleWords } from "#core/classify/title-frame";
import type { LexiconEntry } from "#core/lexicon/entry";
import { featureId } from "#core/lexicon/feature-id";
import { grammarOf } from "#core/lexicon/grammar";
import { languagePacks } from "#core/lexicon/index";
import { responsibilityDescriptions } from "#core/taxonomy";

/** Every vocabulary file there is, so that an author can run this before the file is registered. */
const files = import.meta.glob<{ entries?: readonly LexiconEntry[] }>("../../src/core/lexicon/*/*.ts", { eager: true });
const vocabularies = Object.entries(files)
  .map(([path, module]) => ({ name: path.replace("../../src/core/lexicon/", ""), entries: module.entries }))
  .filter((file): file is { name: string; entries: readonly LexiconEntry[] } => file.entries !== undefined);
const languages = [...new Set(vocabularies.map(({ name }) => name.split("/")[0] ?? ""))];

/** A matcher of some entries that reads examples as the classifier reads titles. */
function titleReader(
  entries: readonly LexiconEntry[],
  language: string,
): (title: string) => { entry: number; isVoided: boolean }[] {
  const grammar = grammarOf(language);
  const headEnders = languagePacks[language]?.headEnders ?? [];
  const matcher = new TermMatcher(entries, listTitleWords(headEnders, grammar), grammar);
  const words = createTitleWords(headEnders, grammar, (word) => matcher.idOf(word));
  return (title) => {
    const tokens = matcher.tokens.read(title);
    return matcher.match(frameTitle(tokens, words));
  };
}

describe.each(languages)("lexicon %s", (language) => {
  const own = vocabularies.filter(({ name }) => name.startsWith(`${language}/`));
  const all = own.flatMap(({ name, entries }) => entries.map((entry) => ({ name, entry })));
  const whole = titleReader(
    all.map(({ entry }) => entry),
    language,
  );

  describe.each(own)("$name", ({ entries }) => {
    it("has a pattern that fires in its own example for every term", () => {
      const silent = entries.filter((entry) => !titleReader([entry], language)(entry.ok).some((hit) => !hit.isVoided));
      expect(silent.map(({ term, ok }) => `${term} — ${ok}`)).toEqual([]);
    });

    it("keeps every term quiet in its counter-example", () => {
      const loud = entries.filter((entry) => {
        const index = all.findIndex((other) => other.entry === entry);
        return whole(entry.notOk).some((hit) => hit.entry === index && !hit.isVoided);
      });
      expect(loud.map(({ term, notOk }) => `${term} — ${notOk}`)).toEqual([]);
    });

    it("gives every term a reason, two different examples and a responsibility that fits its focus", () => {
      const poor = entries.filter(
        (entry) =>
          entry.reason.trim().length < 8 ||
          entry.ok === entry.notOk ||
          (entry.focus !== "shared" && responsibilityDescriptions[entry.responsibility].focus !== entry.focus),
      );
      expect(poor.map(({ term }) => term)).toEqual([]);
    });
  });

  it("uses every feature id once", () => {
    const seen = new Map<string, string>();
    const twice = all.flatMap(({ name, entry }) => {
      const id = featureId(entry, language);
      const before = seen.get(id);
      seen.set(id, name);
      return before ? [`${id}: ${before} and ${name}`] : [];
    });
    expect(twice).toEqual([]);
  });

  it("never lets one term speak for two foci", () => {
    const seen = new Map<string, { name: string; focus: string }>();
    const torn = all.flatMap(({ name, entry }) => {
      const place = `${entry.term} ${entry.at ?? ""}`;
      const before = seen.get(place);
      seen.set(place, { name, focus: entry.focus });
      return before && before.focus !== entry.focus ? [`${entry.term}: ${before.name} and ${name}`] : [];
    });
    expect(torn).toEqual([]);
  });
});

it("finds vocabulary to check", () => {
  expect(vocabularies.length).toBeGreaterThan(0);
});
