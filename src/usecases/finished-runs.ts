import type { RunRecord, StoredFinding, TriageStore } from "#ports";

/** Audits that are looked back on: a quarter of weekly ones. */
export const RUNS = 13;

/** Whether a run of that instant came to its end. */
export type IsFinished = (instant: string) => boolean;

/** Of the last runs; what was seen before the first of them, a run saw that has been purged since or is too long ago to ask. */
export function finishedBy(runs: readonly Pick<RunRecord, "startedAt">[]): IsFinished {
  const instants = new Set(runs.map(({ startedAt }) => startedAt));
  const oldest = [...instants].sort()[0];
  return (instant) => instants.has(instant) || (oldest !== undefined && instant < oldest);
}

/**
 * A finding as the last finished run left it; null where no finished run saw it. A run saves its findings before itself, so that one
 * that was killed, or is still at work, has changed findings that it never told anybody about.
 */
export function asFinishedRunsSaw(stored: StoredFinding, isFinished: IsFinished): StoredFinding | null {
  const { firstSeen, backSince, backFrom, gone, lapsed } = stored;
  if (!isFinished(firstSeen)) return null;
  const isBack = backSince === null || isFinished(backSince);
  return {
    ...stored,
    lapsed: lapsed && isFinished(lapsed.since) ? lapsed : null,
    gone: isBack
      ? gone && isFinished(gone.since)
        ? gone
        : null
      : { since: backSince, because: backFrom ?? "item-gone" },
  };
}

/** The findings that were there when the last run finished, whatever others that did not finish have left; a page at a time. */
export async function* standingFindings(store: TriageStore): AsyncIterable<readonly StoredFinding[]> {
  const runs = await store.runs(RUNS);
  const isFinished = finishedBy(runs);
  const oldest = runs.at(-1)?.startedAt;
  const taken = store.findings({ present: false, ...(oldest === undefined ? {} : { goneSince: oldest }) });
  for (const pages of [store.findings({ present: true }), taken])
    for await (const page of pages)
      yield page.flatMap((stored) => {
        const seen = asFinishedRunsSaw(stored, isFinished);
        return seen && seen.gone === null ? [seen] : [];
      });
}
