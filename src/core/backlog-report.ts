import { addDays, DAY } from "#core/days";
import { createDecisionBook, type Decision, decisionsInForce, type FindingDecision } from "#core/decision";
import type { Finding } from "#core/finding";
import { compareKeys, compareText } from "#core/key-order";
import type { AuditReport, FocusMix, ScopeReport } from "#core/report";
import { rules as allRules } from "#core/rules/index";
import { SEVERITIES, type Severity } from "#core/severity";
import {
  FINDING_STATES,
  type FindingMark,
  type FindingState,
  type GoneReason,
  isAskedAgain,
  lastDayOf,
  type Settlement,
} from "#core/triage";

/** What a team reads every week: what changed, what to look at, how the mix moves, and how well triage works. */
export interface BacklogReport {
  schemaVersion: 1;
  /** ISO 8601 instants: of this report, of the audit it tells about, and of the one before; null for a first one. */
  generatedAt: string;
  auditedAt: string;
  previousAt: string | null;
  /**
   * Since the audit before. `returned` are back after a fix. `removed` are gone without a fix: finished or deleted items, changed
   * rules; `reappeared` are back after that.
   */
  changes: { new: number; fixed: number; returned: number; reappeared: number; removed: number; askedAgain: number };
  findings: Record<FindingState, number> & Record<Severity, number>;
  /** Decisions whose time is over within two weeks, soonest first. */
  expiring: readonly { subject: string; rule: string; kind: FindingDecision["kind"]; on: string }[];
  /** At most five, the most worth a look first. */
  lookAt: readonly LookAt[];
  /** Earlier audits and this one, oldest first. */
  trend: readonly TrendPoint[];
  balance: readonly Pick<ScopeReport, "name" | "items" | "strategic" | "tactical" | "unclear" | "mode" | "balance">[];
  gaps: readonly string[];
  quality: TriageQuality;
  /** How much of the backlog this audit saw. */
  scan: Pick<AuditReport, "complete" | "incompleteBecause" | "source"> & { items: number; skippedRows: number };
}

export interface LookAt {
  subject: string;
  title: string | null;
  url: string | null;
  severity: Severity;
  /** Why now, and what is wrong, in one line. */
  line: string;
}

export interface TrendPoint extends FocusMix {
  at: string;
  open: number;
  /** Verdicts or rules changed with this audit: a step here may be no change of the backlog. */
  isNewRuleset: boolean;
  isComplete: boolean;
}

export interface TriageQuality {
  /** Median age of what nobody has decided on, in days; null where nothing is open. */
  medianOpenDays: number | null;
  /** Decisions that hold: they set aside a finding that is there, or say what an item is. */
  decided: number;
  /** Those of them that set something aside without saying who decided, or a snooze without saying why. */
  silent: number;
  byRule: readonly RuleQuality[];
}

/** How a rule fares: what people often dismiss or read otherwise is noise. Shares of all findings it ever had here. */
export interface RuleQuality {
  rule: string;
  title: string;
  /** Found ever, open now. */
  found: number;
  open: number;
  dismissed: number;
  calledWrong: number;
  overridden: number;
  dismissShare: number;
  overrideShare: number;
}

/** A finding as the report needs it; `goneBecause` is null while it is found, `backFrom` says why it was gone before it was back. */
export interface KnownFinding extends Settlement {
  finding: Finding;
  names: readonly string[];
  key: string | null;
  title: string | null;
  url: string | null;
  firstSeen: string;
  goneBecause: GoneReason | null;
  backFrom: GoneReason | null;
}

/** A finished audit as it is remembered. */
export interface KnownRun {
  startedAt: string;
  rulesetHash: string;
  report: Pick<AuditReport, "complete" | "incompleteBecause" | "source" | "totals" | "scopes" | "gaps">;
  changes: { new: number; fixed: number; returned: number; removed: number };
}

export interface BacklogReportInput {
  /** Newest first; a report needs at least one. */
  runs: readonly KnownRun[];
  /** All that were ever found, with the state that decisions give them at `now`. */
  findings: readonly KnownFinding[];
  decisions: readonly Decision[];
  now: string;
}

/** What people call the subject of a finding: its item's key, else the space or team. */
type NameOf = (one: KnownFinding) => string;

const LOOK_AT = 5;
const EXPIRES_WITHIN_DAYS = 14;

/** Puts the weekly report together. Same input, same bytes. */
export function buildBacklogReport({ runs, findings, decisions, now }: BacklogReportInput): BacklogReport {
  const [run, previous] = runs;
  if (!run) throw new Error("A report needs at least one audit.");
  const present = findings.filter(({ goneBecause }) => goneBecause === null);
  const open = present.filter(({ state }) => state === "open");
  const { complete, incompleteBecause, source, totals, scopes, gaps } = run.report;
  const scopeNames = new Map(scopes.map(({ id, name }) => [id, name]));
  const nameOf: NameOf = ({ key, finding }) => key ?? scopeNames.get(finding.scope) ?? finding.scope;
  const count = <K extends string>(
    keys: readonly K[],
    list: readonly KnownFinding[],
    keyOf: (one: KnownFinding) => K,
  ) =>
    Object.fromEntries(keys.map((key) => [key, list.filter((one) => keyOf(one) === key).length])) as Record<K, number>;
  return {
    schemaVersion: 1,
    generatedAt: now,
    auditedAt: run.startedAt,
    previousAt: previous?.startedAt ?? null,
    changes: {
      ...run.changes,
      reappeared: open.filter(({ mark }) => mark === "reappeared").length,
      askedAgain: open.filter(({ mark }) => isAskedAgain(mark)).length,
    },
    findings: {
      ...count(FINDING_STATES, present, ({ state }) => state),
      ...count(SEVERITIES, open, ({ finding }) => finding.severity),
    },
    expiring: findExpiring(present, now, nameOf),
    lookAt: open
      .filter(isForEveryone)
      .sort(byUrgency(nameOf))
      .slice(0, LOOK_AT)
      .map((one) => lookAt(one, nameOf)),
    trend: [...runs].reverse().map((one, index, all) => trendPoint(one, all[index - 1])),
    balance: scopes.map(({ name, items, strategic, tactical, unclear, mode, balance }) => ({
      ...{ name, items, strategic, tactical, unclear, mode, balance },
    })),
    gaps,
    quality: judgeTriage(findings, open, decisions, now),
    scan: { complete, incompleteBecause, source, items: totals.items, skippedRows: totals.skippedRows },
  };
}

/** The most severe first; of those what is asked again or came back, then what is new, then what is open longest. */
const byUrgency =
  (nameOf: NameOf) =>
  (a: KnownFinding, b: KnownFinding): number => {
    const news = ({ mark }: KnownFinding): number => (mark === null ? 2 : mark === "new" ? 1 : 0);
    return (
      SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity) ||
      news(a) - news(b) ||
      compareText(a.firstSeen, b.firstSeen) ||
      compareKeys(nameOf(a), nameOf(b)) ||
      compareText(a.finding.id, b.finding.id)
    );
  };

const WHY_NOW: Readonly<Record<Exclude<FindingMark, "reappeared">, string>> = {
  new: "New: ",
  returned: "Back after a fix: ",
  "facts-changed": "Decided on before, but the facts changed: ",
  expired: "The agreed time is over: ",
  woken: "No longer snoozed: ",
};

const WHY_BACK: Readonly<Record<GoneReason, string>> = {
  fixed: "Back after a fix: ",
  "item-done": "Back, the item was done and is open again: ",
  "item-gone": "Back, the item was gone: ",
  "rule-changed": "Back, the rules had let it go: ",
  "scope-changed": "Back, its scope was left out before: ",
};

function phraseWhyNow({ mark, backFrom }: KnownFinding): string {
  if (mark === null) return "";
  if (mark === "reappeared") return backFrom === null ? "Back: " : WHY_BACK[backFrom];
  return WHY_NOW[mark];
}

/** A finding about a person is a question for whoever sets the tool up, not an item for a page that is forwarded. */
const isForEveryone = ({ finding }: KnownFinding): boolean => finding.subject.kind !== "person";

const lookAt = (one: KnownFinding, nameOf: NameOf): LookAt => ({
  subject: nameOf(one),
  title: one.title,
  url: one.url,
  severity: one.finding.severity,
  line: `${phraseWhyNow(one)}${one.finding.message}`,
});

function findExpiring(present: readonly KnownFinding[], now: string, nameOf: NameOf): BacklogReport["expiring"] {
  const last = addDays(now, EXPIRES_WITHIN_DAYS).slice(0, 10);
  return present
    .flatMap((one) => {
      const { decision, state } = one;
      const on = decision && state !== "open" ? endOf(decision) : null;
      if (!decision || on === null || on > last) return [];
      return [{ subject: nameOf(one), rule: one.finding.rule, kind: decision.kind, on }];
    })
    .sort((a, b) => compareText(a.on, b.on) || compareKeys(a.subject, b.subject) || compareText(a.rule, b.rule));
}

function endOf(decision: FindingDecision): string | null {
  if (decision.kind !== "snooze") return lastDayOf(decision);
  return "date" in decision.until ? decision.until.date : null;
}

function trendPoint({ startedAt, rulesetHash, report }: KnownRun, before: KnownRun | undefined): TrendPoint {
  const { items, strategic, tactical, unclear, findings } = report.totals;
  return {
    ...{ at: startedAt, items, strategic, tactical, unclear, open: findings.open },
    isNewRuleset: before !== undefined && before.rulesetHash !== rulesetHash,
    isComplete: report.complete,
  };
}

/** Decisions that hold now: not those that ended or were outweighed by a later one, nor those on findings that are gone. */
function holding(findings: readonly KnownFinding[], decisions: readonly Decision[]): Decision[] {
  const setAside = findings.flatMap(({ goneBecause, state, decision }) =>
    goneBecause === null && decision && state !== "open" ? [decision] : [],
  );
  const overrides = decisionsInForce(decisions).filter((decision) => decision.kind === "override");
  const lastOfItem = new Map(overrides.map((decision) => [decision.item.id, decision]));
  return [...new Map([...setAside, ...lastOfItem.values()].map((decision) => [decision.id, decision])).values()];
}

/** How well triage works: the age of what is open, decisions without a story, and rules that people disagree with. */
export function judgeTriage(
  findings: readonly KnownFinding[],
  open: readonly KnownFinding[],
  decisions: readonly Decision[],
  now: string,
): TriageQuality {
  const inForce = holding(findings, decisions);
  const book = createDecisionBook(decisions);
  const rules = new Map<string, RuleQuality>();
  for (const one of findings) {
    const { rule } = one.finding;
    const title = allRules.find(({ id }) => id === rule)?.title ?? rule;
    const known = rules.get(rule) ?? {
      rule,
      title,
      ...{ found: 0, open: 0, dismissed: 0, calledWrong: 0, overridden: 0 },
      dismissShare: 0,
      overrideShare: 0,
    };
    rules.set(rule, known);
    const decision = book.onFinding(one.finding, one.names);
    known.found += 1;
    if (one.goneBecause === null && one.state === "open") known.open += 1;
    if (decision?.kind === "dismiss") known.dismissed += 1;
    if (decision?.kind === "dismiss" && decision.reason === "rule-wrong") known.calledWrong += 1;
    if (one.finding.subject.kind === "item" && book.onItem(one.names)) known.overridden += 1;
  }
  const ages = open.map(({ firstSeen }) => (Date.parse(now) - Date.parse(firstSeen)) / DAY).sort((a, b) => a - b);
  return {
    medianOpenDays: ages.length === 0 ? null : Math.floor(ages[Math.floor(ages.length / 2)] ?? 0),
    decided: inForce.length,
    silent: inForce.filter((one) => one.by === null || (one.kind === "snooze" && one.note.trim() === "")).length,
    byRule: [...rules.values()]
      .map((one) => ({ ...one, dismissShare: one.dismissed / one.found, overrideShare: one.overridden / one.found }))
      .sort(
        (a, b) => b.dismissShare + b.overrideShare - (a.dismissShare + a.overrideShare) || compareText(a.rule, b.rule),
      ),
  };
}
