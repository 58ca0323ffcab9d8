import type { Block, Entry, Figure, ScopeMix, TableBlock } from "#core/render/backlog/blocks";
import { mixLegend } from "#core/render/backlog/mix-legend";
import { trendFigures } from "#core/render/backlog/trend-charts";
import { drawMix } from "#core/render/html/charts";
import { el, linkTo, outside, prose, scrollable, type Child, type Element } from "#core/render/html/element";
import { severityNames, type MixPart } from "#core/render/outline";

/** Rows beyond which a table is folded. */
const MANY_ROWS = 12;

/** A block of the outline on the page. */
export function blockElement(block: Block): Child {
  switch (block.kind) {
    case "text":
      return textElement(block);
    case "list":
      return el(
        "ul",
        { class: "lines" },
        block.lines.map((line) => el("li", {}, prose(line))),
      );
    case "figures":
      return el("ul", { class: "figures" }, block.figures.map(figureElement));
    case "entries":
      return el("ol", { class: "look" }, block.entries.map(entryElement));
    case "mixes":
      return block.mixes.map(mixElement);
    case "table":
      return tableElement(block);
    case "charts":
      return trendFigures(block);
  }
}

function textElement({ text, tone }: Extract<Block, { kind: "text" }>): Element {
  const looks = tone === "warning" ? "callout warning" : tone === "quiet" ? "note quiet" : "note";
  return el("p", { class: looks }, prose(text));
}

const figureElement = ({ value, label, note }: Figure): Element =>
  el("li", {}, el("b", {}, value), " ", label, note === "" ? null : el("small", {}, note));

const entryElement = ({ severity, key, title, url, line }: Entry): Element =>
  el(
    "li",
    { class: `finding ${severity}` },
    el(
      "p",
      { class: "subject" },
      el("span", { class: "key" }, linkTo(url, key)),
      " ",
      title === null ? null : outside(title),
    ),
    el(
      "p",
      {},
      el("span", { class: `severity-name ${severity}` }, severityNames[severity].one),
      " ",
      el("bdi", {}, prose(line)),
    ),
  );

function mixElement({ name, facts, mix, sentence }: ScopeMix): Element {
  return el(
    "div",
    { class: "scope-mix" },
    el("h3", {}, outside(name), " ", el("small", {}, facts)),
    mix.length === 0 ? null : [drawMix(countsOf(mix), { height: 14 }), mixLegend(mix)],
    el("p", { class: "note" }, prose(sentence)),
  );
}

function countsOf(mix: readonly MixPart[]) {
  const counts = { items: 0, strategic: 0, tactical: 0, unclear: 0 };
  for (const { focus, items } of mix) {
    counts[focus] = items;
    counts.items += items;
  }
  return counts;
}

function tableElement(block: TableBlock): Element {
  const { caption, head, rows, numbersFrom } = block;
  const looks = (index: number, cell = ""): string | undefined =>
    index < numbersFrom ? undefined : cell === "0" ? "number zero" : "number";
  const table = el(
    "table",
    { class: numbersFrom < head.length ? "grid data" : "grid data keys" },
    el("caption", {}, caption),
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        head.map((name, index) => el("th", { scope: "col", class: looks(index) }, name)),
      ),
    ),
    el(
      "tbody",
      {},
      rows.map(([name = "", ...cells]) =>
        el(
          "tr",
          {},
          el("th", { scope: "row" }, outside(name)),
          cells.map((cell, index) => el("td", { class: looks(index + 1, cell) }, outside(cell))),
        ),
      ),
    ),
  );
  if (rows.length <= MANY_ROWS) return scrollable(caption, table);
  return el("details", {}, el("summary", {}, `${caption}: a table`), scrollable(caption, table));
}
