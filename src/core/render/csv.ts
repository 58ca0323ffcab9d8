import { phraseVerdict } from "#core/explain";
import { BYTE_ORDER_MARK, type Cell, writeRows } from "#core/render/csv-table";
import { phraseDecision } from "#core/render/finding-mark";
import { levelNames, nameOf, subjectName } from "#core/render/finding-view";
import type { PartRenderer } from "#core/render/format";
import { linkable } from "#core/render/printable";
import type { AuditReport, TriagedFinding } from "#core/report";
import { roleName } from "#core/roles";
import { responsibilityDescriptions } from "#core/taxonomy";

/** Columns in the order in which someone triages: what and where, then who, why and what next, ids last. */
const columns: Record<string, (finding: TriagedFinding, report: AuditReport) => Cell> = {
  severity: (finding) => finding.severity,
  state: (finding) => finding.state,
  rule: (finding) => finding.rule,
  kind: (finding) => finding.kind,
  scope: (finding, report) => report.scopes.find((scope) => scope.id === finding.scope)?.name ?? finding.scope,
  about: (finding) => finding.subject.kind,
  key: (finding, report) => subjectName(finding, report),
  title: (finding, report) => itemOf(finding, report)?.title ?? null,
  url: (finding, report) => linkable(itemOf(finding, report)?.url),
  level: (finding, report) => mapItem(finding, report, (item) => levelNames[item.level]),
  type: (finding, report) => itemOf(finding, report)?.type ?? null,
  status: (finding, report) => itemOf(finding, report)?.status ?? null,
  verdict: (finding, report) => mapItem(finding, report, (item) => phraseVerdict(item.verdict)),
  focus: (finding, report) => itemOf(finding, report)?.verdict.focus ?? null,
  probability_strategic: (finding, report) =>
    mapItem(finding, report, (item) => Math.round(item.verdict.probability * 10_000) / 10_000),
  responsibility: (finding, report) =>
    mapItem(finding, report, ({ verdict }) =>
      verdict.responsibility ? responsibilityDescriptions[verdict.responsibility].name : null,
    ),
  owner: (finding, report) => (finding.owner === null ? null : nameOf(finding.owner, report)),
  owner_role: (finding) => (finding.owner === null ? null : roleName(finding.ownerRole ?? undefined)),
  expected_role: (finding) => (finding.expectedRole === null ? null : roleName(finding.expectedRole)),
  message: (finding) => finding.message,
  why: (finding) => finding.why.join(" "),
  what_would_change_it: (finding) => finding.change,
  what_to_do: (finding) => finding.remedy,
  suggested_owners: (finding, report) =>
    finding.suggestions.map(({ ref, reason }) => `${nameOf(ref, report)}: ${reason}`).join("; "),
  split_into: (finding) => (finding.split ?? []).map((part) => `${part.title} (${roleName(part.role)})`).join("; "),
  news: (finding) => finding.mark,
  found_since: (finding) => finding.since?.slice(0, 10) ?? null,
  decided: (finding, report) =>
    finding.decision === null ? null : phraseDecision(finding.decision, (ref) => nameOf(ref, report)),
  finding_id: (finding) => finding.id,
  item_id: (finding) => (finding.subject.kind === "item" ? finding.subject.id : null),
};

const BATCH = 500;

/**
 * One row a finding, all states. UTF-8 with a byte order mark, because Excel reads accents only then; a cell that a
 * spreadsheet would take for a formula begins with an apostrophe (csv-stringify's rule).
 */
export const renderCsv: PartRenderer = function* (report) {
  yield BYTE_ORDER_MARK;
  yield writeRows([Object.keys(columns)]);
  for (let start = 0; start < report.findings.length; start += BATCH) {
    const batch = report.findings.slice(start, start + BATCH);
    yield writeRows(batch.map((finding) => Object.values(columns).map((cellOf) => cellOf(finding, report))));
  }
};

const itemOf = ({ subject }: TriagedFinding, report: AuditReport) =>
  subject.kind === "item" ? report.items[subject.id] : undefined;

function mapItem(
  finding: TriagedFinding,
  report: AuditReport,
  read: (item: AuditReport["items"][string]) => Cell,
): Cell {
  const item = itemOf(finding, report);
  return item ? read(item) : null;
}
