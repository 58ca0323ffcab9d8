import { z } from "zod";
import { shortHash } from "#core/short-hash";
import type { Documents } from "#ports";

/** Work in the background of an app, as a value: another process can go on with it. */
const jobSchema = z.object({
  /** Sorts by the time at which it was asked for. */
  id: z.string(),
  kind: z.enum(["audit", "catch-up", "simulate", "doctor", "report", "publish", "unpublish", "forget"]),
  /** Whether everything is read anew. */
  isFull: z.boolean().default(false),
  /** Of a simulation: hash of the policy that is thought about, which is kept apart. */
  textHash: z.string().optional(),
  /** Of what is to be forgotten: the key of a space. */
  space: z.string().optional(),
  /** Of a report: its local date. */
  period: z.string().optional(),
  state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
  /** ISO 8601 instants. */
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  /** Somebody is at work on it until then, at the latest. */
  held: z.object({ by: z.string(), until: z.string() }).nullable(),
  /** Not before. */
  resumeAt: z.string().nullable(),
  /** Why it waits, in a sentence. */
  pause: z.string().nullable(),
  /** How often in a row it ended in an error. */
  failures: z.number(),
  /** Whether a part of it is done already. */
  isBegun: z.boolean(),
  error: z.object({ message: z.string(), remedy: z.string().optional() }).nullable(),
});
export type Job = z.output<typeof jobSchema>;
export type JobKind = Job["kind"];

/** What is asked for. */
export type JobRequest = Pick<Job, "kind"> &
  Partial<Pick<Job, "isFull" | "space" | "period">> & {
    /** Of a simulation: the policy that is thought about. */
    text?: string;
    /** Seconds that it can wait for more of the same. */
    waitSeconds?: number;
  };

/** The jobs of an app. Each change is a compare-and-set: of two processes one gets it. */
export interface JobBook {
  /** The same work that has not ended yet is not asked for twice. */
  add(request: JobRequest, now: string): Promise<{ job: Job; isKnown: boolean }>;
  get(id: string): Promise<Job | null>;
  /** Oldest first. */
  unfinished(): Promise<readonly Job[]>;
  /** Newest first. */
  all(): Promise<readonly Job[]>;
  /** Changes a job; null from `change` leaves it as it is. Answers what it is then, null where there is none. */
  change(id: string, change: (job: Job) => Job | null): Promise<Job | null>;
  /** Ends a job, with what came of it. */
  end(
    id: string,
    state: "done" | "failed" | "cancelled",
    what: { at: string; error?: Job["error"]; result?: unknown },
  ): Promise<void>;
  result(id: string): Promise<unknown>;
  /** Of a simulation: the policy that is thought about; it goes with the job's end. */
  text(id: string): Promise<string>;
}

const PREFIX = "job ";
const RESULT = "result ";
const TEXT = "text ";
/** Jobs that ended and are still told of. */
const KEPT = 20;

/** Which of what is asked for at the same time comes first: a report tells what the reading before it found. */
const RANKS: Readonly<Record<JobKind, number>> = {
  ...{ audit: 1, "catch-up": 2, report: 3, publish: 4, unpublish: 5, forget: 6, simulate: 7, doctor: 8 },
};

const isOver = ({ state }: Job): boolean => state !== "waiting" && state !== "running";

/** `newId` must differ for each call. */
export function createJobBook(documents: Documents, newId: () => string): JobBook {
  const read = (text: string): Job => jobSchema.parse(JSON.parse(text));
  /** Oldest first. */
  const list = async (): Promise<Job[]> => (await documents.list(PREFIX)).map(({ text }) => read(text));
  const forgetOld = async (jobs: readonly Job[]): Promise<void> => {
    for (const { id } of jobs.filter(isOver).slice(0, -KEPT)) {
      await documents.remove(RESULT + id);
      await documents.remove(PREFIX + id);
    }
  };
  const change: JobBook["change"] = async (id, how) => {
    for (;;) {
      const text = await documents.get(PREFIX + id);
      if (text === null) return null;
      const job = read(text);
      const next = how(job);
      if (!next) return job;
      if (await documents.replace(PREFIX + id, text, JSON.stringify(next))) return next;
    }
  };
  return {
    async add(request, now) {
      const jobs = await list();
      const { waitSeconds = 0, text, ...rest } = request;
      const wanted = { ...rest, ...(text !== undefined && { textHash: shortHash(text) }) };
      const findSame = (all: readonly Job[]): Job | undefined =>
        all.find((job) => !isOver(job) && isSameWork(job, wanted));
      const same = findSame(jobs);
      if (same) return { job: same, isKnown: true };
      const resumeAt = waitSeconds > 0 ? new Date(Date.parse(now) + waitSeconds * 1000).toISOString() : null;
      const job = jobSchema.parse({
        ...{
          id: `${now} ${RANKS[request.kind]} ${newId()}`,
          ...wanted,
          state: "waiting",
          startedAt: now,
          endedAt: null,
        },
        ...{ held: null, resumeAt, pause: null, failures: 0, isBegun: false, error: null },
      });
      if (text !== undefined) await documents.put(TEXT + job.id, text);
      await documents.put(PREFIX + job.id, JSON.stringify(job));
      await forgetOld(jobs);
      // Of several that ask at the same moment the first one's job stays.
      const first = findSame(await list());
      if (!first || first.id === job.id) return { job, isKnown: false };
      await documents.remove(PREFIX + job.id);
      await documents.remove(TEXT + job.id);
      return { job: first, isKnown: true };
    },
    async get(id) {
      const text = await documents.get(PREFIX + id);
      return text === null ? null : read(text);
    },
    unfinished: async () => (await list()).filter((job) => !isOver(job)),
    all: async () => (await list()).reverse(),
    change,
    async end(id, state, { at, error = null, result }) {
      if (result !== undefined) await documents.put(RESULT + id, JSON.stringify(result));
      await change(id, (job) =>
        isOver(job) ? null : { ...job, state, endedAt: at, held: null, resumeAt: null, pause: null, error },
      );
      // A policy that was only thought about names people: it goes with the question.
      await documents.remove(TEXT + id);
    },
    text: async (id) => (await documents.get(TEXT + id)) ?? "",
    async result(id) {
      const text = await documents.get(RESULT + id);
      return text === null ? undefined : (JSON.parse(text) as unknown);
    },
  };
}

/** An audit also does what a catch-up would. */
function isSameWork(
  job: Job,
  wanted: Pick<Job, "kind"> & Partial<Pick<Job, "isFull" | "textHash" | "space" | "period">>,
): boolean {
  if (wanted.kind === "catch-up" && job.kind === "audit") return true;
  const isAsMuch = job.isFull || !(wanted.isFull ?? false);
  return (
    job.kind === wanted.kind &&
    isAsMuch &&
    job.textHash === wanted.textHash &&
    job.space === wanted.space &&
    job.period === wanted.period
  );
}
