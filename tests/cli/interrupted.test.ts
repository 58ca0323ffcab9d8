import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import type { AuditReport } from "#core/report";
import { buildCli } from "./run-cli";
import { createTriagePlace } from "./triage-place";

beforeAll(buildCli, 60_000);

const ROWS = 24_000;

/** A backlog that takes some seconds to read. */
function manyRows(): string {
  const lines = ["Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Assignee"];
  for (let row = 1; row <= ROWS; row += 1) {
    const [title, type, owner] =
      row % 40 === 0
        ? ["Define the pricing strategy and business case for the enterprise market", "Epic", "Oto"]
        : [`Fix null pointer exception in endpoint ${row}`, "Bug", row % 9 === 0 ? "Mia" : "Oto"];
    lines.push(`${title},PAY-${row},${row},${type},To Do,PAY,Payments,${owner}`);
  }
  return `${lines.join("\n")}\n`;
}

/** What an audit says, but for when it was. */
const contentOf = ({ generatedAt: _at, findings, ...report }: AuditReport) => ({
  ...report,
  findings: findings.map(({ since: _since, ...finding }) => finding),
});

test("a killed audit goes on from what it had read, says what an undisturbed one says, and lets no other in while it lives", async () => {
  const place = createTriagePlace();
  place.write("backlog.csv", manyRows());
  const itemsKept = async (): Promise<number> =>
    Number(/\bitem (\d+)/.exec((await place.run(["database", "status"])).stdout)?.[1] ?? 0);

  const audit = place.start(["audit", "backlog.csv", "--db", "--format", "json"]);
  const isOver = new Promise<void>((done) => audit.on("close", () => done()));
  let kept = 0;
  while (kept === 0 && audit.exitCode === null) {
    await sleep(50);
    kept = await itemsKept();
  }
  const second = await place.run(["audit", "backlog.csv", "--db"]);
  expect([second.code, second.stderr]).toEqual([2, expect.stringContaining("Another audit is writing to") as string]);
  audit.kill("SIGKILL");
  await isOver;
  kept = await itemsKept();
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(ROWS);
  // No audit came to its end: there is nothing to decide on, and nothing to report.
  expect((await place.run(["triage", "list"])).stderr).toContain("No audit is remembered yet");

  const resumed = await place.audit("--db");
  expect(await itemsKept()).toBe(ROWS);
  expect(contentOf(resumed)).toEqual(contentOf(await place.audit()));
  place.remove();
}, 120_000);
