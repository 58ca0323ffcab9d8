import type { FindingView } from "#core/render/finding-view";
import { el, linkTo, marked, outside, prose, type Child, type Element } from "#core/render/html/element";
import { layOutArgument, type ArgumentGroup } from "#core/render/verdict/argument";

/** One finding: what is wrong, why, what would change it, what to do, who could take it. */
export function findingCard(view: FindingView): Element {
  const { finding, verdict } = view;
  const id = `finding-${view.place}`;
  const key: Child = view.key === null ? null : el("span", { class: "key" }, linkTo(view.url, view.key));
  // What speaks for another answer stands with the evidence, one click away; without evidence it stands in the open.
  const evidence = evidenceOf(view);
  const answers = view.answers.filter(({ isAside }) => evidence === null || isAside !== true);
  const facts = [...view.facts, ...(view.owner === null ? [] : [`Owner: ${view.owner}`])];
  return el(
    "article",
    { class: `finding ${finding.severity}`, id, "aria-labelledby": `${id}-title` },
    el("h5", { id: `${id}-title` }, key, " ", marked(view.title)),
    verdict || facts.length > 0
      ? el(
          "p",
          { class: "facts" },
          verdict ? el("span", { class: `chip ${verdict.focus}` }, verdict.phrase) : null,
          facts.map((fact) => el("span", { class: "fact" }, outside(fact))),
        )
      : null,
    el("p", { class: "message" }, prose(finding.message)),
    el(
      "dl",
      {},
      answers.map(({ label, lines }) => el("div", {}, el("dt", {}, label), el("dd", {}, linesOf(lines)))),
    ),
    evidence,
  );
}

function linesOf(lines: readonly string[]): Child {
  const [only = ""] = lines;
  return lines.length === 1
    ? prose(only)
    : el(
        "ul",
        {},
        lines.map((line) => el("li", {}, prose(line))),
      );
}

/** The evidence line by line, closed until somebody wants to check it; the weights add up to the score. */
function evidenceOf({ item, key, answers }: FindingView): Element | null {
  if (!item || key === null) return null;
  const argument = layOutArgument(key, item.verdict);
  const asides = answers.filter(({ isAside }) => isAside === true);
  const isSaid = (text: string): boolean => asides.some(({ lines }) => lines.some((line) => line.includes(text)));
  return el(
    "details",
    { class: "evidence" },
    el(
      "summary",
      {},
      "How the verdict adds up, and what would change it",
      el("span", { class: "visually-hidden" }, ` for ${key}`),
    ),
    asides.map(({ label, lines }) => el("p", {}, el("b", {}, `${label}: `), prose(lines.join(" ")))),
    el(
      "table",
      {},
      el("caption", {}, argument.headline),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("th", { scope: "col", class: "number" }, "Weight"),
          el("th", { scope: "col" }, "Reason"),
          el("th", { scope: "col" }, "Sign of"),
        ),
      ),
      argument.groups.map(groupRows),
      el(
        "tfoot",
        {},
        el(
          "tr",
          {},
          el("td", { class: "number" }, minus(argument.score)),
          el("th", { scope: "row", colspan: 2 }, "Score, the sum of all lines"),
        ),
        el("tr", {}, el("td", { colspan: 3 }, `Probability that it is strategic: ${minus(argument.equation)}`)),
      ),
    ),
    el(
      "ul",
      { class: "notes" },
      argument.notes
        .filter(({ text }) => !isSaid(text))
        .map(({ label, text }) => el("li", {}, el("b", {}, `${label}: `), text)),
    ),
  );
}

function groupRows(group: ArgumentGroup): Element {
  return el(
    "tbody",
    {},
    el("tr", { class: "group" }, el("th", { scope: "rowgroup", colspan: 3 }, group.title)),
    group.lines.map((line) =>
      el(
        "tr",
        {},
        el("td", { class: "number" }, minus(line.weight)),
        el("td", {}, line.text),
        el("td", {}, line.about ?? ""),
      ),
    ),
  );
}

/** A true minus sign, which a hyphen is too short for in this type. */
const minus = (text: string): string => text.trim().replaceAll(/-(?=\d)/g, "−");
