import { randomUUID } from "node:crypto";
import { boundHeap } from "#cli/bound-heap";
import { openFiles, openStore, prepare, thisProcess } from "#cli/compose";
import { connect } from "#cli/compose-trackers";
import { nameSources } from "#cli/jobs/name-sources";
import type { JobHow } from "#cli/jobs/run-job";
import { SAMPLE_NAME, samplePath } from "#cli/sample";
import { version } from "#cli/version";
import { compileRuleset, type Ruleset } from "#core/classify/classify";
import { findLeftOut } from "#core/left-out";
import type { AuditReport } from "#core/report";
import type { RunRecord, TriageStore, WorkItemSource } from "#ports";
import type { RunJob } from "#server/run-state";
import { refreshList } from "#usecases/finding-list";
import { trackersRead } from "#usecases/read-trackers";
import { auditWithMemory, type RememberDeps } from "#usecases/remember-run";
import { withMembers } from "#usecases/sync-members";

type AuditRun = Extract<RunJob, { kind: "audit" }>;

/** What is told of an audit; its findings stand in the store. */
export interface AuditResult {
  /** Id of the run in the store. */
  run: string;
  totals: AuditReport["totals"];
  source: AuditReport["source"];
  complete: boolean;
  incompleteBecause: AuditReport["incompleteBecause"];
  gaps: AuditReport["gaps"];
  /** Groups of the policy that no tracker knows. */
  unknownGroups: readonly string[];
  /** What the audit before read and this one did not: the findings there count as gone now. */
  left: { files: readonly string[]; scopes: readonly string[] };
}

/** Audits as `rolecall audit --db` does, with the policy as it stands now. Throws SourceError, TrackerError, ConfigError and UsageError. */
export async function auditJob({ source, columns }: AuditRun, { place, onProgress }: JobHow): Promise<AuditResult> {
  boundHeap();
  const ruleset = await prepare(place, "sample" in source);
  const memory = await openStore(place, ruleset.policy);
  try {
    const [last] = await memory.runs(1);
    const run = { runId: randomUUID(), memory, onProgress };
    if ("trackers" in source) {
      const { report, unknownGroups } = await auditTrackers(source, ruleset, run);
      await listFindings(memory);
      return resultOf(report, run.runId, { unknownGroups });
    }
    const files = "sample" in source ? [samplePath()] : source.files;
    const named = "sample" in source ? new Map([[samplePath(), SAMPLE_NAME]]) : undefined;
    const read = nameSources(openFiles(files, ruleset.policy, { map: { ...columns } }), files, named);
    const report = await auditWithMemory({ ...run, ...depsOf(ruleset), source: read });
    await listFindings(memory);
    return resultOf(report, run.runId, { last });
  } finally {
    await memory.close();
  }
}

/** Here and not by whoever looks at them first: of many findings it takes seconds. */
const listFindings = (store: TriageStore): Promise<unknown> =>
  refreshList({ store, decisions: () => store.decisions(), now: new Date().toISOString() });

type Run = Pick<RememberDeps, "runId" | "onProgress"> & { memory: TriageStore };

async function auditTrackers(
  { trackers: names, full = false }: Extract<AuditRun["source"], { trackers: unknown }>,
  ruleset: Ruleset,
  run: Run,
): Promise<{ report: AuditReport; unknownGroups: string[] }> {
  const connections = await connect(names, ruleset.policy);
  const trackers = await Promise.all(connections.map(({ open }) => open()));
  const { policy, groups } = await withMembers(ruleset.policy, {
    listers: connections.map(({ listMembers }) => listMembers),
    memory: run.memory,
    now: new Date().toISOString(),
  });
  const inForce = groups.length > 0 ? compileRuleset(policy) : ruleset;
  const source: WorkItemSource = trackersRead([]);
  const report = await auditWithMemory({ ...run, ...depsOf(inForce), source, trackers, isFull: full });
  return { report, unknownGroups: groups.filter(({ isKnown }) => !isKnown).map(({ group }) => group) };
}

const depsOf = (ruleset: Ruleset) => ({
  ...{ ruleset, version, now: new Date().toISOString(), holder: thisProcess },
  isInBaseline: () => false,
});

function resultOf(
  report: AuditReport,
  run: string,
  { unknownGroups = [], last }: { unknownGroups?: readonly string[]; last?: RunRecord | undefined },
): AuditResult {
  const { totals, source, complete, incompleteBecause, gaps } = report;
  return {
    ...{ run, totals, source, complete, incompleteBecause, gaps, unknownGroups },
    left: last && complete ? findLeftOut(last.report, report) : { files: [], scopes: [] },
  };
}
