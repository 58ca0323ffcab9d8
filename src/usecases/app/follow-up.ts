import { createChangedItems } from "#usecases/app/changed-items";
import type { JobBook } from "#usecases/app/job-book";
import type { AppParts } from "#usecases/app/parts";
import { readPolicyOrDefault } from "#usecases/app/policy-text";
import { wakeOnce } from "#usecases/app/wake";

type Following = Pick<AppParts, "store" | "policy" | "now" | "wake">;

/**
 * Has done what an audit may call for: what JQL may find is written where verdicts changed, and what happened meanwhile is audited.
 * After changes of a few work items the writing waits for more of them, some seconds: it looks through all that is written.
 */
export async function followUp(parts: Following, book: JobBook, waitSeconds = 0): Promise<void> {
  const { store, now } = parts;
  if (await isPublishing(parts)) {
    await book.add({ kind: "publish", waitSeconds }, new Date(now()).toISOString());
    await wakeOnce(parts, "work", waitSeconds);
  }
  if ((await createChangedItems(store.documents).list(1)).length > 0) await wakeOnce(parts, "changes");
}

/** Whether a space asks for it, or something is still there of one that did. */
async function isPublishing(parts: Following): Promise<boolean> {
  const { scopes } = await readPolicyOrDefault(parts.policy);
  if (Object.values(scopes).some(({ search }) => search !== "off")) return true;
  for await (const page of parts.store.published.all()) if (page.length > 0) return true;
  return false;
}
