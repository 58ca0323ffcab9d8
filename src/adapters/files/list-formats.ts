import { headerLanguages } from "#adapters/files/headers/index";

/** The formats that are read, one a line, for `--help`. */
export function listFormats(): readonly { name: string; about: string }[] {
  const languages = headerLanguages.map(({ code }) => code).join(", ");
  return [
    { name: "Jira CSV", about: `exports of Cloud and Server; header in ${languages}` },
    { name: "Linear CSV", about: "exports old and new, and files for Linear's importer" },
    { name: "Jira JSON", about: 'answers of the REST API, v2 and v3: an array, or {"issues": [...]}' },
    { name: "JSON, NDJSON", about: 'Rolecall\'s own items: an array, {"items": [...]}, or one item a line' },
    { name: "any other CSV", about: "with --map, for example --map title=Task --map status=State" },
  ];
}
