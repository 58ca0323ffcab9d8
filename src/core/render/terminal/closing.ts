import type { FindingView } from "#core/render/finding-view";
import type { Outline } from "#core/render/outline";
import { describeRemainder, FOCUS_MEANING } from "#core/render/remainder";
import { formatNote, sourceName } from "#core/render/source-name";
import type { Summary } from "#core/render/summary";
import { severityGlyph } from "#core/render/terminal/finding";
import type { Screen } from "#core/render/terminal/screen";

/** The end of the report: what it could not tell, what ran in silence, where it comes from, and the answer again. */
export function writeClosing(screen: Screen, outline: Outline): void {
  const { report, numbers, summary } = outline;
  writeRemainder(screen, outline);
  screen.blank();
  for (const source of report.source) {
    screen.write(
      {
        text: `Read: ${sourceName(source.name)}${formatNote(source)}, ${numbers.plural(source.items, "work item")}`,
        style: "quiet",
      },
      0,
      2,
    );
  }
  screen.write({
    text: `${report.generator.name} ${report.generator.version} · ruleset ${report.rulesetHash.slice(0, 12)}`,
    style: "quiet",
  });
  if (report.totals.items === 0) return;
  screen.blank();
  writeAnswer(screen, summary);
  writeStart(screen, outline.first);
}

/** What needs attention, and what else is to be known of it. */
export function writeAnswer(screen: Screen, { isQuiet, attention, details }: Summary): void {
  screen.write(isQuiet ? [{ text: "✓ ", style: "good" }, attention] : { text: attention, style: "strong" });
  if (details.length > 0) screen.write(details.join(" "));
}

/** Where the eye is when the report has run past: what to start with. */
function writeStart(screen: Screen, first: readonly FindingView[]): void {
  if (first.length === 0) return;
  screen.blank();
  screen.write({ text: "Start with:", style: "strong" });
  for (const { finding, key, title, url } of first) {
    const name = title.map(({ text }) => text).join("");
    screen.write(
      [
        { text: `${severityGlyph[finding.severity]} `, style: finding.severity },
        { text: key ?? name, style: "strong", href: url },
        key === null ? "" : `  ${name}`,
      ],
      2,
      2,
    );
    screen.write({ text: finding.message, style: "quiet" }, 4);
  }
}

function writeRemainder(screen: Screen, { report, numbers, quietRules, idleRules }: Outline): void {
  const rest = describeRemainder(report, numbers);
  if (rest.lines.length > 0) heading(screen, "What it could not tell");
  for (const line of rest.lines) screen.write(["• ", line], 2, 2);
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
  if (report.totals.items === 0) return;
  if (idleRules !== null) {
    heading(screen, "Rules that could not run");
    screen.write(`${idleRules.rules.map((rule) => rule.id).join(", ")}. ${idleRules.reason}`, 2);
  }
  if (quietRules.length > 0) {
    heading(screen, "Rules that found nothing");
    screen.write(quietRules.map((rule) => rule.id).join(", "), 2);
  }
  heading(screen, "How it decides");
  screen.write(`Strategic: ${FOCUS_MEANING.strategic}. Tactical: ${FOCUS_MEANING.tactical}.`, 2);
  screen.write("`rolecall explain KEY FILE` shows how a verdict adds up, `rolecall rules` what is looked for.", 2);
}

function heading(screen: Screen, text: string): void {
  screen.blank();
  screen.write({ text, style: "strong" });
}
