import { randomUUID } from "node:crypto";
import { boundHeap } from "#cli/bound-heap";
import { DEFAULT_CONFIG, type MemoryOptions, openFiles, openMemory, prepare, thisProcess } from "#cli/compose";
import { connect, type Connection, type SourceName } from "#cli/compose-trackers";
import { EXIT, UsageError } from "#cli/errors";
import { readBaseline, readNewDecisions, writeJson } from "#cli/memory";
import {
  checkOutputs,
  createProgress,
  formatOf,
  print,
  say,
  terminalWidth,
  wantsColour,
  writeReport,
} from "#cli/output";
import type { ReadOptions } from "#cli/program";
import { describeBudget, sayCost, sayWait } from "#cli/tracker-progress";
import { version } from "#cli/version";
import { type Baseline, createBaseline, isInBaseline, pruneBaseline, staleEntries } from "#core/baseline";
import { compileRuleset, type Ruleset } from "#core/classify/classify";
import { createDecisionBook, type Decision } from "#core/decision";
import { findLeftOut } from "#core/left-out";
import { subjectName } from "#core/render/finding-view";
import { printable } from "#core/render/printable";
import type { AuditReport } from "#core/report";
import { partRenderers, type Format } from "#core/render/index";
import { SEVERITIES, type Severity } from "#core/severity";
import type { OpenTracker, TriageStore, WorkItemSource } from "#ports";
import { createRunStore } from "#stores/run-store";
import { readTrackers, trackersRead } from "#usecases/read-trackers";
import { auditWithMemory } from "#usecases/remember-run";
import { runAudit } from "#usecases/run-audit";
import { withMembers } from "#usecases/sync-members";

export interface AuditOptions extends ReadOptions, MemoryOptions {
  source?: SourceName;
  full?: boolean;
  maxRequests?: number;
  format?: Format;
  output: string[];
  scope: string[];
  failOn: Severity | "never";
  maxFindings?: number;
  limit?: number;
  color?: boolean;
  decisions?: string;
  baseline?: string;
  updateBaseline?: boolean;
  prune?: boolean;
}

const FORMAT_NAMES = ".html, .md, .json, .ndjson, .csv or .xml";
const formatByExtension: Readonly<Record<string, Format>> = {
  ".html": "html",
  ".htm": "html",
  ".md": "markdown",
  ".json": "json",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
  ".csv": "csv",
  ".xml": "junit",
  ".txt": "terminal",
};

/** `rolecall audit FILES`, or of trackers with --source: prints or writes the report and sets the exit code of the gate. */
export async function runAuditCommand(files: readonly string[], options: AuditOptions): Promise<void> {
  const targets = options.output.map((path) => ({
    path,
    format: formatOf(path, options.format, formatByExtension, FORMAT_NAMES),
  }));
  checkWhatToRead(files, options);
  const { baseline: path } = options;
  if ((options.updateBaseline || options.prune) && path === undefined)
    throw new UsageError("--update-baseline and --prune need --baseline FILE.");
  const isWritten = path !== undefined && (options.updateBaseline || options.prune);
  const inputs = [options.config ?? DEFAULT_CONFIG, options.decisions].filter((name) => name !== undefined);
  await checkOutputs(isWritten ? [...options.output, path] : options.output, [...files, ...inputs]);
  const ruleset = await prepare(options);
  const baseline = path ? await readBaseline(path, options.updateBaseline === true) : null;
  const report = await auditAndRemember(files, ruleset, options, baseline);
  for (const { path: file, format } of targets) await writeReport(file, renderReport(report, format, options, false));
  if (targets.length === 0)
    await print(renderReport(report, options.format ?? "terminal", options, wantsColour(options.color)));
  const kept = path ? await keepBaseline(report, path, baseline, options) : { baseline, stale: 0 };
  process.exitCode = exitCodeOf(report, options, kept.baseline) || (kept.stale > 0 ? EXIT.gate : EXIT.done);
}

/** Throws UsageError where a command names nothing to read, or two things that are audited apart. */
function checkWhatToRead(files: readonly string[], { source, full }: AuditOptions): void {
  if (source === undefined && files.length === 0)
    throw new UsageError(
      "Name the exports to audit, or --source jira, linear or both to read live. `rolecall try` has a sample.",
    );
  if (source !== undefined && files.length > 0)
    throw new UsageError("Name files or --source, not both: a file would be a second copy of what the tracker tells.");
  if (full && source === undefined) throw new UsageError("--full goes with --source: files are always read whole.");
}

async function auditAndRemember(
  files: readonly string[],
  ruleset: Ruleset,
  options: AuditOptions,
  baseline: Baseline | null,
): Promise<AuditReport> {
  const { policy } = ruleset;
  const memory = await openMemory(options, policy);
  try {
    const decisions = options.decisions ? (await readNewDecisions(options.decisions, policy, memory)).decisions : [];
    if (options.source === undefined) return await auditFiles(files, ruleset, options, { memory, decisions, baseline });
    const connections = await connect(options.source, policy, { maxRequests: options.maxRequests, onWait: sayWait });
    return await auditLive(connections, ruleset, options, { memory, decisions, baseline });
  } finally {
    await memory?.close();
  }
}

/** Writes or prunes the baseline where that was asked for; answers the one in force now and how many of its entries are stale and stay. */
async function keepBaseline(
  report: AuditReport,
  path: string,
  baseline: Baseline | null,
  { updateBaseline, prune, scope }: AuditOptions,
): Promise<{ baseline: Baseline | null; stale: number }> {
  if (updateBaseline) {
    if (report.totals.items === 0)
      throw new UsageError(
        `Nothing was read, so ${path} was not written: an empty baseline would forget all old debt.`,
      );
    const names = new Map(report.findings.map((finding) => [finding.id, subjectName(finding, report)]));
    const next = createBaseline(report, (id) => names.get(id) ?? id);
    await writeJson(path, next);
    say(`Wrote ${path}`);
    return { baseline: next, stale: 0 };
  }
  // Of a part of the backlog nobody can tell what is gone from the rest.
  if (!baseline || scope.length > 0 || !report.complete) return { baseline, stale: 0 };
  const stale = staleEntries(baseline, report);
  if (stale.length === 0) return { baseline, stale: 0 };
  const count = stale.length === 1 ? "1 finding" : `${stale.length} findings`;
  if (prune) {
    await writeJson(path, pruneBaseline(baseline, stale));
    say(`Took ${count} out of ${path}`);
    return { baseline, stale: 0 };
  }
  say(
    stale.length === 1
      ? `rolecall: ${path} lists 1 finding that is gone. --prune takes it out, so that it cannot come back unseen.`
      : `rolecall: ${path} lists ${count} that are gone. --prune takes them out, so that they cannot come back unseen.`,
  );
  return { baseline, stale: stale.length };
}

/** What is known of earlier audits, and what people decided. */
export interface EarlierKnowledge {
  memory: TriageStore | null;
  decisions: readonly Decision[];
  baseline: Baseline | null;
}

const NOTHING_KNOWN: EarlierKnowledge = { memory: null, decisions: [], baseline: null };

/** What a report is composed of: files, or trackers with what their reading costs. */
interface ToAudit {
  source: WorkItemSource;
  trackers?: readonly OpenTracker[];
  describe?: () => string;
}

/** Reads, classifies and judges files; the one path that every command with a report takes. */
export const auditFiles = (
  files: readonly string[],
  ruleset: Ruleset,
  options: ReadOptions & { scope?: readonly string[] },
  known: EarlierKnowledge = NOTHING_KNOWN,
): Promise<AuditReport> => audit({ source: openFiles(files, ruleset.policy, options) }, ruleset, options, known);

/** The same for trackers; says what that cost. */
async function auditLive(
  connections: readonly Connection[],
  ruleset: Ruleset,
  options: AuditOptions,
  known: EarlierKnowledge,
): Promise<AuditReport> {
  boundHeap();
  try {
    const trackers = await Promise.all(connections.map(({ open }) => open()));
    const listers = connections.map(({ listMembers }) => listMembers);
    const { policy, groups } = await withMembers(ruleset.policy, {
      listers,
      memory: known.memory,
      now: new Date().toISOString(),
    });
    for (const { group } of groups.filter(({ isKnown }) => !isKnown))
      say(
        `rolecall: no tracker tells of a group, project role or team called ${printable(group)}; its entry in the policy gives nobody a role. \`rolecall doctor\` says whether the token may list members.`,
      );
    const what = { source: trackersRead([]), trackers, describe: () => describeBudget(connections) };
    return await audit(what, groups.length > 0 ? compileRuleset(policy) : ruleset, options, known);
  } finally {
    sayCost(connections);
  }
}

async function audit(
  { source, trackers, describe }: ToAudit,
  ruleset: Ruleset,
  options: Pick<AuditOptions, "full"> & { scope?: readonly string[] },
  { memory, decisions, baseline }: EarlierKnowledge,
): Promise<AuditReport> {
  const store = createRunStore();
  const progress = await createProgress(describe);
  try {
    const deps = {
      ...{ source, store, ruleset, now: new Date().toISOString(), version },
      scopes: options.scope ?? [],
      onProgress: progress.update,
    };
    const isKnown = (id: string): boolean => isInBaseline(baseline, id);
    const triage = { decisions: createDecisionBook(decisions), memoryOf: null, isInBaseline: isKnown };
    const [last] = (await memory?.runs(1)) ?? [];
    const report = memory
      ? await auditWithMemory({
          ...{ ...deps, memory, decisions, runId: randomUUID(), isInBaseline: isKnown, holder: thisProcess },
          ...(trackers && { trackers, isFull: options.full ?? false }),
        })
      : await auditOnce({ ...deps, triage }, trackers);
    if (options.scope?.length && report.scopes.length === 0) {
      throw new UsageError(
        `No item belongs to ${options.scope.join(" or ")}. Leave --scope out to see which scopes there are.`,
      );
    }
    if (last && !trackers && report.complete && !options.scope?.length) warnOfOtherFiles(last.report, report);
    return report;
  } finally {
    progress.stop();
    await store.close();
  }
}

/** An audit that nothing outlives. */
async function auditOnce(
  deps: Parameters<typeof runAudit>[0],
  trackers: readonly OpenTracker[] | undefined,
): Promise<AuditReport> {
  if (!trackers) return runAudit(deps);
  const { job, described } = await readTrackers({ ...deps, trackers });
  return runAudit({ ...deps, source: trackersRead(described) }, job);
}

/** Of files audited in separate commands the later ones would let the findings of the earlier ones go. */
function warnOfOtherFiles(
  last: Pick<AuditReport, "source" | "scopes">,
  now: Pick<AuditReport, "source" | "scopes">,
): void {
  const { files, scopes } = findLeftOut(last, now);
  if (files.length === 0) return;
  say(
    `rolecall: the audit before read ${printable(files.join(" and "))}, too: findings in ${printable(scopes.join(" and "))} count as gone now. Files audited in separate commands replace each other; name them together, or give each backlog a --db of its own.`,
  );
}

/** The report in pieces; a long one is never held as one text. */
export function renderReport(
  report: AuditReport,
  format: Format,
  options: { limit?: number },
  colour: boolean,
): Iterable<string> {
  return partRenderers[format](report, {
    colour,
    width: terminalWidth(),
    ...(options.limit === undefined ? {} : { maxFindings: options.limit }),
  });
}

/**
 * 2 for rows that --strict does not forgive, 1 over the gate, else 0; says on standard error what it is not 0 for. What a baseline
 * lists is old debt: it is not in the gate, also where it was written just now.
 */
export function exitCodeOf(
  report: AuditReport,
  options: Pick<AuditOptions, "strict" | "failOn" | "maxFindings">,
  baseline: Baseline | null = null,
): number {
  if (options.strict && !report.complete) {
    say(`rolecall: the audit is not complete: ${report.incompleteBecause.join(" ")} (--strict)`);
    return EXIT.known;
  }
  const isGated = options.failOn !== "never" || options.maxFindings !== undefined;
  if (!isGated) return EXIT.done;
  const gated = options.failOn === "never" ? SEVERITIES : SEVERITIES.slice(0, SEVERITIES.indexOf(options.failOn) + 1);
  const count = report.findings.filter(
    ({ id, state, severity }) => state === "open" && gated.includes(severity) && !isInBaseline(baseline, id),
  ).length;
  const allowed = options.maxFindings ?? 0;
  if (count <= allowed) return EXIT.done;
  const found = count === 1 ? "1 finding" : `${count} findings`;
  say(`rolecall: ${found} (${gated.join(", ")}) ${count === 1 ? "is" : "are"} more than the ${allowed} allowed.`);
  return EXIT.gate;
}
