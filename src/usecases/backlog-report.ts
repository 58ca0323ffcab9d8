import {
  type BacklogReport,
  type BacklogReportInput,
  buildBacklogReport,
  type KnownFinding,
} from "#core/backlog-report";
import { createDecisionBook } from "#core/decision";
import type { TriageStore } from "#ports";
import { isReread, settleStored, withName } from "#usecases/decide";

/** Audits that a report compares: a quarter of weekly ones. */
const RUNS = 13;

/** The weekly report over what is remembered; null where no audit is. */
export async function reportBacklog(store: TriageStore, now: string): Promise<BacklogReport | null> {
  const history = await readHistory(store, now);
  return history.runs.length === 0 ? null : buildBacklogReport(history);
}

/** Everything that was ever found, with its state now, and what it was made of. */
export async function readHistory(store: TriageStore, now: string): Promise<BacklogReportInput> {
  const runs = await store.runs(RUNS);
  const decisions = await store.decisions();
  const book = createDecisionBook(decisions);
  const people = await store.people();
  const [, previous] = runs;
  const known: KnownFinding[] = [];
  for await (const page of store.findings())
    for (const remembered of page) {
      if (!remembered.gone && isReread(remembered, book)) continue;
      const stored = withName(remembered, people);
      const { finding, item, names, firstSeen, backSince, gone } = stored;
      const settled = settleStored(stored, book, now);
      const since = previous && settled.state === "open" && settled.mark === null ? previous.startedAt : null;
      const news = since === null ? null : firstSeen > since ? "new" : (backSince ?? "") > since ? "returned" : null;
      known.push({
        ...settled,
        mark: news ?? settled.mark,
        ...{ finding, names, firstSeen, goneBecause: gone?.because ?? null },
        ...{ key: item?.key ?? null, title: item?.title ?? null, url: item?.url ?? null },
      });
    }
  return { runs, findings: known, decisions, now };
}
