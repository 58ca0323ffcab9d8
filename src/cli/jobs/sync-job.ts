import { openStore, prepare, thisProcess } from "#cli/compose";
import { connect } from "#cli/compose-trackers";
import type { JobHow } from "#cli/jobs/run-job";
import { version } from "#cli/version";
import type { ReportSource } from "#core/report";
import type { RunJob } from "#server/run-state";
import { syncTrackers } from "#usecases/remember-run";

export interface SyncResult {
  read: readonly ReportSource[];
  /** What comparing ids with what is remembered brought. */
  swept: { removed: number; added: number };
}

/** Brings what is remembered of trackers up to date, as `rolecall sync` does. Throws TrackerError and UsageError. */
export async function syncJob(
  { trackers: names, full = false }: Extract<RunJob, { kind: "sync" }>,
  { place, onProgress }: JobHow,
): Promise<SyncResult> {
  const ruleset = await prepare(place);
  const trackers = await Promise.all((await connect(names, ruleset.policy)).map(({ open }) => open()));
  const memory = await openStore(place, ruleset.policy);
  const swept = { removed: 0, added: 0 };
  try {
    const read = await syncTrackers({
      ...{ memory, ruleset, version, trackers, onProgress, holder: thisProcess, now: new Date().toISOString() },
      isFull: full,
      onSwept: ({ removed, added }) => {
        swept.removed += removed;
        swept.added += added;
      },
    });
    return { read, swept };
  } finally {
    await memory.close();
  }
}
