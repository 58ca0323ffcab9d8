import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Policy } from "#core/config";
import { loadPolicy } from "#core/policy-check";
import type { AuditReport } from "#core/report";

/** The build puts the sample beside the bundle; in the sources it stands in src/sample. */
function locate(name: string): string {
  const beside = fileURLToPath(new URL(`./sample/${name}`, import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL(`../sample/${name}`, import.meta.url));
}

export const samplePath = (): string => locate("backlog.json");

/** What the sample is called where a reader meets it, in place of a path that nobody typed. */
export const SAMPLE_NAME = "the bundled sample backlog";

export const samplePolicyText = (): Promise<string> => readFile(locate("rolecall.config.json"), "utf8");

export async function samplePolicy(): Promise<Policy> {
  return loadPolicy(JSON.parse(await samplePolicyText()));
}

/** The report of the sample with the name a reader knows it by. */
export const nameSample = (report: AuditReport): AuditReport => ({
  ...report,
  source: report.source.map((source) => ({ ...source, name: SAMPLE_NAME })),
});
