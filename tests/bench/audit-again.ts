import { boundHeap } from "#cli/bound-heap";
import { compileRuleset } from "#core/classify/classify";
import { loadPolicy } from "#core/policy-check";
import type { Page, WorkItemSource } from "#ports";
import { createSqliteStore } from "#stores/dialects/sqlite";
import { auditWithMemory } from "#usecases/remember-run";
import { generateItem, PRODUCT_PEOPLE } from "./generate-backlog";
import { HOLDER } from "../fixtures/holder";

/**
 * A process of its own for incremental.bench.ts: `node FILE STEP ROWS DATABASE`. What it found and what it used goes to standard
 * output as one line of JSON.
 */
export type Step = "first" | "changes" | "again" | "source-alone";

export interface Outcome {
  items: number;
  findings: number;
  /** Of computing, in user code and in the system. */
  seconds: number;
  /** The most that was resident at once. */
  bytes: number;
}

const PAGE = 500;
const DAY: Record<Step, string> = {
  first: "2026-11-02",
  changes: "2026-11-03",
  again: "2026-11-04",
  "source-alone": "2026-11-04",
};

/** One row of every hundred is changed a day later, each at another place of its hundred, so that all types are among them. */
const changedRow = (hundred: number): number => 1 + 100 * hundred + ((37 * hundred) % 100);
const isChanged = (row: number): boolean => changedRow(Math.floor((row - 1) / 100)) === row;

function createSource(step: Step, rows: number): WorkItemSource {
  const isDelta = step === "changes";
  const count = isDelta ? Math.floor(rows / 100) : rows;
  const itemAt = (position: number) => {
    const row = isDelta ? changedRow(position) : position + 1;
    return generateItem(row, step !== "first" && isChanged(row) ? 1 : 0);
  };
  return {
    ...(isDelta && { delivers: "changes" }),
    describe: () => [{ kind: "file", name: "generated", items: count, notices: [] }],
    fetchPage(cursor = "0"): Promise<Page> {
      const start = Number(cursor);
      const end = Math.min(count, start + PAGE);
      const items = Array.from({ length: end - start }, (_, index) => itemAt(start + index));
      return Promise.resolve({ items, start, skipped: [], ...(end < count && { next: String(end) }) });
    },
  };
}

async function readAll(source: WorkItemSource): Promise<{ items: number; findings: number }> {
  let items = 0;
  let next: string | undefined = "0";
  while (next !== undefined) {
    const page: Page = await source.fetchPage(next);
    items += page.items.length;
    next = page.next;
  }
  return { items, findings: 0 };
}

async function audit(source: WorkItemSource, day: string, database: string) {
  const memory = await createSqliteStore(database);
  const report = await auditWithMemory({
    ...{ source, memory, version: "0.0.0", runId: day, now: `${day}T08:00:00.000Z` },
    ruleset: compileRuleset(loadPolicy({ people: [...PRODUCT_PEOPLE] })),
    isInBaseline: () => false,
    holder: HOLDER,
  });
  await memory.close();
  return { items: report.totals.items, findings: report.findings.length };
}

boundHeap();
const [step, rows, database = ""] = process.argv.slice(2) as [Step, string, string?];
const source = createSource(step, Number(rows));
const found = await (step === "source-alone" ? readAll(source) : audit(source, DAY[step], database));
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const used = { seconds: (userCPUTime + systemCPUTime) / 1e6, bytes: maxRSS * 1024 };
process.stdout.write(`${JSON.stringify({ ...found, ...used } satisfies Outcome)}\n`);
