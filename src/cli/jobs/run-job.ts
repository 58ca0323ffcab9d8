import type { JobPlace } from "#cli/perform-job";
import type { RunJob, RunProgress } from "#server/run-state";

/** What a job works with. */
export interface JobHow {
  place: JobPlace;
  /** Throws where the job is to end. */
  onProgress: (progress: RunProgress) => void;
}

/** Does a job and answers its result, which is JSON. Throws what the use case throws. */
export async function runJob(job: RunJob, how: JobHow): Promise<unknown> {
  switch (job.kind) {
    case "audit":
      return (await import("#cli/jobs/audit-job")).auditJob(job, how);
    case "simulate":
      return (await import("#cli/jobs/simulate-job")).simulateJob(job, how);
    case "doctor":
      return (await import("#cli/jobs/doctor-job")).doctorJob(how);
    case "sync":
      return (await import("#cli/jobs/sync-job")).syncJob(job, how);
  }
}
