import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import type { PerformJob, RunJob, RunProgress } from "#server/run-state";
import { createRuns, type Runs } from "#server/runs";

interface Job {
  job: RunJob;
  signal: AbortSignal;
  report: (progress: RunProgress) => void;
  end: (result: unknown) => void;
  fail: (error: unknown) => void;
}

/** Runs whose jobs end when the test says so. */
function createBench() {
  const jobs: Job[] = [];
  const ended: unknown[] = [];
  let clock = 0;
  const perform: PerformJob = (job, { signal, onProgress }) =>
    new Promise((end, fail) => void jobs.push({ job, signal, report: onProgress, end, fail }));
  const runs = createRuns({
    perform,
    now: () => `at ${(clock += 1)}`,
    newId: () => `run ${clock}`,
    onEnded: (job, state) => void ended.push([job.kind, state]),
  });
  return { runs, jobs, ended };
}

const SAMPLE: RunJob = { kind: "audit", source: { sample: true } };
const DOCTOR: RunJob = { kind: "doctor" };
const file = (name: string): RunJob => ({ kind: "audit", source: { files: [name] } });
const stateOf = (runs: Runs, { id }: { id: string }) => runs.get(id)?.state;
const turn = (): Promise<void> => sleep(5);

test("A run waits, runs, tells how far it is, and is done", async () => {
  const { runs, jobs, ended } = createBench();
  const { id, already } = runs.start(SAMPLE);
  const beginning = {
    id,
    kind: "audit",
    phase: null,
    items: null,
    share: null,
    endedAt: null,
    result: null,
    error: null,
  };
  expect([already, runs.get(id)]).toEqual([false, { ...beginning, state: "waiting", startedAt: "at 1" }]);
  await turn();
  expect(runs.get(id)).toMatchObject({ state: "running", phase: null });
  jobs[0]?.report({ phase: "reading", items: 100, share: 0.5 });
  expect(runs.get(id)).toMatchObject({ state: "running", phase: "reading", items: 100, share: 0.5 });
  jobs[0]?.report({ phase: "judging", items: 7 });
  expect(runs.get(id)).toMatchObject({ phase: "judging", items: 7, share: null });
  jobs[0]?.end({ findings: 3 });
  await turn();
  expect(runs.get(id)).toMatchObject({ state: "done", result: { findings: 3 }, error: null, endedAt: "at 2" });
  jobs[0]?.report({ phase: "reading", items: 0 });
  expect(runs.get(id)).toMatchObject({ phase: "judging" });
  expect(ended).toEqual([["audit", "done"]]);
  expect(JSON.parse(JSON.stringify(runs.get(id)))).toEqual(runs.get(id));
});

test("Runs go one after the other, in their order; the newest is listed first", async () => {
  const { runs, jobs } = createBench();
  const started = [SAMPLE, DOCTOR, file("a.csv")].map((job) => runs.start(job));
  for (const at of [0, 1, 2]) {
    await turn();
    expect(jobs).toHaveLength(at + 1);
    expect(started.map((run) => stateOf(runs, run))).toEqual(
      started.map((_, i) => (i < at ? "done" : i === at ? "running" : "waiting")),
    );
    jobs[at]?.end(null);
  }
  expect(jobs.map(({ job }) => job)).toEqual([SAMPLE, DOCTOR, file("a.csv")]);
  expect(runs.list().map(({ id }) => id)).toEqual(started.map(({ id }) => id).reverse());
});

test("The same job while one waits or runs is that one; another job, and one after it, is not", async () => {
  const { runs, jobs } = createBench();
  const first = runs.start(file("a.csv"));
  expect(runs.start(file("a.csv"))).toEqual({ id: first.id, already: true });
  await turn();
  expect(runs.start(file("a.csv"))).toEqual({ id: first.id, already: true });
  expect(runs.start(file("b.csv"))).toMatchObject({ already: false });
  jobs[0]?.end(null);
  await turn();
  expect(runs.start(file("a.csv"))).toMatchObject({ already: false });
});

test("A failed run says why, and the next one runs", async () => {
  const { runs, jobs, ended } = createBench();
  const [first, second, third] = [runs.start(SAMPLE), runs.start(DOCTOR), runs.start(file("a.csv"))];
  await turn();
  jobs[0]?.fail(Object.assign(new Error("No memory."), { remedy: "Buy some." }));
  await turn();
  expect(runs.get(first.id)).toMatchObject({ state: "failed", error: { message: "No memory.", remedy: "Buy some." } });
  jobs[1]?.fail("just so");
  await turn();
  expect(runs.get(second.id)).toMatchObject({ state: "failed", error: { message: "just so" } });
  expect(stateOf(runs, third)).toBe("running");
  expect(ended).toEqual([
    ["audit", "failed"],
    ["doctor", "failed"],
  ]);
});

test("A run that waits is cancelled at once, one that runs when its job has ended, one that is over not at all", async () => {
  const { runs, jobs, ended } = createBench();
  const [first, second] = [runs.start(SAMPLE), runs.start(DOCTOR)];
  await turn();
  expect([runs.cancel(second.id), stateOf(runs, second)]).toEqual([true, "cancelled"]);
  expect([runs.cancel(first.id), stateOf(runs, first), jobs[0]?.signal.aborted]).toEqual([true, "running", true]);
  // It has not ended yet, but whoever starts it now wants it anew.
  const again = runs.start(SAMPLE);
  expect(again.already).toBe(false);
  jobs[0]?.fail(new Error("ended between two pages"));
  await turn();
  expect(runs.get(first.id)).toMatchObject({ state: "cancelled", error: null, endedAt: expect.any(String) as string });
  expect([runs.cancel(first.id), runs.cancel("nobody")]).toEqual([false, false]);
  expect([jobs.length, stateOf(runs, again)]).toEqual([2, "running"]);
  expect(ended).toEqual([
    ["doctor", "cancelled"],
    ["audit", "cancelled"],
  ]);
});

test("A job that was finished before it could be cancelled is done", async () => {
  const { runs, jobs } = createBench();
  const run = runs.start(SAMPLE);
  await turn();
  runs.cancel(run.id);
  jobs[0]?.end("result");
  await turn();
  expect(runs.get(run.id)).toMatchObject({ state: "done", result: "result" });
});

test("The last 50 that ended are remembered", async () => {
  const runs = createRuns({
    perform: () => Promise.resolve("done"),
    now: () => new Date().toISOString(),
    newId: (() => {
      let count = 0;
      return () => String((count += 1));
    })(),
  });
  for (let at = 0; at < 60; at += 1) runs.start(file(`${at}.csv`));
  await vi.waitFor(() => expect(runs.list().every(({ state }) => state === "done")).toBe(true));
  expect(runs.list().map(({ id }) => Number(id))).toEqual(Array.from({ length: 50 }, (_, i) => 60 - i));
});

test("At the end everything is cancelled, and nothing more is started", async () => {
  const { runs, jobs } = createBench();
  const [first, second] = [runs.start(SAMPLE), runs.start(DOCTOR)];
  await turn();
  const stopped = runs.stop();
  expect([stateOf(runs, second), jobs[0]?.signal.aborted]).toEqual(["cancelled", true]);
  jobs[0]?.fail(new Error("aborted"));
  await stopped;
  expect(stateOf(runs, first)).toBe("cancelled");
  expect(stateOf(runs, runs.start(SAMPLE))).toBe("cancelled");
  await turn();
  expect(jobs).toHaveLength(1);
});
