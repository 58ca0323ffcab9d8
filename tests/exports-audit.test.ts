import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { createFileSource } from "#adapters/files/source";
import { compileRuleset } from "#core/classify/classify";
import type { Policy, PolicyInput } from "#core/config";
import { loadPolicy } from "#core/policy-check";
import { formats, renderers } from "#core/render/index";
import type { AuditReport } from "#core/report";
import { rules } from "#core/rules/index";
import { ownerOf } from "#core/survey";
import { createRunStore } from "#stores/run-store";
import { readPages } from "#usecases/read-pages";
import { runAudit } from "#usecases/run-audit";

const shared = process.env["ROLECALL_SHARED"];
const NOW = "2026-11-24T08:00:00Z";

interface Export {
  name: string;
  /** What `--map` must say where nobody can know. */
  columns?: Record<string, string>;
}

/** Real exports of Jira and Linear, none of which is part of this project. */
const exports: readonly Export[] = [
  { name: "jira-cloud_en_22rows_dup-watchers.csv" },
  { name: "jira-cloud_en_student_130rows_dup-customfields_bom.csv" },
  { name: "jira-cloud_es_190rows_14cols.csv" },
  { name: "jira-cloud_es_287rows_bom.csv" },
  { name: "jira-cloud_fr_49rows_nobom_dup-links.csv" },
  { name: "jira-derived_6cols_redhat-public.csv" },
  { name: "jira-rest-v2_public-jira-dataset_REST.json" },
  { name: "jira-server_en_dup-comment-attachment-sprint-watchers_blank-rows.csv" },
  { name: "linear-export_genuine_2023_25cols.csv" },
  { name: "linear-import_policyimpact.csv" },
  { name: "linear-import_sdna_epics.csv" },
  { name: "linear-import_sdna_milestones.csv" },
  { name: "minimal_jira.csv", columns: { title: "columnb", id: "columna", status: "columnc" } },
];

const pathOf = ({ name }: Export): string => join(shared ?? "", "exports", name);

const sourceOf = (path: string, policy: Policy, columns: Record<string, string> = {}) =>
  createFileSource([{ path }], { workspace: "file", columns, items: policy.items });

/** The whole way of the command: read, classify, audit. */
async function audit(path: string, input: PolicyInput, columns?: Record<string, string>): Promise<AuditReport> {
  const policy = loadPolicy(input);
  const store = createRunStore();
  const source = sourceOf(path, policy, columns);
  const ruleset = compileRuleset(policy);
  return runAudit({ source, store, ruleset, now: NOW, version: "0.0.0" }).finally(() => store.close());
}

/** Rows that are not blank below the header, or elements of the list, as another parser counts them. */
function countRows(path: string): number {
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  if (path.endsWith(".json")) return (JSON.parse(text) as unknown[]).length;
  return Papa.parse(text, { skipEmptyLines: "greedy" }).data.length - 1;
}

const loudRules = ({ rules: ran, totals }: AuditReport): readonly string[] =>
  ran
    .filter(({ findings }) => findings > totals.items / 10)
    .map(({ id, findings }) => `${id}: ${findings} findings on ${totals.items} items`);

/** Everything that a report says must be about something that is there. */
function expectWhole(report: AuditReport): void {
  const ids = new Set(rules.map(({ id }) => id));
  const scopes = new Set(report.scopes.map(({ id }) => id));
  for (const { rule, subject, scope, owner } of report.findings) {
    expect(ids).toContain(rule);
    expect(scopes).toContain(scope);
    if (subject.kind === "item") expect(report.items).toHaveProperty([subject.id]);
    if (owner !== null) expect(report.people).toHaveProperty([owner]);
  }
  expect(report.failures).toEqual([]);
  expect(report.complete).toBe(true);
}

function expectRendered(report: AuditReport): void {
  const options = { colour: false, width: 80 };
  for (const { format } of formats) expect(renderers[format](report, options).length, format).toBeGreaterThan(200);
  expect((JSON.parse(renderers.json(report, options)) as AuditReport).totals).toEqual(report.totals);
  expect(renderers.ndjson(report, options).trim().split("\n")).toHaveLength(1 + report.findings.length);
  expect(parse(renderers.csv(report, options), { bom: true })).toHaveLength(1 + report.findings.length);
}

test("with the default policy no rule flags more than a tenth of the sample", async () => {
  const report = await audit("src/sample/backlog.json", {});
  expect(report.totals.items).toBeGreaterThan(50);
  expect(loudRules(report)).toEqual([]);
});

describe.skipIf(!shared)("a real export (ROLECALL_SHARED)", () => {
  test.each(exports)("$name: every row is audited, and no rule flags more than a tenth of them", async (file) => {
    const report = await audit(pathOf(file), {}, file.columns);
    expect(report.totals).toMatchObject({ items: countRows(pathOf(file)), skippedRows: 0, duplicateRows: 0 });
    expect(loudRules(report)).toEqual([]);
    expectWhole(report);
    expectRendered(report);
  });

  test.each(exports)("$name: findings about owners are about items and rules that are there", async (file) => {
    const policy = loadPolicy({});
    const owners = new Map<string, number>();
    for await (const { items } of readPages(sourceOf(pathOf(file), policy, file.columns)))
      for (const item of items) {
        const owner = ownerOf(item, policy);
        if (owner) owners.set(owner.id, (owners.get(owner.id) ?? 0) + 1);
      }
    const [first, second, third] = [...owners].sort((a, b) => b[1] - a[1]).map(([person]) => person);
    const report = await audit(
      pathOf(file),
      {
        people: [
          { person: first ?? "Ana", role: "product-manager" },
          { person: second ?? "Ben", role: "product-owner" },
          { person: third ?? "Eva", role: "product-owner" },
        ],
      },
      file.columns,
    );
    expect(report.totals.items).toBe(countRows(pathOf(file)));
    expect(report.scopes.map(({ mode }) => mode)).toEqual(report.scopes.map(() => "separate"));
    expectWhole(report);
    expectRendered(report);
  });
});
