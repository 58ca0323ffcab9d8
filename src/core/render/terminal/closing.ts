import type { Outline } from "#core/render/outline";
import { describeRemainder, FOCUS_MEANING, HOW_IT_DECIDES } from "#core/render/remainder";
import { phraseStart } from "#core/render/summary";
import type { Screen } from "#core/render/terminal/screen";

/** The end of the report: what it could not tell, what ran in silence, how it decides, where it comes from. */
export function writeClosing(screen: Screen, outline: Outline): void {
  const { report, numbers, quietRules, summary } = outline;
  const rest = describeRemainder(report, numbers);
  heading(screen, "What it could not tell");
  const bullet = (line: string): void => screen.write(["• ", line], 2, 2);
  [rest.unclear, ...rest.gaps, ...rest.failures, rest.skippedSentence].forEach(bullet);
  for (const row of rest.skipped) {
    screen.write(
      [
        { text: `${row.file}:${row.line}`, style: "strong" },
        row.field ? ` ${row.field}: ` : ": ",
        row.problem,
        " ",
        row.remedy,
      ],
      4,
      2,
    );
  }
  [rest.duplicates, ...rest.notices].forEach(bullet);
  if (quietRules.length > 0) {
    heading(screen, "Rules that found nothing");
    screen.write(quietRules.map((rule) => rule.id).join(", "), 2);
  }
  heading(screen, "How it decides");
  screen.write(`Strategic: ${FOCUS_MEANING.strategic}. Tactical: ${FOCUS_MEANING.tactical}.`, 2);
  for (const line of HOW_IT_DECIDES) screen.write(line, 2);
  screen.blank();
  for (const source of report.source) {
    const format = source.format ? ` (${source.format})` : "";
    screen.write(
      { text: `Read: ${source.name}${format}, ${numbers.plural(source.items, "work item")}`, style: "quiet" },
      0,
      2,
    );
  }
  screen.write({
    text: `${report.generator.name} ${report.generator.version} · ruleset ${report.rulesetHash.slice(0, 12)}`,
    style: "quiet",
  });
  screen.blank();
  screen.write({ text: phraseStart(summary), style: "strong" });
}

function heading(screen: Screen, text: string): void {
  screen.blank();
  screen.write({ text, style: "strong" });
}
