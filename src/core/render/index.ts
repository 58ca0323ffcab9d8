import { renderCsv } from "#core/render/csv";
import type { Format, PartRenderer, RenderOptions } from "#core/render/format";
import { renderHtml } from "#core/render/html";
import { renderJson } from "#core/render/json";
import { renderJunit } from "#core/render/junit";
import { renderMarkdown } from "#core/render/markdown";
import { renderNdjson } from "#core/render/ndjson";
import { renderTerminal } from "#core/render/terminal";
import type { AuditReport } from "#core/report";

export type { Format, RenderOptions } from "#core/render/format";

/** Every format with the extension of its files and what it is for; the order is that of `--help`. */
export const formats: readonly { format: Format; extension: string; about: string }[] = [
  { format: "terminal", extension: "txt", about: "the report for reading here: the answer, the scopes, the findings" },
  {
    format: "html",
    extension: "html",
    about: "one self-contained page to send: charts, light and dark, printable, no network",
  },
  { format: "markdown", extension: "md", about: "the same for a wiki, a pull request or a chat" },
  { format: "csv", extension: "csv", about: "one row a finding, for a spreadsheet; formulas are disarmed" },
  { format: "json", extension: "json", about: "the whole report document, keys always in the same order" },
  {
    format: "ndjson",
    extension: "ndjson",
    about: "one line for the report, then one a finding joined with its work item",
  },
  { format: "junit", extension: "xml", about: "for build servers: a suite a rule, errors and warnings as failures" },
];

/** Renderers in pieces, for writing a long report without holding it whole. Pure: same report and options, same bytes. */
export const partRenderers: Record<Format, PartRenderer> = {
  terminal: renderTerminal,
  markdown: renderMarkdown,
  html: renderHtml,
  json: renderJson,
  ndjson: renderNdjson,
  csv: renderCsv,
  junit: renderJunit,
};

const whole =
  (render: PartRenderer) =>
  (report: AuditReport, options: RenderOptions): string =>
    [...render(report, options)].join("");

/** Renders a report to one string. Pure: same report and options, same bytes. */
export const renderers: Record<Format, (report: AuditReport, options: RenderOptions) => string> = {
  terminal: whole(renderTerminal),
  markdown: whole(renderMarkdown),
  html: whole(renderHtml),
  json: whole(renderJson),
  ndjson: whole(renderNdjson),
  csv: whole(renderCsv),
  junit: whole(renderJunit),
};
