import { extname } from "node:path";
import { openFiles, prepare } from "#cli/compose";
import { EXIT, UsageError } from "#cli/errors";
import { checkOutputs, createProgress, print, say, terminalWidth, wantsColour, writeReport } from "#cli/output";
import type { ReadOptions } from "#cli/program";
import { version } from "#cli/version";
import type { Ruleset } from "#core/classify/classify";
import type { AuditReport } from "#core/report";
import { partRenderers, type Format } from "#core/render/index";
import { SEVERITIES, type Severity } from "#core/severity";
import { createRunStore } from "#stores/run-store";
import { runAudit } from "#usecases/run-audit";

export interface AuditOptions extends ReadOptions {
  format?: Format;
  output: string[];
  scope: string[];
  failOn: Severity | "never";
  maxFindings?: number;
  limit?: number;
  color?: boolean;
}

const formatByExtension: Record<string, Format> = {
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

/** `rolecall audit FILES`: prints or writes the report and sets the exit code of the gate. */
export async function runAuditCommand(files: readonly string[], options: AuditOptions): Promise<void> {
  const targets = options.output.map((path) => ({ path, format: formatOf(path, options.format) }));
  await checkOutputs(options.output, files);
  const report = await auditFiles(files, await prepare(options), options);
  for (const { path, format } of targets) await writeReport(path, renderReport(report, format, options, false));
  if (targets.length === 0)
    await print(renderReport(report, options.format ?? "terminal", options, wantsColour(options.color)));
  process.exitCode = exitCodeOf(report, options);
}

/** Reads, classifies and judges files; the one path that every command with a report takes. */
export async function auditFiles(
  files: readonly string[],
  ruleset: Ruleset,
  options: ReadOptions & { scope?: readonly string[] },
): Promise<AuditReport> {
  const source = openFiles(files, ruleset.policy, options);
  const store = createRunStore();
  const progress = await createProgress();
  try {
    const report = await runAudit({
      source,
      store,
      ruleset,
      now: new Date().toISOString(),
      version,
      scopes: options.scope ?? [],
      onProgress: progress.update,
    });
    if (options.scope?.length && report.scopes.length === 0) {
      throw new UsageError(
        `No item belongs to ${options.scope.join(" or ")}. Leave --scope out to see which scopes there are.`,
      );
    }
    return report;
  } finally {
    progress.stop();
    await store.close();
  }
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

function formatOf(path: string, format: Format | undefined): Format {
  const byName = formatByExtension[extname(path).toLowerCase()] ?? format;
  if (!byName)
    throw new UsageError(
      `${path}: no format goes with that name. Add --format, or use .html, .md, .json, .ndjson, .csv or .xml.`,
    );
  return format ?? byName;
}

/** 2 for rows that --strict does not forgive, 1 over the gate, else 0; says on standard error what it is not 0 for. */
export function exitCodeOf(
  report: AuditReport,
  options: Pick<AuditOptions, "strict" | "failOn" | "maxFindings">,
): number {
  if (options.strict && !report.complete) {
    say(`rolecall: the audit is not complete: ${report.incompleteBecause.join(" ")} (--strict)`);
    return EXIT.known;
  }
  const isGated = options.failOn !== "never" || options.maxFindings !== undefined;
  if (!isGated) return EXIT.done;
  const gated = options.failOn === "never" ? SEVERITIES : SEVERITIES.slice(0, SEVERITIES.indexOf(options.failOn) + 1);
  const count = report.findings.filter(
    (finding) => finding.state === "open" && gated.includes(finding.severity),
  ).length;
  const allowed = options.maxFindings ?? 0;
  if (count <= allowed) return EXIT.done;
  say(`rolecall: ${count} findings (${gated.join(", ")}) are more than the ${allowed} allowed.`);
  return EXIT.gate;
}
