import { createScreen, type Screen } from "#core/render/terminal/screen";
import { inkTitle } from "#core/render/terminal/finding";
import { excerptEvidence, markEvidence } from "#core/render/text-pieces";
import {
  EXCERPTS,
  layOutArgument,
  type Argument,
  type ArgumentLine,
  type ExplainedItem,
  type VerdictOptions,
} from "#core/render/verdict/argument";
import { renderVerdictMarkdown } from "#core/render/verdict/markdown";
import type { Verdict } from "#core/verdict";

/** The argument for one verdict: its reasons with weights that add up to the score, and what would change it. */
export function renderVerdict(item: ExplainedItem, verdict: Verdict, options: VerdictOptions): string {
  if (options.format === "markdown") return renderVerdictMarkdown(item, verdict, options);
  const argument = layOutArgument(item.key, verdict, options);
  const screen = createScreen({ width: options.width, colour: options.colour && options.format !== "text" });
  screen.write({ text: argument.headline, style: "strong" });
  screen.blank();
  screen.write(inkTitle(markEvidence(item.title, "title", verdict.evidence)), 2);
  const excerpts =
    item.description === undefined ? [] : excerptEvidence(item.description, "description", verdict.evidence, EXCERPTS);
  for (const passage of excerpts) screen.write(inkTitle(passage), 4, 2);
  screen.blank();
  screen.write(argument.because, 2);
  writeReasons(screen, argument);
  screen.blank();
  for (const { label, text } of argument.notes) screen.field(label, text, 2, NOTE_LABEL);
  return screen.text();
}

const NOTE_LABEL = 14;

function writeReasons(screen: Screen, { groups, score, equation }: Argument): void {
  const weightWidth = Math.max(
    score.length,
    ...groups.flatMap((group) => group.lines.map((line) => line.weight.length)),
  );
  for (const group of groups) {
    screen.blank();
    const sum = group.lines.length > 1 ? `  ${group.sum.trim()}` : "";
    screen.write(
      [
        { text: group.title, style: group.focus === "unclear" ? "strong" : group.focus },
        { text: sum, style: "quiet" },
      ],
      2,
    );
    for (const line of group.lines) writeLine(screen, line, weightWidth);
  }
  screen.blank();
  screen.field(
    `${score.padStart(weightWidth)}  `,
    [{ text: "score, the sum of all lines above", style: "strong" }],
    2,
    weightWidth + 2,
  );
  screen.write(`Probability that it is strategic: ${equation}`, 2);
}

function writeLine(screen: Screen, line: ArgumentLine, weightWidth: number): void {
  const about = line.about === null ? "" : ` · ${line.about}`;
  screen.field(
    `${line.weight.padStart(weightWidth)}  `,
    [line.text, { text: about, style: "quiet" }],
    2,
    weightWidth + 2,
  );
}
