import { ConfigError } from "#core/config";
import { ForbiddenError, Pause, SourceError, TrackerError } from "#ports";
import { ApiError } from "#usecases/api/error";
import type { Job, JobBook } from "#usecases/app/job-book";
import { performers } from "#usecases/app/performers";
import type { AppParts } from "#usecases/app/parts";
import { addDue } from "#usecases/app/tick";
import { wakeOnce } from "#usecases/app/wake";

/** Errors in a row after which a job is given up. */
const MOST_FAILURES = 6;
/** Seconds after which work that failed is tried again; each time it is twice as long. */
const FIRST_PAUSE = 60;
/** Longest delay of a queue, in seconds (Forge, async events). */
const LONGEST_DELAY = 900;

/**
 * Does the next piece of the background work: of the jobs that are not done and wait for nothing the oldest, until it is done or time is
 * up. Called twice at once, one call works and the other goes away. Has itself called again while work is left.
 */
export async function workOn(parts: AppParts): Promise<void> {
  const book = await addDue(parts);
  const job = await claimNext(book, parts);
  if (job) await perform(job, book, parts);
  await wakeForTheRest(book, parts);
}

async function claimNext(book: JobBook, parts: AppParts): Promise<Job | null> {
  const now = parts.now();
  const until = new Date(parts.deadline).toISOString();
  for (const { id } of await book.unfinished()) {
    const claim = { isMine: false };
    const job = await book.change(id, (found) => {
      claim.isMine = isReady(found, now);
      // Whoever held it did not give it back: its time or its memory was over.
      const failures = found.failures + (found.held ? 1 : 0);
      const held = { by: parts.holder, until };
      return claim.isMine ? { ...found, state: "running", resumeAt: null, pause: null, failures, held } : null;
    });
    if (!claim.isMine || !job) continue;
    if (job.failures < MOST_FAILURES) return job;
    await book.end(id, "failed", { at: new Date(now).toISOString(), error: OUT_OF_TIME });
  }
  return null;
}

/** Whether nobody works on it, and it waits for nothing. */
const isReady = ({ state, held, resumeAt }: Job, now: number): boolean =>
  (state === "waiting" || state === "running") &&
  (held === null || Date.parse(held.until) <= now) &&
  (resumeAt === null || Date.parse(resumeAt) <= now);

async function perform(job: Job, book: JobBook, parts: AppParts): Promise<void> {
  const at = (): string => new Date(parts.now()).toISOString();
  try {
    const result = await performers[job.kind](job, parts, book);
    await book.end(job.id, "done", { at: at(), ...(result !== undefined && { result }) });
  } catch (error) {
    if (error instanceof Pause)
      return void (await putOff(book, job.id, parts, { why: error.message, ms: error.afterMs }));
    // A limit that is used up is no failure of what waits for it.
    if (error instanceof TrackerError && error.kind === "rate-limited") {
      const ms = (error.retryAfterSeconds ?? LONGEST_DELAY) * 1000;
      return void (await putOff(book, job.id, parts, { why: "Jira asks to wait; it goes on by itself.", ms }));
    }
    const known = describeKnown(error);
    if (!known) parts.log(`job ${job.kind}`, error);
    const failures = job.failures + 1;
    if (known?.isFinal || failures >= MOST_FAILURES)
      return book.end(job.id, "failed", { at: at(), error: known ? { message: known.message } : UNEXPECTED });
    const seconds = Math.max(known?.afterSeconds ?? 0, Math.min(LONGEST_DELAY, FIRST_PAUSE * 2 ** (failures - 1)));
    await putOff(book, job.id, parts, { why: known?.message ?? null, ms: seconds * 1000, failures });
  }
}

const UNEXPECTED = {
  message: "Rolecall failed at this.",
  remedy: "Start it again. If it stays, look at the logs of the app: `forge logs`.",
};

const OUT_OF_TIME = {
  message: "This was cut off again and again: it takes more time or memory than Forge gives a function.",
  remedy: "Have fewer spaces audited: Set-up, Spaces to audit.",
};

interface Delay {
  why: string | null;
  ms: number;
  failures?: number;
}

/** Gives a job back, to be gone on with later. What was cancelled meanwhile stays so. */
const putOff = (book: JobBook, id: string, { now }: AppParts, { why, ms, failures = 0 }: Delay) =>
  book.change(id, (job) =>
    job.state === "running"
      ? {
          ...{ ...job, held: null, failures },
          resumeAt: ms > 0 ? new Date(now() + ms).toISOString() : null,
          pause: ms > 0 ? why : null,
        }
      : null,
  );

interface KnownFailure {
  message: string;
  /** Nothing but a person can mend it. */
  isFinal: boolean;
  afterSeconds?: number;
}

function describeKnown(error: unknown): KnownFailure | null {
  if (error instanceof TrackerError) {
    const { kind, message, retryAfterSeconds } = error;
    const isFinal = kind === "unauthorized" || kind === "forbidden" || kind === "not-found";
    return { message, isFinal, ...(retryAfterSeconds !== undefined && { afterSeconds: retryAfterSeconds }) };
  }
  if (error instanceof ConfigError) return { message: `The policy cannot be used: ${error.message}`, isFinal: true };
  if (error instanceof ApiError || error instanceof ForbiddenError) return { message: error.message, isFinal: true };
  // Another invocation is at work, or the database had too much to do.
  return error instanceof SourceError ? { message: error.message, isFinal: false } : null;
}

/** Has the app called when the first of the jobs that are left can be gone on with. */
async function wakeForTheRest(book: JobBook, parts: AppParts): Promise<void> {
  const left = await book.unfinished();
  if (left.length === 0) return;
  const now = parts.now();
  const waits = left.map(({ held, resumeAt }) =>
    Math.max(held ? Date.parse(held.until) - now : 0, resumeAt ? Date.parse(resumeAt) - now : 0, 0),
  );
  await wakeOnce(parts, "work", Math.min(LONGEST_DELAY, Math.ceil(Math.min(...waits) / 1000)));
}
