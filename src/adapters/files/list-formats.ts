import { headerLanguages } from "#adapters/files/headers/index";

/** The formats that are read, for `--help`: what a person would call each, and what is known about it. */
export function listFormats(): readonly { name: string; about: string }[] {
  const names = new Intl.DisplayNames("en", { type: "language" });
  const languages = headerLanguages.map(({ code }) => names.of(code) ?? code);
  return [
    {
      name: "Jira CSV",
      about: `exports of Cloud and Server, headers in ${languages.slice(0, -1).join(", ")} or ${languages.at(-1) ?? ""}`,
    },
    { name: "Linear CSV", about: "exports old and new, and files for Linear's importer" },
    { name: "Jira JSON", about: 'answers of the REST API, v2 and v3: an array, or {"issues": [...]}' },
    { name: "JSON, NDJSON", about: 'Rolecall\'s own items: an array, {"items": [...]}, or one item a line' },
    { name: "any other CSV", about: "with a title column, or with --map: --map title=Task --map status=State" },
  ];
}
