import { openFiles, prepare } from "#cli/compose";
import { UsageError } from "#cli/errors";
import { print } from "#cli/output";
import type { ReadOptions } from "#cli/program";
import { watchSource } from "#cli/watch-source";
import { printable } from "#core/render/printable";
import { listVocabulary, termsReadIn, type VocabularyTerm } from "#core/vocabulary";
import {
  type DomainTermProposal,
  type DomainTermSuggestions,
  suggestDomainTerms,
} from "#usecases/suggest-domain-terms";

export interface VocabularyListOptions {
  json?: boolean;
  config?: string;
}

/** `rolecall vocabulary list [WORD]`: the terms that have some words, or would be read in them. */
export async function runVocabularyList(words: readonly string[], options: VocabularyListOptions): Promise<void> {
  const ruleset = await prepare(options);
  const sought = words.join(" ").trim();
  const all = listVocabulary(ruleset);
  const found = sought === "" ? all : findTerms(all, sought, termsReadIn(sought, ruleset));
  if (found.length === 0)
    throw new UsageError(
      `No term has "${sought}" in its id, pattern or reason, and none would be read in it; try a shorter word, or add it under vocabulary.add.`,
    );
  if (options.json) return print(`${JSON.stringify(found, null, 2)}\n`);
  const width = (of: (term: VocabularyTerm) => string): number => Math.max(...found.map((term) => of(term).length));
  const ids = width(({ id }) => id);
  const foci = width(({ focus }) => focus);
  for (const term of found) {
    const { id, focus, weight, reason, elsewhere } = term;
    const pattern = elsewhere ? `  ${term.term}` : "";
    await print(`${signed(weight)}  ${focus.padEnd(foci)}  ${id.padEnd(ids)}  ${reason}${pattern}\n`);
  }
}

/** Those read in the words first, then those that have them, each in the order of the lexicon. */
function findTerms(
  all: readonly VocabularyTerm[],
  sought: string,
  read: ReadonlyMap<string, number>,
): VocabularyTerm[] {
  const wanted = sought.toLowerCase();
  const has = ({ id, term, reason }: VocabularyTerm): boolean =>
    [id, id.replaceAll("-", " "), term, reason].some((text) => text.toLowerCase().includes(wanted));
  const inWords = all.flatMap((term) => {
    const weight = read.get(term.id);
    return weight === undefined ? [] : [{ ...term, weight }];
  });
  return [...inWords, ...all.filter((term) => !read.has(term.id) && has(term))];
}

const signed = (weight: number): string =>
  `${weight < 0 ? "-" : "+"}${Math.abs(weight).toFixed(2)}`.replace(/^[+-]0\.00$/, " 0.00");

/** `rolecall vocabulary suggest FILES`: domain terms with their counts, and a block to paste into the policy. */
export async function runVocabularySuggest(
  files: readonly string[],
  options: ReadOptions & { json?: boolean },
): Promise<void> {
  const ruleset = await prepare(options);
  const { source, stop } = await watchSource(openFiles(files, ruleset.policy, options), options);
  const suggestions = await suggestDomainTerms(source, ruleset).finally(stop);
  const domainTerms = [
    ...ruleset.policy.vocabulary.domainTerms,
    ...suggestions.proposals.flatMap(({ forms }) => forms),
  ];
  const policy = { vocabulary: { domainTerms: [...new Set(domainTerms)] } };
  await print(
    options.json ? `${JSON.stringify({ ...suggestions, policy }, null, 2)}\n` : describe(suggestions, policy),
  );
}

function describe({ items, proposals, asked }: DomainTermSuggestions, policy: unknown): string {
  const criteria = `in ${asked.share * 100} % of a scope's items or more (at least ${asked.fewestItems}), and with building words in ${asked.building * 100} % of the titles that have it (at least ${asked.fewestTitles})`;
  if (proposals.length === 0) return `No word of ${items} items is proposed: none speaks for strategy ${criteria}.\n`;
  return [
    `Words that speak for strategy ${criteria}. If your product is about them, they are domain terms; if your team plans with them, leave them out.`,
    "",
    ...proposals.flatMap(describeProposal),
    "For rolecall.config.json:",
    JSON.stringify(policy, null, 2),
    "",
  ].join("\n");
}

function describeProposal(one: DomainTermProposal): string[] {
  const share = Math.round(one.scope.share * 1000) / 10;
  return [
    `${printable(one.forms.join(", "))}: in ${one.items} items (${one.scope.items} of ${printable(one.scope.name)}, ${share} %); ${one.inBuildingTitles} of ${one.inTitles} titles build something; ${one.strategic} of the items are strategic now`,
    ...one.examples.map(({ key, title }) => `  ${printable(key)}  ${printable(title)}`),
    "",
  ];
}
