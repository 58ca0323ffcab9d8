import type { AppParts, QueueName } from "#usecases/app/parts";

/**
 * Has the app called by a queue after some seconds, unless it is called before that anyway: of many that ask for it one is enough, and
 * an event that came twice must not make two of all that follow from it.
 */
export async function wakeOnce(
  { store, now, wake }: Pick<AppParts, "store" | "now" | "wake">,
  queue: QueueName,
  afterSeconds = 0,
): Promise<void> {
  const name = `wake ${queue}`;
  const at = now() + afterSeconds * 1000;
  const before = await store.documents.get(name);
  if (before !== null && Number(before) >= now() && Number(before) <= at) return;
  if (await store.documents.replace(name, before, String(at))) await wake(queue, afterSeconds);
}
