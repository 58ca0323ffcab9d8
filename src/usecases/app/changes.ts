import { Pause, SourceError } from "#ports";
import { parsePolicyText } from "#usecases/api/in-force";
import { auditItems } from "#usecases/app/audit-now";
import { readAudited } from "#usecases/app/audited-policy";
import { createChangedItems } from "#usecases/app/changed-items";
import type { AppParts } from "#usecases/app/parts";
import { wakeOnce } from "#usecases/app/wake";
import { followUp } from "#usecases/app/follow-up";
import { createJobBook } from "#usecases/app/job-book";

/** Seconds in which what happens to other work items is waited for, so that they are audited together. */
const TOGETHER = 20;
/** Work items that are audited together: fewer than the points of an hour allow also where the share is small. What is more comes next. */
const MOST = 300;

/**
 * Notes that something happened to a work item, and has the app called for it: once for all that happens within some seconds.
 * `mark` tells one event from another. Nothing is read, so it does not matter when, how often and in which order events come.
 */
export async function noteChange(
  parts: Pick<AppParts, "store" | "now" | "wake">,
  id: string,
  mark: string,
): Promise<void> {
  await createChangedItems(parts.store.documents).note(id, mark);
  await wakeOnce(parts, "changes", TOGETHER);
}

/** Audits the work items that something happened to. Where another invocation is at work, or everything is about to be audited, they wait. */
export async function auditChanges(parts: AppParts): Promise<void> {
  const { store } = parts;
  const changed = createChangedItems(store.documents);
  const items = await changed.list(MOST);
  if (items.length === 0) return;
  const [last] = await store.runs(1);
  // The first audit reads everything, and one after a change of the policy judges everything.
  const { text, hash } = await parts.policy.read();
  if (!last || (await readAudited(store.documents)) !== hash) return;
  const policy = parsePolicyText(text);
  const tracker = await parts.openTracker(policy);
  const ids = items.map(({ id }) => id);
  try {
    await auditItems(parts, ids, { tracker, policy, last });
  } catch (error) {
    // Another one is at work, or the hour's points are used up: asked again later, and by the hour at the latest.
    if (error instanceof Pause) return wakeOnce(parts, "changes", Math.ceil(error.afterMs / 1000));
    if (error instanceof SourceError) return wakeOnce(parts, "changes", BUSY);
    throw error;
  }
  await changed.done(items);
  await followUp(parts, createJobBook(store.documents, parts.newId), PUBLISHED_AFTER);
  if (items.length === MOST) await wakeOnce(parts, "changes");
}

/** Seconds for which what JQL may find waits for further changes. */
const PUBLISHED_AFTER = 600;
/** Seconds after which somebody else may be done. */
const BUSY = 120;
