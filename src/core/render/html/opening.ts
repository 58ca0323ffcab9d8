import { drawMix, mixFigure } from "#core/render/html/charts";
import { el, outside, prose, scrollable, type Child, type Element } from "#core/render/html/element";
import { severityNames, type Outline, type ScopeView } from "#core/render/outline";
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

export function tableOfContents({ numbers }: Outline, sections: readonly Section[]): Element {
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
      link("rest", "What it could not tell"),
      link("about", "How it decides"),
    ),
  );
}

/** The answer in three sentences, the counts, and one line for each scope. */
export function openingSection(outline: Outline, sections: readonly Section[]): Element {
  const { summary, report, numbers } = outline;
  const tone = summary.isQuiet ? "good" : report.totals.findings.open > 0 ? (worst(sections) ?? "info") : "info";
  return el(
    "section",
    { id: "summary", "aria-labelledby": "summary-title" },
    el("h1", { id: "summary-title" }, "Who holds what"),
    el("p", { class: "date" }, outside(summary.sources), summary.sources === "" ? "" : " · ", summary.date),
    el("p", { class: "lead" }, `${summary.read} ${summary.mix}`),
    el("p", { class: `callout ${tone}` }, el("b", {}, summary.attention), " ", startLink(outline), summary.states),
    report.complete
      ? null
      : el(
          "p",
          { class: "callout warning" },
          el("b", {}, "This report is incomplete. "),
          prose(report.incompleteBecause.join(" ")),
        ),
    sections.length > 1 ? [mixFigure("all scopes", report.totals, numbers), scopesTable(sections, outline)] : null,
  );
}

/** "Start with PAY-12.", with a link to the finding where it is on the page. */
function startLink({ summary, shown }: Outline): Child {
  if (summary.start === null) return null;
  const words = ["Start with ", outside(summary.start)];
  return [shown > 0 ? el("a", { href: "#finding-1" }, words) : words, ". "];
}

const worst = (sections: readonly Section[]) =>
  SEVERITIES.find((severity) => sections.some(({ view }) => view.open[severity] > 0));

function scopesTable(sections: readonly Section[], { numbers }: Outline): Element {
  const columns = ["Work items", ...SEVERITIES.map((severity) => severityNames[severity].many)];
  return scrollable(
    "Scopes at a glance",
    el(
      "table",
      { class: "grid" },
      el("caption", {}, "Scopes at a glance"),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("th", { scope: "col" }, "Scope"),
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
