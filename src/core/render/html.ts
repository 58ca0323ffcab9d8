import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import type { PartRenderer } from "#core/render/format";
import { aboutSection, remainderSection } from "#core/render/html/closing";
import { el, type Element } from "#core/render/html/element";
import { openingSection, pageHeader, tableOfContents } from "#core/render/html/opening";
import { scopeSection } from "#core/render/html/scope-section";
import { styleSheet } from "#core/render/html/style";
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
  return el(
    "html",
    { lang: "en" },
    head(outline.summary.title),
    el(
      "body",
      {},
      el("a", { class: "skip", href: "#report" }, "Skip to the report"),
      pageHeader(),
      el(
        "div",
        { class: "page" },
        tableOfContents(outline, sections),
        el(
          "main",
          { id: "report", tabindex: -1 },
          openingSection(outline, sections),
          sections.map(({ view, id }) => scopeSection(view, outline, id)),
          hiddenNote(outline),
          remainderSection(outline),
          aboutSection(outline),
        ),
      ),
    ),
  );
}

/** The head of a page: its policy lets in the style sheet and nothing else. */
export function head(title: string): Element {
  const hash = btoa(String.fromCharCode(...sha256(utf8ToBytes(styleSheet))));
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return el(
    "head",
    {},
    el("meta", { charset: "utf-8" }),
    el("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    el("meta", { name: "referrer", content: "no-referrer" }),
    el("meta", { name: "robots", content: "noindex" }),
    el("meta", { name: "color-scheme", content: "light dark" }),
    el("title", {}, `${title} · Rolecall`),
    // Ours alone, and unescaped, because the policy above holds the hash of exactly these characters.
    h("style", { dangerouslySetInnerHTML: { __html: styleSheet } }),
  );
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
