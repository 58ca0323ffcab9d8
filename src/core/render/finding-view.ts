import { phraseVerdict } from "#core/explain";
import type { Focus, Level } from "#core/model";
import { phrasePast } from "#core/render/finding-mark";
import { linkable } from "#core/render/printable";
import { markEvidence, type TextPiece } from "#core/render/text-pieces";
import type { AuditReport, ReportItem, TriagedFinding } from "#core/report";
import { roleName } from "#core/roles";

/** A finding joined with its item and the names of people: what a reader is shown of it. Texts are raw. */
export interface FindingView {
  finding: TriagedFinding;
  /** Place among the open findings, from 1, the most severe first. */
  place: number;
  item: ReportItem | undefined;
  /** Key of the work item; null when the finding is about a scope or a person. */
  key: string | null;
  url: string | null;
  /** Title of the item with the words that are evidence marked, else the name of the scope or person. */
  title: readonly TextPiece[];
  /** "Strategic · 94 %"; null without an item. */
  verdict: { focus: Focus; phrase: string } | null;
  /** "Epic · In progress"; empty without an item. */
  facts: readonly string[];
  /** "Dana Ruiz, product owner"; null where the finding is about no owner. */
  owner: string | null;
  /** The answers below the message, in order, empty ones left out. */
  answers: readonly Answer[];
}

export interface Answer {
  label: string;
  lines: readonly string[];
  /** For whoever doubts the finding, not for whoever acts on it. */
  isAside?: boolean;
}

export const levelNames: Record<Level, string> = {
  initiative: "Initiative",
  epic: "Epic",
  story: "Story",
  subtask: "Sub-task",
};

export function viewFinding(finding: TriagedFinding, place: number, report: AuditReport): FindingView {
  const { subject } = finding;
  const item = subject.kind === "item" ? report.items[subject.id] : undefined;
  return {
    finding,
    place,
    item,
    key: item?.key ?? null,
    url: linkable(item?.url),
    title: item ? markEvidence(item.title, "title", item.verdict.evidence) : [{ text: subjectName(finding, report) }],
    verdict: item
      ? { focus: item.verdict.override?.focus ?? item.verdict.focus, phrase: phraseVerdict(item.verdict) }
      : null,
    facts: item ? [item.type ?? levelNames[item.level], item.status].filter((fact) => fact !== "") : [],
    owner: subject.kind === "item" ? phraseOwner(finding, report) : null,
    answers: [
      { label: "Decided", lines: phrasePast(finding, (ref) => nameOf(ref, report)) },
      { label: "Why", lines: finding.why },
      { label: "What to do", lines: [finding.remedy] },
      {
        label: "Who could take it",
        lines: finding.suggestions.map(({ ref, reason }) => `${nameOf(ref, report)} – ${reason}`),
      },
      { label: "How to split it", lines: (finding.split ?? []).map(phrasePart) },
      { label: "What would change it", lines: [finding.change], isAside: true },
    ].filter(({ lines }) => lines.some((line) => line !== "")),
  };
}

/** Name of a person by reference; a reference whose mapping was erased has none. */
export const nameOf = (ref: string, report: AuditReport): string => report.people[ref]?.name ?? "former person";

/** What a finding is about, for formats without a title line of their own: "PAY-12", a scope's or a person's name. */
export function subjectName({ subject }: TriagedFinding, report: AuditReport): string {
  switch (subject.kind) {
    case "item":
      return report.items[subject.id]?.key ?? subject.id;
    case "scope":
      return report.scopes.find((scope) => scope.id === subject.id)?.name ?? subject.id;
    case "person":
      return nameOf(subject.ref, report);
  }
}

function phraseOwner({ owner, ownerRole }: TriagedFinding, report: AuditReport): string {
  if (owner === null) return "nobody";
  return `${nameOf(owner, report)}, ${roleName(ownerRole ?? undefined)}`;
}

function phrasePart(part: NonNullable<TriagedFinding["split"]>[number]): string {
  return `${levelNames[part.level]} for a ${roleName(part.role)}: “${part.title}”`;
}
