import type { Ruleset } from "#core/classify/classify";
import type { AuditReport, TriagedFinding } from "#core/report";
import { rules } from "#core/rules/index";

/** What a changed policy would do, before anybody saves it. */
export interface Simulation {
  before: AuditReport["totals"];
  after: AuditReport["totals"];
  /** Only rules with a difference. */
  byRule: readonly { rule: string; title: string; goes: number; appears: number; changes: number }[];
  goes: readonly SimulatedFinding[];
  appears: readonly SimulatedFinding[];
  /** Findings that stay, with another severity or kind. */
  changes: readonly SimulatedFinding[];
  isSameRuleset: boolean;
}

export interface SimulatedFinding {
  id: string;
  rule: string;
  subject: string;
  title: string | null;
  severity: string;
}

/** Compares the audits of one backlog under two policies. */
export function compareAudits(
  [before, after]: readonly [AuditReport, AuditReport],
  rulesets: readonly [Ruleset, Ruleset],
): Simulation {
  const old = new Map(before.findings.map((finding) => [finding.id, finding]));
  const next = new Map(after.findings.map((finding) => [finding.id, finding]));
  const pick = (report: AuditReport, wanted: (finding: TriagedFinding) => boolean): SimulatedFinding[] =>
    report.findings.filter(wanted).map((finding) => describe(finding, report));
  const goes = pick(before, ({ id }) => !next.has(id));
  const appears = pick(after, ({ id }) => !old.has(id));
  const changes = pick(after, ({ id, severity, kind }) => {
    const known = old.get(id);
    return known !== undefined && (known.severity !== severity || known.kind !== kind);
  });
  const countOf = (list: readonly SimulatedFinding[], rule: string): number =>
    list.filter((one) => one.rule === rule).length;
  return {
    before: before.totals,
    after: after.totals,
    byRule: rules
      .map(({ id, title }) => ({
        ...{ rule: id, title },
        ...{ goes: countOf(goes, id), appears: countOf(appears, id), changes: countOf(changes, id) },
      }))
      .filter((row) => row.goes + row.appears + row.changes > 0),
    ...{ goes, appears, changes },
    isSameRuleset: rulesets[0].hash === rulesets[1].hash,
  };
}

function describe({ id, rule, subject, severity, message }: TriagedFinding, report: AuditReport): SimulatedFinding {
  const item = subject.kind === "item" ? report.items[subject.id] : undefined;
  const scope = report.scopes.find((one) => subject.kind === "scope" && one.id === subject.id);
  return { id, rule, subject: item?.key ?? scope?.name ?? message, title: item?.title ?? null, severity };
}
