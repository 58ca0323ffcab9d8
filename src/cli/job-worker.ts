import { parentPort, workerData } from "node:worker_threads";
import { isKnownError, messageOf } from "#cli/errors";
import { runJob } from "#cli/jobs/run-job";
import { say } from "#cli/output";
import type { JobInput, JobMessage } from "#cli/perform-job";
import type { RunError, RunProgress } from "#server/run-state";

/** A thread that does one job (src/cli/perform-job.ts starts it). */
const { job, place, cancelled } = workerData as JobInput;

/** Least milliseconds between two messages. */
const EVERY_MS = 200;

const tell = (message: JobMessage): void => parentPort?.postMessage(message);

let told: { at: number; phase: RunProgress["phase"] } | undefined;

function onProgress(progress: RunProgress): void {
  if (Atomics.load(cancelled, 0) !== 0) throw new DOMException("The job was cancelled.", "AbortError");
  const now = Date.now();
  if (told && told.phase === progress.phase && now - told.at < EVERY_MS) return;
  told = { at: now, phase: progress.phase };
  tell({ progress });
}

function describe(error: unknown): RunError {
  if (isKnownError(error)) return { message: messageOf(error) };
  const isCancelled = error instanceof Error && error.name === "AbortError";
  if (!isCancelled) say(`rolecall: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return {
    message: error instanceof Error ? error.message : String(error),
    ...(!isCancelled && {
      remedy: "This is a bug in Rolecall: please report what stands in the window of `rolecall serve`.",
    }),
  };
}

try {
  tell({ result: (await runJob(job, { place, onProgress })) ?? null });
} catch (error) {
  tell({ failed: describe(error) });
}
