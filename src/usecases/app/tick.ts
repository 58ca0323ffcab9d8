import { ConfigError } from "#core/config";
import { readAudited } from "#usecases/app/audited-policy";
import { createChangedItems } from "#usecases/app/changed-items";
import { createJobBook, type JobBook, type JobRequest } from "#usecases/app/job-book";
import type { AppParts } from "#usecases/app/parts";
import { wakeOnce } from "#usecases/app/wake";
import { tryPolicyText } from "#usecases/api/in-force";
import { lastPeriod, periodDue } from "#usecases/weekly-report";

/** Hours after which the site is asked for changes that no event told of. */
const CATCH_UP_EVERY = 24;
const HOUR = 3_600_000;
const CAUGHT_UP = "caught-up";
/** Seconds after which a changed policy is audited. */
const SETTLED_AFTER = 600;

/**
 * Asked every hour, and as often again as one likes: has what is due started, and what has come to a halt go on. One statement of the
 * policy decides when; nothing is started twice.
 */
export async function tick(parts: AppParts): Promise<void> {
  const { store } = parts;
  const book = await addDue(parts);
  if ((await book.unfinished()).length > 0) await wakeOnce(parts, "work");
  if ((await createChangedItems(store.documents).list(1)).length > 0) await wakeOnce(parts, "changes");
}

/** Asks for what is due. */
export async function addDue(parts: AppParts): Promise<JobBook> {
  const book = createJobBook(parts.store.documents, parts.newId);
  const at = new Date(parts.now()).toISOString();
  const unfinished = await book.unfinished();
  // What a report waits for was asked for with it: once that is done, it must not be asked for again.
  const isReporting = unfinished.some(({ kind }) => kind === "report");
  for (const request of isReporting ? [] : await findDue(parts)) {
    await book.add(request, at);
    if (request.kind === "catch-up") await parts.store.documents.put(CAUGHT_UP, String(parts.now()));
  }
  return book;
}

async function findDue(parts: AppParts): Promise<JobRequest[]> {
  const { store, now } = parts;
  const at = new Date(now()).toISOString();
  const { text, hash } = await parts.policy.read();
  const policy = tryPolicyText(text);
  // Under a policy that cannot be used nothing is audited: whoever saved it is told where they saved it.
  if (policy instanceof ConfigError) return [];
  const [last] = await store.runs(1);
  if (!last) return [{ kind: "audit" }];
  const due: JobRequest[] = [];
  const period = policy.report ? periodDue(policy.report, at, await lastPeriod(store)) : null;
  // Who changes the policy once often does so again.
  if ((await readAudited(store.documents)) !== hash)
    due.push({ kind: "audit", waitSeconds: period === null ? SETTLED_AFTER : 0 });
  else if (period !== null || (await isCatchUpDue(parts, last.startedAt))) due.push({ kind: "catch-up" });
  // Made after that: jobs are done in the order in which they were asked for.
  if (period !== null) due.push({ kind: "report", period });
  return due;
}

async function isCatchUpDue({ store, now }: AppParts, lastRun: string): Promise<boolean> {
  const asked = Number((await store.documents.get(CAUGHT_UP)) ?? Date.parse(lastRun));
  return now() - asked >= CATCH_UP_EVERY * HOUR;
}
