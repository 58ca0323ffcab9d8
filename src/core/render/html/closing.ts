import { focusName } from "#core/explain";
import { el, outside, prose, scrollable, type Child, type Element } from "#core/render/html/element";
import type { Numbers } from "#core/render/numbers";
import type { Outline } from "#core/render/outline";
import { formatNote, sourceName } from "#core/render/source-name";
import { describeRemainder, FOCUS_MEANING, HOW_IT_DECIDES, type Remainder } from "#core/render/remainder";

/** What the audit could not tell, with the remedies, and the rules that found nothing; null where there is nothing to say. */
export function remainderSection({ report, numbers, quietRules, idleRules }: Outline): Element | null {
  const rest = describeRemainder(report, numbers);
  if (rest.lines.length === 0) return null;
  return el(
    "section",
    { id: "rest", "aria-labelledby": "rest-title" },
    el("h2", { id: "rest-title" }, "What it could not tell"),
    el(
      "ul",
      {},
      rest.lines.map((line) => el("li", {}, prose(line))),
    ),
    skippedTable(rest, numbers),
    idleRules ? silentRules(idleRules.rules, "could not run", idleRules.reason, numbers) : null,
    silentRules(quietRules, "ran and found nothing", null, numbers),
  );
}

function silentRules(rules: Outline["quietRules"], what: string, reason: string | null, numbers: Numbers): Child {
  if (rules.length === 0) return null;
  return el(
    "details",
    { class: "silent-rules" },
    el("summary", {}, `${numbers.plural(rules.length, "rule")} ${what}`),
    reason === null ? null : el("p", {}, reason),
    el(
      "ul",
      {},
      rules.map((rule) => el("li", {}, rule.title, " ", el("code", {}, rule.id))),
    ),
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
    el(
      "p",
      {},
      "Words underlined in a title are reasons: ",
      el("mark", { class: "strategic" }, "a solid line"),
      " for strategic, ",
      el("mark", { class: "tactical" }, "a dotted one"),
      " for tactical.",
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
          outside(sourceName(source.name)),
          `${formatNote(source)}: ${numbers.plural(source.items, "work item")}`,
        ),
      ),
      el("li", {}, `${report.generator.name} ${report.generator.version}, ${summary.date}`),
      el("li", {}, "Ruleset ", el("code", { class: "hash" }, report.rulesetHash)),
    ),
  );
}
