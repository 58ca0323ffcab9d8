import { compileRuleset, type Ruleset } from "#core/classify/classify";
import type { Policy } from "#core/config";
import type { WorkItem } from "#core/model";
import { createRoleDirectory } from "#core/roles";
import { ownerOf } from "#core/survey";
import type { AuditReport } from "#core/report";
import type { Account, RunRecord, WorkItemSource } from "#ports";
import { type AppRun, runInProgress } from "#usecases/app/run-in-progress";
import { noteAsOf } from "#usecases/app/as-of";
import { policyInForceOf } from "#usecases/app/policy-text";
import type { AppParts, AppTracker } from "#usecases/app/parts";
import { withKnownMembers } from "#usecases/api/known-members";
import { refreshList } from "#usecases/finding-list";
import { auditWithMemory, type RememberDeps } from "#usecases/remember-run";
import { withMembers } from "#usecases/sync-members";
import { trackersRead } from "#usecases/read-trackers";

export interface AuditOptions {
  run: AppRun;
  isFull?: boolean;
  /** A reading that took longer leaves the judging to the next invocation, in milliseconds. */
  longestReading?: number;
}

/** Time that is left for a page and for what is written after it, in milliseconds. */
const MARGIN = 60_000;

/**
 * Reads what changed since the last reading, or goes on with one that paused, and audits it. Throws Pause where time or the hour's
 * points are used up: the same call goes on later. Throws TrackerError, and SourceError while another invocation is at work.
 */
export async function auditSite(parts: AppParts, job: string, { run, isFull, longestReading }: AuditOptions) {
  const { store, now, deadline } = parts;
  const policy = await policyInForceOf(parts);
  const tracker = await parts.openTracker(policy);
  const at = new Date(now()).toISOString();
  const begun = now();
  const { policy: inForce } = await withMembers(policy, { listers: [tracker.listMembers], memory: store, now: at });
  const ruleset = compileRuleset(inForce);
  const accounts = createAccountCollector(parts, ruleset.policy);
  const report = await auditWithMemory({
    ...commonDeps(parts, ruleset, job, run),
    ...{ source: trackersRead([]), trackers: [accounts.watch(tracker)], isSparing: true, isFull: isFull ?? false },
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
  { tracker, last }: { tracker: AppTracker; last: RunRecord },
): Promise<AuditReport> {
  const { store } = parts;
  const policy = await policyInForceOf(parts);
  const ruleset = compileRuleset(await withKnownMembers(policy, store));
  const accounts = createAccountCollector(parts, ruleset.policy);
  const source = createItemSource(accounts.watch(tracker), ids, last);
  const run = await runInProgress(parts);
  const report = await auditWithMemory({ ...commonDeps(parts, ruleset, "", run), source }).finally(accounts.save);
  await finishAudit(parts);
  return report;
}

function commonDeps(parts: AppParts, ruleset: Ruleset, job: string, run: AppRun) {
  const { store: memory, version, holder: name, now } = parts;
  return {
    ...{ memory, version, ruleset, runId: run.id, startedAt: run.startedAt, now: new Date(now()).toISOString() },
    isInBaseline: () => false,
    // A name ends with the moment after which its invocation is certainly over.
    holder: { name: `${name} ${parts.deadline}`, mayLive: (other) => Number(other.split(" ").at(-1)) > now() },
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

/** Notes the accounts of owners while items pass by: to hand work over, and to ask whether an account was closed. */
function createAccountCollector({ store, now }: AppParts, policy: Policy) {
  const { refOf } = createRoleDirectory(policy, "");
  const seen = new Map<string, Account>();
  const note = (items: readonly WorkItem[]): void => {
    for (const item of items) {
      const owner = ownerOf(item, policy);
      if (!owner || owner.isApp) continue;
      const ref = refOf(owner);
      if (!seen.has(ref)) seen.set(ref, { ref, account: owner.id });
    }
  };
  const noted = async (pending: Promise<readonly WorkItem[]>): Promise<readonly WorkItem[]> => {
    const items = await pending;
    note(items);
    return items;
  };
  return {
    watch: (tracker: AppTracker): AppTracker => ({
      ...tracker,
      read(mark) {
        const source = tracker.read(mark);
        return {
          ...source,
          async fetchPage(cursor) {
            const page = await source.fetchPage(cursor);
            note(page.items);
            return page;
          },
        };
      },
      lister: {
        ...tracker.lister,
        fetchItems: (ids) => noted(tracker.lister.fetchItems(ids)),
        fetchWanted: (ids) => noted(tracker.lister.fetchWanted(ids)),
      },
    }),
    save: () => store.accounts.save([...seen.values()], new Date(now()).toISOString()),
  };
}
