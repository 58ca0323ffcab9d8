import { readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { readInputs } from "./read-files";

const shared = process.env["ROLECALL_SHARED"];
const folder = join(shared ?? "", "exports");

/** Real exports, with the column of the title and what the reader must see in them. */
const tables = [
  { file: "jira-cloud_en_22rows_dup-watchers.csv", title: "Summary", format: "jira-csv" },
  { file: "jira-cloud_en_student_130rows_dup-customfields_bom.csv", title: "Summary", format: "jira-csv" },
  { file: "jira-cloud_es_190rows_14cols.csv", title: "Resumen", format: "jira-csv" },
  { file: "jira-cloud_es_287rows_bom.csv", title: "Resumen", format: "jira-csv" },
  { file: "jira-cloud_fr_49rows_nobom_dup-links.csv", title: "Résumé", format: "jira-csv" },
  { file: "jira-derived_6cols_redhat-public.csv", title: "Title", format: "csv" },
  {
    file: "jira-server_en_dup-comment-attachment-sprint-watchers_blank-rows.csv",
    title: "Summary",
    format: "jira-csv",
  },
  { file: "linear-export_genuine_2023_25cols.csv", title: "Title", format: "linear-csv" },
  { file: "linear-import_policyimpact.csv", title: "Title", format: "linear-import-csv" },
  { file: "linear-import_sdna_epics.csv", title: "Title", format: "linear-import-csv" },
  { file: "linear-import_sdna_milestones.csv", title: "Title", format: "linear-import-csv" },
];

/** Titles in their order, as another parser reads them. */
function titlesOf(file: string, column: string): string[] {
  const text = readFileSync(join(folder, file), "utf8").replace(/^\uFEFF/, "");
  const [header = [], ...rows] = Papa.parse<string[]>(text, { skipEmptyLines: "greedy" }).data;
  const at = header.indexOf(column);
  return rows.map((row) => (row[at] ?? "").trim());
}

describe.skipIf(!shared)("the shared exports (ROLECALL_SHARED)", () => {
  test.each(tables)("$file is read to the last row", async ({ file, title, format }) => {
    const { items, skipped, sources } = await readInputs([{ path: join(folder, file) }]);
    const titles = titlesOf(file, title);
    expect(titles.length).toBeGreaterThan(0);
    expect(skipped).toEqual([]);
    expect(items.map((item) => item.title)).toEqual(titles);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    expect(sources[0]).toMatchObject({ format, items: titles.length });
  });

  test.each(tables.filter(({ format }) => format === "jira-csv"))(
    "every date, person and state of $file is understood",
    async ({ file }) => {
      const { items, sources } = await readInputs([{ path: join(folder, file) }]);
      expect(sources[0]?.notices).toEqual([]);
      for (const item of items) {
        expect(item.created).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:00$/);
        expect(item.people["reporter"]?.id).toBeTruthy();
        expect(item.status.name).not.toBe("");
      }
    },
  );

  test("Jira's REST answer is read to the last issue", async () => {
    const file = "jira-rest-v2_public-jira-dataset_REST.json";
    const issues = JSON.parse(readFileSync(join(folder, file), "utf8")) as unknown[];
    const { items, skipped, sources } = await readInputs([{ path: join(folder, file) }]);
    expect(items).toHaveLength(issues.length);
    expect(skipped).toEqual([]);
    expect(sources[0]).toMatchObject({ format: "jira-json", notices: [] });
  });

  test("parents named by key and by id are found among the items", async () => {
    const { items } = await readInputs([{ path: join(folder, "jira-cloud_es_287rows_bom.csv") }]);
    const known = new Set(items.flatMap(({ aliases }) => aliases ?? []));
    const children = items.filter(({ parent }) => parent !== undefined);
    expect(children.length).toBeGreaterThan(100);
    expect(children.filter(({ parent }) => !known.has(parent ?? ""))).toEqual([]);
  });

  test("a table nobody knows asks for a map, and is read with the one it suggests", async () => {
    const path = join(folder, "minimal_jira.csv");
    await expect(readInputs([{ path }])).rejects.toThrow(
      /"columna", "columnb".*--map title=columnb --map id=columna --map status=columnc/,
    );
    const { items } = await readInputs([{ path }], { columns: { title: "columnb", id: "columna", status: "columnc" } });
    expect(items.map(({ id, title, status }) => [id, title, status.category])).toEqual([
      ["file:acme:100", "stuff", "done"],
      ["file:acme:101", "other", "done"],
      ["file:acme:102", "more", "done"],
    ]);
  });

  test("all of them together are one backlog", async () => {
    const { items, skipped } = await readInputs(tables.map(({ file }) => ({ path: join(folder, file) })));
    expect(items).toHaveLength(tables.reduce((sum, { file, title }) => sum + titlesOf(file, title).length, 0));
    expect(skipped).toEqual([]);
  });
});
