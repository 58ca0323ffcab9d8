import type { PartRenderer } from "#core/render/format";
import { outlineReport, type Outline } from "#core/render/outline";
import { subjectName } from "#core/render/finding-view";
import { writeAnswer, writeClosing } from "#core/render/terminal/closing";
import { writeScope } from "#core/render/terminal/scope";
import { createScreen, type Screen } from "#core/render/terminal/screen";

/** What a person reads at once; the rest is a file. */
const DEFAULT_LIMIT = 25;

/** The report for a terminal: the answer first, then each scope, then what is not known. */
export const renderTerminal: PartRenderer = function* (report, options) {
  const outline = outlineReport(report, options.maxFindings ?? DEFAULT_LIMIT, options.locale);
  const screen = createScreen(options);
  writeOpening(screen, outline);
  for (const view of outline.scopes) writeScope(screen, view, outline);
  if (outline.shown < outline.open) writeHidden(screen, outline);
  writeClosing(screen, outline);
  yield screen.text();
};

function writeOpening(screen: Screen, { summary, report, first }: Outline): void {
  screen.write({ text: summary.title, style: "strong" });
  screen.write({ text: summary.date, style: "quiet" });
  screen.blank();
  screen.write(summary.read);
  if (report.totals.items > 0) {
    writeAnswer(screen, summary);
    const [start] = first;
    if (start) screen.write(`Start with ${subjectName(start.finding, report)}.`);
  }
  for (const reason of report.complete ? [] : report.incompleteBecause) {
    screen.write([{ text: "▲ Incomplete: ", style: "warning" }, reason], 0, 2);
  }
}

function writeHidden(screen: Screen, { shown, open, numbers }: Outline): void {
  screen.blank();
  screen.write([
    {
      text: `Shown: ${numbers.count(shown)} of ${numbers.plural(open, "open finding")}, the most severe first. `,
      style: "strong",
    },
    `--limit ${open} shows all here; --output report.csv or report.json writes all to a file.`,
  ]);
}
