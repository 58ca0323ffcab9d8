import { readBeat } from "#forge/host";
import type { Runs } from "#usecases/api/context";
import { type CheckUp, procedures } from "#usecases/api/contract";
import type { JobState } from "#usecases/api/shapes";
import { createJobBook, type Job, type JobBook, type JobRequest } from "#usecases/app/job-book";
import { noteAudited } from "#usecases/app/audited-policy";
import type { AppParts } from "#usecases/app/parts";
import { wakeOnce } from "#usecases/app/wake";

/** The background work of the app as the screens know it. */
export function createAppRuns(parts: Pick<AppParts, "store" | "policy" | "newId" | "now" | "wake">): Runs {
  const { store, policy, newId, now } = parts;
  const book = createJobBook(store.documents, newId);
  return {
    async start(request) {
      const { job, isKnown } = await book.add(toRequest(request), new Date(now()).toISOString());
      await wakeOnce(parts, "work");
      return { id: job.id, isKnown };
    },
    get: async (id) => toState(await book.get(id), book),
    async cancel(id) {
      const job = await book.get(id);
      await book.end(id, "cancelled", { at: new Date(now()).toISOString() });
      // Nobody wants this policy audited until somebody asks again.
      if (job?.kind === "audit") await noteAudited(store.documents, (await policy.read()).hash);
      return toState(await book.get(id), book);
    },
    async current() {
      const jobs = (await book.unfinished()).filter(isTold);
      return toState(jobs.find(({ held }) => held !== null) ?? jobs[0] ?? null, book);
    },
    async failures() {
      const newest = new Map<Job["kind"], Job>();
      for (const job of await book.all())
        if (["done", "failed"].includes(job.state) && !newest.has(job.kind)) newest.set(job.kind, job);
      return [...newest.values()].flatMap(({ kind, state, error }) =>
        state === "failed" && WORDS[kind]
          ? [`${WORDS[kind]} failed. ${error?.message ?? ""} ${error?.remedy ?? ""}`.trim()]
          : [],
      );
    },
    async checkUp() {
      const last = (await book.all()).find(({ kind, state }) => kind === "doctor" && state === "done");
      return last ? ((await book.result(last.id)) as CheckUp) : null;
    },
  };
}

/** What fails without anybody who waits for it. */
const WORDS: Partial<Record<Job["kind"], string>> = {
  audit: "The last audit",
  "catch-up": "The daily reading of changes",
  report: "The weekly report, or telling of it,",
  publish: "Writing what JQL may find",
  forget: "Forgetting a deleted space",
};

/** There is one source here, whatever is asked for. */
function toRequest(request: Parameters<Runs["start"]>[0]): JobRequest {
  const asked = procedures.startRun.input.parse(request);
  if (asked.kind === "simulate") return { kind: "simulate", text: asked.text };
  if (asked.kind !== "audit") return { kind: asked.kind };
  return { kind: "audit", isFull: "trackers" in asked.source && asked.source.isFull };
}

type ToldKind = JobState["kind"];
const TOLD: ReadonlySet<string> = new Set<ToldKind>(["audit", "simulate", "doctor", "unpublish"]);
const isTold = ({ kind }: Job): boolean => TOLD.has(kind);

async function toState(job: Job | null, book: JobBook): Promise<JobState | null> {
  if (!job || !isTold(job)) return null;
  const { id, state, startedAt, endedAt, error, pause, held } = job;
  const isOver = endedAt !== null;
  const beat = isOver ? undefined : await readBeat();
  const isOfJob = beat?.job === id;
  return {
    ...{ id, kind: job.kind as ToldKind, startedAt, endedAt, pause },
    state: state === "waiting" || state === "running" ? (held || job.isBegun ? "running" : "waiting") : state,
    phase: isOfJob ? beat.phase : null,
    items: isOfJob ? beat.items : null,
    share: isOfJob ? beat.share : null,
    result: isOver ? await book.result(id) : undefined,
    error: error && { message: error.message, ...(error.remedy !== undefined && { remedy: error.remedy }) },
  };
}
