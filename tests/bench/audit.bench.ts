import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, bench, describe } from "vitest";
import type { AuditReport } from "#core/report";
import { createCheckout } from "../build-apart";
import { generateBacklog, PRODUCT_PEOPLE } from "./generate-backlog";

/**
 * The whole command on large exports, as a person runs it: a process of its own, from the file to the written report.
 * Time must grow with the rows, memory must stay below a fixed mark.
 */
const SIZES = [100_000, 300_000, 1_000_000];
const MOST_RESIDENT_BYTES = 512 * 1024 * 1024;
/** What a row may cost at a million, against what it costs at a hundred thousand. */
const MOST_GROWTH = 1.5;
const ONCE = { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0, throws: true };

const folder = mkdtempSync(join(tmpdir(), "rolecall-bench-"));
const checkout = createCheckout();
const cli = checkout.build();
afterAll(() => {
  checkout.remove();
  rmSync(folder, { recursive: true, force: true });
});
writeFileSync(join(folder, "two-roles.json"), JSON.stringify({ people: PRODUCT_PEOPLE }));
writeFileSync(join(folder, "default.json"), "{}");

describe.each(["default", "two-roles"])("an audit with the policy %s", (policy) => {
  let first: { rows: number; seconds: number } | undefined;
  for (const rows of SIZES) {
    bench(
      `${rows} rows`,
      async () => {
        const { seconds, resident, report } = await audit(policy, rows);
        first ??= { rows, seconds };
        const growth = seconds / rows / (first.seconds / first.rows);
        process.stderr.write(
          `${policy}, ${rows} rows: ${seconds.toFixed(1)} s of computing, ${growth.toFixed(2)} times as much a row as at ` +
            `${first.rows}; at most ${Math.round(resident / 1e6)} MB resident; ${report.totals.findings.total} findings\n`,
        );
        if (report.totals.items !== rows) throw new Error(`${report.totals.items} of ${rows} rows were audited`);
        if (resident > MOST_RESIDENT_BYTES) throw new Error(`${Math.round(resident / 1e6)} MB resident`);
        if (growth > MOST_GROWTH) throw new Error(`a row costs ${growth.toFixed(2)} times as much`);
      },
      {
        ...ONCE,
        setup: () => generateBacklog(join(folder, "export.csv"), rows),
        teardown: () => rmSync(join(folder, "export.csv")),
      },
    );
  }
});

type Totals = Pick<AuditReport, "totals">;

/** Has the process say at its end what it used: seconds of computing (a busy machine slows the clock, not this) and kilobytes. */
const SAY_USAGE = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();' +
    ' process.stderr.write("\\nused " + (userCPUTime + systemCPUTime) / 1e6 + " " + maxRSS + "\\n"); });',
)}`;

async function audit(policy: string, rows: number): Promise<{ seconds: number; resident: number; report: Totals }> {
  const args = ["audit", "export.csv", "-c", `${policy}.json`, "--format", "ndjson"];
  const child = spawn(process.execPath, ["--import", SAY_USAGE, cli, ...args], { cwd: folder });
  let [head, said] = ["", ""];
  // The first line is the report without its findings; the rest only has to be read.
  child.stdout.setEncoding("utf8").on("data", (text: string) => (head += head.includes("\n") ? "" : text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const code = await new Promise<number | null>((done) => child.on("close", done));
  const [, seconds, kilobytes] = /\nused (\S+) (\S+)\n/.exec(said) ?? [];
  if (code !== 0 || seconds === undefined) throw new Error(`${rows} rows: exit code ${code}. ${said.slice(0, 2000)}`);
  const report = JSON.parse(head.slice(0, head.indexOf("\n"))) as Totals;
  return { seconds: Number(seconds), resident: Number(kilobytes) * 1024, report };
}
