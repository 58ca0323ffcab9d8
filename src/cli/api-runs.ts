import type { RunJob, RunState } from "#server/run-state";
import type { Runs } from "#server/runs";
import type { Uploads } from "#server/uploads";
import type { PolicyPlace, Runs as ApiRuns, RunRequest } from "#usecases/api/context";
import { type CheckUp, procedures } from "#usecases/api/contract";
import { ApiError } from "#usecases/api/error";
import type { JobState } from "#usecases/api/shapes";

/** The background work of the server as the API knows it. Throws ApiError for an upload that is gone. */
export function createApiRuns(runs: Runs, uploads: Uploads, policy: Pick<PolicyPlace, "read">): ApiRuns {
  const get = (id: string): JobState | null => toJobState(runs.get(id));
  return {
    async start(request) {
      const { id, already } = runs.start(toJob(request, uploads, (await policy.read()).text));
      return { id, isKnown: already };
    },
    get: (id) => Promise.resolve(get(id)),
    cancel: (id) => {
      runs.cancel(id);
      return Promise.resolve(get(id));
    },
    current: () => {
      const all = runs.list();
      const found = all.find(({ state }) => state === "running") ?? all.findLast(({ state }) => state === "waiting");
      return Promise.resolve(toJobState(found));
    },
    checkUp: () => {
      const last = runs.list().find(({ kind, state }) => kind === "doctor" && state === "done");
      return Promise.resolve((last?.result as CheckUp | undefined) ?? null);
    },
  };
}

function toJob(request: RunRequest, uploads: Uploads, inForce: string): RunJob {
  // With defaults filled in, so that the same question is the same job.
  const asked = procedures.startRun.input.parse(request);
  if (asked.kind === "unpublish")
    throw new ApiError("bad-input", "Only the Jira app writes to work items: there is nothing to remove here.", {
      remedy: "Open Rolecall inside Jira, under Apps.",
    });
  if (asked.kind === "doctor") return { kind: "doctor" };
  if (asked.kind === "simulate") return { kind: "simulate", policyText: asked.text, inForce };
  const { source } = asked;
  if ("sample" in source) return { kind: "audit", source: { sample: true } };
  if ("trackers" in source) return { kind: "audit", source: { trackers: source.trackers, full: source.isFull } };
  return { kind: "audit", source: { files: uploads.pathsOf(source.uploads) }, columns: source.columns };
}

/** No procedure starts a reading without judging, so there is none to tell of. */
function toJobState(run: RunState | undefined): JobState | null {
  if (!run || run.kind === "sync") return null;
  return { ...run, kind: run.kind };
}
