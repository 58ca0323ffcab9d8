import type { BlockContent, PhrasingContent, RootContent } from "mdast";
import { focusName } from "#core/explain";
import type { FindingView } from "#core/render/finding-view";
import type { PartRenderer } from "#core/render/format";
import {
  code,
  emphasis,
  heading,
  item,
  itemWith,
  link,
  list,
  marked,
  paragraph,
  prose,
  serialize,
  spreadList,
  strong,
  table,
  text,
} from "#core/render/markdown/builders";
import {
  outlineReport,
  phraseClear,
  phraseHidden,
  severityNames,
  type Outline,
  type ScopeView,
} from "#core/render/outline";
import { describeRemainder, FOCUS_MEANING, HOW_IT_DECIDES } from "#core/render/remainder";
import { describeHolders, describeMode, describeOwnership, describeResponsibilities } from "#core/render/scope-facts";
import { formatNote, sourceName } from "#core/render/source-name";
import { WHAT_THIS_IS } from "#core/render/summary";

/** What a page or a comment carries without becoming a wall. */
const DEFAULT_LIMIT = 100;

/** The report as GitHub-flavoured Markdown, for a wiki, a pull request or a chat. */
export const renderMarkdown: PartRenderer = function* (report, options) {
  const outline = outlineReport(report, options.maxFindings ?? DEFAULT_LIMIT, options.locale);
  yield serialize([
    ...openingOf(outline),
    ...outline.scopes.flatMap((view) => scopeOf(view, outline)),
    ...hiddenOf(outline),
    ...remainderOf(outline),
    ...aboutOf(outline),
  ]);
};

function openingOf(outline: Outline): RootContent[] {
  const { summary, report, scopes, numbers } = outline;
  const count = (value: number): PhrasingContent[] => [text(numbers.count(value))];
  const glance = scopes.map(({ scope, open }) => [
    [text(scope.name)],
    ...[scope.items, scope.strategic, scope.tactical, scope.unclear, open.error, open.warning, open.info].map(count),
  ]);
  const head = [
    "Space or team",
    "Work items",
    "Strategic",
    "Tactical",
    "Not sure",
    "Errors",
    "Warnings",
    "For information",
  ].map((name) => [text(name)]);
  return [
    heading(1, text(summary.title)),
    paragraph(text(summary.date)),
    paragraph(text(WHAT_THIS_IS)),
    paragraph(text(summary.read)),
    ...(report.totals.items === 0
      ? []
      : [paragraph(strong(text(summary.attention)), ...summary.details.flatMap((line) => prose(` ${line}`)))]),
    ...(report.complete
      ? []
      : [paragraph(strong(text("Incomplete:")), text(` ${report.incompleteBecause.join(" ")}`))]),
    ...startOf(outline),
    ...(glance.length > 1 ? [table([head, ...glance], 1)] : []),
  ];
}

/** The errors and warnings to start with. */
function startOf({ first, open }: Outline): RootContent[] {
  if (first.length === 0 || open === 1) return [];
  const lines = first.map((view) => {
    const title = view.title.map((piece) => piece.text).join("");
    const name = view.key === null ? strong(text(title)) : strong(text(view.key));
    return item(
      ...link(view.url, name),
      text(view.key === null ? ": " : ` ${title}: `),
      ...prose(view.finding.message),
    );
  });
  return [paragraph(text("Start with these:")), list(...lines)];
}

function scopeOf(view: ScopeView, outline: Outline): RootContent[] {
  const { scope, mix, groups } = view;
  const hidden = phraseHidden(view, outline.numbers);
  const { numbers, report } = outline;
  const ownership = describeOwnership(scope);
  const about = describeResponsibilities(scope);
  const blocks: RootContent[] = [
    heading(2, text(scope.name)),
    table(
      [
        ["Focus", "Work items", "Share"].map((name) => [text(name)]),
        ...mix.map((part) => [[text(part.name)], [text(numbers.count(part.items))], [text(part.share)]]),
      ],
      1,
    ),
  ];
  if (about.length > 0) {
    blocks.push(
      paragraph(
        text(`By responsibility: ${about.map(({ name, items }) => `${name} ${numbers.count(items)}`).join(", ")}.`),
      ),
    );
  }
  if (ownership.total > 0) {
    blocks.push(
      paragraph(text("Open work items by the role of their owner:")),
      table(
        [
          [[text("Focus")], ...ownership.columns.map((name) => [text(name)])],
          ...ownership.rows.map(({ focus, cells }) => [
            [text(focusName[focus])],
            ...cells.map((cell) => [text(numbers.count(cell))]),
          ]),
        ],
        1,
      ),
    );
  }
  const mode = describeMode(scope, report);
  if (mode !== null) blocks.push(paragraph(emphasis(text(mode))));
  blocks.push(paragraph(text([...describeHolders(scope, report), scope.balance.sentence].join(" "))));
  for (const group of groups) {
    blocks.push(heading(3, text(`${severityNames[group.severity].many} (${numbers.count(group.count)})`)));
    for (const rule of group.rules) {
      blocks.push(heading(4, text(`${rule.title} `), code(rule.id)), spreadList(...rule.findings.map(findingOf)));
    }
  }
  if (hidden !== null) blocks.push(paragraph(text(hidden)));
  else if (groups.length === 0) blocks.push(paragraph(text(phraseClear(view).text)));
  return blocks;
}

function findingOf(view: FindingView) {
  const { finding, verdict, key } = view;
  const title = key === null ? [] : [...link(view.url, strong(text(key))), text(" ")];
  const facts = [verdict?.phrase, ...view.facts, view.owner === null ? undefined : `owner: ${view.owner}`].filter(
    (fact) => fact !== undefined,
  );
  const answers = view.answers.map(({ label, lines }) => {
    const [only = ""] = lines;
    if (lines.length === 1) return item(strong(text(`${label}:`)), text(" "), ...prose(only));
    return itemWith(paragraph(strong(text(`${label}:`))), list(...lines.map((line) => item(...prose(line)))));
  });
  const first = paragraph(...title, ...marked(view.title));
  const blocks: BlockContent[] = [
    ...(facts.length > 0 ? [paragraph(text(facts.join(" · ")))] : []),
    paragraph(...prose(finding.message)),
    list(...answers),
  ];
  return { ...itemWith(first, ...blocks), spread: true };
}

function hiddenOf({ shown, open, numbers }: Outline): RootContent[] {
  if (shown >= open) return [];
  return [
    paragraph(
      strong(text(`Shown: ${numbers.count(shown)} of ${numbers.plural(open, "open finding")}, the most severe first.`)),
      text(" All of them are in the CSV and JSON reports: "),
      code("--output report.csv"),
      text("."),
    ),
  ];
}

function remainderOf({ report, numbers, quietRules, idleRules }: Outline): RootContent[] {
  const rest = describeRemainder(report, numbers);
  const head = ["File", "Line", "Field", "Problem", "What to do"].map((name) => [text(name)]);
  const rows = rest.skipped.map((row) =>
    [row.file, numbers.count(row.line), row.field ?? "", row.problem, row.remedy].map((cell) => prose(cell)),
  );
  if (rest.lines.length === 0) return [];
  return [
    heading(2, text("What it could not tell")),
    list(...rest.lines.map((line) => item(...prose(line)))),
    ...(rows.length > 0 ? [table([head, ...rows])] : []),
    ...(idleRules ? silentRules("Rules that could not run", idleRules.rules, idleRules.reason) : []),
    ...silentRules("Rules that found nothing", quietRules, null),
  ];
}

function silentRules(title: string, rules: Outline["quietRules"], reason: string | null): RootContent[] {
  if (rules.length === 0) return [];
  return [
    heading(2, text(title)),
    ...(reason === null ? [] : [paragraph(text(reason))]),
    list(...rules.map((rule) => item(text(`${rule.title} `), code(rule.id)))),
  ];
}

function aboutOf({ report, numbers }: Outline): RootContent[] {
  const { name, version } = report.generator;
  return [
    heading(2, text("How it decides")),
    list(
      ...(["strategic", "tactical", "unclear"] as const).map((focus) =>
        item(strong(text(`${focusName[focus]}:`)), text(` ${FOCUS_MEANING[focus]}`)),
      ),
    ),
    paragraph(text("Words in italics in a title are reasons for one or the other.")),
    ...HOW_IT_DECIDES.map((line) => paragraph(text(line))),
    heading(2, text("Where it comes from")),
    list(
      ...report.source.map((source) =>
        item(text(`${sourceName(source.name)}${formatNote(source)}: ${numbers.plural(source.items, "work item")}`)),
      ),
      item(text(`${name} ${version}, ruleset `), code(report.rulesetHash)),
    ),
  ];
}
