import { auditFiles } from "#cli/commands/audit";
import { type MemoryOptions, openStore, prepare, requireMemory } from "#cli/compose";
import { UsageError } from "#cli/errors";
import { checkOutputs, formatOf, print, terminalWidth, wantsColour, writeReport } from "#cli/output";
import type { ReadOptions } from "#cli/program";
import type { BacklogFormat } from "#core/render/backlog";
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
  const targets = options.output.map((path) => ({
    path,
    format: formatOf(path, options.format, formatByExtension, ".html, .md, .csv or .json"),
  }));
  await checkOutputs(options.output, files);
  const ruleset = await prepare(options);
  const store = await (files.length === 0 ? requireMemory : openStore)(options, ruleset.policy);
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
