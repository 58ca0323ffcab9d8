import { DAY } from "#core/days";
import type { AppParts } from "#usecases/app/parts";

/** A run of the app: a new one, or the last one gone on with. */
export interface AppRun {
  id: string;
  /** ISO 8601 instant at which it began. */
  startedAt: string;
}

const CLOSED = "closed-run";
/** Days after which a run is over where no weekly report ends it. */
const LONGEST = 7;

/**
 * The run to which belongs what is found now: everything between two weekly reports is one, so that each report tells what is new since
 * the last one, whether an event told of it or the audit before the report.
 */
export async function runInProgress({ store, now, newId }: AppParts): Promise<AppRun> {
  const [last] = await store.runs(1);
  const isOpen =
    last !== undefined &&
    now() - Date.parse(last.startedAt) < LONGEST * DAY &&
    (await store.documents.get(CLOSED)) !== last.id;
  const at = new Date(now()).toISOString();
  return isOpen ? { id: last.id, startedAt: last.startedAt } : { id: `${at} ${newId()}`, startedAt: at };
}

/** What is found from now on belongs to another run. */
export async function closeRun({ store }: Pick<AppParts, "store">): Promise<void> {
  const [last] = await store.runs(1);
  if (last) await store.documents.put(CLOSED, last.id);
}
