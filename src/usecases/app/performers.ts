import { compileRuleset } from "#core/classify/classify";
import { Pause } from "#ports";
import type { CheckUp } from "#usecases/api/contract";
import { parsePolicyText } from "#usecases/api/in-force";
import { toSimulationResult } from "#usecases/api/simulation-result";
import { withKnownMembers } from "#usecases/api/known-members";
import { announceWeekly } from "#usecases/app/announce-weekly";
import { noteAudited } from "#usecases/app/audited-policy";
import { auditSite, holderOf } from "#usecases/app/audit-now";
import { followUp } from "#usecases/app/follow-up";
import type { Job, JobBook, JobKind } from "#usecases/app/job-book";
import type { AppParts } from "#usecases/app/parts";
import { closeRun, runInProgress } from "#usecases/app/run-in-progress";
import { policyInForceOf, rulesetInForceOf } from "#usecases/app/policy-text";
import { publishSearch, unpublish } from "#usecases/publish-search";
import { forgetScope } from "#usecases/remember-run";
import { makeWeekly } from "#usecases/weekly-report";
import { simulateStored } from "#usecases/simulate-policy";

/** Does a job to its end, and answers what came of it; throws Pause where it goes on later. */
type Performer = (job: Job, parts: AppParts, book: JobBook) => Promise<unknown>;

/** A reading that takes longer leaves the judging to the next invocation, which then has all of its time for it. */
const LONGEST_READING = 180_000;

const isoNow = ({ now }: AppParts): string => new Date(now()).toISOString();

const audit: Performer = async (job, parts, book) => {
  const policy = await parts.policy.read();
  const report = await auditSite(parts, job.id, {
    run: { id: job.id, startedAt: job.startedAt },
    ...readingOf(job, book),
    longestReading: LONGEST_READING,
  });
  await noteAudited(parts.store.documents, policy.hash);
  await followUp(parts, book);
  const { totals, source, complete, incompleteBecause, gaps } = report;
  return { run: job.id, totals, source, complete, incompleteBecause, gaps, unknownGroups: [], left: NOTHING_LEFT };
};

/** Gone on with, a full reading is where it stopped, not at its beginning. What was cancelled ends with the page that is read. */
const readingOf = (job: Job, book: JobBook) => ({
  isFull: job.isFull && !job.isBegun,
  async onPage() {
    const now = job.isBegun
      ? await book.get(job.id)
      : await book.change(job.id, (found) => ({ ...found, isBegun: true }));
    job.isBegun = true;
    if (now?.state === "cancelled") throw new Pause("It was cancelled.");
  },
});

const NOTHING_LEFT = { files: [], scopes: [] };

/** Reads what events may have missed, and keeps the run in progress up to date. */
const catchUp: Performer = async (job, parts, book) => {
  await auditSite(parts, job.id, {
    run: await runInProgress(parts),
    ...readingOf(job, book),
    longestReading: LONGEST_READING,
  });
  await followUp(parts, book);
  return undefined;
};

const simulate: Performer = async (job, parts, book) => {
  const known = async (text: string) => compileRuleset(await withKnownMembers(parsePolicyText(text), parts.store));
  const rulesets = [await known((await parts.policy.read()).text), await known(await book.text(job.id))] as const;
  return toSimulationResult(
    await simulateStored(parts.store, [...rulesets], { now: isoNow(parts), version: parts.version }),
  );
};

const doctor: Performer = async (_job, parts) => {
  const checks: CheckUp[number]["checks"] = [];
  for await (const check of parts.examine(await policyInForceOf(parts))) checks.push(check);
  return [{ tracker: "Jira", checks }] satisfies CheckUp;
};

const report: Performer = async (job, parts) => {
  const period = job.period ?? isoNow(parts).slice(0, 10);
  const policy = await policyInForceOf(parts);
  await makeWeekly(parts.store, { now: isoNow(parts), period });
  await closeRun(parts);
  await announceWeekly(period, policy, parts);
  return undefined;
};

const budget = (parts: AppParts) => ({ isOver: () => parts.now() > parts.deadline - 60_000 });

const publish: Performer = async (_job, parts) => {
  const ruleset = await rulesetInForceOf(parts);
  const writer = await parts.openWriter(ruleset.policy);
  const { isDone, ...counts } = await publishSearch(parts.store, writer, {
    ...{ ruleset, now: isoNow(parts) },
    ...budget(parts),
  });
  if (!isDone) throw new Pause(`${counts.written} work items were written; the others follow.`);
  return counts;
};

const removeAll: Performer = async (_job, parts) => {
  const writer = await parts.openWriter(await policyInForceOf(parts));
  const { isDone, ...counts } = await unpublish(parts.store, writer, budget(parts));
  if (!isDone) throw new Pause(`${counts.removed} work items were cleared; the others follow.`);
  return counts;
};

/** A space that was deleted takes its work items along, and tells of none of them. */
const forget: Performer = async (job, parts, book) => {
  const ruleset = await rulesetInForceOf(parts);
  const tracker = await parts.openTracker(ruleset.policy);
  const holder = holderOf(parts);
  const deps = {
    memory: parts.store,
    ruleset,
    holder,
    now: isoNow(parts),
    version: parts.version,
    trackers: [tracker],
  };
  await forgetScope(deps, job.space ?? "");
  await book.add({ kind: "catch-up" }, isoNow(parts));
  return undefined;
};

export const performers: Readonly<Record<JobKind, Performer>> = {
  ...{ audit, simulate, doctor, report, publish },
  "catch-up": catchUp,
  unpublish: removeAll,
  forget,
};
