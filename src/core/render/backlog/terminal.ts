import type { Block, Entry, Figure, ScopeMix } from "#core/render/backlog/blocks";
import type { BacklogOutline } from "#core/render/backlog/outline";
import { writeTable } from "#core/render/backlog/terminal-table";
import type { RenderOptions } from "#core/render/format";
import { severityNames } from "#core/render/outline";
import { severityGlyph } from "#core/render/terminal/finding";
import { drawMixBar, glyphOf } from "#core/render/terminal/mix-bar";
import { createScreen, type Ink, type Screen } from "#core/render/terminal/screen";

const INDENT = 2;
const BAR = 48;

/** The report on a backlog for a terminal: three sentences, then the sections. */
export function renderBacklogTerminal({ title, date, lead, sections }: BacklogOutline, options: RenderOptions): string {
  const screen = createScreen(options);
  screen.write({ text: title, style: "strong" });
  screen.write({ text: date, style: "quiet" });
  screen.blank();
  screen.write(lead.changed);
  screen.write(
    lead.tone === "good" ? [{ text: "✓ ", style: "good" }, lead.attention] : { text: lead.attention, style: "strong" },
  );
  screen.write(lead.mix);
  for (const section of sections) {
    screen.blank();
    screen.write({ text: section.title, style: "strong" });
    for (const block of section.blocks) writeBlock(screen, block);
  }
  return screen.text();
}

function writeBlock(screen: Screen, block: Block): void {
  switch (block.kind) {
    case "text":
      screen.write(inkText(block), INDENT, block.tone === "warning" ? 2 : 0);
      break;
    case "list":
      for (const line of block.lines) screen.write(["• ", line], INDENT, 2);
      break;
    case "figures":
      writeFigures(screen, block.figures);
      screen.blank();
      break;
    case "entries":
      for (const entry of block.entries) writeEntry(screen, entry);
      break;
    case "mixes":
      for (const mix of block.mixes) writeMix(screen, mix);
      break;
    case "table":
      screen.blank();
      writeTable(screen, block, INDENT);
      break;
    case "charts":
      for (const { text } of block.notes) screen.write(["• ", text], INDENT, 2);
      break;
  }
}

function inkText({ text, tone }: Extract<Block, { kind: "text" }>): Ink[] {
  if (tone === "warning") return [{ text: "▲ ", style: "warning" }, text];
  return [{ text, style: tone }];
}

function writeFigures(screen: Screen, figures: readonly Figure[]): void {
  const width = Math.max(...figures.map(({ value }) => value.length));
  for (const { value, label, note } of figures) {
    const more: Ink = { text: note === "" ? "" : `: ${note}`, style: "quiet" };
    screen.write([{ text: value.padStart(width), style: "strong" }, `  ${label}`, more], INDENT, width + 2);
  }
}

function writeEntry(screen: Screen, { severity, key, title, url, line }: Entry): void {
  screen.blank();
  screen.write(
    [
      { text: `${severityGlyph[severity]} `, style: severity },
      { text: key, style: "strong", href: url },
      title === null ? "" : `  ${title}`,
    ],
    INDENT,
    2,
  );
  screen.write([{ text: `${severityNames[severity].one}. `, style: severity }, line], INDENT + 2);
}

function writeMix(screen: Screen, { name, facts, mix, sentence }: ScopeMix): void {
  screen.blank();
  screen.write(
    [
      { text: name, style: "strong" },
      { text: `  ${facts}`, style: "quiet" },
    ],
    INDENT,
    2,
  );
  if (mix.length > 0) {
    screen.write(drawMixBar(mix, Math.min(BAR, screen.width - 2 * INDENT)), INDENT);
    screen.write(
      mix.flatMap((part, index): Ink[] => [
        index === 0 ? "" : "   ",
        { text: glyphOf(part), style: part.focus },
        // No-break spaces: a part of the legend stays on one line.
        ` ${part.name} ${part.share}`.replaceAll(" ", "\u00A0"),
      ]),
      INDENT,
    );
  }
  screen.write(sentence, INDENT);
}
