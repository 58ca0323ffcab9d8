import {
  type BacklogReport,
  type BacklogReportInput,
  buildBacklogReport,
  type KnownFinding,
} from "#core/backlog-report";
import { createDecisionBook } from "#core/decision";
import type { FindingMark } from "#core/triage";
import type { StoredFinding, TriageStore } from "#ports";
import { isReread, settleStored, withName } from "#usecases/decide";
import { asFinishedRunsSaw, finishedBy, RUNS } from "#usecases/finished-runs";

/** The weekly report over what is remembered; null where no audit is. */
export async function reportBacklog(store: TriageStore, now: string): Promise<BacklogReport | null> {
  const history = await readHistory(store, now);
  return history.runs.length === 0 ? null : buildBacklogReport(history);
}

/** Everything that finished audits ever found, with its state now, and what it was made of. */
export async function readHistory(store: TriageStore, now: string): Promise<BacklogReportInput> {
  const runs = await store.runs(RUNS);
  const decisions = await store.decisions();
  const book = createDecisionBook(decisions);
  const people = await store.people();
  const isFinished = finishedBy(runs);
  const known: KnownFinding[] = [];
  for await (const page of store.findings())
    for (const remembered of page) {
      const seen = asFinishedRunsSaw(remembered, isFinished);
      if (!seen || (!seen.gone && isReread(seen, book))) continue;
      const stored = withName(seen, people);
      const { finding, item, names, firstSeen, backFrom, gone } = stored;
      const settled = settleStored(stored, book, now);
      known.push({
        ...settled,
        mark: settled.mark ?? (settled.state === "open" ? newsOf(stored, runs[1]?.startedAt ?? null) : null),
        ...{ finding, names, firstSeen, backFrom: backFrom ?? null, goneBecause: gone?.because ?? null },
        ...{ key: item?.key ?? null, title: item?.title ?? null, url: item?.url ?? null },
      });
    }
  return { runs, findings: known, decisions, now };
}

/** What the last audit was the first to find; `previous` is the instant of the one before, null where there is none. */
export function newsOf({ firstSeen, backSince, backFrom }: StoredFinding, previous: string | null): FindingMark | null {
  if (previous === null) return null;
  if (firstSeen > previous) return "new";
  if (backSince === null || backSince <= previous) return null;
  return backFrom === "fixed" ? "returned" : "reappeared";
}
