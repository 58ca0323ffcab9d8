import type { RunRecord, StoredFinding } from "#ports";
import type { ApiContext } from "#usecases/api/context";
import { upToDate } from "#usecases/api/decided";
import { pastRuns } from "#usecases/api/past-runs";
import { countChanges } from "#usecases/api/count-changes";
import { narrowRun } from "#usecases/api/narrow-run";
import { RUNS } from "#usecases/finished-runs";

/** Findings that are read at once. */
const BATCH = 1000;

/** The last audits as they are about one space: a quarter of weekly ones, as far back as can be told what changed there. */
export async function spaceRuns(whole: ApiContext, scope: { id: string }, limit = RUNS): Promise<RunRecord[]> {
  await upToDate(whole);
  const runs = (await pastRuns(whole)).slice(0, RUNS);
  const version = runs[0] ? `${runs[0].id} ${runs[0].finishedAt}` : "";
  const changes = await whole.memo(`changes of ${scope.id}`, version, () =>
    countChanges(findingsIn(whole, scope.id, runs.at(-1)?.startedAt), runs),
  );
  return runs.slice(0, limit).map((run) => narrowRun(run, scope.id, changes));
}

/** What is found in a space, and what audits since an instant no longer found. */
async function* findingsIn(
  { store }: ApiContext,
  scope: string,
  since: string | undefined,
): AsyncIterable<readonly StoredFinding[]> {
  const order = { by: "age", reverse: false } as const;
  let after: readonly string[] | undefined;
  for (let isMore = true; isMore;) {
    const lines = await store.list.page({ scope: [scope] }, order, after, BATCH);
    yield (await store.findingsOf(lines.map(({ id }) => id))).filter(({ gone }) => gone === null);
    isMore = lines.length === BATCH;
    after = lines.at(-1)?.position;
  }
  yield* store.findings({ present: false, ...(since === undefined ? {} : { goneSince: since }) });
}
