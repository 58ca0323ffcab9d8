import { type FrameOptions, layOut, layOutField } from "#cli/queue/layout";
import type { QueueEntry } from "#cli/queue/state";
import type { FindingView } from "#core/render/finding-view";
import { inkTitle, severityGlyph } from "#core/render/terminal/finding";
import type { Ink } from "#core/render/terminal/screen";

/** Names that are worth the lines; the prompt has all. */
const SUGGESTIONS = 3;

/** The finding on the screen, what matters most first: what does not fit is cut at the end. */
export function viewEntry(entry: QueueEntry, options: FrameOptions): string[] {
  const { view, ruleTitle } = entry;
  const { finding } = view;
  const head: Ink[] = [{ text: `${severityGlyph[finding.severity]} `, style: finding.severity }];
  if (view.key !== null) head.push({ text: view.key, style: "strong", href: view.url }, "  ");
  const facts = inkFacts(view);
  const rule: Ink[] = [
    { text: finding.severity, style: finding.severity },
    { text: ` · ${ruleTitle}`, style: "quiet" },
  ];
  return [
    ...layOut(options, 2, (screen) => screen.write([...head, ...inkTitle(view.title)], 2, 2)),
    ...(facts.length > 0 ? layOut(options, 2, (screen) => screen.write(facts, 4)) : []),
    ...layOut(options, 1, (screen) => screen.write(rule, 4)),
    "",
    ...layOut(options, 3, (screen) => screen.write(finding.message, 2)),
    "",
    ...answers(view, options),
  ];
}

function inkFacts({ verdict, facts, owner }: FindingView): Ink[] {
  const inks: Ink[] = verdict ? [{ text: verdict.phrase, style: verdict.focus }] : [];
  for (const fact of [...facts, ...(owner === null ? [] : [`owner: ${owner}`])])
    inks.push(inks.length > 0 ? ` · ${fact}` : fact);
  return inks;
}

function answers(view: FindingView, options: FrameOptions): string[] {
  const linesOf = (label: string): readonly string[] =>
    view.answers.find((answer) => answer.label === label)?.lines ?? [];
  const people = linesOf("Who could take it");
  const shown = people.slice(0, SUGGESTIONS).map((line, index) => `${index + 1} ${line}`);
  const more = people.length > SUGGESTIONS ? [`and ${people.length - SUGGESTIONS} more: r shows them`] : [];
  const past = linesOf("Decided");
  const why = layOutField(options, "Why", [linesOf("Why").join(" ")], 3);
  return [
    ...(past.length > 0 ? layOutField(options, "Decided before", [past.join(" ")], 4) : []),
    ...why,
    ...layOutField(options, "What to do", linesOf("What to do"), 2),
    ...layOutField(options, "Could take it", [...shown, ...more], people.length > 2 ? 1 : 2),
    ...layOutField(options, "Split into", linesOf("How to split it"), 1),
    ...(view.url === null ? [] : layOutField(options, "Link", [{ text: view.url, href: view.url }], 1)),
  ].filter((line) => line !== "");
}
