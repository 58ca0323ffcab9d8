import { create } from "xmlbuilder2";
import type { XMLBuilder } from "xmlbuilder2/lib/interfaces";
import { viewFinding, type FindingView } from "#core/render/finding-view";
import type { PartRenderer } from "#core/render/format";
import { groupBy } from "#core/render/group-by";
import { printable } from "#core/render/printable";
import type { AuditReport, TriagedFinding } from "#core/report";

/**
 * JUnit XML for build servers: a suite for each rule, a case for each finding. Open errors and warnings are failures;
 * findings for information and those that a person snoozed or dismissed are skipped; a quiet rule is one passed case.
 */
export const renderJunit: PartRenderer = function* (report) {
  const byRule = groupBy(report.findings, (finding) => finding.rule);
  const failures = groupBy(report.failures, (failure) => failure.rule);
  const known = new Set(report.rules.map((rule) => rule.id));
  const strangers = [...byRule.keys(), ...failures.keys()].filter((id) => !known.has(id));
  const root = create({ version: "1.0", encoding: "UTF-8" }).ele("testsuites", {
    name: "rolecall",
    ...countCases(
      report.findings,
      report.failures.length,
      report.rules.filter((rule) => !byRule.has(rule.id) && !failures.has(rule.id)).length,
    ),
    time: "0",
  });
  for (const { id, title } of [...report.rules, ...[...new Set(strangers)].map((id) => ({ id, title: id }))]) {
    addSuite(root, report, { id, title, findings: byRule.get(id) ?? [], failures: failures.get(id) ?? [] });
  }
  yield `${root.end({ prettyPrint: true })}\n`;
};

interface Suite {
  id: string;
  title: string;
  findings: readonly TriagedFinding[];
  failures: AuditReport["failures"];
}

function addSuite(root: XMLBuilder, report: AuditReport, { id, title, findings, failures }: Suite): void {
  const isQuiet = findings.length === 0 && failures.length === 0;
  const suite = root.ele("testsuite", {
    name: printable(`${id}: ${title}`),
    ...countCases(findings, failures.length, isQuiet ? 1 : 0),
    time: "0",
    timestamp: report.generatedAt.slice(0, 19),
  });
  const properties = suite.ele("properties");
  properties.ele("property", { name: "rulesetHash", value: printable(report.rulesetHash) });
  properties.ele("property", { name: "complete", value: String(report.complete) });
  if (isQuiet) suite.ele("testcase", { classname: `rolecall.${printable(id)}`, name: "no findings", time: "0" });
  for (const finding of findings) addCase(suite, viewFinding(finding, 0, report));
  for (const { subject, message } of failures) {
    const failed = suite.ele("testcase", {
      classname: `rolecall.${printable(id)}`,
      name: printable(subject),
      time: "0",
    });
    failed.ele("error", { message: printable(message), type: "rule-failure" });
  }
}

function addCase(suite: XMLBuilder, view: FindingView): void {
  const { finding } = view;
  const name = [view.key, view.title.map((piece) => piece.text).join("")].filter((part) => part !== null).join(" ");
  const testcase = suite.ele("testcase", {
    classname: `rolecall.${printable(finding.rule)}`,
    name: printable(name),
    time: "0",
  });
  const details = [
    [view.verdict?.phrase, ...view.facts, view.owner === null ? undefined : `owner: ${view.owner}`]
      .filter((part) => part !== undefined)
      .join(" · "),
    ...view.answers.flatMap(({ label, lines }) => lines.map((line) => `${label}: ${line}`)),
    view.url ?? "",
  ].filter((line) => line !== "");
  const text = details.map(printable).join("\n");
  if (isFailure(finding)) {
    testcase.ele("failure", { message: printable(finding.message), type: finding.severity }).txt(text);
    return;
  }
  const reason = finding.state === "open" ? finding.severity : finding.state;
  testcase.ele("skipped", { message: `${reason}: ${printable(finding.message)}` });
  testcase.ele("system-out").txt(text);
}

const isFailure = (finding: TriagedFinding): boolean => finding.state === "open" && finding.severity !== "info";

function countCases(
  findings: readonly TriagedFinding[],
  errors: number,
  passed: number,
): Record<"tests" | "failures" | "errors" | "skipped", number> {
  const failures = findings.filter(isFailure).length;
  return { tests: findings.length + errors + passed, failures, errors, skipped: findings.length - failures };
}
