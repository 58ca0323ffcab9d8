import stringWidth from "string-width";
import {
  phraseClear,
  phraseHidden,
  severityNames,
  type Outline,
  type ScopeView,
  type SeverityGroup,
} from "#core/render/outline";
import { printable } from "#core/render/printable";
import { describeHolders, describeMode, describeResponsibilities } from "#core/render/scope-facts";
import { writeFinding } from "#core/render/terminal/finding";
import { drawMixBar, glyphOf } from "#core/render/terminal/mix-bar";
import { writeOwnership } from "#core/render/terminal/ownership";
import type { Ink, Screen } from "#core/render/terminal/screen";

/** Names of responsibilities that a line has room for. */
const TOP = 4;
const BAR = 48;

/** One scope: its mix, its roles, its findings. */
export function writeScope(screen: Screen, view: ScopeView, outline: Outline): void {
  const { scope, mix } = view;
  const { numbers, report } = outline;
  screen.blank();
  writeRule(screen, scope.name, numbers.plural(scope.items, "work item"));
  screen.blank();
  screen.write(drawMixBar(mix, Math.min(BAR, screen.width - 4)), 2);
  screen.write(
    mix.flatMap((part, index): Ink[] => [
      index === 0 ? "" : "   ",
      { text: glyphOf(part), style: part.focus },
      // No-break spaces: a part of the legend stays on one line.
      ` ${part.name} ${part.share} (${numbers.count(part.items)})`.replaceAll(" ", "\u00A0"),
    ]),
    2,
  );
  const about = describeResponsibilities(scope);
  if (about.length > 0) {
    const names = about.slice(0, TOP).map(({ name, items }) => `${name.toLowerCase()} ${numbers.count(items)}`);
    const others = about.slice(TOP).reduce((sum, { items }) => sum + items, 0);
    const more = others > 0 ? `, other ${numbers.count(others)}` : "";
    screen.write({ text: `About: ${names.join(", ")}${more}`, style: "quiet" }, 2, 2);
  }
  screen.blank();
  writeOwnership(screen, scope, numbers);
  screen.blank();
  const mode = describeMode(scope, report);
  if (mode !== null) screen.write({ text: mode, style: "info" }, 2);
  const holders = describeHolders(scope, report);
  if (holders.length > 0) screen.write(holders.join(" "), 2);
  screen.write(scope.balance.sentence, 2);
  for (const group of view.groups) writeGroup(screen, group, outline);
  writeEnd(screen, view, outline);
}

function writeGroup(screen: Screen, group: SeverityGroup, { numbers }: Outline): void {
  screen.blank();
  screen.write(
    { text: `${severityNames[group.severity].many} (${numbers.count(group.count)})`, style: group.severity },
    2,
  );
  for (const rule of group.rules) {
    screen.blank();
    screen.write(
      [
        { text: rule.title, style: "strong" },
        { text: `  ${rule.id}`, style: "quiet" },
      ],
      2,
    );
    for (const finding of rule.findings) {
      screen.blank();
      writeFinding(screen, finding);
    }
  }
}

function writeEnd(screen: Screen, view: ScopeView, { numbers }: Outline): void {
  const hidden = phraseHidden(view, numbers);
  if (hidden !== null) {
    screen.blank();
    screen.write({ text: hidden, style: "quiet" }, 2);
  } else if (view.groups.length === 0) {
    screen.blank();
    const { text, isGood } = phraseClear(view);
    screen.write(isGood ? [{ text: "✓ ", style: "good" }, text] : { text, style: "quiet" }, 2);
  }
}

/** "── Payments ───────────── 1,004 work items" over the whole width, as far as the name leaves room. */
function writeRule(screen: Screen, name: string, count: string): void {
  const room = Math.min(screen.width, 110);
  const fill = room - stringWidth(printable(name)) - stringWidth(count) - 5;
  const line: Ink[] =
    fill < 3
      ? [{ text: name, style: "strong" }, `  ${count}`]
      : ["── ", { text: name, style: "strong" }, ` ${"─".repeat(fill)} `, count];
  screen.write(line);
}
