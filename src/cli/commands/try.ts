import { auditFiles, renderReport } from "#cli/commands/audit";
import { prepare } from "#cli/compose";
import { print, say, wantsColour, writeReport } from "#cli/output";
import type { ReadOptions } from "#cli/program";
import { nameSample, samplePath } from "#cli/sample";
import { printable } from "#core/render/printable";
import type { AuditReport } from "#core/report";

/** `rolecall try [FILES]`: the main job in one step, on the sample or on the user's own export. */
export async function runTry(files: readonly string[], options: ReadOptions & { output: string }): Promise<void> {
  const isSample = files.length === 0;
  const read = await auditFiles(isSample ? [samplePath()] : files, await prepare(options, isSample), options);
  const report = isSample ? nameSample(read) : read;
  await print(renderReport(report, "terminal", {}, wantsColour(undefined)));
  await writeReport(options.output, renderReport(report, "html", {}, false));
  say(nextSteps(files, report));
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
    ["rules", "what is looked for"],
  ].map(([step = "", what = ""]) => [`  ${commandName()} ${step}`, what] as const);
  const width = Math.min(60, Math.max(...steps.map(([step]) => step.length)) + 3);
  return ["", "What to try next:", ...steps.map(([step, what]) => `${step.padEnd(width)} ${what}`)].join("\n");
}

/** What the user has to type: whoever came by `npm start` has no `rolecall` on the path. */
const commandName = (): string =>
  process.env["npm_lifecycle_event"] === "start" ? "npm run -s rolecall --" : "rolecall";

/** A name as a shell takes it back as one word; what came from a file cannot act on a terminal. */
const quoteArgument = (text: string): string => {
  const clean = printable(text);
  return /^[\w./:@%+,=~-]+$/.test(clean) ? clean : `'${clean.replaceAll("'", String.raw`'\''`)}'`;
};
