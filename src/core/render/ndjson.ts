import { phraseVerdict } from "#core/explain";
import { nameOf, subjectName } from "#core/render/finding-view";
import type { PartRenderer } from "#core/render/format";
import { KEY_ORDER } from "#core/render/json";
import { stringifyStable } from "#core/render/stable-json";

/**
 * One JSON object a line: the report without findings and items (`record: "report"`), then every finding
 * (`record: "finding"`) joined with its item, the name of its owner and the name of its scope.
 */
export const renderNdjson: PartRenderer = function* (report) {
  const { findings, items, ...head } = report;
  yield `${stringifyStable({ record: "report", ...head }, 0, ["record", ...KEY_ORDER])}\n`;
  const scopeNames = new Map(report.scopes.map((scope) => [scope.id, scope.name]));
  for (const finding of findings) {
    const item = finding.subject.kind === "item" ? items[finding.subject.id] : undefined;
    const line = {
      record: "finding",
      ...finding,
      about: subjectName(finding, report),
      scopeName: scopeNames.get(finding.scope) ?? finding.scope,
      ownerName: finding.owner === null ? null : nameOf(finding.owner, report),
      verdict: item ? phraseVerdict(item.verdict) : null,
      item: item ?? null,
    };
    yield `${stringifyStable(line, 0, ["record", "id", "rule", "kind", "severity", "state", "about", "verdict", "message"])}\n`;
  }
};
