import { parse } from "csv-parse/sync";
import { create } from "xmlbuilder2";
import { describe, expect, test } from "vitest";
import { formats, partRenderers, renderers, type Format } from "#core/render/index";
import type { AuditReport } from "#core/report";
import { hostile } from "../fixtures/render/hostile";
import { emptyReport, hostileReport, largeReport, quietReport, realReport, reportOf } from "../fixtures/render/report";

const options = { colour: false, width: 80 };
const render = (format: Format, report: AuditReport): string => renderers[format](report, options);
const reports = { realReport, quietReport, emptyReport, hostileReport };

describe("Every format", () => {
  test.each(formats)("$format gives the same bytes twice, and its pieces are the whole", ({ format }) => {
    for (const report of Object.values(reports)) {
      const once = render(format, report);
      expect(render(format, structuredClone(report))).toBe(once);
      expect([...partRenderers[format](report, options)].join("")).toBe(once);
      expect(once.length).toBeGreaterThan(50);
    }
  });

  test("each has an extension of its own and a description of one line", () => {
    expect(new Set(formats.map((one) => one.extension)).size).toBe(Object.keys(renderers).length);
    for (const { format, about } of formats) expect(`${format}: ${about}`).toMatch(/^.{20,110}$/);
  });

  test("the formats for machines have all findings, whatever the limit for readers", () => {
    const report = largeReport(1200);
    const limited = { ...options, maxFindings: 1 };
    expect((JSON.parse(renderers.json(report, limited)) as AuditReport).findings).toHaveLength(1200);
    expect(renderers.ndjson(report, limited).trimEnd().split("\n")).toHaveLength(1201);
    expect(renderers.csv(report, limited).trimEnd().split("\r\n")).toHaveLength(1201);
    expect(renderers.junit(report, limited).match(/<testcase /g)).toHaveLength(1200 + report.rules.length - 1);
  });
});

describe("JSON", () => {
  test("is the report document itself, nothing added and nothing lost", () => {
    for (const report of Object.values(reports))
      expect(JSON.parse(render("json", report))).toEqual(JSON.parse(JSON.stringify(report)));
  });

  test("does not depend on the order in which the document was put together", () => {
    const shuffled = JSON.parse(JSON.stringify(realReport), (_key, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    ) as AuditReport;
    expect(render("json", shuffled)).toBe(render("json", realReport));
    expect(render("json", realReport)).toMatch(/^\{\n {2}"schemaVersion": 1,\n {2}"generator"/);
  });

  test("carries no character that moves a cursor or turns the reading direction", () => {
    for (const format of ["json", "ndjson"] as const) {
      expect(render(format, hostileReport)).not.toMatch(
        /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/u,
      );
    }
  });
});

describe("NDJSON", () => {
  const lines = render("ndjson", realReport)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

  test("begins with the head of the report, without findings and items", () => {
    expect(lines[0]).toMatchObject({ record: "report", schemaVersion: 1, totals: realReport.totals });
    expect(lines[0]).not.toHaveProperty("findings");
    expect(lines[0]).not.toHaveProperty("items");
  });

  test("has one finding a line, joined with its item", () => {
    expect(lines).toHaveLength(realReport.findings.length + 1);
    expect(lines[1]).toMatchObject({
      record: "finding",
      about: "PAY-12",
      verdict: "Strategic · 96 %",
      ownerName: "Dana Ruiz",
      scopeName: "Payments",
      item: { title: "Define the pricing model for the enterprise tier" },
    });
    expect(lines.filter((line) => line.record === "finding").map((line) => line.id)).toEqual(
      realReport.findings.map((finding) => finding.id),
    );
  });
});

describe("CSV", () => {
  const read = (report: AuditReport): Record<string, string>[] =>
    parse<Record<string, string>>(render("csv", report), { bom: true, columns: true });

  test("reads back as one row a finding in every state, with the answers a reader needs", () => {
    const rows = read(realReport);
    expect(rows.map((row) => row.finding_id)).toEqual(realReport.findings.map((finding) => finding.id));
    expect(rows[0]).toMatchObject({
      severity: "error",
      state: "open",
      key: "PAY-12",
      verdict: "Strategic · 96 %",
      owner: "Dana Ruiz",
      owner_role: "product owner",
      expected_role: "product manager",
      what_to_do: "Hand it to a product manager, or record why it stays.",
    });
    expect(rows.find((row) => row.rule === "mixed-focus")?.split_into).toContain("(product manager); Deliver");
    expect(rows.find((row) => row.state === "snoozed")?.key).toBe("PAY-80");
    expect(rows.find((row) => row.rule === "owner-unknown")?.key).toBe("Sam Whitlock");
  });

  test("has no cell that a spreadsheet runs as a formula, and none with a control character", () => {
    const cells = read(hostileReport).flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^\s*[=+\-@＝＋－＠\t\r]/u.test(cell))).toEqual([]);
    expect(cells.filter((cell) => /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(cell))).toEqual([]);
    expect(cells).toContain(`'${hostile.formula}`);
  });

  test("links nothing but http and https", () => {
    const urls = read(hostileReport).map((row) => row.url ?? "");
    expect(urls.filter((url) => url !== "" && !url.startsWith("https://harbour.example/"))).toEqual([]);
    expect(urls.filter((url) => url === "").length).toBeGreaterThan(5);
  });

  test("is a header and nothing else when there are no findings", () => {
    expect(render("csv", emptyReport)).toMatch(/^\uFEFFseverity,state,rule,[^\n]*item_id\r\n$/);
  });
});

describe("JUnit", () => {
  const attribute = (xml: string, name: string): number[] =>
    [...xml.matchAll(new RegExp(`<testsuite [^>]*${name}="(\\d+)"`, "g"))].map((match) => Number(match[1]));

  test.each(Object.entries(reports))("is well-formed XML whose counts are those of its cases (%s)", (_name, report) => {
    const xml = render("junit", report);
    expect(() => create(xml)).not.toThrow();
    expect(xml).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u);
    const count = (element: string): number => xml.match(new RegExp(`<${element}[ >]`, "g"))?.length ?? 0;
    const sum = (name: string): number => attribute(xml, name).reduce((total, value) => total + value, 0);
    expect([sum("tests"), sum("failures"), sum("errors"), sum("skipped")]).toEqual([
      count("testcase"),
      count("failure"),
      count("error"),
      count("skipped"),
    ]);
    expect(xml).toContain(
      `<testsuites name="rolecall" tests="${count("testcase")}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}"`,
    );
  });

  test("fails on open errors and warnings, skips what is for information or set aside, passes a quiet rule", () => {
    const xml = render("junit", realReport);
    const urgent = realReport.findings.filter((finding) => finding.state === "open" && finding.severity !== "info");
    expect(xml.match(/<failure /g)).toHaveLength(urgent.length);
    expect(xml).toContain('<skipped message="snoozed: No strategic item asks for this epic."/>');
    expect(xml).toContain('<skipped message="info: Nobody owns this strategic epic."/>');
    expect(render("junit", quietReport)).toContain(
      '<testcase classname="rolecall.unowned" name="no findings" time="0"/>',
    );
  });

  test("an error that a person dismissed no longer fails the build, and is still there", () => {
    const [first, ...others] = realReport.findings;
    const dismissed = first ? [{ ...first, state: "dismissed" as const }] : [];
    const xml = render("junit", reportOf({ findings: [...dismissed, ...others] }));
    expect(xml.match(/<failure /g)).toHaveLength((render("junit", realReport).match(/<failure /g)?.length ?? 0) - 1);
    expect(xml).toContain('<skipped message="dismissed: This strategic epic is owned by a product owner;');
  });

  test("a rule that failed is an error of its suite", () => {
    expect(render("junit", hostileReport)).toMatch(
      /<testsuite name="mixed-focus[^>]*errors="1"[\s\S]*<error message="NUL {2}bell/,
    );
  });
});
