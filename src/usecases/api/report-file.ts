import type { BacklogReport } from "#core/backlog-report";
import type { BacklogFormat } from "#core/render/backlog";
import type { ApiOutput } from "#usecases/api/contract";

type FileFormat = Exclude<BacklogFormat, "terminal">;

const FILES: Readonly<Record<FileFormat, { ending: string; mediaType: string }>> = {
  html: { ending: "html", mediaType: "text/html; charset=utf-8" },
  markdown: { ending: "md", mediaType: "text/markdown; charset=utf-8" },
  csv: { ending: "csv", mediaType: "text/csv; charset=utf-8" },
  json: { ending: "json", mediaType: "application/json" },
};

/** A report as a file to send; the name comes without its ending. */
export async function renderFile(
  report: BacklogReport,
  format: FileFormat,
  name: string,
): Promise<ApiOutput<"renderReport">> {
  // Loaded where it is needed: the pages of a report bring much with them.
  const { renderBacklog } = await import("#core/render/backlog");
  const { ending, mediaType } = FILES[format];
  return { name: `${name}.${ending}`, mediaType, text: renderBacklog(report, format, { colour: false, width: 80 }) };
}
