import type { PerformJob, RunError, RunJob, RunState } from "#server/run-state";

/** Ended runs that are remembered. */
const KEPT = 50;

export interface Runs {
  /** Answers the id of a run; of one that waits or runs with the same job, `already`. */
  start(job: RunJob): { id: string; already: boolean };
  get(id: string): RunState | undefined;
  /** False where there is nothing to cancel. One that runs ends a little later. */
  cancel(id: string): boolean;
  /** Newest first. */
  list(): readonly RunState[];
  /** Cancels everything and starts nothing more; done when the last one has ended. */
  stop(): Promise<void>;
}

export interface RunsDeps {
  perform: PerformJob;
  /** ISO 8601 instant. */
  now: () => string;
  newId: () => string;
  /** Told of every run that has ended, however. */
  onEnded?: (job: RunJob, state: RunState["state"]) => void;
}

interface Run {
  job: RunJob;
  key: string;
  state: RunState;
  abort: AbortController;
}

const isOver = ({ state }: Run): boolean => state.state !== "waiting" && state.state !== "running";

/** Runs jobs one after the other, in the order in which they were started: the store lets one audit write at a time. */
export function createRuns({ perform, now, newId, onEnded = () => undefined }: RunsDeps): Runs {
  const runs = new Map<string, Run>();
  let current: Promise<void> | undefined;
  let isStopped = false;

  const change = (run: Run, more: Partial<RunState>): void => {
    run.state = { ...run.state, ...more };
  };
  const end = (run: Run, state: "done" | "failed" | "cancelled", more: Partial<RunState> = {}): void => {
    change(run, { ...more, state, endedAt: now() });
    onEnded(run.job, state);
    forgetOld(runs);
  };
  const work = async (run: Run): Promise<void> => {
    change(run, { state: "running" });
    const { signal } = run.abort;
    try {
      const result = await perform(run.job, {
        signal,
        onProgress: ({ phase, items, share }) => {
          if (!isOver(run)) change(run, { phase, items, share: share ?? null });
        },
      });
      end(run, "done", { result: result ?? null });
    } catch (error) {
      // Whoever cancelled does not want to know what else went wrong.
      if (signal.aborted) end(run, "cancelled");
      else end(run, "failed", { error: describe(error) });
    }
  };
  const workOff = async (): Promise<void> => {
    for (let run = nextOf(runs); run; run = nextOf(runs)) await work(run);
    current = undefined;
  };
  const cancel = (run: Run): boolean => {
    if (isOver(run)) return false;
    run.abort.abort();
    if (run.state.state === "waiting") end(run, "cancelled");
    return true;
  };

  return {
    start(job) {
      const key = JSON.stringify(job);
      const same = [...runs.values()].find((run) => run.key === key && !isOver(run) && !run.abort.signal.aborted);
      if (same) return { id: same.state.id, already: true };
      const run: Run = { job, key, state: newState(newId(), job, now()), abort: new AbortController() };
      runs.set(run.state.id, run);
      if (isStopped) cancel(run);
      // Not at once: who starts a run reads of it first that it waits.
      else current ??= Promise.resolve().then(workOff);
      return { id: run.state.id, already: false };
    },
    get: (id) => runs.get(id)?.state,
    cancel(id) {
      const run = runs.get(id);
      return run !== undefined && cancel(run);
    },
    list: () => [...runs.values()].map(({ state }) => state).reverse(),
    async stop() {
      isStopped = true;
      for (const run of runs.values()) cancel(run);
      await current;
    },
  };
}

const newState = (id: string, { kind }: RunJob, startedAt: string): RunState => ({
  ...{ id, kind, state: "waiting", startedAt },
  ...{ phase: null, items: null, share: null, endedAt: null, result: null, error: null },
});

const nextOf = (runs: ReadonlyMap<string, Run>): Run | undefined =>
  [...runs.values()].find(({ state }) => state.state === "waiting");

function forgetOld(runs: Map<string, Run>): void {
  const ended = [...runs.values()].filter(isOver);
  for (const { state } of ended.slice(0, Math.max(0, ended.length - KEPT))) runs.delete(state.id);
}

function describe(error: unknown): RunError {
  const message = error instanceof Error ? error.message : String(error);
  const remedy = error instanceof Error && "remedy" in error && typeof error.remedy === "string" ? error.remedy : null;
  return { message, ...(remedy !== null && { remedy }) };
}
