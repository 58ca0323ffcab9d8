import { renderToString } from "preact-render-to-string";
import type { PartRenderer } from "#core/render/format";
import { aboutSection, remainderSection } from "#core/render/html/closing";
import { el, type Element } from "#core/render/html/element";
import { openingSection, tableOfContents } from "#core/render/html/opening";
import { pageShell } from "#core/render/html/page";
import { scopeSection } from "#core/render/html/scope-section";
import { outlineReport, type Outline } from "#core/render/outline";

/** What a page carries before it is slow to read; the rest is in the CSV. */
const DEFAULT_LIMIT = 200;
/** What a browser opens at all: some 18 MB. */
const MOST = 5000;

/**
 * The report as one HTML file: no script, nothing from the network (a content security policy says so to the browser),
 * light and dark, for print and for screen readers.
 */
export const renderHtml: PartRenderer = function* (report, options) {
  const outline = outlineReport(report, Math.min(options.maxFindings ?? DEFAULT_LIMIT, MOST), options.locale);
  yield `<!doctype html>\n${renderToString(page(outline))}\n`;
};

function page(outline: Outline): Element {
  const sections = outline.scopes.map((view, index) => ({ view, id: `scope-${index + 1}` }));
  return pageShell(outline.summary.title, tableOfContents(outline, sections), [
    openingSection(outline, sections),
    sections.map(({ view, id }) => scopeSection(view, outline, id)),
    hiddenNote(outline),
    remainderSection(outline),
    aboutSection(outline),
  ]);
}

function hiddenNote({ shown, open, numbers }: Outline): Element | null {
  if (shown >= open) return null;
  return el(
    "p",
    { class: "callout warning" },
    el("b", {}, `Shown: ${numbers.count(shown)} of ${numbers.plural(open, "open finding")}, the most severe first. `),
    "All of them are in the CSV and JSON reports: ",
    el("code", {}, "--output report.csv"),
    ".",
  );
}
