import type { Numbers } from "#core/render/numbers";
import type { AuditReport, SkippedRow } from "#core/report";

/** What the audit could not tell, with the remedies: the honest end of every report. Texts are raw. */
export interface Remainder {
  unclear: string;
  gaps: readonly string[];
  /** Why the report is incomplete; empty when it is complete. */
  incomplete: readonly string[];
  skipped: readonly SkippedRow[];
  skippedSentence: string;
  duplicates: string;
  /** Rules that failed: their findings are missing, all others are here. */
  failures: readonly string[];
  /** What is worth knowing about the sources: ignored keys, guessed columns. */
  notices: readonly string[];
}

/** Rows shown of what could be a very long list. */
const MAX_SKIPPED = 20;

export function describeRemainder(report: AuditReport, numbers: Numbers): Remainder {
  const { totals } = report;
  const skipped = report.skipped.slice(0, MAX_SKIPPED);
  const rest =
    totals.skippedRows > skipped.length ? ` Here are the first ${skipped.length}; the JSON report has the rest.` : "";
  return {
    unclear:
      totals.unclear === 0
        ? "No work item was left undecided."
        : `${numbers.plural(totals.unclear, "work item")} could be either strategic or tactical. They count in the mix, and nobody is flagged for them.`,
    gaps: report.gaps,
    incomplete: report.incompleteBecause,
    skipped,
    skippedSentence:
      totals.skippedRows === 0
        ? "No row was skipped."
        : `${numbers.plural(totals.skippedRows, "row was skipped", "rows were skipped")}.${skipped.length > 0 ? rest : ""}`,
    duplicates:
      totals.duplicateRows === 0
        ? "No work item came twice."
        : `${numbers.plural(totals.duplicateRows, "row repeats", "rows repeat")} the key of another; the last one counts.`,
    failures: report.failures.map(({ rule, subject, message }) => `The rule ${rule} failed on ${subject}: ${message}`),
    notices: report.source.flatMap(({ name, notices }) => notices.map((notice) => `${name}: ${notice}`)),
  };
}

/** How the tool comes to its answers, for someone who sees a report and nothing else. */
export const HOW_IT_DECIDES: readonly string[] = [
  "Every work item starts from the base rate: strategic items are rarer than tactical ones. Each word, phrase or field that is a reason then adds weight or takes it away.",
  "The weights add up to a score, and the score is a probability: 1/(1+e^-score). In the middle the answer is “not sure”, which is never held against anyone.",
  "Roles come from the policy and the tracker, never from the work a person holds. The same items and the same ruleset always give the same answer, and what a person decides wins over it.",
];

/** "strategic" and "tactical", for a reader who meets the words here. */
export const FOCUS_MEANING: Record<"strategic" | "tactical" | "unclear", string> = {
  strategic: "why, for whom and over which horizon; usually a product manager’s",
  tactical: "what exactly, how and when; usually a product owner’s",
  unclear: "not enough evidence for either",
};
