import { focusName } from "#core/explain";
import { el, outside, prose, scrollable, type Child, type Element } from "#core/render/html/element";
import type { Numbers } from "#core/render/numbers";
import type { Outline } from "#core/render/outline";
import { describeRemainder, FOCUS_MEANING, HOW_IT_DECIDES, type Remainder } from "#core/render/remainder";

/** What the audit could not tell, with the remedies, and the rules that found nothing. */
export function remainderSection({ report, numbers, quietRules }: Outline): Element {
  const rest = describeRemainder(report, numbers);
  const lines = [rest.unclear, ...rest.gaps, ...rest.failures, rest.duplicates, ...rest.notices, rest.skippedSentence];
  return el(
    "section",
    { id: "rest", "aria-labelledby": "rest-title" },
    el("h2", { id: "rest-title" }, "What it could not tell"),
    el(
      "ul",
      {},
      lines.map((line) => el("li", {}, prose(line))),
    ),
    skippedTable(rest, numbers),
    quietRules.length > 0
      ? el(
          "details",
          { class: "quiet-rules" },
          el("summary", {}, `${numbers.plural(quietRules.length, "rule")} ran and found nothing`),
          el(
            "ul",
            {},
            quietRules.map((rule) => el("li", {}, rule.title, " ", el("code", {}, rule.id))),
          ),
        )
      : null,
  );
}

function skippedTable({ skipped }: Remainder, numbers: Numbers): Child {
  if (skipped.length === 0) return null;
  const row = (cells: readonly Child[]): Element =>
    el(
      "tr",
      {},
      cells.map((cell) => el("td", {}, cell)),
    );
  return scrollable(
    "Rows that were skipped",
    el(
      "table",
      { class: "grid" },
      el("caption", {}, "Rows that were skipped"),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          ["File", "Line", "Field", "Problem", "What to do"].map((name) => el("th", { scope: "col" }, name)),
        ),
      ),
      el(
        "tbody",
        {},
        skipped.map(({ file, line, field, problem, remedy }) =>
          row([outside(file), numbers.count(line), outside(field ?? ""), outside(problem), prose(remedy)]),
        ),
      ),
    ),
  );
}

/** How it decides, and where the report comes from. */
export function aboutSection({ report, numbers, summary }: Outline): Element {
  const foci = ["strategic", "tactical", "unclear"] as const;
  return el(
    "section",
    { id: "about", "aria-labelledby": "about-title" },
    el("h2", { id: "about-title" }, "How it decides"),
    el(
      "dl",
      { class: "meaning" },
      foci.map((focus) =>
        el(
          "div",
          {},
          el("dt", {}, el("span", { class: `chip ${focus}` }, focusName[focus])),
          el("dd", {}, FOCUS_MEANING[focus]),
        ),
      ),
    ),
    HOW_IT_DECIDES.map((line) => el("p", {}, line)),
    el("h3", {}, "Where it comes from"),
    el(
      "ul",
      {},
      report.source.map((source) =>
        el(
          "li",
          {},
          outside(source.name),
          source.format ? ` (${source.format})` : "",
          `: ${numbers.plural(source.items, "work item")}`,
        ),
      ),
      el("li", {}, `${report.generator.name} ${report.generator.version}, ${summary.date}`),
      el("li", {}, "Ruleset ", el("code", { class: "hash" }, report.rulesetHash)),
    ),
  );
}
