import { MEASURED_LANGUAGES } from "#core/lexicon/language";
import type { DecidedFocus, Focus, Level } from "#core/model";
import type { Evidence, Verdict } from "#core/verdict";

/** Words for verdicts: the one place where they become sentences, so that every screen says the same. */

/** A level in a sentence. */
export const levelNoun: Record<Level, string> = {
  initiative: "initiative",
  epic: "epic",
  story: "work item",
  subtask: "sub-task",
};

export const focusName: Record<Focus, string> = { strategic: "Strategic", tactical: "Tactical", unclear: "Not sure" };

/** Probability of the focus itself: a tactical item at 0.03 is "Tactical · 97 %". For `unclear` the nearer side's. */
export function focusProbability(verdict: Pick<Verdict, "focus" | "probability">): number {
  if (verdict.focus === "strategic") return verdict.probability;
  if (verdict.focus === "tactical") return 1 - verdict.probability;
  return Math.max(verdict.probability, 1 - verdict.probability);
}

/** "Strategic · 94 %", "Tactical · 97 %", "Not sure". Never 100 %: the tool can always be wrong. */
export function phraseVerdict(verdict: Pick<Verdict, "focus" | "probability" | "override">): string {
  if (verdict.override) return `${focusName[verdict.override.focus]} · set by a person`;
  if (verdict.focus === "unclear") return focusName.unclear;
  return `${focusName[verdict.focus]} · ${Math.min(99, Math.round(focusProbability(verdict) * 100))} %`;
}

/** One line of evidence as a person would say it: `"pricing model" in the title`. */
export function phraseEvidence(line: Evidence): string {
  switch (line.kind) {
    case "base-rate":
      return "how rare strategic items are to begin with";
    case "parent":
      return `its parent ${line.term}`;
    case "override":
      return line.term;
    case "metadata":
    case "structure":
    case "absence":
      return line.term;
    case "term":
    case "frame":
      return `"${line.term}" in the ${line.field}`;
  }
}

/** Indexes of the lines that speak for a focus, strongest first; the base rate is no reason of an item's own. */
export function reasonsFor(verdict: Pick<Verdict, "evidence">, focus: DecidedFocus): number[] {
  const sign = focus === "strategic" ? 1 : -1;
  return verdict.evidence
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => line.weight * sign > 0 && line.kind !== "base-rate")
    .sort((a, b) => Math.abs(b.line.weight) - Math.abs(a.line.weight) || a.index - b.index)
    .map(({ index }) => index);
}

/** The strongest reasons of a verdict in words, at most `limit`; the same words are said once. */
export function phraseReasons(verdict: Pick<Verdict, "evidence">, focus: DecidedFocus, limit = 3): string[] {
  const phrases = reasonsFor(verdict, focus).flatMap((index) => {
    const line = verdict.evidence[index];
    return line ? [phraseEvidence(line)] : [];
  });
  return [...new Set(phrases)].slice(0, limit);
}

/** What would make the verdict another one, as a sentence without its full stop; null when nothing small would. */
export function phraseFlip(verdict: Pick<Verdict, "evidence" | "flip">): string | null {
  const { flip } = verdict;
  if (!flip) return null;
  if (flip.by === "metadata") return `${flip.change} would make it ${flip.becomes}`;
  const lines = flip.lines.flatMap((index) => {
    const line = verdict.evidence[index];
    return line ? [phraseEvidence(line)] : [];
  });
  const phrases = [...new Set(lines)];
  // A long list is no small change.
  if (phrases.length > FLIP_LIMIT) return null;
  return `without ${joinPhrases(phrases)} it would be ${flip.becomes}`;
}

/** Reasons that a reader can take in as one change. */
const FLIP_LIMIT = 3;

/** "a", "a and b", "a, b and c". */
export function joinPhrases(phrases: readonly string[]): string {
  if (phrases.length <= 1) return phrases[0] ?? "";
  return `${phrases.slice(0, -1).join(", ")} and ${phrases.at(-1)}`;
}

const languageNames: Readonly<Record<string, string>> = {
  en: "English",
  de: "German",
  fr: "French",
  es: "Spanish",
  pt: "Portuguese",
};

/** Name of a language that is read; its code where it has no name here. */
export const languageName = (code: string): string => languageNames[code] ?? code;

/** What a verdict's text was read as, without a full stop. Says so where nobody has counted how often the verdicts are right. */
export function phraseLanguage(language: string | null): string {
  if (language === null) return "no language that Rolecall reads; only its metadata counted";
  const name = languageName(language);
  return MEASURED_LANGUAGES.includes(language)
    ? name
    : `${name}, for which no accuracy has been measured yet; only clearer reasons decide`;
}

/** The same for a report, as a sentence; undefined when every item was read in a measured language. */
export function phraseUnmeasured(itemsByLanguage: ReadonlyMap<string | null, number>): string | undefined {
  const counts = [...itemsByLanguage].flatMap(([language, count]) =>
    language === null || MEASURED_LANGUAGES.includes(language) ? [] : [[language, count] as const],
  );
  const items = counts.reduce((sum, [, count]) => sum + count, 0);
  if (items === 0) return undefined;
  const names = counts.map(([language]) => languageName(language)).sort();
  return `${items} ${items === 1 ? "item was" : "items were"} read in ${joinPhrases(names)}, for which no accuracy has been measured yet; there only clearer reasons decide, and more is left unclear.`;
}
