import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { renderers } from "#core/render/index";
import { renderVerdict } from "#core/render/verdict";
import type { AuditReport } from "#core/report";
import { hostile } from "../fixtures/render/hostile";
import { emptyReport, hostileReport, largeReport, realReport } from "../fixtures/render/report";
import { term, verdictOf } from "../fixtures/render/verdicts";

const render = (report: AuditReport, maxFindings?: number): string =>
  renderers.markdown(report, { colour: false, width: 80, ...(maxFindings === undefined ? {} : { maxFindings }) });

/** Reads Markdown as forges do: raw HTML passes through, bare addresses become links, tables and strikethrough are on. */
const parser = new MarkdownIt({ html: true, linkify: true });
const tokensOf = (markdown: string) =>
  parser.parse(markdown, {}).flatMap((token) => [token, ...(token.children ?? [])]);
const linksOf = (markdown: string): string[] =>
  tokensOf(markdown).flatMap((token) => (token.type === "link_open" ? [token.attrGet("href") ?? ""] : []));
const textOf = (markdown: string): string =>
  tokensOf(markdown)
    .filter((token) => token.type === "text" || token.type === "code_inline")
    .map((token) => token.content)
    .join("");

/** Keys of the findings that are laid out, without those named at the start. */
const findingsIn = (markdown: string): string[] =>
  markdown.slice(markdown.indexOf("\n### ")).match(/\[\*\*PAY-/g) ?? [];

describe("The Markdown report", () => {
  test("says the same as the terminal, in headings a reader can jump to", () => {
    const headings = [...render(realReport).matchAll(/^(#{1,3}) (.+)$/gm)].map((match) => match[0]);
    expect(headings).toEqual([
      "# Who holds what in harbour-payments.csv and onboarding.ndjson",
      "## Payments",
      "### Errors (2)",
      "### Warnings (4)",
      "### For information (6)",
      "## Onboarding",
      "### Warnings (3)",
      "### For information (1)",
      "## Labs",
      "## What it could not tell",
      "## How it decides",
      "## Where it comes from",
    ]);
    const text = render(realReport);
    expect(text).toContain(
      "**9 findings need attention, 2 errors and 7 warnings; 7 more are for information.** Set aside before: 1 snoozed.",
    );
    expect(text).toContain(
      "Start with these:\n\n- [**PAY-12**](https://harbour.example/browse/PAY-12) Define the pricing model for the enterprise tier: This strategic epic",
    );
    expect(text).toContain(
      "[**PAY-12**](https://harbour.example/browse/PAY-12) Define the _pricing model_ for the _enterprise tier_",
    );
    expect(text).toContain(
      "Both roles are held together here (everyone listed holds both roles): the mix is reported and nobody is flagged.",
    );
  });

  test("has tables that read as tables", () => {
    const tables = tokensOf(render(realReport)).filter((token) => token.type === "table_open");
    // One for the scopes, two for each of three scopes, one for the skipped rows.
    expect(tables).toHaveLength(8);
  });

  test("turns no outside text into markup", () => {
    const kinds = new Set(tokensOf(render(hostileReport)).map((token) => token.type));
    for (const markup of ["html_block", "html_inline", "image", "s_open", "fence", "hr"])
      expect(kinds).not.toContain(markup);
    const headings = tokensOf(render(hostileReport)).filter((token) => token.type === "heading_open").length;
    // Title, scope, two severities with one rule each, and the three closing headings with the quiet rules.
    expect(headings).toBe(10);
  });

  test("links items of the tracker and nothing that a title, a person or a file name contains", () => {
    const links = linksOf(render(hostileReport));
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((href) => !href.startsWith("https://harbour.example/"))).toEqual([]);
    const verdict = verdictOf({ title: hostile.markdown, description: hostile.mention }, [
      term("evil", 2, undefined, { field: "description" }),
      term("click", 1),
    ]);
    const item = { key: "K-1", title: hostile.markdown, url: hostile.url, description: hostile.mention };
    expect(linksOf(renderVerdict(item, verdict, { colour: false, width: 80, format: "markdown" }))).toEqual([]);
  });

  test("mentions nobody and refers to no other ticket", () => {
    const text = textOf(render(hostileReport));
    expect(text).toContain("octocat");
    expect(text).not.toMatch(/@[\p{L}\p{N}]|#\d|\/\/evil|www\./u);
  });

  test("still reads as the outside text for a person", () => {
    const visible = textOf(render(hostileReport)).replaceAll("\u200B", "");
    for (const text of [
      hostile.script,
      hostile.formula,
      hostile.markdown.replaceAll("`", ""),
      hostile.mention,
      hostile.cjk,
      hostile.rtl,
      hostile.emoji,
    ]) {
      expect(visible.replaceAll("`", "")).toContain(text);
    }
  });

  test("shows at most the limit, says how many more there are and where", () => {
    const text = render(largeReport(400), 5);
    expect(findingsIn(text)).toHaveLength(5);
    expect(text).toContain(
      "**Shown: 5 of 400 open findings, the most severe first.** All of them are in the CSV and JSON reports: `--output report.csv`.",
    );
    expect(findingsIn(render(largeReport(400)))).toHaveLength(100);
  });

  test("is short when there is nothing to say", () => {
    expect(render(emptyReport)).toContain("0 items: there were no work items to read.");
    expect(render(emptyReport).split("\n").length).toBeLessThan(60);
  });
});
