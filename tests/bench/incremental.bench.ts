import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildSync } from "esbuild";
import { afterAll, bench, describe } from "vitest";
import { createCheckout } from "../build-apart";
import type { Outcome, Step } from "./audit-again";

/**
 * Audits that remember, each in a process of its own: the first one, one a day later from a source that delivers the one item in a
 * hundred that has changed, and one that is delivered everything again. What stays as it is must cost next to nothing.
 */
const SIZES = [100_000, 1_000_000];
const MOST_RESIDENT_BYTES = 512 * 1024 * 1024;
/** What a later audit may cost against the first. Measured at the largest size: at a small one the start-up weighs more. */
const LARGEST_SHARE = 0.1;
const ONCE = { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0, throws: true };

const folder = mkdtempSync(join(tmpdir(), "rolecall-bench-"));
const checkout = createCheckout();
const script = join(checkout.folder, "dist/audit-again.mjs");
buildSync({
  entryPoints: ["tests/bench/audit-again.ts"],
  outfile: script,
  ...{ bundle: true, format: "esm", platform: "node", target: "node20.19", logLevel: "warning" },
  external: ["libsql"],
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});
afterAll(() => {
  checkout.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe("audits that remember their items", () => {
  for (const rows of SIZES) {
    const database = join(folder, `${rows}.db`);
    bench(
      `${rows} rows`,
      async () => {
        const first = await run("first", rows, database);
        const changes = await run("changes", rows, database);
        const again = await run("again", rows, database);
        const source = await run("source-alone", rows, database);
        const shares = {
          "with 1 % changed": changes.seconds / first.seconds,
          "with everything read again": (again.seconds - source.seconds) / first.seconds,
        };
        process.stderr.write(
          `${rows} rows, ${first.findings} findings. First: ${phrase(first)}; changes: ${phrase(changes)}; ` +
            `everything again: ${phrase(again)}, of which the source takes ${source.seconds.toFixed(1)} s\n`,
        );
        for (const { items } of [first, changes, again])
          if (items !== rows) throw new Error(`${items} of ${rows} rows were audited`);
        if (again.findings !== changes.findings)
          throw new Error(`${changes.findings} findings, and ${again.findings} once everything was read again`);
        for (const { bytes } of [first, changes, again])
          if (bytes > MOST_RESIDENT_BYTES) throw new Error(`${Math.round(bytes / 1e6)} MB resident`);
        for (const [name, share] of Object.entries(shares)) {
          process.stderr.write(`${rows} rows, an audit ${name}: ${(share * 100).toFixed(1)} % of the first\n`);
          if (rows === SIZES.at(-1) && share > LARGEST_SHARE)
            throw new Error(`an audit ${name} costs ${(share * 100).toFixed(1)} % of the first`);
        }
      },
      { ...ONCE, teardown: () => rmSync(database, { force: true }) },
    );
  }
});

async function run(step: Step, rows: number, database: string): Promise<Outcome> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, step, String(rows), database]);
  return JSON.parse(stdout) as Outcome;
}

const phrase = ({ seconds, bytes }: Outcome): string =>
  `${seconds.toFixed(1)} s of computing, ${Math.round(bytes / 1e6)} MB resident`;
