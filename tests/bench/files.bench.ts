import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bench, describe } from "vitest";
import { createFileSource } from "#adapters/files/source";
import { generateBacklog } from "./generate-backlog";

/** Rows a person might have, ten times that, and ten times again: time must grow with them, memory must not. */
const SIZES = [10_000, 100_000, 1_000_000];
const MOST_RESIDENT_BYTES = 512 * 1024 * 1024;
const ONCE = { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 };

describe("reading a Jira export", () => {
  for (const rows of SIZES) {
    let folder = "";
    bench(
      `${rows} rows`,
      async () => {
        const { items, peak } = await readAll(join(folder, "export.csv"));
        if (items !== rows) throw new Error(`${items} of ${rows} rows were read`);
        if (peak > MOST_RESIDENT_BYTES) throw new Error(`${Math.round(peak / 1e6)} MB resident`);
        process.stderr.write(`${rows} rows: at most ${Math.round(peak / 1e6)} MB resident\n`);
      },
      {
        ...ONCE,
        throws: true,
        async setup() {
          folder = mkdtempSync(join(tmpdir(), "rolecall-bench-"));
          await generateBacklog(join(folder, "export.csv"), rows);
        },
        teardown: () => rmSync(folder, { recursive: true }),
      },
    );
  }
});

/** Reads a file page by page and lets go of every page. */
async function readAll(path: string): Promise<{ items: number; peak: number }> {
  const source = createFileSource([{ path }], { workspace: "bench", peopleFields: ["Product owner"] });
  let items = 0;
  let peak = 0;
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page = await source.fetchPage(cursor);
    items += page.items.length;
    cursor = page.next;
    peak = Math.max(peak, process.memoryUsage.rss());
  }
  return { items, peak };
}
