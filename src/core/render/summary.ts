import { joinPhrases } from "#core/explain";
import { phraseShares, type Numbers } from "#core/render/numbers";
import { sourceName } from "#core/render/source-name";
import type { AuditReport, ScopeReport } from "#core/report";
import type { Severity } from "#core/severity";

/** The first thing a reader reads: what was read, the mix, what needs attention. Sentences with raw texts in them. */
export interface Summary {
  /** "Who holds what in acme.csv" */
  title: string;
  /** "acme.csv", "4 sources" */
  sources: string;
  date: string;
  /** What was read, and the mix of it. */
  read: string;
  /** The one sentence to remember. */
  attention: string;
  /** What else is to be known: whose owners could not be checked and what helps, what a person set aside. Code in backticks. */
  details: readonly string[];
  isAnyOwnerChecked: boolean;
  /** Whether there is nothing to do: no open finding, no gap, everything read. */
  isQuiet: boolean;
}

/** For someone who is sent the report and has never heard of the tool. */
export const WHAT_THIS_IS =
  "Which work is strategic, which is tactical, and whether it sits with the right role: strategic work with a product manager, tactical work with a product owner.";

export function summarizeReport(report: AuditReport, open: Record<Severity, number>, numbers: Numbers): Summary {
  const { totals } = report;
  const sources = nameSources(report, numbers);
  return {
    title: sources === "" ? "Who holds what" : `Who holds what in ${sources}`,
    sources,
    date: numbers.date(report.generatedAt),
    read: [phraseRead(report, numbers), phraseMix(report, numbers)].filter((part) => part !== "").join(" "),
    ...phraseAnswer(report, open, numbers),
    isAnyOwnerChecked: isAnyOwnerChecked(report),
    isQuiet:
      totals.findings.open === 0 &&
      totals.judged > 0 &&
      report.gaps.length === 0 &&
      report.complete &&
      isAnyOwnerChecked(report),
  };
}

function nameSources({ source }: AuditReport, numbers: Numbers): string {
  if (source.length > 3) return numbers.plural(source.length, "source");
  return joinPhrases(source.map(({ name }) => sourceName(name)));
}

function phraseRead({ totals, source }: AuditReport, numbers: Numbers): string {
  const where = source.length > 1 ? ` in ${numbers.plural(source.length, "source")}` : "";
  if (totals.items === 0)
    return `0 items: there were no work items to read${where}. Check that the filter of the export finds some, and export it again.`;
  const from = source.length > 1 ? ` from ${numbers.plural(source.length, "source")}` : "";
  const read = `${numbers.plural(totals.items, "work item was", "work items were")} read${from}`;
  if (totals.judged === 0) return `${read}; none of them is open, so none was checked.`;
  if (totals.judged === totals.items)
    return totals.items === 1 ? `${read}; it is open and was checked.` : `${read}, all of them open and checked.`;
  return `${read}; the ${totals.judged === 1 ? "one that is" : `${numbers.count(totals.judged)} that are`} open ${totals.judged === 1 ? "was" : "were"} checked.`;
}

/** Fewer items than this are counted: a share of five items is no share. */
const FEW = 20;
/** Undecided items beyond this share make the rest of the mix a guess; an expert's value, not measured. */
const MUCH_UNDECIDED = 0.3;

/** "Of all items, 15 % read as strategic and 77 % as tactical; 8 % could not be decided." */
function phraseMix({ totals }: AuditReport, numbers: Numbers): string {
  const { items, strategic, tactical, unclear } = totals;
  if (items === 0) return "";
  if (items === 1)
    return unclear === 1 ? "It could not be decided." : `It reads as ${strategic === 1 ? "strategic" : "tactical"}.`;
  if (unclear === items) return "None of them could be decided.";
  if (strategic === items || tactical === items)
    return `All of them read as ${strategic === items ? "strategic" : "tactical"}.`;
  const parts = [strategic, tactical, unclear];
  const [ofStrategic = "", ofTactical = "", ofUnclear = ""] =
    items < FEW ? parts.map((part) => numbers.count(part)) : phraseShares(parts);
  const isOne = (part: number): boolean => items < FEW && part === 1;
  const decided = [
    strategic === 0 ? "none reads as strategic" : `${ofStrategic} ${isOne(strategic) ? "reads" : "read"} as strategic`,
    tactical === 0 ? "none as tactical" : `${ofTactical} as tactical`,
  ].join(" and ");
  const care = unclear / items >= MUCH_UNDECIDED ? ", so take the mix with care" : "";
  return `Of all items, ${decided}${unclear === 0 ? "" : `; ${ofUnclear} could not be decided${care}`}.`;
}

function phraseAnswer(
  report: AuditReport,
  open: Record<Severity, number>,
  numbers: Numbers,
): Pick<Summary, "attention" | "details"> {
  const found = report.totals.findings.open > 0 ? phraseAttention(open, numbers) : phraseNoFinding(report);
  const setAside = phraseSetAside(report, numbers);
  const news = phraseNews(report, numbers);
  const unchecked = phraseUnchecked(report, numbers);
  // Where no owner was checked, "nothing is urgent" would be a promise.
  if (unchecked !== null && !isAnyOwnerChecked(report) && open.error + open.warning === 0) {
    const calm = open.info > 0 ? `${numbers.plural(open.info, "finding is", "findings are")} for information.` : null;
    return { attention: unchecked, details: [ASK, calm, news, setAside].filter((line) => line !== null) };
  }
  const gap = unchecked === null ? null : `${unchecked} ${ASK}`;
  return { attention: found, details: [gap, news, setAside].filter((line) => line !== null) };
}

const ASK = "`rolecall init` asks who is.";

/** "9 findings need attention, 2 errors and 7 warnings; 7 more are for information." */
function phraseAttention(open: Record<Severity, number>, numbers: Numbers): string {
  const urgent = open.error + open.warning;
  if (urgent === 0)
    return `Nothing is urgent; ${numbers.plural(open.info, "finding is", "findings are")} for information.`;
  const more =
    open.info > 0 ? `; ${numbers.count(open.info)} more ${open.info === 1 ? "is" : "are"} for information` : "";
  return `${phraseUrgent(open, numbers)}${more}.`;
}

/** "9 findings need attention, 2 errors and 7 warnings", "1 error needs attention"; of no urgent finding there is nothing to say. */
export function phraseUrgent(open: Record<"error" | "warning", number>, numbers: Numbers): string {
  const kinds = (["error", "warning"] as const).filter((severity) => open[severity] > 0);
  const counts = joinPhrases(kinds.map((severity) => numbers.plural(open[severity], severity)));
  const urgent = open.error + open.warning;
  if (kinds.length === 1) return `${counts} ${urgent === 1 ? "needs" : "need"} attention`;
  return `${numbers.count(urgent)} findings need attention, ${counts}`;
}

function phraseNoFinding(report: AuditReport): string {
  const { gaps, totals, complete } = report;
  if (totals.judged === 0) return "Nothing was checked.";
  if (gaps.length > 0) return "No findings so far, but not everything could be checked: see what it could not tell.";
  return complete ? "Nothing needs attention." : "Nothing needs attention in what was read.";
}

/** Scopes with open, decided items in which nobody is known as product manager or product owner. */
export const uncheckedScopes = ({ scopes }: Pick<AuditReport, "scopes">): ScopeReport[] =>
  scopes.filter(
    ({ mode, ownership }) =>
      mode === "unknown" &&
      [ownership.strategic, ownership.tactical].some((row) => Object.values(row).some((count) => count > 0)),
  );

/** Where both roles are one person's nobody is flagged, but that is how it should be. */
export const isAnyOwnerChecked = (report: Pick<AuditReport, "scopes">): boolean =>
  uncheckedScopes(report).length === 0 || report.scopes.some(({ mode }) => mode === "separate");

/** Names that a sentence can carry. */
const NAMES = 3;

function phraseUnchecked(report: AuditReport, numbers: Numbers): string | null {
  const unchecked = uncheckedScopes(report);
  if (unchecked.length === 0) return null;
  if (!isAnyOwnerChecked(report))
    return `No owner was checked, because nobody is listed as product manager or product owner yet.`;
  const where =
    unchecked.length > NAMES
      ? `${numbers.count(unchecked.length)} of ${numbers.count(report.scopes.length)} spaces and teams`
      : joinPhrases(unchecked.map(({ name }) => name));
  return `In ${where} no owner was checked, because nobody is listed there as product manager or product owner.`;
}

/** States that keep a finding from the list, and how a reader is told: "2 snoozed". */
export const SET_ASIDE = [
  ["planned", "to be handed over"],
  ["snoozed", "snoozed"],
  ["dismissed", "dismissed"],
  ["baseline", "in the baseline"],
] as const;

/** "Since the last audit: 3 new, 1 back after a fix." */
function phraseNews({ findings }: AuditReport, numbers: Numbers): string | null {
  const parts = NEWS.flatMap(([mark, name]) => {
    const count = findings.filter((finding) => finding.mark === mark).length;
    return count === 0 ? [] : [`${numbers.count(count)} ${name}`];
  });
  return parts.length === 0 ? null : `Since the last audit: ${joinPhrases(parts)}.`;
}

const NEWS = [
  ["new", "new"],
  ["returned", "back after a fix"],
  ["reappeared", "back, though never fixed"],
  ["facts-changed", "to decide on again because the facts changed"],
  ["expired", "to decide on again because the time is over"],
  ["woken", "no longer snoozed"],
] as const;

function phraseSetAside({ totals: { findings } }: AuditReport, numbers: Numbers): string | null {
  const parts = SET_ASIDE.filter(([state]) => findings[state] > 0).map(
    ([state, name]) => `${numbers.count(findings[state])} ${name}`,
  );
  return parts.length === 0 ? null : `Set aside before: ${joinPhrases(parts)}.`;
}
