import { type Audit, createAudit } from "#core/audit";
import { buildReport } from "#core/build-report";
import type { Finding } from "#core/finding";
import { findGaps } from "#core/gaps";
import { createHierarchy, type Hierarchy } from "#core/hierarchy";
import { type ItemSummary, namesOfItem, type Scope } from "#core/model";
import { createEvidencePacker, type PackedLine } from "#core/pack-evidence";
import { createFieldPacker, type FieldPacker } from "#core/pack-fields";
import { type CountedProfile, createProfiler } from "#core/profile";
import type { AuditReport, ReportItem, TriagedFinding } from "#core/report";
import { createRoleDirectory, namesScope, type RoleDirectory } from "#core/roles";
import { rules as allRules } from "#core/rules/index";
import { isJudged, ownerOf, surveyProfiles, type SurveyFacts } from "#core/survey";
import { settleFinding, type WakeFacts } from "#core/triage";
import type { ClassifiedItem, Verdict } from "#core/verdict";
import { type AuditDeps, settleVerdict, type SeenItem, withDecision } from "#usecases/run-audit";
import { changedNames, describeFacts, describeJudging, describeOverrides, staleSince } from "#usecases/stale";

/**
 * The parents first, then the verdicts under them, then what the scopes say, then the findings. Each step reads only items that
 * changed or whose surroundings did: in a store that remembers nothing those are all. Memory stays with parents, profiles and
 * findings.
 */
export async function composeReport(rows: number, deps: AuditDeps): Promise<AuditReport> {
  const { store, ruleset, now } = deps;
  const { policy } = ruleset;
  const rules = deps.rules ?? allRules;
  const directory = createRoleDirectory(policy, now.slice(0, 10));
  const before = await store.context();
  const judging = describeJudging(deps, rules);
  const overrides = describeOverrides(deps);
  if (before?.judging !== judging) await store.unsettle({ all: true });
  if (before) await store.unsettle({ names: changedNames(before.overrides, overrides) });

  const hierarchy = await readHierarchy(deps, directory);
  await settleItems(deps, hierarchy);
  hierarchy.deliverTo(await store.deliveries());

  const isWanted = scopeFilter(deps.scopes ?? []);
  const profiles = (await store.profiles()).filter(({ profile }) => isWanted(profile.scope));
  const facts = surveyProfiles(profiles, policy, directory);
  const context = { judging, overrides, ...describeFacts(facts) };
  if (before) await store.unsettle(staleSince(before, context, rules));

  const audit = createAudit({ policy, facts, profiles, hierarchy, rules, now });
  const describe = createDescriber({ deps, facts, hierarchy, directory, isWanted });
  const { findings, items } = await judgeItems(deps, { audit, hierarchy, facts, describe });
  const settle = createSettler(deps);
  for (const finding of audit.judgeScopes()) findings.push(settle(finding, NO_ITEM));
  const report = buildReport({
    version: deps.version,
    generatedAt: now,
    rulesetHash: ruleset.hash,
    source: deps.source.describe(),
    skipped: store.skipped(),
    // A tracker has no rows: what it delivers twice was changed meanwhile.
    duplicateRows: deps.source.identity === undefined ? rows - store.delivered() : 0,
    gaps: findGaps({
      policy,
      scopes: [...facts.scopes.values()].sort((a, b) => (a.scope.name < b.scope.name ? -1 : 1)),
      itemsByLanguage: countLanguages(profiles),
      idleOverrides: await store.unknownNames([...new Set(policy.overrides.map(({ item }) => item))]),
    }),
    facts,
    audit,
    rules,
    findings,
    items,
  });
  // A rule that failed may do better next time, and scopes that were left out were not judged.
  const isJudgedWhole = audit.failures().length === 0 && (deps.scopes ?? []).length === 0;
  if (isJudgedWhole) deps.triage?.onJudged?.(() => store.finish(context));
  return report;
}

/** Whether a scope is audited; the others are read for their parents only. */
function scopeFilter(names: readonly string[]): (scope: Scope) => boolean {
  return names.length === 0 ? () => true : (scope) => names.some((name) => namesScope(name, scope));
}

async function readHierarchy(deps: AuditDeps, directory: RoleDirectory): Promise<Hierarchy> {
  const hierarchy = createHierarchy();
  for await (const page of deps.store.parents()) {
    for (const classified of page) {
      const owner = ownerOf(classified.item, deps.ruleset.policy);
      hierarchy.collect(withDecision(classified, deps), owner ? directory.refOf(owner) : null);
    }
  }
  return hierarchy;
}

async function settleItems(deps: AuditDeps, hierarchy: Hierarchy): Promise<void> {
  const toProfile = createProfiler(deps.ruleset.policy);
  for await (const page of deps.store.unsettled())
    await deps.store.settle(
      page.map((classified) => {
        const settled = settleItem(classified, hierarchy, deps);
        const parent = hierarchy.parentOf(settled.item);
        const deliversTo = parent && settled.verdict.focus === "tactical" ? parent.id : null;
        return { item: settled.item, profile: toProfile(settled, parent), deliversTo };
      }),
    );
}

/** An item with what a person decided about it, and with its parent's influence. */
function settleItem(classified: ClassifiedItem, hierarchy: Hierarchy, deps: AuditDeps): ClassifiedItem {
  const decided = withDecision(classified, deps);
  return { item: decided.item, verdict: settleVerdict(decided, hierarchy, deps.ruleset) };
}

function countLanguages(profiles: readonly CountedProfile[]): ReadonlyMap<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const { profile, count } of profiles) counts.set(profile.language, (counts.get(profile.language) ?? 0) + count);
  return counts;
}

interface DescriberInput {
  deps: AuditDeps;
  facts: SurveyFacts;
  hierarchy: Hierarchy;
  directory: RoleDirectory;
  isWanted: (scope: Scope) => boolean;
}

/** What holds of an item in this run. */
function createDescriber({ deps, facts, hierarchy, directory, isWanted }: DescriberInput) {
  return (item: ItemSummary): SeenItem => {
    const owner = facts.ownerFacts(item);
    const isAudited = isWanted(item.scope);
    return {
      item,
      isAudited,
      isJudged: isAudited && isJudged(item, deps.ruleset.policy),
      owner: owner?.ref ?? null,
      ownerRefs: () => (owner ? directory.refsOf(owner.person) : []),
      facts: {
        status: item.status.name,
        sprint: item.sprint ?? null,
        isParentDone: hierarchy.parentOf(item)?.isDone ?? false,
      },
    };
  };
}

interface JudgeInput {
  audit: Audit;
  hierarchy: Hierarchy;
  facts: SurveyFacts;
  describe: (item: ItemSummary) => SeenItem;
}

interface Judged {
  findings: TriagedFinding[];
  items: Map<string, ReportItem>;
}

/** Findings of the items that have to be judged, and those remembered of the others. */
async function judgeItems(deps: AuditDeps, { audit, hierarchy, facts, describe }: JudgeInput): Promise<Judged> {
  const { store, triage } = deps;
  const settle = createSettler(deps);
  const packItem = createItemPacker();
  const packFinding = createFieldPacker<TriagedFinding, (typeof LONG_FIELDS)[number]>(LONG_FIELDS);
  const judged: Judged = { findings: [], items: new Map() };
  for await (const page of triage?.remembered?.() ?? []) {
    const kept = await store.keeps(page.flatMap(({ item }) => (item ? [item.id] : [])));
    for (const stored of page) {
      const { item, finding } = stored;
      if (!item || !kept.has(item.id) || !facts.scopes.has(finding.scope)) continue;
      judged.findings.push(packFinding(settle(finding, { ...stored, ownerRefs: () => stored.ownerRefs })));
      judged.items.set(item.id, packItem(item));
      triage?.onKept?.(stored);
    }
  }
  const all = Math.max(1, await store.count());
  let done = 0;
  for await (const page of store.unsettled()) {
    for (const classified of page) {
      const settled = settleItem(classified, hierarchy, deps);
      const found = audit.judge(settled);
      // Most items have no finding, and nobody who watches.
      if (found.length === 0 && !triage?.onItem) continue;
      const seen = describe(settled.item);
      const about = { ...seen, names: namesOfItem(settled.item) };
      const triaged = found.map((finding) => settle(finding, about));
      triage?.onItem?.(seen, triaged);
      for (const finding of triaged) judged.findings.push(packFinding(finding));
      if (found.length > 0) judged.items.set(settled.item.id, packItem(toReportItem(settled, seen.owner)));
    }
    done += page.length;
    deps.onProgress?.({ phase: "judging", items: done, share: done / all });
  }
  return judged;
}

/** What a decision on a finding goes by, from this run or as it was remembered. */
interface About {
  names: readonly string[];
  ownerRefs: () => readonly string[];
  facts: WakeFacts | null;
}

const NO_ITEM: About = { names: [], ownerRefs: () => [], facts: null };

/** Joins findings with what was decided and is remembered. */
function createSettler({ triage, now }: AuditDeps): (finding: Finding, about: About) => TriagedFinding {
  return (finding, { names, ownerRefs, facts }) => ({
    ...finding,
    ...settleFinding(finding, {
      decision: triage?.decisions.onFinding(finding, names),
      ownerRefs,
      facts,
      memory: triage?.memoryOf ? triage.memoryOf(finding.id) : null,
      isInBaseline: triage?.isInBaseline(finding.id) ?? false,
      now,
    }),
  });
}

function toReportItem({ item, verdict }: ClassifiedItem, owner: string | null): ReportItem {
  const { id, key, title, url, scope, level, type, status } = item;
  return { id, key, title, ...(url ? { url } : {}), scope: scope.id, level, type, status: status.name, owner, verdict };
}

/** Fields of a finding that are sentences: kept packed, because a large backlog has many findings. */
const LONG_FIELDS = ["message", "why", "change", "remedy", "suggestions", "split", "decision"] as const;

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
