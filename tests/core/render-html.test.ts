import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { renderers } from "#core/render/index";
import type { AuditReport } from "#core/report";
import {
  emptyReport,
  hostileReport,
  largeReport,
  manyReport,
  quietReport,
  realReport,
} from "../fixtures/render/report";

const options = { colour: false, width: 80 };
const render = (report: AuditReport, maxFindings?: number): string =>
  renderers.html(report, maxFindings === undefined ? options : { ...options, maxFindings });

describe("The HTML report as a file", () => {
  test("has no script, no handler, no inline style and no address that a browser would fetch", () => {
    for (const report of [realReport, hostileReport, emptyReport]) {
      const html = render(report);
      expect(html).not.toMatch(/<(?:script|img|link|iframe|object|embed|base|form|video|audio)[\s>]/i);
      expect(
        html
          .match(/<[^>]*>/g)
          ?.filter((tag) => /\s(?:on\w+|style|src|srcset|action)=/i.test(tag.replaceAll(/"[^"]*"/g, '""'))),
      ).toEqual([]);
      expect(html).not.toMatch(/url\(|@import/);
    }
  });

  test("forbids everything but its own style sheet, by hash", () => {
    const html = render(realReport);
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(html).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<style>"));
  });

  test("links http and https only", () => {
    const links = [...render(hostileReport).matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? "");
    expect(links.filter((href) => !href.startsWith("#") && !href.startsWith("https://harbour.example/"))).toEqual([]);
  });

  test("shows at most the limit and says how many more there are and where", () => {
    const html = render(largeReport(500), 4);
    expect(html.match(/<article /g)).toHaveLength(4);
    expect(html).toContain("Shown: 4 of 500 open findings, the most severe first.");
    expect(html).toContain("… and 496 more findings here that are not shown.");
    expect(html).toContain("This page shows 4 of 500 findings, the most severe first.");
    expect(html).toContain("4 of them shown");
    expect(render(largeReport(500)).match(/<article /g)).toHaveLength(200);
  });

  test("stays a page that a browser opens, whatever limit is asked for", () => {
    const html = render(largeReport(5_100), 6_000);
    expect(html.match(/<article /g)).toHaveLength(5_000);
    expect(html).toContain("This page shows 5,000 of 5,100 findings, the most severe first.");
    expect(html.length).toBeLessThan(25_000_000);
  });

  test("says what it is to someone who was only sent it, and links to no section that is not there", () => {
    for (const report of [realReport, quietReport, emptyReport, hostileReport]) {
      const html = render(report);
      expect(html).toContain("strategic work with a product manager, tactical work with a product owner");
      const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
      const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1] ?? "");
      expect(targets.filter((target) => !ids.has(target))).toEqual([]);
    }
  });

  test("keeps a number and its per cent on one line", () => {
    const text = render(realReport).replaceAll(/<style>[\s\S]*?<\/style>|<[^>]*>/g, " ");
    expect(text).toContain("15\u00A0% read as strategic");
    expect(text).not.toMatch(/\d %/);
  });

  test("folds what is known of quiet scopes when there are many, and never that of a scope with findings", () => {
    const sectionsOf = (report: AuditReport): string[] => render(report).split('<section class="scope"').slice(1);
    const isFolded = (section: string): boolean => section.includes('<details class="folded">');
    const folded = sectionsOf(manyReport).filter(isFolded);
    expect(folded.length).toBeGreaterThan(15);
    expect(folded.filter((section) => section.includes("<article "))).toEqual([]);
    expect(sectionsOf(realReport).filter(isFolded)).toEqual([]);
  });
});
