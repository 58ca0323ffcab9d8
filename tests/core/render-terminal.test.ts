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
/** Keys of the errors that are laid out, without those named again at the end. */
const findingsIn = (text: string): string[] => text.split("Start with:")[0]?.match(/✖ PAY-\d+/g) ?? [];

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
      /^Who holds what in harbour-payments\.csv and onboarding\.ndjson 23 November 2026, 08:00 UTC 1,284 work items were read from 2 sources; the 832 that are open were checked\. Of all items, 15 % read as strategic and 77 % as tactical; 8 % could not be decided\. 9 findings need attention, 2 errors and 7 warnings; 7 more are for information\. Set aside before: 1 snoozed\. Start with PAY-12\. ▲ Incomplete: 3 rows could not be read\./,
    );
  });

  test("shows of each finding the verdict, the owner, the reasons and what to do", () => {
    const text = flat(render(realReport));
    expect(text).toContain(
      "✖ PAY-12 Define the pricing model for the enterprise tier Strategic · 96 % · Epic · In Progress · owner: Dana Ruiz, product owner",
    );
    expect(text).toContain('Why It reads as strategic: "pricing model" in the title');
    expect(text).toContain("What to do Hand it to a product manager, or record why it stays.");
    expect(text).toContain("Could take it Amira Okafor – product manager for Payments");
    expect(text).toContain("Split into Epic for a product manager: “Decide (market research)");
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

  test("says first that no owner was checked where nobody is listed, and promises nothing", () => {
    const scopes = realReport.scopes
      .slice(0, 1)
      .map((scope) => ({ ...scope, mode: "unknown" as const, modeReason: "nobody is listed" }));
    const text = flat(render(reportOf({ findings: [], scopes })));
    expect(text).toContain(
      "No owner was checked, because nobody is listed as product manager or product owner yet. `rolecall init` asks who is.",
    );
    expect(text).toContain("No open findings here, but no owner was checked.");
    expect(text).not.toMatch(/✓|Nothing is urgent|Nothing needs attention/);
    expect(text).toMatch(/Rules that could not run owner-role-mismatch,.* They need to know who is product manager/);
    expect(text).toMatch(/Rules that found nothing unowned/);
  });

  test("says in which scope no owner was checked where others were", () => {
    const scopes = realReport.scopes.map((scope) =>
      scope.id === "file:ONB" ? { ...scope, mode: "unknown" as const, modeReason: "nobody is listed" } : scope,
    );
    const text = flat(render(reportOf({ findings: realReport.findings, scopes })));
    expect(text).toContain(
      "In Onboarding no owner was checked, because nobody is listed there as product manager or product owner. `rolecall init` asks who is.",
    );
    expect(text).toContain("The roles are not known here (nobody is listed), so no owner was checked.");
  });

  test("shows at most the limit, says how many more there are and how to get them, and still counts all", () => {
    const text = flat(render(largeReport(40_000), { maxFindings: 3 }));
    expect(findingsIn(text)).toHaveLength(3);
    expect(text).toContain("40,000 errors need attention.");
    expect(text).toContain("… and 39,997 more findings here that are not shown.");
    expect(text).toContain(
      "Shown: 3 of 40,000 open findings, the most severe first. --limit 40000 shows all here; --output report.csv or report.json writes all to a file.",
    );
    expect(findingsIn(render(largeReport(40_000)))).toHaveLength(25);
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
    expect(flat(render(reportOf({ findings: infos })))).toContain("Nothing is urgent; 2 findings are for information.");
  });

  test("does not list findings that were set aside, but counts them", () => {
    const [first, ...others] = realReport.findings;
    const findings = [...(first ? [{ ...first, state: "dismissed" as const }] : []), ...others];
    const text = flat(render(reportOf({ findings })));
    expect(text).not.toContain("✖ PAY-12");
    expect(text).toContain("Set aside before: 1 snoozed and 1 dismissed.");
    expect(text).toContain("8 findings need attention, 1 error and 7 warnings");
  });

  test("tells what it could not tell: undecided items, gaps, skipped rows with file and line, duplicates", () => {
    const text = flat(render(realReport));
    expect(text).toContain("102 work items could not be decided. They say too little");
    expect(text).toContain("No item of Labs names a parent that was read");
    expect(text).toContain("3 rows were skipped.");
    expect(text).toContain('harbour-payments.csv:560 Due Date: "next spring" is no date. Write it as 2027-03-01.');
    expect(text).toContain("2 rows repeat the key of another; the last one counts.");
  });

  test("is quiet when all is fine, names the rules that ran, and does not call an empty file fine", () => {
    const quiet = flat(render(quietReport));
    expect(quiet).toContain("✓ Nothing needs attention.");
    expect(quiet).toContain("Rules that found nothing owner-role-mismatch, strategic-outside-product");
    expect(flat(render(emptyReport))).toContain(
      "0 items: there were no work items to read. Check that the filter of the export",
    );
    expect(render(emptyReport)).not.toMatch(/✓|Rules that|could not tell|\b0 %/);
  });

  test("does not call it fine when a gap kept it from judging", () => {
    const text = flat(render(reportOf({ findings: [], gaps: ["Nobody is listed."] })));
    expect(text).toContain("No findings so far, but not everything could be checked: see what it could not tell.");
    expect(text).not.toContain("Nothing needs attention");
  });

  test("never counts work by person", () => {
    for (const { name } of Object.values(people))
      expect(render(realReport)).not.toMatch(new RegExp(`${name}[^.;\\n]{0,12}\\d`));
  });

  test("ends with the answer again and what to start with, where the eye is", () => {
    const [before = "", end = ""] = render(realReport).split("rolecall 0.1.0 · ruleset 3f8a1c5e9b0d");
    expect(before).toContain("── Payments");
    expect(flat(end)).toMatch(
      /^ 9 findings need attention, .* Start with: ✖ PAY-12 Define the pricing model for the enterprise tier This strategic epic is owned by a product owner; a product manager is accountable for it\. ✖ PAY-31 /,
    );
    expect(end.match(/[✖▲•] /g)).toHaveLength(5);
  });

  test("counts where a share would say little, and speaks of one item as one", () => {
    const [scope] = realReport.scopes;
    const of = (strategic: number, tactical: number, unclear: number): string =>
      flat(
        render(
          reportOf({
            findings: [],
            scopes: scope ? [{ ...scope, items: strategic + tactical + unclear, strategic, tactical, unclear }] : [],
          }),
        ),
      );
    expect(of(1, 3, 0)).toContain("Of all items, 1 reads as strategic and 3 as tactical.");
    expect(of(0, 3, 1)).toContain("Of all items, none reads as strategic and 3 as tactical; 1 could not be decided.");
    expect(of(0, 3, 1)).toContain("1 work item could not be decided. It says too little");
    expect(of(0, 60, 40)).toContain("40 % could not be decided, so take the mix with care.");
    expect(of(1, 0, 0)).toContain("It reads as strategic.");
    expect(of(0, 130, 0)).toContain("All of them read as tactical.");
    expect(of(0, 0, 2)).toContain("None of them could be decided.");
    expect(of(4, 96, 0)).toContain("What it could not tell • Nothing: every row was read, and every work item");
  });

  test("names a source as the user gave it, and never by the folders of an absolute path", () => {
    const named = (name: string): string => {
      const [source] = realReport.source;
      return render({
        ...realReport,
        source: source ? [{ ...source, name, notices: ["Two columns are called Sprint."] }] : [],
        skipped: [{ file: name, line: 7, problem: "No title.", remedy: "Give it one." }],
      });
    };
    expect(named("exports/pay.csv")).toContain("Who holds what in exports/pay.csv\n");
    for (const path of ["/home/ana/Downloads/pay.csv", String.raw`C:\Users\ana\pay.csv`]) {
      const text = named(path);
      expect(text).toContain("Who holds what in pay.csv\n");
      expect(text).toContain("pay.csv:7: No title.");
      expect(text).toContain("pay.csv: Two columns");
      expect(text).not.toMatch(/home|Users|Downloads/);
    }
  });
});
