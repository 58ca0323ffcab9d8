import { closest } from "fastest-levenshtein";
import { parsePattern } from "#core/classify/pattern";
import type { Policy } from "#core/config";
import { isOwnTerm } from "#core/lexicon/feature-id";
import { RESPONSIBILITIES, responsibilityDescriptions } from "#core/taxonomy";
import { namesOfFeatures } from "#core/vocabulary";

type Vocabulary = Policy["vocabulary"];

/** What the schema cannot know of a policy's vocabulary, one sentence per mistake, each with its path. */
export function checkVocabulary(vocabulary: Vocabulary): string[] {
  const named = [...vocabulary.remove, ...Object.keys(vocabulary.weights)];
  // The lexicon is walked only where a policy names something of it.
  const known = named.length > 0 ? namesOfFeatures() : new Map<string, never>();
  const ids = [...known.keys()];
  const names = new Set([...ids, ...[...known.values()].map(({ term }) => term)]);
  return [
    ...checkAdded(vocabulary.add),
    ...checkRemoved(vocabulary, names, ids),
    ...Object.keys(vocabulary.weights).flatMap((name) =>
      names.has(name) ? [] : [`vocabulary.weights: ${explainUnknown(name, ids, vocabulary.add)}`],
    ),
    ...vocabulary.domainTerms.flatMap((term, i) =>
      /[\p{L}\p{N}]/u.test(term) ? [] : [`vocabulary.domainTerms[${i}]: "${term}" has no letter; write a word`],
    ),
  ];
}

function checkAdded(added: Vocabulary["add"]): string[] {
  return added.flatMap(({ term, focus, responsibility }, i) => {
    const path = `vocabulary.add[${i}]`;
    const problems: string[] = [];
    const unreadable = problemOfPattern(term);
    if (unreadable) problems.push(`${path}.term: ${unreadable}`);
    const twin = added.findIndex((other) => other.term.toLowerCase() === term.toLowerCase());
    if (twin < i) problems.push(`${path}.term: "${term}" is added twice (add[${twin}]); keep one of them`);
    if (responsibility === undefined) return problems;
    const known = RESPONSIBILITIES.find((name) => name === responsibility);
    if (!known)
      problems.push(
        `${path}.responsibility: unknown responsibility "${responsibility}"; did you mean "${closest(responsibility, [...RESPONSIBILITIES])}"?`,
      );
    else if (responsibilityDescriptions[known].focus !== focus)
      problems.push(
        `${path}.responsibility: ${known} is ${responsibilityDescriptions[known].focus} and the term is ${focus}; change one of them`,
      );
    return problems;
  });
}

function problemOfPattern(term: string): string | undefined {
  try {
    parsePattern(term);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `${reason}; write words in a row, (a|b) for alternatives, * for any ending and ~ for near`;
  }
}

function checkRemoved({ remove, add }: Vocabulary, names: ReadonlySet<string>, ids: readonly string[]): string[] {
  if (remove.length === 0) return [];
  const known = new Set([...names].map((name) => name.toLowerCase()));
  return remove.flatMap((name, i) =>
    known.has(name.toLowerCase()) ? [] : [`vocabulary.remove[${i}]: ${explainUnknown(name, ids, add)}`],
  );
}

function explainUnknown(name: string, ids: readonly string[], added: Vocabulary["add"]): string {
  if (isOwnTerm(name) || added.some(({ term }) => term.toLowerCase() === name.toLowerCase()))
    return `"${name}" is a term of your own; change it in vocabulary.add`;
  if (name === "policy/base-rate") return `"${name}" is no term; the setting is baseRate`;
  const words = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-");
  const containing = ids.filter((id) => id.includes(words));
  const guess = closest(name, containing.length > 0 ? containing : ids);
  return `there is no term "${name}"; did you mean "${guess}"? \`rolecall vocabulary list WORD\` finds ids`;
}
