import type { BacklogReport } from "#core/backlog-report";
import { joinPhrases } from "#core/explain";
import { CHANGES } from "#core/render/backlog/changes";
import { phraseDay } from "#core/render/backlog/days";
import { phraseMix } from "#core/render/backlog/lead-mix";
import type { Numbers } from "#core/render/numbers";
import { phraseUrgent } from "#core/render/summary";

/** The report in three sentences, and how the second is meant. */
export interface Lead {
  changed: string;
  attention: string;
  mix: string;
  tone: "error" | "warning" | "info" | "good";
}

export const phraseLead = (report: BacklogReport, numbers: Numbers): Lead => ({
  changed: phraseChanged(report, numbers),
  attention: phraseAttention(report, numbers),
  mix: phraseMix(report, numbers),
  tone: toneOf(report),
});

/** "Since 16 November 2026, 3 findings are new, 2 were fixed and 1 is gone without a fix." */
function phraseChanged({ previousAt, auditedAt, changes, scan }: BacklogReport, numbers: Numbers): string {
  if (scan.items === 0) return "The last audit read nothing, so it cannot tell what changed.";
  if (previousAt === null) return "This is the first audit, so there is nothing to compare it with yet.";
  const since = phraseDay(previousAt, [previousAt, auditedAt], numbers);
  const parts = CHANGES.filter(({ key }) => changes[key] > 0).map(({ key, one, many }, index) => {
    const count = changes[key];
    const amount = index === 0 ? numbers.plural(count, "finding") : numbers.count(count);
    return `${amount} ${count === 1 ? one : many}`;
  });
  return parts.length === 0 ? `Nothing changed since ${since}.` : `Since ${since}, ${joinPhrases(parts)}.`;
}

/** "9 findings need attention, 2 errors and 7 warnings; 7 more are for information." */
function phraseAttention(report: BacklogReport, numbers: Numbers): string {
  if (report.scan.items === 0) return "Nothing was checked.";
  const { info } = report.findings;
  const isUrgent = report.findings.error + report.findings.warning > 0;
  const others = isUrgent
    ? `${numbers.count(info)} more ${info === 1 ? "is" : "are"}`
    : numbers.plural(info, "finding is", "findings are");
  const soon = report.expiring.length;
  const more = [
    ...(info === 0 ? [] : [`${others} for information`]),
    ...(soon === 0 ? [] : [`${numbers.plural(soon, "decision runs", "decisions run")} out within two weeks`]),
  ];
  const answer = isUrgent ? phraseUrgent(report.findings, numbers) : phraseCalm(report);
  return `${answer}${more.length === 0 ? "" : `; ${joinPhrases(more)}`}.`;
}

function phraseCalm(report: BacklogReport): string {
  // Where no owner was checked, "nothing is urgent" would be a promise.
  if (!isAnyRoleKnown(report))
    return "No owner was checked, because nobody is listed as product manager or product owner yet";
  if (report.findings.info > 0) return "Nothing is urgent";
  if (report.gaps.length > 0) return "No finding is open, but not everything could be checked";
  return report.scan.complete ? "Nothing needs attention" : "Nothing needs attention in what was read";
}

const isAnyRoleKnown = ({ balance }: BacklogReport): boolean =>
  balance.length === 0 || balance.some(({ mode }) => mode !== "unknown");

function toneOf(report: BacklogReport): Lead["tone"] {
  const { findings, scan, gaps } = report;
  if (findings.error > 0) return "error";
  if (findings.warning > 0 || scan.items === 0 || !isAnyRoleKnown(report)) return "warning";
  return findings.open === 0 && gaps.length === 0 && scan.complete ? "good" : "info";
}
