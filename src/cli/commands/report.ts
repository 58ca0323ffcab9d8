import { extname } from "node:path";
import { auditFiles } from "#cli/commands/audit";
import { prepare, type MemoryOptions, openMemory, requireMemory } from "#cli/compose";
import { UsageError } from "#cli/errors";
import { checkOutputs, print, terminalWidth, wantsColour, writeReport } from "#cli/output";
import type { ReadOptions } from "#cli/program";
import type { BacklogFormat } from "#core/render/backlog";
import type { TriageStore } from "#ports";
import { reportBacklog } from "#usecases/backlog-report";

export interface ReportOptions extends ReadOptions, MemoryOptions {
  format?: BacklogFormat;
  output: string[];
  color?: boolean;
}

const formatByExtension: Readonly<Record<string, BacklogFormat>> = {
  ".html": "html",
  ".htm": "html",
  ".md": "markdown",
  ".csv": "csv",
  ".json": "json",
  ".txt": "terminal",
};

/** `rolecall report [FILES]`: the weekly report over what is remembered; with files it audits them first. */
export async function runReport(files: readonly string[], options: ReportOptions): Promise<void> {
  const targets = options.output.map((path) => ({ path, format: formatOf(path, options.format) }));
  await checkOutputs(options.output, files);
  const ruleset = await prepare(options);
  const store = await openForReport(files, options, ruleset.policy);
  try {
    if (files.length > 0) await auditFiles(files, ruleset, options, { memory: store, decisions: [], baseline: null });
    const report = await reportBacklog(store, new Date().toISOString());
    if (!report) throw new UsageError("No audit is remembered yet. `rolecall report FILES` makes the first one.");
    const { renderBacklog } = await import("#core/render/backlog");
    const render = (format: BacklogFormat, colour: boolean): string =>
      renderBacklog(report, format, { colour, width: terminalWidth() });
    for (const { path, format } of targets) await writeReport(path, render(format, false));
    if (targets.length === 0) await print(render(options.format ?? "terminal", wantsColour(options.color)));
  } finally {
    await store.close();
  }
}

async function openForReport(
  files: readonly string[],
  options: ReportOptions,
  policy: Parameters<typeof openMemory>[1],
): Promise<TriageStore> {
  if (files.length === 0) return requireMemory(options, policy);
  const store = await openMemory({ ...options, db: options.db ?? true }, policy);
  if (!store) throw new UsageError("A report needs a database: --db names one.");
  return store;
}

function formatOf(path: string, format: BacklogFormat | undefined): BacklogFormat {
  const found = format ?? formatByExtension[extname(path).toLowerCase()];
  if (!found)
    throw new UsageError(`${path}: no format goes with that name. Add --format, or use .html, .md, .csv or .json.`);
  return found;
}
