import type { Audit } from "#core/audit";
import { suggestBalance } from "#core/balance";
import type { Finding } from "#core/finding";
import { compareKeys, compareText } from "#core/key-order";
import type {
  AuditReport,
  FocusMix,
  ReportItem,
  ReportSource,
  ScopeReport,
  SkippedRow,
  TriagedFinding,
} from "#core/report";
import { isProductManager, isProductOwner } from "#core/roles";
import type { Rule, ScopeFacts } from "#core/rule";
import { SEVERITIES, type Severity } from "#core/severity";
import type { SurveyFacts } from "#core/survey";
import { FINDING_STATES, type FindingState } from "#core/triage";

export interface ReportInput {
  version: string;
  generatedAt: string;
  rulesetHash: string;
  source: readonly ReportSource[];
  skipped: readonly SkippedRow[];
  duplicateRows: number;
  gaps: readonly string[];
  facts: SurveyFacts;
  audit: Audit;
  rules: readonly Rule[];
  findings: readonly TriagedFinding[];
  /** Items the findings are about, by id. */
  items: ReadonlyMap<string, ReportItem>;
}

/** Puts the one document together that renderers, screens and later runs read. Same input, same bytes. */
export function buildReport(input: ReportInput): AuditReport {
  const { facts, audit } = input;
  const findings = [...input.findings].sort((a, b) => compareFindings(a, b, input.items));
  const scopes = [...facts.scopes.values()]
    .map((scope) => reportScope(scope, findings, audit))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
  const failures = audit.failures();
  const totals = sumMix(scopes);
  const incompleteBecause = [
    // An empty export is more likely a mistake than a backlog without work: nothing counts as gone because of it.
    ...(totals.items === 0 ? ["Nothing was read: there was no work item."] : []),
    ...(input.skipped.length > 0
      ? [`${input.skipped.length} ${input.skipped.length === 1 ? "row" : "rows"} could not be read.`]
      : []),
    ...input.source.flatMap(({ unread = [] }) => unread),
    ...(failures.length > 0 ? [`${failures.length} rule ${failures.length === 1 ? "check" : "checks"} failed.`] : []),
  ];
  return {
    schemaVersion: 1,
    generator: { name: "rolecall", version: input.version },
    generatedAt: input.generatedAt,
    rulesetHash: input.rulesetHash,
    source: input.source,
    complete: incompleteBecause.length === 0,
    incompleteBecause,
    totals: {
      ...totals,
      judged: [...facts.scopes.values()].reduce((sum, scope) => sum + scope.judged.all, 0),
      findings: { total: findings.length, ...countSeverities(findings), ...countStates(findings) },
      skippedRows: input.skipped.length,
      duplicateRows: input.duplicateRows,
    },
    scopes,
    findings,
    items: Object.fromEntries([...input.items].sort(([a], [b]) => compareText(a, b))),
    people: peopleOf(findings, scopes, input.items, facts),
    gaps: input.gaps,
    skipped: input.skipped,
    failures,
    rules: input.rules.map((rule) => ({
      id: rule.id,
      title: rule.title,
      findings: findings.filter((f) => f.rule === rule.id).length,
    })),
  };
}

function reportScope(scope: ScopeFacts, findings: readonly Finding[], audit: Audit): ScopeReport {
  const { read, strategic, tactical, unclear } = scope.items;
  return {
    id: scope.scope.id,
    name: scope.scope.name,
    items: read,
    strategic,
    tactical,
    unclear,
    mode: scope.mode,
    modeReason: scope.modeReason,
    findings: countSeverities(findings.filter((finding) => finding.scope === scope.scope.id)),
    productManagers: scope.people.filter((person) => isProductManager(person.role)).map((person) => person.ref),
    productOwners: scope.people.filter((person) => isProductOwner(person.role)).map((person) => person.ref),
    responsibilities: audit.responsibilitiesOf(scope.scope.id),
    ownership: audit.ownershipOf(scope.scope.id),
    balance: suggestBalance(scope),
  };
}

/** The only names in the report: of people whom a finding, an item or a scope refers to. */
function peopleOf(
  findings: readonly Finding[],
  scopes: readonly ScopeReport[],
  items: ReadonlyMap<string, ReportItem>,
  facts: SurveyFacts,
): AuditReport["people"] {
  const refs = new Set<string>();
  for (const scope of scopes) for (const ref of [...scope.productManagers, ...scope.productOwners]) refs.add(ref);
  for (const item of items.values()) if (item.owner) refs.add(item.owner);
  for (const finding of findings) {
    if (finding.owner) refs.add(finding.owner);
    for (const suggestion of finding.suggestions) refs.add(suggestion.ref);
  }
  return Object.fromEntries([...refs].sort(compareText).map((ref) => [ref, { name: facts.nameOf(ref) }]));
}

const sumMix = (scopes: readonly FocusMix[]): FocusMix => {
  const sum = { items: 0, strategic: 0, tactical: 0, unclear: 0 };
  for (const scope of scopes) {
    sum.items += scope.items;
    sum.strategic += scope.strategic;
    sum.tactical += scope.tactical;
    sum.unclear += scope.unclear;
  }
  return sum;
};

function countSeverities(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const finding of findings) counts[finding.severity] += 1;
  return counts;
}

function countStates(findings: readonly TriagedFinding[]): Record<FindingState, number> {
  const counts = Object.fromEntries(FINDING_STATES.map((state) => [state, 0])) as Record<FindingState, number>;
  for (const finding of findings) counts[finding.state] += 1;
  return counts;
}

/** Most severe first, then scope, then the number in the key as a person reads it, then rule. */
function compareFindings(a: Finding, b: Finding, items: ReadonlyMap<string, ReportItem>): number {
  const keyOf = (finding: Finding): string =>
    finding.subject.kind === "item" ? (items.get(finding.subject.id)?.key ?? finding.subject.id) : "";
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareText(a.scope, b.scope) ||
    compareKeys(keyOf(a), keyOf(b)) ||
    compareText(a.id, b.id)
  );
}
