import { auditFiles, exitCodeOf, renderReport } from "#cli/commands/audit";
import { commandName, quoteArgument } from "#cli/command-line";
import { prepare } from "#cli/compose";
import { checkOutputs, print, say, wantsColour, writeReport } from "#cli/output";
import type { ReadOptions } from "#cli/program";
import { nameSample, samplePath } from "#cli/sample";
import type { AuditReport } from "#core/report";

/** `rolecall try [FILES]`: the main job in one step, on the sample or on the user's own export. */
export async function runTry(files: readonly string[], options: ReadOptions & { output: string }): Promise<void> {
  const isSample = files.length === 0;
  await checkOutputs([options.output], files);
  const read = await auditFiles(isSample ? [samplePath()] : files, await prepare(options, isSample), options);
  const report = isSample ? nameSample(read) : read;
  await print(renderReport(report, "terminal", {}, wantsColour(undefined)));
  await writeReport(options.output, renderReport(report, "html", {}, false));
  say(nextSteps(files, report));
  process.exitCode = exitCodeOf(report, { ...options, failOn: "never" });
}

function nextSteps(files: readonly string[], report: AuditReport): string {
  const subject = report.findings.find((finding) => finding.subject.kind === "item")?.subject;
  const key = subject?.kind === "item" ? report.items[subject.id]?.key : undefined;
  const named = files.map(quoteArgument).join(" ");
  const steps = [
    ...(key ? [[`explain ${quoteArgument(key)} ${named}`.trimEnd(), "why that item was judged so"]] : []),
    ...(files.length === 0
      ? [
          ["audit YOUR-EXPORT.csv", "your own Jira or Linear export; nothing leaves this machine"],
          ["init YOUR-EXPORT.csv", "say who holds which role, to get owner findings"],
        ]
      : [
          [`init ${named}`, "say who holds which role, to get owner findings"],
          [`audit ${named} -o findings.csv`, "every finding as a row of a spreadsheet"],
        ]),
    ["serve", "the same in a browser, with every decision a key away"],
    ["rules", "what is looked for"],
  ].map(([step = "", what = ""]) => [`  ${commandName()} ${step}`, what] as const);
  const width = Math.min(60, Math.max(...steps.map(([step]) => step.length)) + 3);
  return ["", "What to try next:", ...steps.map(([step, what]) => `${step.padEnd(width)} ${what}`)].join("\n");
}
