import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { renderers, type RenderOptions } from "#core/render/index";
import type { AuditReport } from "#core/report";
import {
  emptyReport,
  hostileReport,
  largeReport,
  people,
  quietReport,
  realReport,
  reportOf,
} from "../fixtures/render/report";

const render = (report: AuditReport, options: Partial<RenderOptions> = {}): string =>
  renderers.terminal(report, { colour: false, width: 80, ...options });
/** The text as one line, however it was wrapped. */
const flat = (text: string): string => text.replaceAll(/\s+/g, " ");

describe("The terminal report", () => {
  test.each([40, 60, 80, 120, 200])("has no line wider than %i columns, colours or not", (width) => {
    for (const report of [realReport, hostileReport, quietReport, emptyReport]) {
      for (const colour of [true, false]) {
        const tooWide = render(report, { width, colour })
          .split("\n")
          .filter((line) => stringWidth(line) > width);
        expect(tooWide).toEqual([]);
      }
    }
  });

  test("sends no escape code without colour, and only its own with colour", () => {
    expect(render(hostileReport)).not.toMatch(/[^\P{Cc}\n]/u);
    const coloured = render(hostileReport, { colour: true });
    const own = coloured
      .replaceAll(/\u001B\[(?:\d{1,2})m/g, "")
      .replaceAll(/\u001B\]8;;(?:https:\/\/harbour\.example[\u0021-\u007E]*)?(?:\u001B\\|\u0007)/g, "");
    expect(coloured).not.toBe(own);
    expect(own).not.toMatch(/[^\P{Cc}\n]/u);
    expect(own).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/u);
  });

  test("says first what was read, then the mix, then what needs attention and where to start", () => {
    expect(flat(render(realReport))).toMatch(
      /^Who holds what in harbour-payments\.csv and onboarding\.ndjson 23 November 2026, 08:00 UTC 1,284 work items were read from 2 sources; the 832 that are open were judged\. Of all items, 15 % read as strategic, 77 % as tactical, and 8 % could be either\. 9 findings need attention, 2 errors and 7 warnings; 7 more are for information\. Start with PAY-12\. 17 findings in all: 16 open, 1 snoozed, 0 dismissed\. ▲ Incomplete: 3 rows could not be read\./,
    );
  });

  test("shows of each finding the verdict, the owner, the reasons and what to do", () => {
    const text = flat(render(realReport));
    expect(text).toContain(
      "✖ PAY-12 Define the pricing model for the enterprise tier Strategic · 96 % · Epic · In Progress · owner: Dana Ruiz, product owner",
    );
    expect(text).toContain('Why It reads as strategic: "pricing model" in the title');
    expect(text).toContain("What to do Hand it to a product manager, or record why it stays.");
    expect(text).toContain("Could take it Amira Okafor: product manager for Payments");
    expect(text).toContain("Split into Epic for a product manager: Decide (market research)");
  });

  test("shows a tactical item with the probability of its focus, never with that of the other", () => {
    const text = render(realReport);
    expect(text).toContain("Tactical · 93 %");
    expect(text).not.toMatch(/Tactical · [0-4]?\d %/);
  });

  test("puts the scope with errors before the one with warnings and the quiet one last", () => {
    expect([...render(realReport).matchAll(/^── (\w+)/gm)].map((match) => match[1])).toEqual([
      "Payments",
      "Onboarding",
      "Labs",
    ]);
  });

  test("accuses nobody where one person holds both roles, and says so", () => {
    const labs = flat(render(realReport).split("── Labs")[1]?.split("What it could not tell")[0] ?? "");
    expect(labs).toContain(
      "Both roles are held together here (everyone listed holds both roles): the mix is reported and nobody is flagged.",
    );
    expect(labs).toContain("✓ No open findings here.");
  });

  test("says why no owner was judged where nobody is listed", () => {
    const scopes = realReport.scopes
      .slice(0, 1)
      .map((scope) => ({ ...scope, mode: "unknown" as const, modeReason: "nobody is listed" }));
    expect(flat(render(reportOf({ findings: [], scopes })))).toContain(
      "The roles are not known here (nobody is listed), so no owner was judged.",
    );
  });

  test("shows at most the limit, says how many more there are and how to get them, and still counts all", () => {
    const text = flat(render(largeReport(40_000), { maxFindings: 3 }));
    expect(text.match(/✖ PAY-/g)).toHaveLength(3);
    expect(text).toContain("40,000 findings in all: 40,000 open, 0 snoozed, 0 dismissed.");
    expect(text).toContain("… and 39,997 more findings here.");
    expect(text).toContain(
      "Shown: 3 of 40,000 open findings, the most severe first. --limit 40000 shows all here; --output report.csv or report.json writes all to a file.",
    );
    expect(render(largeReport(40_000)).match(/✖ PAY-/g)).toHaveLength(25);
  });

  test("shows the most severe when it cannot show all", () => {
    const text = render(realReport, { maxFindings: 2 });
    expect(text).toContain("✖ PAY-12");
    expect(text).toContain("✖ PAY-31");
    expect(text).not.toContain("▲ ONB-7");
  });

  test("does not count one kind twice", () => {
    const warnings = realReport.findings.filter((finding) => finding.severity === "warning");
    expect(flat(render(reportOf({ findings: warnings })))).toContain("7 warnings need attention. Start with ONB-7.");
    const urgentOne = reportOf({ findings: warnings.slice(0, 1) });
    expect(flat(render(urgentOne))).toContain("1 warning needs attention. Start with ONB-7.");
    const infos = realReport.findings.filter((finding) => finding.rule === "unowned");
    expect(flat(render(reportOf({ findings: infos })))).toContain(
      "Nothing is urgent; 2 findings are there for information.",
    );
  });

  test("does not list findings that were set aside, but counts them", () => {
    const [first, ...others] = realReport.findings;
    const findings = [...(first ? [{ ...first, state: "dismissed" as const }] : []), ...others];
    const text = flat(render(reportOf({ findings })));
    expect(text).not.toContain("✖ PAY-12");
    expect(text).toContain("17 findings in all: 15 open, 1 snoozed, 1 dismissed.");
    expect(text).toContain("8 findings need attention, 1 error and 7 warnings");
  });

  test("tells what it could not tell: undecided items, gaps, skipped rows with file and line, duplicates", () => {
    const text = flat(render(realReport));
    expect(text).toContain("102 work items could be either strategic or tactical.");
    expect(text).toContain("No item of Labs names a parent that was read");
    expect(text).toContain("3 rows were skipped.");
    expect(text).toContain('harbour-payments.csv:560 Due Date: "next spring" is no date. Write it as 2027-03-01.');
    expect(text).toContain("2 rows repeat the key of another; the last one counts.");
  });

  test("is quiet when all is fine, names the rules that ran, and does not call an empty file fine", () => {
    const quiet = flat(render(quietReport));
    expect(quiet).toContain("✓ Nothing needs attention. No findings; none snoozed, none dismissed.");
    expect(quiet).toContain("Rules that found nothing owner-role-mismatch, strategic-outside-product");
    expect(flat(render(emptyReport))).toContain("0 items: there were no work items to read.");
    expect(render(emptyReport)).not.toContain("✓");
  });

  test("does not call it fine when a gap kept it from judging", () => {
    const text = flat(render(reportOf({ findings: [], gaps: ["Nobody is listed."] })));
    expect(text).toContain("No findings so far, but not everything could be judged: see what it could not tell.");
    expect(text).not.toContain("Nothing needs attention");
  });

  test("never counts work by person", () => {
    for (const { name } of Object.values(people))
      expect(render(realReport)).not.toMatch(new RegExp(`${name}[^.;\\n]{0,12}\\d`));
  });

  test("ends with the version, the ruleset and the answer again, where the eye is", () => {
    const lines = render(realReport).trimEnd().split("\n");
    expect(lines.join("\n")).toContain("rolecall 0.1.0 · ruleset 3f8a1c5e9b0d");
    expect(flat(lines.slice(-2).join(" "))).toContain("9 findings need attention");
  });
});
