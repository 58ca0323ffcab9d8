import { focusName } from "#core/explain";
import type { Focus } from "#core/model";
import { viewFinding, type FindingView } from "#core/render/finding-view";
import { groupBy } from "#core/render/group-by";
import { createNumbers, phraseShares, type Numbers } from "#core/render/numbers";
import { summarizeReport, type Summary } from "#core/render/summary";
import type { AuditReport, FocusMix, ScopeReport, TriagedFinding } from "#core/report";
import { SEVERITIES, type Severity } from "#core/severity";

/**
 * What the formats for reading say, in their order and in the same words: terminal, Markdown and HTML differ in looks only.
 * Texts in it are still raw: each renderer makes them printable and escapes them at its one door.
 */
export interface Outline {
  report: AuditReport;
  numbers: Numbers;
  summary: Summary;
  scopes: readonly ScopeView[];
  /** How many open findings there are, and how many of them are in `scopes`. */
  open: number;
  shown: number;
  /** Rules that ran and found nothing. */
  quietRules: AuditReport["rules"];
}

export interface ScopeView {
  scope: ScopeReport;
  mix: readonly MixPart[];
  open: Record<Severity, number>;
  /** Severities with open findings that are shown. */
  groups: readonly SeverityGroup[];
  /** Open findings of the scope beyond the limit. */
  hidden: number;
}

export interface MixPart {
  focus: Focus;
  name: string;
  items: number;
  share: string;
}

export interface SeverityGroup {
  severity: Severity;
  /** Open findings of this severity in the scope, shown or not. */
  count: number;
  rules: readonly { id: string; title: string; findings: readonly FindingView[] }[];
}

export const severityNames: Record<Severity, { one: string; many: string }> = {
  error: { one: "Error", many: "Errors" },
  warning: { one: "Warning", many: "Warnings" },
  info: { one: "For information", many: "For information" },
};

/** Builds the outline; `limit` is the most findings to show, the most severe first. */
export function outlineReport(report: AuditReport, limit: number, locale?: string): Outline {
  const numbers = createNumbers(locale);
  const open = report.findings.filter((finding) => finding.state === "open");
  const shown = open.slice(0, Math.max(0, limit)).map((finding, index) => viewFinding(finding, index + 1, report));
  const openByScope = groupBy(open, (finding) => finding.scope);
  const shownByScope = groupBy(shown, (view) => view.finding.scope);
  const titles = new Map(report.rules.map((rule) => [rule.id, rule.title]));
  const scopes = sortScopes(report.scopes, openByScope).map((scope): ScopeView => {
    const all = openByScope.get(scope.id) ?? [];
    const some = shownByScope.get(scope.id) ?? [];
    const count = countBySeverity(all);
    return {
      scope,
      mix: describeMix(scope),
      open: count,
      hidden: all.length - some.length,
      groups: SEVERITIES.flatMap((severity) => {
        const findings = some.filter((view) => view.finding.severity === severity);
        if (findings.length === 0) return [];
        const byRule = groupBy(findings, (view) => view.finding.rule);
        const rules = [...byRule].map(([id, ofRule]) => ({ id, title: titles.get(id) ?? id, findings: ofRule }));
        return [{ severity, count: count[severity], rules }];
      }),
    };
  });
  return {
    report,
    numbers,
    summary: summarizeReport(report, countBySeverity(open), numbers),
    scopes,
    open: open.length,
    shown: shown.length,
    quietRules: report.rules.filter((rule) => rule.findings === 0),
  };
}

/** Scopes with errors first, then with warnings, so that what matters is read first; else in the report's own order. */
function sortScopes(
  scopes: readonly ScopeReport[],
  open: ReadonlyMap<string, readonly TriagedFinding[]>,
): ScopeReport[] {
  const counts = new Map(scopes.map((scope) => [scope.id, countBySeverity(open.get(scope.id) ?? [])]));
  const worth = (scope: ScopeReport): number[] => SEVERITIES.map((severity) => counts.get(scope.id)?.[severity] ?? 0);
  return [...scopes].sort((a, b) => {
    const [ofA, ofB] = [worth(a), worth(b)];
    const index = ofA.findIndex((count, at) => count !== ofB[at]);
    return index < 0 ? 0 : (ofB[index] ?? 0) - (ofA[index] ?? 0);
  });
}

/** The mix in the order in which every chart and table shows it. */
export function describeMix(mix: FocusMix): MixPart[] {
  const shares = phraseShares([mix.strategic, mix.tactical, mix.unclear]);
  return (["strategic", "tactical", "unclear"] as const).map((focus, index) => ({
    focus,
    name: focusName[focus],
    items: mix[focus],
    share: shares[index] ?? "",
  }));
}

export function countBySeverity(findings: readonly TriagedFinding[]): Record<Severity, number> {
  const count: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const finding of findings) count[finding.severity] += 1;
  return count;
}
