import { compileRuleset, type Ruleset } from "#core/classify/classify";
import type { Policy } from "#core/config";
import type { AuditReport } from "#core/report";
import type { RunHolder, RunRecord, WorkItemSource } from "#ports";
import { createAccountCollector } from "#usecases/app/account-collector";
import { type AppRun, runInProgress } from "#usecases/app/run-in-progress";
import { noteAsOf } from "#usecases/app/as-of";
import { policyInForceOf } from "#usecases/app/policy-text";
import type { AppParts, AppTracker } from "#usecases/app/parts";
import { watchPages } from "#usecases/app/watch-pages";
import { withKnownMembers } from "#usecases/api/known-members";
import { refreshList } from "#usecases/finding-list";
import { auditWithMemory, type RememberDeps } from "#usecases/remember-run";
import { withMembers } from "#usecases/sync-members";
import { trackersRead } from "#usecases/read-trackers";

export interface AuditOptions {
  run: AppRun;
  isFull?: boolean;
  /** Told of each page that was read; what it throws ends the reading. */
  onPage?: () => Promise<void>;
  /** A reading that took longer leaves the judging to the next invocation, in milliseconds. */
  longestReading?: number;
}

/** Time that is left for a page and for what is written after it, in milliseconds. */
const MARGIN = 60_000;

/**
 * Reads what changed since the last reading, or goes on with one that paused, and audits it. Throws Pause where time or the hour's
 * points are used up: the same call goes on later. Throws TrackerError, and SourceError while another invocation is at work.
 */
export async function auditSite(parts: AppParts, job: string, { run, isFull, longestReading, onPage }: AuditOptions) {
  const { store, now, deadline } = parts;
  const policy = await policyInForceOf(parts);
  const tracker = await parts.openTracker(policy);
  const at = new Date(now()).toISOString();
  const begun = now();
  const accounts = createAccountCollector(parts, policy);
  const watched = watchPages(accounts.watch(tracker), () => onPage?.());
  const { policy: inForce } = await withMembers(policy, {
    listers: [watched.listMembers],
    memory: store,
    now: at,
  }).finally(accounts.save);
  const ruleset = compileRuleset(inForce);
  const report = await auditWithMemory({
    ...commonDeps(parts, ruleset, job, run),
    ...{ source: trackersRead([]), trackers: [watched], isSparing: true, isFull: isFull ?? false },
    isOver: () => now() > deadline - MARGIN,
    isLate: () => longestReading !== undefined && now() - begun > longestReading,
  }).finally(accounts.save);
  await finishAudit(parts);
  return report;
}

/**
 * Audits a few work items as they are now, as a part of the last run: whatever was told of them, in whatever order, how they are
 * now is all that counts. Throws as `auditSite` does, and SourceError where everything must be read anew first.
 */
export async function auditItems(
  parts: AppParts,
  ids: readonly string[],
  { tracker, policy, last }: { tracker: AppTracker; policy: Policy; last: RunRecord },
): Promise<AuditReport> {
  const ruleset = compileRuleset(await withKnownMembers(policy, parts.store));
  const accounts = createAccountCollector(parts, ruleset.policy);
  const source = createItemSource(accounts.watch(tracker), ids, last);
  const run = await runInProgress(parts);
  const report = await auditWithMemory({ ...commonDeps(parts, ruleset, "", run), source }).finally(accounts.save);
  await finishAudit(parts);
  return report;
}

/** Who is at work: the name ends with the moment after which the invocation is certainly over. */
export const holderOf = ({ holder, deadline, now }: AppParts): RunHolder => ({
  name: `${holder} ${deadline}`,
  mayLive: (other) => Number(other.split(" ").at(-1)) > now(),
});

function commonDeps(parts: AppParts, ruleset: Ruleset, job: string, run: AppRun) {
  const { store: memory, version, now } = parts;
  return {
    ...{ memory, version, ruleset, runId: run.id, startedAt: run.startedAt, now: new Date(now()).toISOString() },
    isInBaseline: () => false,
    holder: holderOf(parts),
    onProgress: ({ phase, items, share }) =>
      void parts.beat({ job, phase, items, share: share ?? null }).catch((error: unknown) => parts.log("beat", error)),
  } satisfies Partial<RememberDeps>;
}

/** What has to follow an audit before anybody looks at it. */
async function finishAudit({ store, now }: AppParts): Promise<void> {
  const at = new Date(now()).toISOString();
  await noteAsOf(store, at);
  await refreshList({ store, decisions: () => store.decisions(), now: at });
}

/** Work items that are asked for together. */
const PAGE = 100;

/** Work items by the tracker's own ids; those that are not there any more are gone. */
function createItemSource(
  { lister }: Pick<AppTracker, "lister">,
  ids: readonly string[],
  last: RunRecord,
): WorkItemSource {
  return {
    delivers: "changes",
    async fetchPage(cursor = "0") {
      const start = Number(cursor);
      const end = start + PAGE;
      const wanted = ids.slice(start, end).map((id) => `${lister.prefix}${id}`);
      const items = await lister.fetchWanted(wanted);
      const there = new Set(items.map(({ id }) => id));
      const removed = wanted.filter((id) => !there.has(id));
      return { items, start, skipped: [], removed, ...(end < ids.length && { next: String(end) }) };
    },
    describe: () => last.report.source,
  };
}
