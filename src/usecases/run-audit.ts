import { createAudit } from "#core/audit";
import { buildReport } from "#core/build-report";
import { classify, withOverride, withParent, type Ruleset } from "#core/classify/classify";
import type { Policy } from "#core/config";
import { findGaps } from "#core/gaps";
import { createHierarchy, type Hierarchy } from "#core/hierarchy";
import type { WorkItem } from "#core/model";
import { namesOfItem, summarizeItem } from "#core/model";
import { createEvidencePacker, type PackedLine } from "#core/pack-evidence";
import { createFieldPacker, type FieldPacker } from "#core/pack-fields";
import type { AuditReport, ReportItem, TriagedFinding } from "#core/report";
import { createRoleDirectory, namesScope } from "#core/roles";
import { rules as allRules } from "#core/rules/index";
import type { Rule } from "#core/rule";
import { createSurvey, ownerOf } from "#core/survey";
import type { ClassifiedItem, Verdict } from "#core/verdict";
import type { RunStore, WorkItemSource } from "#ports";
import { shareOf } from "#usecases/read-pages";

/** Work as a value: plain JSON, so that a queue can carry it and a crash can resume it. */
export type AuditJob =
  { phase: "collect"; cursor?: string } | { phase: "report"; /** Items read, duplicates included. */ rows: number };

export interface AuditDeps {
  source: WorkItemSource;
  store: RunStore;
  /** Frozen for the run: policy, lexicon and weights. */
  ruleset: Ruleset;
  /** ISO 8601 instant of the run. */
  now: string;
  version: string;
  rules?: readonly Rule[];
  /** Only scopes that one of these names (id or name) are audited; the others are read for their parents only. Empty means all. */
  scopes?: readonly string[];
  onProgress?(progress: AuditProgress): void;
  saveReport(report: AuditReport): void;
}

export interface AuditProgress {
  phase: "reading" | "judging";
  items: number;
  /** Part of the source that was read, 0 to 1, where it is known. */
  share?: number;
}

export const startAudit = (): AuditJob => ({ phase: "collect" });

/**
 * Does one page of work and returns the next job, or nothing when the report is saved. Running a job twice changes
 * nothing. Throws SourceError and TrackerError of the source.
 */
export async function runAuditStep(job: AuditJob, deps: AuditDeps): Promise<AuditJob | undefined> {
  if (job.phase === "report") {
    deps.saveReport(await composeReport(job.rows, deps));
    return undefined;
  }
  const page = await deps.source.fetchPage(job.cursor);
  const classified = page.items.map((item, index) => ({
    ...classifyItem(item, deps.ruleset),
    position: page.start + index,
  }));
  await deps.store.savePage(classified, page.skipped);
  const rows = page.start + page.items.length;
  deps.onProgress?.({ phase: "reading", items: rows, ...shareOf(page.progress) });
  return page.next === undefined ? { phase: "report", rows } : { phase: "collect", cursor: page.next };
}

/** Runs an audit to its end. */
export async function runAudit(deps: Omit<AuditDeps, "saveReport">): Promise<AuditReport> {
  let report: AuditReport | undefined;
  const saveReport = (saved: AuditReport): void => void (report = saved);
  for (let job: AuditJob | undefined = startAudit(); job;) job = await runAuditStep(job, { ...deps, saveReport });
  if (!report) throw new Error("The audit ended without a report.");
  return report;
}

/** An item with its verdict, a person's override applied, its prose dropped. */
export function classifyItem(item: WorkItem, ruleset: Ruleset): ClassifiedItem {
  const verdict = classify(item, ruleset);
  const override = overrideOf(item, ruleset.policy);
  return { item: summarizeItem(item), verdict: override ? withOverride(verdict, override, ruleset) : verdict };
}

function overrideOf(item: ClassifiedItem["item"], policy: Policy): Policy["overrides"][number] | undefined {
  if (policy.overrides.length === 0) return undefined;
  const names = namesOfItem(item);
  // The last one wins: a person who changes their mind adds a line.
  return policy.overrides.findLast((override) => names.includes(override.item));
}

function scopeFilter(names: readonly string[]): (item: ClassifiedItem["item"]) => boolean {
  return names.length === 0 ? () => true : (item) => names.some((name) => namesScope(name, item.scope));
}

/** The verdict with its parent's influence. A person's override is not argued with. */
export function settleVerdict({ item, verdict }: ClassifiedItem, hierarchy: Hierarchy, ruleset: Ruleset): Verdict {
  const parent = verdict.override ? null : hierarchy.parentOf(item);
  return parent ? withParent(verdict, parent, ruleset) : verdict;
}

/** One sweep over the parents and one over all items build the hierarchy and the survey, a third judges: memory stays with parents and findings. */
async function composeReport(rows: number, deps: AuditDeps): Promise<AuditReport> {
  const { store, ruleset, now } = deps;
  const { policy } = ruleset;
  const rules = deps.rules ?? allRules;
  const directory = createRoleDirectory(policy, now.slice(0, 10));
  const hierarchy = createHierarchy();
  const idleOverrides = new Set(policy.overrides.map((override) => override.item));
  for await (const page of store.parents()) {
    for (const classified of page) {
      const owner = ownerOf(classified.item, policy);
      hierarchy.collect(classified, owner ? directory.refOf(owner) : null);
    }
  }
  const isWanted = scopeFilter(deps.scopes ?? []);
  const survey = createSurvey(policy, directory);
  const itemsByLanguage = new Map<string | null, number>();
  for await (const page of store.pages()) {
    for (const classified of page) {
      const settled = { ...classified, verdict: settleVerdict(classified, hierarchy, ruleset) };
      hierarchy.count(settled);
      if (idleOverrides.size > 0) for (const name of namesOfItem(settled.item)) idleOverrides.delete(name);
      if (!isWanted(settled.item)) continue;
      survey.add(settled, hierarchy.parentOf(settled.item));
      const { language } = settled.verdict;
      itemsByLanguage.set(language, (itemsByLanguage.get(language) ?? 0) + 1);
    }
  }
  const facts = survey.finish();
  const audit = createAudit({ policy, facts, hierarchy, rules, now });
  const findings: TriagedFinding[] = [];
  const items = new Map<string, ReportItem>();
  const packItem = createItemPacker();
  const packFinding = createFieldPacker<TriagedFinding, (typeof LONG_FIELDS)[number]>(LONG_FIELDS);
  let judged = 0;
  for await (const page of store.pages()) {
    for (const classified of page) {
      const settled = { ...classified, verdict: settleVerdict(classified, hierarchy, ruleset) };
      const found = audit.judge(settled);
      for (const finding of found) findings.push(packFinding({ ...finding, state: "open" }));
      if (found.length > 0)
        items.set(settled.item.id, packItem(reportItem(settled, facts.ownerFacts(settled.item)?.ref ?? null)));
    }
    judged += page.length;
    deps.onProgress?.({ phase: "judging", items: judged, share: judged / Math.max(1, store.count()) });
  }
  for (const finding of audit.judgeScopes()) findings.push({ ...finding, state: "open" });
  return buildReport({
    version: deps.version,
    generatedAt: now,
    rulesetHash: ruleset.hash,
    source: deps.source.describe(),
    skipped: store.skipped(),
    duplicateRows: rows - store.count(),
    gaps: findGaps({
      policy,
      scopes: [...facts.scopes.values()].sort((a, b) => (a.scope.name < b.scope.name ? -1 : 1)),
      itemsByLanguage,
      idleOverrides: [...idleOverrides],
    }),
    facts,
    audit,
    rules,
    findings,
    items,
  });
}

function reportItem({ item, verdict }: ClassifiedItem, owner: string | null): ReportItem {
  const { id, key, title, url, scope, level, type, status } = item;
  return {
    ...{ id, key, title, ...(url ? { url } : {}), scope: scope.id, level, type, status: status.name, owner },
    verdict,
  };
}

/** Fields of a finding that are sentences: kept packed, because a large backlog has many findings. */
const LONG_FIELDS = ["message", "why", "change", "remedy", "suggestions", "split"] as const;

function createItemPacker(): FieldPacker<ReportItem> {
  const packer = createEvidencePacker();
  return createFieldPacker<ReportItem, "verdict">(["verdict"], {
    lean: ({ verdict: { evidence, ...rest } }) => [rest, evidence.map(packer.pack)],
    full(lean) {
      const [rest, evidence] = lean as [Omit<Verdict, "evidence">, PackedLine[]];
      return { verdict: { ...rest, evidence: evidence.map(packer.unpack) } };
    },
  });
}
