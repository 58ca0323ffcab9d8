import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import type { BacklogReport } from "#core/backlog-report";
import { BACKLOG_FORMATS, renderBacklog, type BacklogFormat } from "#core/render/backlog";
import type { RenderOptions } from "#core/render/format";
import { groupBy } from "#core/render/group-by";
import { emptyBacklog, firstBacklog, fullBacklog, quietBacklog } from "../fixtures/render/backlog-report";

const all = { fullBacklog, firstBacklog, quietBacklog, emptyBacklog };
const render = (report: BacklogReport, format: BacklogFormat, options: Partial<RenderOptions> = {}): string =>
  renderBacklog(report, format, { colour: false, width: 80, ...options });
/** The text as one line, however it was wrapped. */
const flat = (text: string): string => text.replaceAll(/\s+/g, " ");
const terminal = (report: BacklogReport): string => flat(render(report, "terminal"));
/** What a reader sees of a page. */
const visible = (html: string): string =>
  flat(
    html
      .replaceAll(/<(style|title)>[\s\S]*?<\/\1>/g, "")
      .replaceAll(/<\/?(?:b|bdi|a|code|span)(?:\s[^>]*)?>/g, "")
      .replaceAll(/<[^>]*>/g, " ")
      .replaceAll("&lt;", "<")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&"),
  );
const changed = (report: BacklogReport, change: Partial<BacklogReport>): BacklogReport => ({ ...report, ...change });

describe("The three sentences of a backlog report", () => {
  test("tell what changed, what needs attention and what the mix is", () => {
    expect(terminal(fullBacklog)).toMatch(
      /^Backlog report harbour-payments\.csv and onboarding\.ndjson · 23 November 2026, 08:00 UTC, from the audit of 23 November 2026, 06:00 UTC Since 16 November 2026, 3 findings are new, 2 were fixed, 1 came back after a fix, 2 reappeared, 1 is to be decided on again and 4 are gone without a fix\. 9 findings need attention, 2 errors and 7 warnings; 7 more are for information and 2 decisions run out within two weeks\. Of 1,284 work items, 15 % read as strategic, 77 % as tactical and 8 % could not be decided\. Five items to look at/,
    );
  });

  test("say of a first audit that there is nothing to compare it with", () => {
    expect(terminal(firstBacklog)).toMatch(
      /^Backlog report acme\.csv · 23 November 2026, 06:00 UTC This is the first audit, so there is nothing to compare it with yet\. 1 warning needs attention\. Of 25 work items, 20 % read as strategic and 80 % as tactical\. One item to look at/,
    );
  });

  test("read as quiet in a quiet week", () => {
    expect(terminal(quietBacklog)).toMatch(
      /UTC Nothing changed since 16 November 2026\. ✓ Nothing needs attention\. Of 25 work items, 20 % read as strategic and 80 % as tactical\. Set aside Nothing is set aside\./,
    );
  });

  test("say of an export without work items what to check, and promise nothing", () => {
    const text = terminal(emptyBacklog);
    expect(text).toContain(
      "Nothing was checked. There were no work items to read, so check that the filter of the scan or export finds some.",
    );
    expect(text).not.toMatch(/✓|Nothing needs attention|Nothing changed|first audit/);
    expect(text).toContain("The last audit read nothing, so it cannot tell what changed.");
  });

  test("count one as one", () => {
    const changes = { new: 0, fixed: 1, returned: 0, reappeared: 0, removed: 0, askedAgain: 0 };
    const text = terminal(changed(quietBacklog, { changes, expiring: fullBacklog.expiring.slice(0, 1) }));
    expect(text).toContain("Since 16 November 2026, 1 finding was fixed.");
    expect(text).toContain("Nothing needs attention; 1 decision runs out within two weeks.");
  });

  test("count one as one wherever they count", () => {
    const one: BacklogReport = {
      ...fullBacklog,
      changes: { new: 1, fixed: 1, returned: 1, reappeared: 1, removed: 1, askedAgain: 1 },
      findings: { open: 1, planned: 1, snoozed: 0, dismissed: 0, baseline: 0, error: 0, warning: 0, info: 1 },
      expiring: fullBacklog.expiring.slice(0, 1),
      quality: { ...fullBacklog.quality, medianOpenDays: 1, decided: 1, silent: 1 },
      scan: { ...fullBacklog.scan, items: 1, skippedRows: 1, source: fullBacklog.scan.source.slice(0, 1) },
    };
    const text = terminal(one);
    expect(text).toContain(
      "1 finding is new, 1 was fixed, 1 came back after a fix, 1 reappeared, 1 is to be decided on again and 1 is gone without a fix.",
    );
    expect(text).toContain("1 finding is for information and 1 decision runs out within two weeks.");
    expect(text).toContain("1 finding is set aside: it is to be handed over.");
    expect(text).toContain("1 decision is in force; it does not say who decided");
    expect(text).toContain("The one open finding is 1 day old.");
    expect(text).toContain("1 work item was read. 1 row was left out.");
    expect(text).not.toMatch(
      /(?<![\d,.])1 (findings|decisions|days|rows|audits|sources|errors|warnings|work items|are|were)\b/,
    );
  });

  test("compare the mix with the audit before where the two can be compared, and only there", () => {
    const [before, now] = [fullBacklog.trend[2], fullBacklog.trend[5]];
    if (!before || !now) throw new Error("The fixture has six audits.");
    const said = (trend: BacklogReport["trend"]): string => terminal(changed(fullBacklog, { trend }));
    expect(said([before, now])).toContain("15 % read as strategic (12 % on 12 October 2026), 77 % as tactical");
    for (const change of [{ isNewRuleset: true }, { isComplete: false }])
      expect(said([before, { ...now, ...change }])).toContain("15 % read as strategic, 77 % as tactical");
  });

  test("count few items instead of sharing them out", () => {
    const trend = [{ ...firstBacklog.trend[0], at: "2026-11-23T06:00:00.000Z", open: 1, isNewRuleset: false }];
    const said = (strategic: number, tactical: number, unclear: number): string =>
      terminal(
        changed(firstBacklog, {
          trend: trend.map((point) => ({
            ...{ ...point, isComplete: true },
            ...{ items: strategic + tactical + unclear, strategic, tactical, unclear },
          })),
        }),
      );
    expect(said(1, 3, 1)).toContain("Of 5 work items, 1 reads as strategic, 3 as tactical and 1 could not be decided.");
    expect(said(0, 3, 1)).toContain("Of 4 work items, none reads as strategic, 3 as tactical and 1 could not");
    expect(said(0, 1, 0)).toContain("The one work item reads as tactical.");
    expect(said(4, 0, 0)).toContain("All 4 work items read as strategic.");
    expect(said(0, 0, 30)).toContain("None of the 30 work items could be decided.");
  });

  test("say that a scan was incomplete, and call nothing good that was not seen", () => {
    const scan = {
      ...quietBacklog.scan,
      complete: false,
      incompleteBecause: ["acme.csv ends in the middle of a row."],
    };
    const text = terminal(changed(quietBacklog, { scan }));
    expect(text).toContain(
      "Nothing needs attention in what was read. The scan was incomplete: of the 25 work items that were read, 20 %",
    );
    expect(text).toContain("• acme.csv ends in the middle of a row.");
    expect(text).not.toContain("✓");
  });

  test("do not call calm what nobody could check", () => {
    const balance = quietBacklog.balance.map((scope) => ({ ...scope, mode: "unknown" as const }));
    const text = terminal(changed(quietBacklog, { balance }));
    expect(text).toContain("No owner was checked, because nobody is listed as product manager or product owner yet.");
    expect(terminal(changed(quietBacklog, { gaps: fullBacklog.gaps }))).toContain(
      "No finding is open, but not everything could be checked.",
    );
  });

  test("name the time where two audits fall on one day", () => {
    expect(terminal(changed(quietBacklog, { previousAt: "2026-11-23T05:00:00.000Z" }))).toContain(
      "Nothing changed since 23 November 2026, 05:00 UTC.",
    );
  });
});

describe("The sections of a backlog report", () => {
  const words = [
    "PAY-12",
    "Define the pricing model for the enterprise tier",
    "Back after a fix: This strategic epic is owned by a product owner.",
    "Changes since 16 November 2026",
    "to decide on again",
    "the facts changed, or the agreed time is over",
    "19 findings are set aside: 1 to be handed over, 3 snoozed, 5 dismissed and 10 in the baseline.",
    "Running out within two weeks",
    "27 November 2026",
    "2 November 2026 (new ruleset)",
    "16 November 2026 (incomplete)",
    "a step there may be no change of the backlog.",
    "the numbers are of what could be read.",
    "roles not known yet",
    "both roles held together",
    "If the plan is not kept elsewhere, ask who decides the direction.",
    "In Onboarding nobody is listed as product manager or product owner.",
    "Half of the open findings are 12 days old or older.",
    "19 decisions are in force; 2 of them do not say who decided, or why something is snoozed.",
    "Often disagreed with: “Strategy and delivery in one item”. Of its 12 findings, 4 were dismissed and 2 were read otherwise by a person.",
    "The scan was complete: 1,284 work items were read from 2 sources. 3 rows were left out.",
    "harbour-payments.csv (CSV of Jira): 640 work items",
    "Dates are read as day/month/year.",
  ];

  test.each(["terminal", "markdown", "html"] as const)("are the same in %s", (format) => {
    const raw = render(fullBacklog, format, { width: 200 });
    const text = format === "html" ? visible(raw) : flat(raw).replaceAll("**", "");
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
    expect(text).toContain("rolecall rules stats");
    const titles = ["Five items", "Changes", "The mix over time", "Role balance", "What it could not", "How triage"];
    const places = titles.map((title) => text.lastIndexOf(title));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(raw).not.toContain("/home/someone");
  });

  test("call only rules with enough findings often disagreed with", () => {
    expect(terminal(fullBacklog).match(/Often disagreed with/g)).toHaveLength(1);
    expect(terminal(firstBacklog)).not.toContain("Often disagreed with");
  });

  test("leave out what has nothing to say, but never what is set aside", () => {
    for (const report of [firstBacklog, quietBacklog, emptyBacklog]) {
      const text = terminal(report);
      expect(text).toContain("Nothing is set aside.");
      expect(text).not.toMatch(/Running out|What it could not tell|Changes since|were left out/);
    }
    expect(terminal(quietBacklog)).not.toContain("to look at");
    expect(terminal(emptyBacklog)).not.toContain("Role balance");
  });

  test("name the one kind that is set aside", () => {
    const said = (snoozed: number): string =>
      terminal(changed(quietBacklog, { findings: { ...quietBacklog.findings, snoozed } }));
    expect(said(1)).toContain("1 finding is set aside: it is snoozed.");
    expect(said(3)).toContain("3 findings are set aside, all snoozed.");
  });

  test("draw nothing from one audit, and say why", () => {
    for (const format of ["terminal", "markdown", "html"] as const)
      expect(flat(render(firstBacklog, format))).toContain("There is one audit so far; how the mix moves can be seen");
    expect(render(firstBacklog, "html")).not.toContain('class="trend-plot"');
  });

  test("stop at five items, at the limit of expiring ones and at fifty spaces, and say so", () => {
    const expiring = Array.from({ length: 25 }, (_, index) => ({
      ...{ subject: `LAB-${index}`, rule: "unowned", kind: "snooze" as const, on: "2026-11-30" },
    }));
    const balance = Array.from({ length: 51 }, () => fullBacklog.balance[0]).filter((one) => one !== undefined);
    const lookAt = [...fullBacklog.lookAt, ...fullBacklog.lookAt];
    const report = changed(fullBacklog, { expiring, balance, lookAt });
    const text = terminal(report);
    expect(text).toContain("5 more run out in that time; the CSV report has all.");
    expect(text).toContain("1 more space or team is in the CSV and JSON reports.");
    expect(text.match(/ PAY-12 /g)).toHaveLength(1);
    expect(flat(render(report, "terminal", { maxFindings: 24 }))).toContain("1 more runs out in that time");
  });

  test("show the last twelve of many audits as text, and a year of weeks as a chart with its table", () => {
    const [point] = quietBacklog.trend;
    if (!point) throw new Error("The fixture has audits.");
    const trend = Array.from({ length: 60 }, (_, index) => ({
      ...point,
      at: new Date(Date.UTC(2025, 9, 6 + 7 * index)).toISOString(),
    }));
    const report = changed(quietBacklog, { trend });
    expect(terminal(report)).toContain("The mix and the open findings by audit, the last 12 of 53:");
    expect(terminal(report)).toContain("7 earlier audits are in the CSV and JSON reports only.");
    expect(render(report, "html").match(/<th scope="row">/g)).toHaveLength(53);
  });
});

describe("The terminal form of a backlog report", () => {
  test.each([40, 60, 80, 120, 200])("has no line wider than %i columns, colours or not", (width) => {
    for (const report of Object.values(all))
      for (const colour of [true, false]) {
        const lines = render(report, "terminal", { width, colour }).split("\n");
        expect(lines.filter((line) => stringWidth(line) > width)).toEqual([]);
      }
  });

  test("sends no escape code of a title, and links only http and https", () => {
    expect(render(fullBacklog, "terminal")).not.toMatch(/[^\P{Cc}\n]/u);
    const own = render(fullBacklog, "terminal", { colour: true })
      .replaceAll(/\u001B\[(?:\d{1,2})m/g, "")
      .replaceAll(/\u001B\]8;;(?:https:\/\/harbour\.example[\u0021-\u007E]*)?(?:\u001B\\|\u0007)/g, "");
    expect(own).not.toMatch(/[^\P{Cc}\n]/u);
  });

  test("writes a table as sentences where there is no room for it", () => {
    expect(flat(render(fullBacklog, "terminal", { width: 40 }))).toContain(
      "7 September 2026: work items 1,218, strategic 10 %, tactical 82 %, not sure 8 %, open findings 31",
    );
  });
});

describe("The Markdown form of a backlog report", () => {
  test("makes inert what a title says", () => {
    const markdown = render(fullBacklog, "markdown");
    expect(markdown).toContain('\\<script>alert("owned")\\</script>');
    expect(markdown).not.toMatch(/[^\\]<script|\(javascript:|\u001B/);
    expect(markdown).toContain("[**PAY-12**](https://harbour.example/browse/PAY-12) Define the pricing model");
    expect(markdown).toContain("| 23 November 2026 | 1,284 | 15 % | 77 % | 8 % | 16 |");
  });
});

describe("The HTML form of a backlog report as a file", () => {
  test("has no script, no handler, no inline style and no address that a browser would fetch", () => {
    for (const report of Object.values(all)) {
      const html = render(report, "html");
      expect(html).not.toMatch(/<(?:script|img|link|iframe|object|embed|base|form|video|audio)[\s>]/i);
      const tags = html.match(/<[^>]*>/g)?.map((tag) => tag.replaceAll(/"[^"]*"/g, '""')) ?? [];
      expect(tags.filter((tag) => /\s(?:on\w+|style|src|srcset|action)=/i.test(tag))).toEqual([]);
      expect(html).not.toMatch(/url\(|@import|javascript:/);
    }
  });

  test("forbids everything but its own style sheet, by hash, and links to no section that is not there", () => {
    for (const report of Object.values(all)) {
      const html = render(report, "html");
      const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? "";
      expect(html).toContain(`style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`);
      const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
      const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
      expect(targets.filter((target) => !ids.has(target))).toEqual([]);
    }
  });

  test("describes its charts in words", () => {
    const html = render(fullBacklog, "html");
    expect(html).toContain(
      'aria-label="Share of work items at 6 audits from 7 September 2026 to 23 November 2026: strategic from 10 % to 15 %, tactical from 82 % to 77 % and not sure from 8 % to 8 %. The table has all numbers."',
    );
    expect(html).toContain(
      'aria-label="Open findings at 6 audits from 7 September 2026 to 23 November 2026: from 31 to 16, at most 31. The table has all numbers."',
    );
  });

  test("draws shares from 0 to 100 %, equal time as equal distance, and marks what makes a step doubtful", () => {
    const html = render(fullBacklog, "html");
    const bottom = /<path class="strategic" d="M([^"]*)Z"/.exec(html)?.[1]?.split("L") ?? [];
    // The area goes along its upper edge and back on the axis: 77 days, audits on the days 0, 21, 35, 56, 70 and 77.
    const days = bottom.slice(0, 6).map((corner) => Math.round((Number(corner.split(",")[0]) * 77) / 100));
    expect(days).toEqual([0, 21, 35, 56, 70, 77]);
    expect(bottom.slice(6).map((corner) => Number(corner.split(",")[1]))).toEqual([100, 100, 100, 100, 100, 100]);
    const top = /<path class="unclear" d="M([^"]*)Z"/.exec(html)?.[1]?.split("L").slice(0, 6) ?? [];
    expect(top.map((corner) => Number(corner.split(",")[1]))).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...html.matchAll(/<line class="ruleset" x1="([\d.]+%)"/g)].map((match) => match[1])).toEqual([
      "72.73%",
      "72.73%",
    ]);
    expect(html.match(/<path class="hatch(?: pale)?" d="M/g)).toHaveLength(3);
    expect(visible(html)).toContain("Dashed: new ruleset with the audit of 2 November 2026");
    expect(visible(html)).toContain("Hatched: incomplete scan with the audit of 16 November 2026");
    const quiet = render(quietBacklog, "html");
    expect(quiet.match(/role="img"/g)).toHaveLength(1);
    expect(quiet).not.toMatch(/class="(?:ruleset|hatch)/);
  });

  test("draws no share of no items", () => {
    const [first, second] = fullBacklog.trend;
    if (!first || !second) throw new Error("The fixture has audits.");
    const none = { ...second, items: 0, strategic: 0, tactical: 0, unclear: 0 };
    const html = render(changed(fullBacklog, { trend: [first, none] }), "html");
    expect(html).not.toContain("Share of work items");
    expect(html).toContain("Open findings at 2 audits");
    expect(visible(html)).toContain("28 September 2026 0 – – –");
  });
});

describe("The data forms of a backlog report", () => {
  const rows = (report: BacklogReport): Record<string, string>[] =>
    parse(render(report, "csv"), { columns: true, bom: true });

  test("is a table a section in CSV, with counts as numbers and formulas disarmed", () => {
    const table = rows(fullBacklog);
    const sections = groupBy(table, (row) => row.section ?? "");
    expect([...sections].map(([name, list]) => [name, list.length])).toEqual([
      ["look-at", 5],
      ["expiring", 2],
      ["trend", 6],
      ["balance", 4],
      ["rule", 3],
    ]);
    expect(sections.get("look-at")?.[2]).toMatchObject({ name: "ONB-4", url: "", severity: "warning" });
    expect(sections.get("look-at")?.[2]?.title).toMatch(/^'=HYPERLINK\(/);
    expect(sections.get("expiring")?.[0]).toMatchObject({ date: "2026-11-27", name: "PAY-31", text: "dismiss" });
    expect(sections.get("trend")?.[4]).toMatchObject({
      ...{ date: "2026-11-16 06:00", work_items: "818", strategic: "120", tactical: "640", unclear: "58" },
      ...{ open: "17", is_new_ruleset: "false", is_complete: "false" },
    });
    expect(sections.get("rule")?.[0]).toMatchObject({
      ...{ rule: "mixed-focus", found: "12", dismissed: "4", called_wrong: "3", read_otherwise: "2" },
      text: "often disagreed with",
    });
    expect(render(fullBacklog, "csv").replaceAll("\r\n", "")).not.toMatch(/\p{Cc}/u);
  });

  test("keeps the head of the table where there is nothing to list", () => {
    expect(rows(emptyBacklog).map((row) => row.section)).toEqual(["trend"]);
  });

  test("is the document itself in JSON, whatever the order of its keys", () => {
    const json = render(fullBacklog, "json");
    expect(JSON.parse(json)).toEqual(fullBacklog);
    expect(json).toMatch(/^\{\n {2}"schemaVersion": 1,\n {2}"generatedAt": /);
    expect(json.endsWith("}\n")).toBe(true);
    const turned = Object.fromEntries(Object.entries(fullBacklog).reverse()) as unknown as BacklogReport;
    expect(render(turned, "json")).toBe(json);
  });

  test("gives the same bytes for the same report in every format", () => {
    for (const format of BACKLOG_FORMATS)
      expect(render(structuredClone(fullBacklog), format)).toBe(render(fullBacklog, format));
  });
});
