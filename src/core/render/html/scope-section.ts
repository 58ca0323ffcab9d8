import { focusName } from "#core/explain";
import { mixFigure, responsibilityChart } from "#core/render/html/charts";
import { el, outside, prose, scrollable, type Child, type Element } from "#core/render/html/element";
import { findingCard } from "#core/render/html/finding-card";
import type { Numbers } from "#core/render/numbers";
import { severityNames, type Outline, type ScopeView, type SeverityGroup } from "#core/render/outline";
import { describeHolders, describeMode, describeOwnership, describeResponsibilities } from "#core/render/scope-facts";
import type { ScopeReport } from "#core/report";

/** One scope: mix, roles, what the mix suggests, findings by severity and rule. */
export function scopeSection(view: ScopeView, outline: Outline, id: string): Element {
  const { scope } = view;
  const { numbers, report } = outline;
  const about = describeResponsibilities(scope);
  const mode = describeMode(scope);
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
    el(
      "div",
      { class: "columns" },
      el(
        "div",
        {},
        ownershipTable(scope, numbers),
        el("p", { class: "roles" }, describeHolders(scope, report).join(" ")),
      ),
      about.length > 0 ? el("div", {}, responsibilityChart(about, numbers)) : null,
    ),
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
  return el(
    "section",
    { class: "severity", "aria-labelledby": id },
    el(
      "h3",
      { id, class: severity },
      `${severityNames[severity].many} `,
      el("span", { class: "badge" }, numbers.count(count)),
    ),
    rules.map((rule) => [el("h4", {}, rule.title, " ", el("code", {}, rule.id)), rule.findings.map(findingCard)]),
  );
}

function closingOf({ hidden, groups }: ScopeView, numbers: Numbers): Child {
  if (hidden > 0) return el("p", { class: "quiet" }, `… and ${numbers.plural(hidden, "more finding")} here.`);
  return groups.length === 0
    ? el("p", { class: "all-clear" }, el("span", { "aria-hidden": "true" }, "✓ "), "No open findings here.")
    : null;
}
