import type { FindingView } from "#core/render/finding-view";
import type { Ink, Screen, Style } from "#core/render/terminal/screen";
import type { TextPiece } from "#core/render/text-pieces";

/** Marks that differ without colour. */
export const severityGlyph = { error: "✖", warning: "▲", info: "•" } as const;

const LABEL_WIDTH = 15;
const shortLabels: Record<string, string> = {
  "What would change it": "Would change",
  "Who could take it": "Could take it",
  "How to split it": "Split into",
};

/** One finding: whose, what, why, and what to do, with labels in a column. */
export function writeFinding(screen: Screen, view: FindingView): void {
  const { finding, verdict } = view;
  const head: Ink[] = [{ text: `${severityGlyph[finding.severity]} `, style: finding.severity }];
  if (view.key !== null) head.push({ text: view.key, style: "strong", href: view.url }, "  ");
  screen.write([...head, ...inkTitle(view.title)], 2, 2);
  const facts: Ink[] = verdict ? [{ text: verdict.phrase, style: verdict.focus }] : [];
  for (const fact of [...view.facts, ...(view.owner === null ? [] : [`owner: ${view.owner}`])])
    facts.push(facts.length > 0 ? ` · ${fact}` : fact);
  if (facts.length > 0) screen.write(facts, 4);
  screen.write(finding.message, 4);
  for (const { label, lines } of view.answers) {
    for (const [index, line] of lines.entries())
      screen.field(index === 0 ? (shortLabels[label] ?? label) : "", line, 4, LABEL_WIDTH);
  }
}

/** A title with the words that are evidence in the colour of what they speak for. */
export function inkTitle(pieces: readonly TextPiece[]): Ink[] {
  return pieces.map(({ text, speaksFor }): Ink => {
    const style: Style | undefined =
      speaksFor === undefined ? undefined : speaksFor === "strategic" ? "strategicMark" : "tacticalMark";
    return { text, style };
  });
}
