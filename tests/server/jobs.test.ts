import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { AuditResult } from "#cli/jobs/audit-job";
import type { RunJob, RunProgress } from "#server/run-state";
import { createRuns } from "#server/runs";
import { simulation } from "#usecases/api/contract";
import { backlog, POLICY } from "../cli/triage-place";
import { buildWorker, createJobPlace, manyRows } from "./job-place";

let worker: Awaited<ReturnType<typeof buildWorker>>;
let place: ReturnType<typeof createJobPlace>;
beforeAll(async () => {
  worker = await buildWorker();
});
afterAll(() => worker.remove());
beforeEach(() => {
  place = createJobPlace(worker.script, POLICY);
  return () => place.remove();
});

const audit = (...files: string[]): RunJob => ({ kind: "audit", source: { files } });

describe("An audit in a thread", () => {
  test("of the sample runs to its end and is remembered", async () => {
    const runs = createRuns({ perform: place.performer(), now: () => new Date().toISOString(), newId: () => "1" });
    const { id } = runs.start({ kind: "audit", source: { sample: true } });
    await vi.waitFor(() => expect(runs.get(id)?.state).toBe("done"), { timeout: 30_000, interval: 50 });
    const result = runs.get(id)?.result as AuditResult;
    expect(result.source.map(({ name }) => name)).toEqual(["the bundled sample backlog"]);
    expect(result.totals.findings.total).toBeGreaterThan(0);
    const store = await place.openStore();
    const remembered = await store.runs();
    await store.close();
    expect(remembered.map((run) => [run.id, run.report.totals])).toEqual([[result.run, result.totals]]);
  });

  test("reads the policy as it stands then, names files as a person does, and says what another file left", async () => {
    const first = (await place.perform(audit(place.write("backlog.csv", backlog())))).result as AuditResult;
    expect(first.source.map(({ name }) => name)).toEqual(["backlog.csv"]);
    expect(first.totals.findings.total).toBe(2);
    expect(first.left).toEqual({ files: [], scopes: [] });
    place.write("policy.json", "{}");
    const other = place.write("other.csv", backlog().replaceAll("PAY", "SHOP").replaceAll("Payments", "Shop"));
    const second = (await place.perform(audit(other))).result as AuditResult;
    expect(second.totals.findings.total).toBe(0);
    expect(second.left).toEqual({ files: ["backlog.csv"], scopes: ["Payments"] });
  });

  test("reads a field from the column that was named", async () => {
    const csv = "Titular,Clave\nFix null pointer exception,PAY-1\n";
    const file = place.write("otro.csv", csv);
    await expect(place.perform(audit(file))).rejects.toThrow(/^(?!.*rolecall-jobs).*otro\.csv/s);
    const job: RunJob = { kind: "audit", source: { files: [file] }, columns: { title: "Titular", key: "Clave" } };
    expect(((await place.perform(job)).result as AuditResult).totals.items).toBe(1);
  });

  test("tells how far it is, a few times a second", async () => {
    const started = Date.now();
    const { said } = await place.perform(audit(place.write("many.csv", manyRows(6_000))));
    const seconds = (Date.now() - started) / 1000;
    expect(said.length).toBeGreaterThan(1);
    expect(said.length).toBeLessThanOrEqual(seconds * 5 + 2);
    expect(said[0]).toMatchObject({ phase: "reading" });
    expect(said.every(({ share = 0 }) => share >= 0 && share <= 1)).toBe(true);
  });

  test.each([
    ["between two pages", undefined],
    ["by force", 0],
  ])(
    "cancelled %s lets the next one in, which finishes it",
    async (how, graceMs) => {
      const job = audit(place.write("many.csv", manyRows(12_000)));
      const abort = new AbortController();
      const said: RunProgress[] = [];
      const ended = place.performer(graceMs === undefined ? {} : { graceMs })(job, {
        signal: abort.signal,
        onProgress: (progress) => {
          said.push(progress);
          if (said.length === 2) abort.abort();
        },
      });
      await expect(ended).rejects.toThrow(how === "by force" ? undefined : "cancelled");
      const store = await place.openStore();
      expect(await store.runs()).toEqual([]);
      await store.close();
      expect(((await place.perform(job)).result as AuditResult).totals.items).toBe(12_000);
    },
    60_000,
  );
});

describe("A job that goes wrong", () => {
  test.each<[string, RunJob, RegExp]>([
    ["a file that is not there", audit("/nowhere/backlog.csv"), /^backlog\.csv/],
    ["credentials that are missing", { kind: "audit", source: { trackers: "jira" } }, /ROLECALL_JIRA_BASE_URL/],
    ["nothing remembered", { kind: "simulate", policyText: "{}", inForce: "" }, /No audit is remembered yet/],
    ["a policy that is no JSON", { kind: "simulate", policyText: "{", inForce: "" }, /not valid JSON/],
    ["a policy that is wrong", { kind: "simulate", policyText: '{"mode":"both"}', inForce: "" }, /mode/],
  ])("says so: %s", async (_what, job, message) => {
    await expect(place.perform(job)).rejects.toThrow(message);
  });

  test.each([
    ["throws", 'throw new Error("the thread broke");', "the thread broke"],
    ["exits", "process.exit(7);", "ended without a result"],
    ["fills the memory", "const all = []; for (;;) all.push(new Array(1e6).fill(all.length));", "not enough memory"],
  ])(
    "as a thread that %s leaves the server alive",
    async (_what, code, message) => {
      const script = pathToFileURL(place.write("broken.mjs", code));
      const perform = place.performer({ script, heapMb: 64 });
      const runs = createRuns({ perform, now: () => "now", newId: () => "1" });
      const { id } = runs.start({ kind: "doctor" });
      await vi.waitFor(() => expect(runs.get(id)?.state).toBe("failed"), { timeout: 50_000, interval: 50 });
      expect(runs.get(id)?.error?.message).toContain(message);
    },
    60_000,
  );
});

describe("Other jobs", () => {
  test("simulate another policy over what is remembered, and save nothing", async () => {
    await place.perform(audit(place.write("backlog.csv", backlog())));
    const policyText = JSON.stringify({ ...POLICY, rules: { "owner-role-mismatch": "off" } });
    const inForce = JSON.stringify(POLICY);
    const { result: answered } = await place.perform({ kind: "simulate", policyText, inForce });
    // As a page gets it: by the contract.
    const result = simulation.parse(answered);
    expect(result.counts).toEqual({ goes: 2, appears: 0, changes: 0 });
    expect(result.goes.map(({ subject }) => subject).sort()).toEqual(["PAY-1", "PAY-2"]);
    const store = await place.openStore();
    expect(await store.runs()).toHaveLength(1);
    await store.close();
  });

  test("the doctor says what to set where nothing is", async () => {
    const { result } = await place.perform({ kind: "doctor" });
    expect(result).toEqual(
      ["Jira", "Linear"].map((tracker) => ({
        tracker,
        checks: [
          { state: "noted", about: expect.stringContaining(`ROLECALL_${tracker.toUpperCase()}_API_`) as string },
        ],
      })),
    );
    expect(existsSync(place.db)).toBe(false);
  });
});
