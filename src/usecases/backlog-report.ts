import { type BacklogReport, buildBacklogReport, type KnownFinding } from "#core/backlog-report";
import { createDecisionBook } from "#core/decision";
import type { TriageStore } from "#ports";
import { isReread, settleStored, withName } from "#usecases/decide";

/** Audits that a report compares: a quarter of weekly ones. */
const RUNS = 13;

/** The weekly report over what is remembered; null where no audit is. */
export async function reportBacklog(store: TriageStore, now: string): Promise<BacklogReport | null> {
  const runs = await store.runs(RUNS);
  if (runs.length === 0) return null;
  const decisions = await store.decisions();
  return buildBacklogReport({ runs, findings: await readFindings(store, now), decisions, now });
}

/** Everything that was ever found, with its state now. */
export async function readFindings(store: TriageStore, now: string): Promise<KnownFinding[]> {
  const book = createDecisionBook(await store.decisions());
  const people = await store.people();
  const [, previous] = await store.runs(2);
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
  return known;
}
