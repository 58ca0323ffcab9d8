import { auditFiles, renderReport } from "#cli/commands/audit";
import { prepare } from "#cli/compose";
import { print, say, wantsColour, writeReport } from "#cli/output";
import type { ReadOptions } from "#cli/program";
import { samplePath } from "#cli/sample";

/** `rolecall try [FILES]`: the main job in one step, on the sample or on the user's own export. */
export async function runTry(files: readonly string[], options: ReadOptions & { output: string }): Promise<void> {
  const isSample = files.length === 0;
  const report = await auditFiles(isSample ? [samplePath()] : files, await prepare(options, isSample), options);
  await print(renderReport(report, "terminal", {}, wantsColour(undefined)));
  await writeReport(options.output, renderReport(report, "html", {}, false));
  say(
    nextSteps(
      isSample,
      report.findings.find((finding) => finding.subject.kind === "item"),
      report.items,
    ),
  );
}

function nextSteps(
  isSample: boolean,
  finding: { subject: { kind: string; id?: string } } | undefined,
  items: Record<string, { key: string }>,
): string {
  const key = finding?.subject.id ? items[finding.subject.id]?.key : undefined;
  return [
    "",
    "What to try next:",
    ...(key ? [`  rolecall explain ${key}${isSample ? "" : " FILE"}`.padEnd(44) + "why that item was judged so"] : []),
    "  rolecall audit YOUR-EXPORT.csv".padEnd(44) + "your own Jira or Linear export; nothing leaves this machine",
    "  rolecall init YOUR-EXPORT.csv".padEnd(44) + "say who holds which role, to get owner findings",
    "  rolecall rules".padEnd(44) + "what is looked for",
  ].join("\n");
}
