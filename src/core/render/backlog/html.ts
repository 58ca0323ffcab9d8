import { renderToString } from "preact-render-to-string";
import type { Section } from "#core/render/backlog/blocks";
import { blockElement } from "#core/render/backlog/html-blocks";
import type { BacklogOutline } from "#core/render/backlog/outline";
import { el, outside, type Element } from "#core/render/html/element";
import { pageShell } from "#core/render/html/page";

/** The report on a backlog as one HTML file, in the shell of the audit report: no script, no network, light, dark, print. */
export const renderBacklogHtml = (outline: BacklogOutline): string =>
  `<!doctype html>\n${renderToString(page(outline))}\n`;

const page = (outline: BacklogOutline): Element =>
  pageShell(outline.title, contents(outline.sections), [summary(outline), outline.sections.map(sectionElement)]);

function contents(sections: readonly Section[]): Element {
  const links = [{ id: "summary", title: "Summary" }, ...sections];
  return el(
    "nav",
    { "aria-label": "Contents" },
    el(
      "ul",
      {},
      links.map(({ id, title }) => el("li", {}, el("a", { href: `#${id}` }, title))),
    ),
  );
}

const summary = ({ title, date, lead }: BacklogOutline): Element =>
  el(
    "section",
    { id: "summary", "aria-labelledby": "summary-title" },
    el("h1", { id: "summary-title" }, title),
    el("p", { class: "date" }, outside(date)),
    el("p", { class: "lead" }, lead.changed),
    el("p", { class: `callout ${lead.tone}` }, el("b", {}, lead.attention)),
    el("p", { class: "balance" }, lead.mix),
  );

const sectionElement = ({ id, title, blocks }: Section): Element =>
  el(
    "section",
    { id, "aria-labelledby": `${id}-title` },
    el("h2", { id: `${id}-title` }, title),
    blocks.map(blockElement),
  );
