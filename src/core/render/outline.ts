import { focusName } from "#core/explain";
import type { Focus } from "#core/model";
import { viewFinding, type FindingView } from "#core/render/finding-view";
import { groupBy } from "#core/render/group-by";
import { createNumbers, phraseShares, type Numbers } from "#core/render/numbers";
import { summarizeReport, type Summary } from "#core/render/summary";
import type { AuditReport, FocusMix, ScopeReport, TriagedFinding } from "#core/report";
import { rules } from "#core/rules/index";
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
  /** The most severe of the errors and warnings, to start with. */
  first: readonly FindingView[];
  /** Rules that ran and found nothing. */
  quietRules: AuditReport["rules"];
  /** Rules that had nothing to judge by, and why; null where every rule ran. */
  idleRules: { rules: AuditReport["rules"]; reason: string } | null;
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
  const rank = new Map(report.rules.map((rule, index) => [rule.id, index]));
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
        const groups = [...byRule]
          .sort(([a], [b]) => (rank.get(a) ?? Infinity) - (rank.get(b) ?? Infinity))
          .map(([id, ofRule]) => ({ id, title: titles.get(id) ?? id, findings: ofRule }));
        return [{ severity, count: count[severity], rules: groups }];
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
    first: shown.filter(({ finding }) => finding.severity !== "info").slice(0, FIRST),
    ...sortSilentRules(report),
  };
}

/** Findings that a reader can keep in mind. */
const FIRST = 5;

/** Rules in silence, and whether it means something: a rule about owners says nothing where no role is known. */
function sortSilentRules(report: AuditReport): Pick<Outline, "quietRules" | "idleRules"> {
  const silent = report.rules.filter((rule) => rule.findings === 0);
  const modes = new Set(report.scopes.map((scope) => scope.mode));
  const canSpeak = new Set(
    rules.filter((rule) => rule.modes.some((mode) => modes.has(mode))).map((rule): string => rule.id),
  );
  const known = new Set(rules.map((rule): string => rule.id));
  const isIdle = ({ id }: { id: string }): boolean =>
    report.totals.judged === 0 || (known.has(id) && !canSpeak.has(id));
  const idle = silent.filter(isIdle);
  const reason =
    report.totals.judged === 0
      ? "No work item is open."
      : modes.has("unknown")
        ? "They need to know who is product manager and who is product owner."
        : "Both roles are held by the same people, so nobody is flagged.";
  return {
    quietRules: silent.filter((rule) => !isIdle(rule)),
    idleRules: idle.length === 0 ? null : { rules: idle, reason },
  };
}

/** What stands at the end of a scope without findings; only where owners were checked is that good news. */
export const phraseClear = ({ scope }: ScopeView): { text: string; isGood: boolean } =>
  scope.mode === "unknown"
    ? { text: "No open findings here, but no owner was checked.", isGood: false }
    : { text: "No open findings here.", isGood: true };

/** "… and 12 more findings here that are not shown."; null where all are. */
export function phraseHidden({ hidden, groups }: ScopeView, numbers: Numbers): string | null {
  if (hidden === 0) return null;
  const [more, verb] = hidden === 1 ? ["more finding", "is"] : ["more findings", "are"];
  return groups.length > 0
    ? `… and ${numbers.count(hidden)} ${more} here that ${verb} not shown.`
    : `${numbers.plural(hidden, "finding")} here ${verb} not shown: others are more severe.`;
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
