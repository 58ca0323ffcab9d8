import { existsSync } from "node:fs";
import { getHeapStatistics } from "node:v8";
import { Worker } from "node:worker_threads";
import type { PerformJob, RunError, RunJob, RunProgress } from "#server/run-state";

/** Where jobs find the database and the policy: those of the server. */
export interface JobPlace {
  db: string | undefined;
  config: string | undefined;
}

/** What a job's thread is started with. */
export interface JobInput {
  job: RunJob;
  place: JobPlace;
  /** Not 0 once the job is to end: a message would wait until the thread has nothing else to do. */
  cancelled: Int32Array<SharedArrayBuffer>;
}

/** What a job's thread says. */
export type JobMessage = { progress: RunProgress } | { result: unknown } | { failed: RunError };

export interface PerformerOptions {
  script?: URL;
  /** Milliseconds after which a job that does not end when it is cancelled is killed. */
  graceMs?: number;
  /** Megabytes of memory that a job may take; left out, as much as the program. */
  heapMb?: number;
}

/** An error of a job, with what to do about it. */
class JobError extends Error {
  override name = "JobError";
  readonly remedy: string | undefined;
  constructor({ message, remedy }: RunError) {
    super(message);
    this.remedy = remedy;
  }
}

/**
 * Does each job in a thread of its own, so that the server answers meanwhile and outlives one that crashes. Cancelled, a job ends
 * between two pages and leaves the store closed; one that is killed after `graceMs` leaves what the next audit goes on from.
 */
export function createPerformer(
  place: JobPlace,
  { script = workerScript(), graceMs = 5_000, heapMb = heapOfProgram() }: PerformerOptions = {},
): PerformJob {
  return async (job, { signal, onProgress }) => {
    signal.throwIfAborted();
    const cancelled = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(script, {
      workerData: { job, place, cancelled } satisfies JobInput,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    let timer: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      Atomics.store(cancelled, 0, 1);
      timer = setTimeout(() => void worker.terminate(), graceMs);
    };
    signal.addEventListener("abort", cancel, { once: true });
    try {
      return await outcomeOf(worker, onProgress);
    } finally {
      signal.removeEventListener("abort", cancel);
      clearTimeout(timer);
      await worker.terminate();
    }
  };
}

const outcomeOf = (worker: Worker, onProgress: (progress: RunProgress) => void): Promise<unknown> =>
  new Promise((resolve, reject) => {
    worker.on("message", (message: JobMessage) => {
      if ("progress" in message) onProgress(message.progress);
      else if ("result" in message) resolve(message.result);
      else reject(new JobError(message.failed));
    });
    worker.on("error", (error: unknown) => reject(explainCrash(error)));
    worker.on("exit", () => reject(new JobError({ message: "The job ended without a result.", remedy: AGAIN })));
  });

/** Left alone a thread would get less, also where NODE_OPTIONS says otherwise. */
const heapOfProgram = (): number => Math.round(getHeapStatistics().heap_size_limit / 1024 ** 2);

const AGAIN = "Start it again: what was read is kept.";

function explainCrash(error: unknown): Error {
  const isFull = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  if (isFull)
    return new JobError({
      message: "There was not enough memory for it.",
      remedy: "Start the server with NODE_OPTIONS=--max-old-space-size=4096, or audit fewer items.",
    });
  return error instanceof Error ? error : new Error(String(error));
}

/** The build puts it beside the bundle, whose parts stand a folder deeper. */
function workerScript(): URL {
  const beside = new URL("./job-worker.js", import.meta.url);
  return existsSync(beside) ? beside : new URL("../job-worker.js", import.meta.url);
}
