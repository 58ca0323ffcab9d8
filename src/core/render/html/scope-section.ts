import { focusName } from "#core/explain";
import { mixFigure, responsibilityChart } from "#core/render/html/charts";
import { el, outside, prose, scrollable, type Child, type Element } from "#core/render/html/element";
import { findingCard } from "#core/render/html/finding-card";
import type { Numbers } from "#core/render/numbers";
import {
  phraseClear,
  phraseHidden,
  severityNames,
  type Outline,
  type ScopeView,
  type SeverityGroup,
} from "#core/render/outline";
import { describeHolders, describeMode, describeOwnership, describeResponsibilities } from "#core/render/scope-facts";
import type { ScopeReport } from "#core/report";

/** More scopes than these, and the quiet ones are folded: a reader comes for the others. */
const MANY_SCOPES = 8;

/** One scope: mix, roles, what the mix suggests, findings by severity and rule. */
export function scopeSection(view: ScopeView, outline: Outline, id: string): Element {
  const { scope } = view;
  const { numbers, report } = outline;
  const about = describeResponsibilities(scope);
  const mode = describeMode(scope, report);
  const isFolded = outline.scopes.length > MANY_SCOPES && view.groups.length === 0 && view.hidden === 0;
  const facts = el(
    "div",
    { class: "columns" },
    el(
      "div",
      {},
      ownershipTable(scope, numbers),
      describeHolders(scope, report).map((line) => el("p", { class: "roles" }, line)),
    ),
    about.length > 0 ? el("div", {}, responsibilityChart(about, numbers)) : null,
  );
  return el(
    "section",
    { class: "scope", id, "aria-labelledby": `${id}-title` },
    el(
      "h2",
      { id: `${id}-title` },
      outside(scope.name),
      " ",
      el("small", {}, numbers.plural(scope.items, "work item")),
    ),
    mixFigure(scope.name, scope, numbers),
    mode === null ? null : el("p", { class: "callout info" }, prose(mode)),
    el("p", { class: "balance" }, prose(scope.balance.sentence)),
    isFolded
      ? el(
          "details",
          { class: "folded" },
          el("summary", {}, "Roles and subjects", el("span", { class: "visually-hidden" }, ` of ${scope.name}`)),
          facts,
        )
      : facts,
    view.groups.map((group) => severityGroup(group, outline, id)),
    closingOf(view, numbers),
  );
}

function ownershipTable(scope: ScopeReport, numbers: Numbers): Child {
  const { columns, rows, total } = describeOwnership(scope);
  if (total === 0) return el("p", { class: "quiet" }, "No open work items.");
  return scrollable(
    `Open work items of ${scope.name} by the role of their owner`,
    el(
      "table",
      { class: "grid" },
      el("caption", {}, "Open work items by the role of their owner"),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("th", { scope: "col" }, "Focus"),
          columns.map((name) => el("th", { scope: "col", class: "number" }, name)),
        ),
      ),
      el(
        "tbody",
        {},
        rows.map(({ focus, cells }) =>
          el(
            "tr",
            {},
            el(
              "th",
              { scope: "row" },
              el("span", { class: `swatch ${focus}`, "aria-hidden": "true" }),
              focusName[focus],
            ),
            cells.map((cell) => el("td", { class: cell === 0 ? "number zero" : "number" }, numbers.count(cell))),
          ),
        ),
      ),
    ),
  );
}

function severityGroup({ severity, count, rules }: SeverityGroup, { numbers }: Outline, scopeId: string): Element {
  const id = `${scopeId}-${severity}`;
  const shown = rules.reduce((sum, { findings }) => sum + findings.length, 0);
  return el(
    "div",
    { class: "severity" },
    el(
      "h3",
      { id, class: severity },
      `${severityNames[severity].many} `,
      el("span", { class: "badge" }, numbers.count(count)),
      shown < count ? el("small", {}, ` ${numbers.count(shown)} of them shown`) : null,
    ),
    rules.map((rule) => [el("h4", {}, rule.title, " ", el("code", {}, rule.id)), rule.findings.map(findingCard)]),
  );
}

function closingOf(view: ScopeView, numbers: Numbers): Child {
  const hidden = phraseHidden(view, numbers);
  if (hidden !== null) return el("p", { class: "quiet" }, hidden);
  if (view.groups.length > 0) return null;
  const { text, isGood } = phraseClear(view);
  return isGood
    ? el("p", { class: "all-clear" }, el("span", { "aria-hidden": "true" }, "✓ "), text)
    : el("p", { class: "quiet" }, text);
}
