import type { Numbers } from "#core/render/numbers";
import { sourceName } from "#core/render/source-name";
import type { AuditReport, SkippedRow } from "#core/report";

/** What the audit could not tell, with the remedies: the honest end of every report. Texts are raw, with code in backticks. */
export interface Remainder {
  /** One sentence or two for each thing: undecided items, gaps, failed rules, skipped and repeated rows, notices. */
  lines: readonly string[];
  /** The first of the rows that were skipped. */
  skipped: readonly SkippedRow[];
}

/** Rows shown of what could be a very long list. */
const MAX_SKIPPED = 20;

export function describeRemainder(report: AuditReport, numbers: Numbers): Remainder {
  const { totals } = report;
  const skipped = report.skipped.slice(0, MAX_SKIPPED).map((row) => ({ ...row, file: sourceName(row.file) }));
  const lines = [
    phraseUnclear(totals.unclear, numbers),
    ...report.gaps,
    // Rules that failed: their findings are missing, all others are here.
    ...report.failures.map(({ rule, subject, message }) => `The rule ${rule} failed on ${subject}: ${message}`),
    phraseDuplicates(totals.duplicateRows, numbers),
    ...report.source.flatMap(({ name, notices }) => notices.map((notice) => `${sourceName(name)}: ${notice}`)),
    phraseSkipped(totals.skippedRows, skipped.length, numbers),
  ].filter((line) => line !== null);
  if (lines.length === 0 && totals.items > 0)
    lines.push("Nothing: every row was read, and every work item could be decided.");
  return { lines, skipped };
}

/** Whether there is anything to say; of an export without items the summary says all. */
export const hasRemainder = ({ report, numbers }: { report: AuditReport; numbers: Numbers }): boolean =>
  describeRemainder(report, numbers).lines.length > 0;

function phraseUnclear(unclear: number, numbers: Numbers): string | null {
  if (unclear === 0) return null;
  const [they, count, them] = unclear === 1 ? ["It says", "It counts", "it"] : ["They say", "They count", "them"];
  return `${numbers.plural(unclear, "work item")} could not be decided. ${they} too little, or as much for one side as for the other. ${count} in the mix, and nobody is flagged for ${them}.`;
}

function phraseDuplicates(rows: number, numbers: Numbers): string | null {
  if (rows === 0) return null;
  return `${numbers.plural(rows, "row repeats", "rows repeat")} the key of another; the last one counts.`;
}

function phraseSkipped(rows: number, shown: number, numbers: Numbers): string | null {
  if (rows === 0) return null;
  const rest = shown > 0 && rows > shown ? ` Here are the first ${shown}; the JSON report has the rest.` : "";
  return `${numbers.plural(rows, "row was skipped", "rows were skipped")}.${rest}`;
}

/** How the tool comes to its answers, for someone who sees a report and nothing else. */
export const HOW_IT_DECIDES: readonly string[] = [
  "Every work item starts from the base rate: strategic items are rarer than tactical ones. Each word, phrase or field that is a reason then adds weight or takes it away.",
  "The weights add up to a score, and the score is a probability: 1/(1+e^-score). In the middle the answer is “not sure”, which is never held against anyone.",
  "Roles come from the policy and the tracker, never from the work a person holds. The same items and the same ruleset always give the same answer, and what a person decides wins over it.",
  "A scope is a space of Jira or a team of Linear. Open items are checked, and the tables by role count those that could be decided. Sub-tasks count too, but nobody is flagged for owning one.",
  "Unless the policy says otherwise, an error is a near-certain mismatch on an epic or above. Other mismatches and missing roles are warnings, everything else is for information.",
];

/** "strategic" and "tactical", for a reader who meets the words here. */
export const FOCUS_MEANING: Record<"strategic" | "tactical" | "unclear", string> = {
  strategic: "why, for whom and over which horizon; usually a product manager’s",
  tactical: "what exactly, how and when; usually a product owner’s",
  unclear: "not enough evidence for either, or as much for one as for the other",
};
