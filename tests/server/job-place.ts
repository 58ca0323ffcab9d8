import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { createPerformer, type PerformerOptions } from "#cli/perform-job";
import type { PerformJob, RunJob, RunProgress } from "#server/run-state";
import { createSqliteStore } from "#stores/dialects/sqlite";
import { createCheckout } from "../build-apart";

/** The thread of jobs as the build makes it (.ci/build.mjs), without the rest. */
export async function buildWorker(): Promise<{ script: URL; remove: () => void }> {
  const { folder, remove } = createCheckout();
  const outdir = join(folder, "dist");
  await build({
    entryPoints: { "job-worker": "src/cli/job-worker.ts" },
    ...{ outdir, bundle: true, splitting: true, format: "esm", platform: "node", target: "node20.19" },
    ...{ external: ["libsql"], chunkNames: "chunks/[name]-[hash]", logLevel: "warning" },
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
  });
  cpSync("src/sample", join(outdir, "sample"), { recursive: true });
  return { script: pathToFileURL(join(outdir, "job-worker.js")), remove };
}

/** A folder with a policy and a database, and jobs over them. */
export function createJobPlace(script: URL, policy: object = {}) {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-jobs-"));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const place = { db: join(folder, "rolecall.db"), config: write("policy.json", JSON.stringify(policy)) };
  const performer = (options: PerformerOptions = {}): PerformJob => createPerformer(place, { script, ...options });
  return {
    ...{ folder, write, performer },
    ...place,
    /** Does a job to its end; answers its result and what it said meanwhile. */
    async perform(job: RunJob) {
      const said: RunProgress[] = [];
      const how = {
        signal: new AbortController().signal,
        onProgress: (progress: RunProgress) => void said.push(progress),
      };
      return { result: await performer()(job, how), said };
    },
    openStore: () => createSqliteStore(place.db),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Many rows, so that an audit takes seconds. */
export function manyRows(rows: number): string {
  const lines = ["Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Assignee"];
  for (let row = 1; row <= rows; row += 1)
    lines.push(`Fix null pointer exception in endpoint ${row},PAY-${row},${row},Bug,To Do,PAY,Payments,Oto`);
  return lines.join("\n");
}
