import type { PartRenderer } from "#core/render/format";
import { stringifyStable } from "#core/render/stable-json";
import type { AuditReport } from "#core/report";

/** The document's keys as a person wants to meet them: what it is, what it says, then the long lists. */
export const KEY_ORDER: readonly (keyof AuditReport)[] = [
  "schemaVersion",
  "generator",
  "generatedAt",
  "rulesetHash",
  "complete",
  "incompleteBecause",
  "source",
  "totals",
  "scopes",
  "gaps",
  "rules",
  "failures",
  "people",
  "findings",
  "items",
  "skipped",
];

/** The report document itself, indented, its keys always in the same order. Long lists are written one element at a time. */
export const renderJson: PartRenderer = function* (report) {
  yield "{";
  let isFirst = true;
  for (const key of orderedKeys(report)) {
    const value: unknown = report[key];
    if (value === undefined) continue;
    yield `${isFirst ? "" : ","}\n  ${JSON.stringify(key)}: `;
    yield* writeValue(value);
    isFirst = false;
  }
  yield "\n}\n";
};

const orderedKeys = (report: AuditReport): (keyof AuditReport)[] => {
  const rest = (Object.keys(report) as (keyof AuditReport)[]).filter((key) => !KEY_ORDER.includes(key)).sort();
  return [...KEY_ORDER, ...rest];
};

function* writeValue(value: unknown): Iterable<string> {
  const list: readonly unknown[] | null = Array.isArray(value) ? value : null;
  const entries = list ? list.map((one): [string, unknown] => ["", one]) : entriesOf(value);
  if (entries.length === 0) {
    yield stringifyStable(value);
    return;
  }
  yield list ? "[" : "{";
  for (const [index, [key, one]] of entries.entries()) {
    const text = stringifyStable(one, 2).replaceAll("\n", "\n    ");
    yield `${index === 0 ? "" : ","}\n    ${list ? "" : `${stringifyStable(key)}: `}${text}`;
  }
  yield list ? "\n  ]" : "\n  }";
}

function entriesOf(value: unknown): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
