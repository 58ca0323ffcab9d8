import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AuditReport } from "#core/report";
import { generateBacklog, PRODUCT_PEOPLE } from "../bench/generate-backlog";
import { buildCli, createWorkplace } from "./run-cli";

const ROWS = 30_000;
const place = createWorkplace();
beforeAll(buildCli);
beforeAll(async () => {
  await generateBacklog(join(place.folder, "export.csv"), ROWS);
  place.write("rolecall.config.json", JSON.stringify({ people: PRODUCT_PEOPLE }));
});
afterAll(() => place.remove());

/** Megabytes of heap in which the command and its vocabulary fit, and some thousand items, but not thirty thousand. */
const HEAP = 110;
const nodeOptions = [`--max-old-space-size=${HEAP}`];
/** Thirty thousand rows take their time on a busy machine. */
const PATIENCE = 240_000;

test(
  "thirty thousand rows, judged and reported in full, need no more heap than a few thousand",
  async () => {
    const { code, stdout, stderr } = await place.run(["audit", "export.csv", "--format", "json"], { nodeOptions });
    expect([code, stderr]).toEqual([0, ""]);
    const { totals, findings, items } = JSON.parse(stdout) as AuditReport;
    expect(totals).toMatchObject({ items: ROWS, duplicateRows: 0, skippedRows: 0 });
    expect(totals.strategic + totals.tactical + totals.unclear).toBe(ROWS);
    expect(findings.length).toBeGreaterThan(500);
    for (const { subject } of findings) if (subject.kind === "item") expect(items[subject.id]).toBeDefined();
  },
  PATIENCE,
);

test(
  "classifying and explaining need no more either",
  async () => {
    const classified = await place.run(["classify", "export.csv"], { nodeOptions });
    expect(classified.code).toBe(0);
    expect(classified.stdout.trimEnd().split("\n")).toHaveLength(ROWS);
    const explained = await place.run(["explain", "129900", "export.csv"], { nodeOptions });
    expect([explained.code, explained.stdout]).toEqual([0, expect.stringContaining("-29900")]);
  },
  PATIENCE,
);
