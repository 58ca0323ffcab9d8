import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { adfToText } from "#adapters/jira/adf";
import type { BacklogReport } from "#core/backlog-report";
import { renderBacklogAdf } from "#core/render/backlog/adf";
import { emptyBacklog, firstBacklog, fullBacklog, quietBacklog } from "../fixtures/render/backlog-report";

const PAGE = "https://acme.atlassian.net/jira/software/c/projects/PAY/apps/rolecall";

/** What Jira takes of the nodes we use (developer.atlassian.com/cloud/jira/platform/apis/document/structure), and nothing else. */
const mark = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("strong") }),
  z.strictObject({ type: z.literal("code") }),
  z.strictObject({ type: z.literal("link"), attrs: z.strictObject({ href: z.url({ protocol: /^https?$/ }) }) }),
]);
const words = z.strictObject({
  type: z.literal("text"),
  text: z.string().min(1),
  marks: z
    .array(mark)
    .refine((marks) => new Set(marks.map(({ type }) => type)).size === marks.length)
    .refine((marks) => !marks.some(({ type }) => type === "code") || marks.every(({ type }) => type !== "strong"))
    .optional(),
});
const paragraph = z.strictObject({ type: z.literal("paragraph"), content: z.array(words).min(1) });
const heading = z.strictObject({
  type: z.literal("heading"),
  attrs: z.strictObject({ level: z.number().int().min(1).max(6) }),
  content: z.array(words).min(1),
});
const list = z.strictObject({
  type: z.literal("bulletList"),
  content: z.array(z.strictObject({ type: z.literal("listItem"), content: z.array(paragraph).min(1) })).min(1),
});
const document = z.strictObject({
  ...{ type: z.literal("doc"), version: z.literal(1) },
  content: z.array(z.discriminatedUnion("type", [paragraph, heading, list])).min(1),
});

const render = (report: BacklogReport, page: string | null = PAGE) =>
  document.parse(renderBacklogAdf(report, { page }));
const linksOf = (report: BacklogReport): string[] =>
  [...JSON.stringify(render(report)).matchAll(/"href":"([^"]*)"/g)].map((found) => found[1] ?? "");

describe("The announcement of a weekly report", () => {
  test("says what is urgent, what changed and what to look at first, and links to the rest", () => {
    const text = adfToText(render(fullBacklog));
    expect(text).toMatch(/^9 findings need attention, 2 errors and 7 warnings/);
    expect(text).toContain("Since 16 November 2026, 3 findings are new");
    expect(text).toContain("### Five items to look at");
    expect(text).toContain("### Changes since 16 November 2026");
    expect(text).toContain("- 3 new");
    expect(text).toMatch(/The whole report · 23 November 2026, 08:00 UTC$/);
    expect(linksOf(fullBacklog)).toEqual([
      ...fullBacklog.lookAt.flatMap(({ url }) => (url?.startsWith("https:") ? [new URL(url).href] : [])),
      PAGE,
    ]);
  });

  test("is a document that Jira takes in every kind of week", () => {
    for (const report of [fullBacklog, firstBacklog, quietBacklog, emptyBacklog]) {
      render(report);
      expect(adfToText(render(report, null))).toContain("The whole report");
    }
    expect(adfToText(render(quietBacklog))).not.toContain("###");
  });

  test("stays small, links to web pages only, and lets no text be more than text", () => {
    const outside = fc.oneof(
      fc.string({ unit: "binary", maxLength: 2_000 }),
      fc.constantFrom(
        "",
        " ",
        "\u202Eevil",
        "[~accountid:5b10]",
        "@mia",
        "```\ncode",
        "`a` `b`",
        "javascript:alert(1)",
      ),
      fc.constant("https://acme.atlassian.net/browse/PAY-1"),
      fc.constant(`https://acme.atlassian.net/${"x".repeat(5_000)}`),
      fc.constant('"'.repeat(3_000)),
    );
    const entry = fc.record({
      ...{ subject: outside, title: fc.option(outside), url: fc.option(outside), line: outside },
      severity: fc.constantFrom("error" as const, "warning" as const, "info" as const),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 7 }), outside, (lookAt, page) => {
        const made = render({ ...fullBacklog, lookAt }, page);
        expect(JSON.stringify(made).length).toBeLessThan(30_000);
      }),
      { numRuns: 300 },
    );
  });
});
