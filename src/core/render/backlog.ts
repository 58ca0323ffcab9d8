import type { BacklogReport } from "#core/backlog-report";
import { renderBacklogCsv } from "#core/render/backlog/csv";
import { renderBacklogHtml } from "#core/render/backlog/html";
import { renderBacklogMarkdown } from "#core/render/backlog/markdown";
import { outlineBacklog } from "#core/render/backlog/outline";
import { renderBacklogTerminal } from "#core/render/backlog/terminal";
import type { RenderOptions } from "#core/render/format";
import { stringifyStable } from "#core/render/stable-json";

/** The formats of the report on a backlog. */
export const BACKLOG_FORMATS = ["terminal", "markdown", "html", "csv", "json"] as const;
export type BacklogFormat = (typeof BACKLOG_FORMATS)[number];

/** The document's keys as a person wants to meet them. */
const KEY_ORDER: readonly (keyof BacklogReport)[] = [
  "schemaVersion",
  "generatedAt",
  "auditedAt",
  "previousAt",
  "changes",
  "findings",
  "expiring",
  "lookAt",
  "trend",
  "balance",
  "gaps",
  "quality",
  "scan",
];

/**
 * Renders the report on a backlog to one string. Terminal, Markdown and HTML are for reading and say the same; CSV is for
 * a spreadsheet; JSON is the document itself. Pure: same report and options, same bytes.
 */
export function renderBacklog(report: BacklogReport, format: BacklogFormat, options: RenderOptions): string {
  switch (format) {
    case "terminal":
      return renderBacklogTerminal(outlineBacklog(report, options), options);
    case "markdown":
      return renderBacklogMarkdown(outlineBacklog(report, options));
    case "html":
      return renderBacklogHtml(outlineBacklog(report, options));
    case "csv":
      return renderBacklogCsv(report);
    case "json":
      return `${stringifyStable(report, 2, KEY_ORDER)}\n`;
  }
}
