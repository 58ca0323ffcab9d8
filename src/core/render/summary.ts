import { subjectName } from "#core/render/finding-view";
import { phraseShares, type Numbers } from "#core/render/numbers";
import type { AuditReport } from "#core/report";
import type { Severity } from "#core/severity";
import { joinPhrases } from "#core/explain";

/** The first thing a reader reads: what was read, the mix, what needs attention. Sentences with raw texts in them. */
export interface Summary {
  /** "Who holds what in acme.csv" */
  title: string;
  /** "acme.csv", "4 sources" */
  sources: string;
  date: string;
  read: string;
  mix: string;
  attention: string;
  /** What the first urgent finding is about, to start with; null when nothing is urgent. */
  start: string | null;
  /** Counts of findings by state: nothing that was set aside is silently missing. */
  states: string;
  /** Whether there is nothing to do: no open finding, no gap, everything read. */
  isQuiet: boolean;
}

export function summarizeReport(report: AuditReport, open: Record<Severity, number>, numbers: Numbers): Summary {
  const { totals } = report;
  const hasOpen = totals.findings.open > 0;
  const sources = nameSources(report, numbers);
  const first = open.error + open.warning > 0 ? report.findings.find((finding) => finding.state === "open") : undefined;
  return {
    title: sources === "" ? "Who holds what" : `Who holds what in ${sources}`,
    sources,
    date: numbers.date(report.generatedAt),
    read: phraseRead(report, numbers),
    mix: phraseMix(report),
    attention: hasOpen ? phraseAttention(open, numbers) : phraseNoFinding(report),
    start: first ? subjectName(first, report) : null,
    states: phraseStates(report, numbers),
    isQuiet: !hasOpen && report.totals.items > 0 && report.gaps.length === 0 && report.complete,
  };
}

function nameSources({ source }: AuditReport, numbers: Numbers): string {
  if (source.length > 3) return numbers.plural(source.length, "source");
  return joinPhrases(source.map(({ name }) => name));
}

function phraseRead({ totals, source }: AuditReport, numbers: Numbers): string {
  const where = source.length > 1 ? ` from ${numbers.plural(source.length, "source")}` : "";
  if (totals.items === 0) return `0 items: there were no work items to read${where}.`;
  const read = `${numbers.plural(totals.items, "work item was", "work items were")} read${where}`;
  if (totals.judged === totals.items) return `${read}, all of them open and judged.`;
  if (totals.judged === 0) return `${read}; none of them is open, so none was judged.`;
  return `${read}; the ${numbers.count(totals.judged)} that are open were judged.`;
}

function phraseMix({ totals }: AuditReport): string {
  if (totals.items === 0) return "So there is no mix of strategic and tactical work to show.";
  const [strategic, tactical, unclear] = phraseShares([totals.strategic, totals.tactical, totals.unclear]);
  const rest = totals.unclear === 0 ? "and none was unclear" : `and ${unclear} could be either`;
  return `Of all items, ${strategic} read as strategic, ${tactical} as tactical, ${rest}.`;
}

/** "9 findings need attention, 2 errors and 7 warnings; 7 more are for information." */
function phraseAttention(open: Record<Severity, number>, numbers: Numbers): string {
  const urgent = open.error + open.warning;
  if (urgent === 0) {
    return `Nothing is urgent; ${numbers.plural(open.info, "finding is", "findings are")} there for information.`;
  }
  const more =
    open.info > 0 ? `; ${numbers.count(open.info)} more ${open.info === 1 ? "is" : "are"} for information` : "";
  const kinds = (["error", "warning"] as const).filter((severity) => open[severity] > 0);
  const counts = kinds.map((severity) => numbers.plural(open[severity], severity));
  const verb = urgent === 1 ? "needs" : "need";
  if (kinds.length === 1) return `${joinPhrases(counts)} ${verb} attention${more}.`;
  return `${numbers.count(urgent)} findings need attention, ${joinPhrases(counts)}${more}.`;
}

function phraseNoFinding({ gaps, totals, complete }: AuditReport): string {
  if (totals.items === 0) return "Nothing was judged.";
  if (gaps.length > 0) return "No findings so far, but not everything could be judged: see what it could not tell.";
  return complete ? "Nothing needs attention." : "Nothing needs attention in what was read.";
}

function phraseStates({ totals: { findings } }: AuditReport, numbers: Numbers): string {
  if (findings.total === 0) return "No findings; none snoozed, none dismissed.";
  return `${numbers.plural(findings.total, "finding")} in all: ${numbers.count(findings.open)} open, ${numbers.count(findings.snoozed)} snoozed, ${numbers.count(findings.dismissed)} dismissed.`;
}

/** What needs attention, and where to start. */
export const phraseStart = ({ attention, start }: Summary): string =>
  start === null ? attention : `${attention} Start with ${start}.`;
