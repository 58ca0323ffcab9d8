import type { ReportSource } from "#core/report";

/** Absolute paths of Unix and Windows, network shares included. */
const ABSOLUTE = /^(?:\/|\\\\|[a-z]:[\\/])/i;

/**
 * A source as a report names it: the way the user gave it, without the folders of an absolute path. A shell makes one of
 * `~/backlog.csv`, and a report that is passed on would tell where somebody keeps their files. The data formats keep it.
 */
export function sourceName(name: string): string {
  if (!ABSOLUTE.test(name)) return name;
  return (
    name
      .split(/[\\/]/)
      .filter((part) => part !== "")
      .at(-1) ?? name
  );
}

const formatNames: Record<string, string> = {
  "jira-csv": "CSV of Jira",
  "jira-json": "JSON of Jira",
  "linear-csv": "CSV of Linear",
  "rolecall-json": "JSON",
  "rolecall-ndjson": "NDJSON",
  csv: "CSV",
};

/** " (CSV of Jira)" behind the name of a file whose format is known; else nothing. */
export const formatNote = ({ format }: ReportSource): string =>
  format === undefined ? "" : ` (${formatNames[format] ?? format})`;
