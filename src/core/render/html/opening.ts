import { drawMix, mixFigure } from "#core/render/html/charts";
import { el, outside, prose, scrollable, type Child, type Element } from "#core/render/html/element";
import { severityNames, type Outline, type ScopeView } from "#core/render/outline";
import { hasRemainder } from "#core/render/remainder";
import { WHAT_THIS_IS } from "#core/render/summary";
import { SEVERITIES } from "#core/severity";

interface Section {
  view: ScopeView;
  id: string;
}

/** Name and the choice of theme: three radio buttons that style sheets read, so that no script is needed. */
export function pageHeader(): Element {
  const themes = [
    ["auto", "Auto"],
    ["light", "Light"],
    ["dark", "Dark"],
  ] as const;
  const choices = themes.map(([id, name]) => [
    el("input", { type: "radio", name: "theme", id: `theme-${id}`, checked: id === "auto" }),
    el("label", { for: `theme-${id}` }, name),
  ]);
  return el(
    "header",
    { class: "top" },
    el(
      "div",
      {},
      el("span", { class: "brand" }, brandMark(), "Rolecall"),
      el("fieldset", { class: "themes" }, el("legend", { class: "visually-hidden" }, "Theme"), choices),
    ),
  );
}

const brandMark = (): Element =>
  el(
    "svg",
    { width: 20, height: 20, viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" },
    el("rect", { class: "strategic", x: 1, y: 2, width: 8, height: 16, rx: 2 }),
    el("rect", { class: "tactical", x: 11, y: 8, width: 8, height: 10, rx: 2 }),
  );

export function tableOfContents(outline: Outline, sections: readonly Section[]): Element {
  const { numbers } = outline;
  const link = (id: string, ...label: Child[]): Element => el("li", {}, el("a", { href: `#${id}` }, ...label));
  return el(
    "nav",
    { "aria-label": "Contents" },
    el(
      "ul",
      {},
      link("summary", "Summary"),
      sections.map(({ view, id }) => {
        const urgent = view.open.error + view.open.warning;
        return link(
          id,
          outside(view.scope.name),
          urgent > 0
            ? el(
                "span",
                { class: "badge" },
                numbers.count(urgent),
                el("span", { class: "visually-hidden" }, " errors and warnings"),
              )
            : null,
        );
      }),
      hasRemainder(outline) ? link("rest", "What it could not tell") : null,
      link("about", "How it decides"),
    ),
  );
}

/** The answer in three sentences, what to look at first, and one line for each scope. */
export function openingSection(outline: Outline, sections: readonly Section[]): Element {
  const { summary, report, numbers } = outline;
  return el(
    "section",
    { id: "summary", "aria-labelledby": "summary-title" },
    el("h1", { id: "summary-title" }, "Who holds what"),
    el("p", { class: "tagline" }, WHAT_THIS_IS),
    el("p", { class: "date" }, outside(summary.sources), summary.sources === "" ? "" : " · ", summary.date),
    el("p", { class: "lead" }, summary.read),
    answer(outline, sections),
    report.complete
      ? null
      : el(
          "p",
          { class: "callout warning" },
          el("b", {}, "This report is incomplete. "),
          prose(report.incompleteBecause.join(" ")),
        ),
    startList(outline),
    sections.length > 1
      ? [mixFigure("all spaces and teams", report.totals, numbers), scopesTable(sections, outline)]
      : null,
  );
}

/** What needs attention, what else is to be known of it, and what of it this page shows. */
function answer({ summary, report, shown, open, numbers }: Outline, sections: readonly Section[]): Child {
  if (report.totals.items === 0) return null;
  return el(
    "p",
    { class: `callout ${toneOf(summary, sections)}` },
    el("b", {}, summary.attention),
    summary.details.map((line) => [" ", ...prose(line)]),
    shown < open
      ? ` This page shows ${numbers.count(shown)} of ${numbers.plural(open, "finding")}, the most severe first.`
      : null,
  );
}

function toneOf(summary: Outline["summary"], sections: readonly Section[]): string {
  const urgent = (["error", "warning"] as const).find((severity) =>
    sections.some(({ view }) => view.open[severity] > 0),
  );
  if (urgent) return urgent;
  if (!summary.isAnyOwnerChecked) return "warning";
  return summary.isQuiet ? "good" : "info";
}

/** The errors and warnings to start with, each with a link to its place on the page. */
function startList({ first, open }: Outline): Child {
  if (first.length === 0 || open === 1) return null;
  return [
    el("h2", { class: "start", id: "start" }, "Start with these"),
    el(
      "ol",
      { class: "start", "aria-labelledby": "start" },
      first.map((view) =>
        el(
          "li",
          {},
          el(
            "a",
            { href: `#finding-${view.place}` },
            view.key === null ? null : [el("span", { class: "key" }, outside(view.key)), " "],
            outside(view.title.map(({ text }) => text).join("")),
          ),
          " ",
          el("span", { class: "quiet" }, prose(view.finding.message)),
        ),
      ),
    ),
  ];
}

function scopesTable(sections: readonly Section[], { numbers }: Outline): Element {
  const columns = ["Work items", ...SEVERITIES.map((severity) => severityNames[severity].many)];
  return scrollable(
    "Spaces and teams at a glance",
    el(
      "table",
      { class: "grid" },
      el("caption", {}, "Spaces and teams at a glance"),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("th", { scope: "col" }, "Space or team"),
          el("th", { scope: "col", class: "mini" }, "Mix"),
          columns.map((name) => el("th", { scope: "col", class: "number" }, name)),
        ),
      ),
      el(
        "tbody",
        {},
        sections.map(({ view, id }) => scopeRow(view, id, numbers)),
      ),
    ),
  );
}

function scopeRow({ scope, mix, open }: ScopeView, id: string, numbers: Outline["numbers"]): Element {
  const spoken = mix.map((part) => `${part.name} ${part.share}`).join(", ");
  const counts = SEVERITIES.map((severity) =>
    el("td", { class: open[severity] === 0 ? "number zero" : `number ${severity}` }, numbers.count(open[severity])),
  );
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, el("a", { href: `#${id}` }, outside(scope.name))),
    el("td", { class: "mini" }, drawMix(scope, { label: spoken, height: 12 })),
    el("td", { class: "number" }, numbers.count(scope.items)),
    counts,
  );
}
