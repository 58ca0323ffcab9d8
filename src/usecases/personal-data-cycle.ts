import { z } from "zod";
import { DAY } from "#core/days";
import type { Documents } from "#ports";

const NAME = "personal-data-cycle";

/** Days from one report of an account to the next, unless Atlassian says otherwise (User privacy guide for app developers). */
const CYCLE_DAYS = 7;

const cycle = z.object({
  /** ISO 8601 instant. */
  startedAt: z.string(),
  cycleDays: z.number(),
  /** Reference of the last person who was reported; null once everybody was. */
  after: z.string().nullable(),
});
type Cycle = z.output<typeof cycle>;

/** The cycle that holds now, begun anew where the last one is over; after whom it goes on. */
export async function openCycle(documents: Documents, now: string): Promise<{ isOver: boolean; after: string }> {
  const known = await read(documents);
  const cycleDays = known?.cycleDays ?? CYCLE_DAYS;
  const isCurrent = known !== null && Date.parse(now) - Date.parse(known.startedAt) < cycleDays * DAY;
  if (isCurrent) return { isOver: known.after === null, after: known.after ?? "" };
  // One that was never finished begins anew, too: whoever was reported first is due again.
  await write(documents, { startedAt: now, cycleDays, after: "" });
  return { isOver: false, after: "" };
}

export async function noteReported(
  documents: Documents,
  { after, cycleDays }: { after: string; cycleDays: number | undefined },
): Promise<void> {
  const known = await read(documents);
  if (known) await write(documents, { ...known, after, cycleDays: cycleDays ?? known.cycleDays });
}

export async function endCycle(documents: Documents): Promise<void> {
  const known = await read(documents);
  if (known) await write(documents, { ...known, after: null });
}

async function read(documents: Documents): Promise<Cycle | null> {
  const text = await documents.get(NAME);
  if (text === null) return null;
  const parsed = cycle.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

const write = (documents: Documents, made: Cycle): Promise<void> => documents.put(NAME, JSON.stringify(made));
