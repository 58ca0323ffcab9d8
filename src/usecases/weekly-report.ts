import type { BacklogReport } from "#core/backlog-report";
import { shortHash } from "#core/short-hash";
import { z } from "zod";
import type { Documents, TriageStore } from "#ports";
import { buildWeekly, type WeeklyReport } from "#usecases/weekly-report-build";
import { getPieces, putPieces, removeBefore, removePieces } from "#usecases/weekly-report-pieces";
import { pastPeriod, type Schedule } from "#usecases/weekly-report-times";

export { nextReportAt, periodDue } from "#usecases/weekly-report-times";

/** Reports that are kept: half a year of them. */
const MOST = 26;
const HEAD = "weekly-head ";
/** Holds the figures of each space. */
const SPACES = "weekly-spaces ";
/** Holds the period that was over when the schedule was saved. */
const FROM = "weekly-from";

const figures = z.object({ open: z.number(), new: z.number(), fixed: z.number() });
/** Of a report, since the one before: what is open, what came and what was fixed. */
export type WeeklyFigures = z.output<typeof figures>;

const weeklyHead = figures.extend({
  /** Local date of the schedule by which the report goes. */
  period: z.string(),
  at: z.string(),
  /** Key of the work item that tells of it. */
  announced: z.string().nullable(),
  parts: z.number(),
  hash: z.string(),
});
/** What is told of a weekly report in a list. */
export type WeeklyHead = z.output<typeof weeklyHead>;

/**
 * Makes the report of a period and keeps it; null where no audit is remembered. One that is there already stays as it is, so that the
 * same period twice leaves one. Its head is written last: without it there is no report.
 */
export async function makeWeekly(
  store: TriageStore,
  { now, period }: { now: string; period: string },
): Promise<WeeklyHead | null> {
  const heads = await listWeekly(store);
  const known = heads.find((head) => head.period === period);
  if (known) return known;
  const made = await buildWeekly(store, now, heads.find((head) => head.period < period)?.at ?? null);
  if (!made) return null;
  const text = JSON.stringify(made);
  const hash = shortHash(text);
  const parts = await putPieces(store.documents, { period, hash }, text);
  const head: WeeklyHead = { period, at: now, ...figuresOf(made.report), announced: null, parts, hash };
  const spaces = Object.entries(made.spaces).map(([id, report]) => [id, figuresOf(report)]);
  await store.documents.put(spacesName(period), JSON.stringify(Object.fromEntries(spaces)));
  await store.documents.replace(HEAD + period, null, JSON.stringify(head));
  await prune(store.documents);
  // Of two at the same time the first one's head stands.
  return readHead(store.documents, period);
}

/** The report of a period; null where there is none. */
export async function readWeekly({ documents }: TriageStore, period: string): Promise<WeeklyReport | null> {
  const head = await readHead(documents, period);
  const text = head && (await getPieces(documents, head));
  return text === null ? null : (JSON.parse(text) as WeeklyReport);
}

/** The reports that are kept, newest first. */
export async function listWeekly({ documents }: TriageStore): Promise<WeeklyHead[]> {
  const found = await documents.list(HEAD);
  return found.map(({ text }) => weeklyHead.parse(JSON.parse(text))).reverse();
}

/** Figures of one space in the report of a period; null where it has no part in it. */
export async function readSpaceFigures(
  { documents }: TriageStore,
  period: string,
  space: string,
): Promise<WeeklyFigures | null> {
  const spaces = z.record(z.string(), figures).parse(JSON.parse((await documents.get(spacesName(period))) ?? "{}"));
  return new Map(Object.entries(spaces)).get(space) ?? null;
}

/** Notes which work item tells of a report; false, and nothing is noted, where another one does or there is no such report. */
export async function noteAnnounced({ documents }: TriageStore, period: string, key: string): Promise<boolean> {
  const before = await documents.get(HEAD + period);
  if (before === null) return false;
  const head = weeklyHead.parse(JSON.parse(before));
  if (head.announced !== null) return head.announced === key;
  return documents.replace(HEAD + period, before, JSON.stringify({ ...head, announced: key }));
}

/** The last period that is made or was over when the schedule was saved, for `periodDue`; null where there is none. */
export async function lastPeriod(store: TriageStore): Promise<string | null> {
  const [last] = await listWeekly(store);
  const from = await store.documents.get(FROM);
  return (
    [from, last?.period ?? null]
      .flatMap((one) => one ?? [])
      .sort()
      .at(-1) ?? null
  );
}

/** Notes that a schedule holds from an instant on: what was due before is not made. */
export const noteSchedule = ({ documents }: TriageStore, schedule: Schedule, now: string): Promise<void> =>
  documents.put(FROM, pastPeriod(schedule, now));

async function readHead(documents: Documents, period: string): Promise<WeeklyHead | null> {
  const text = await documents.get(HEAD + period);
  return text === null ? null : weeklyHead.parse(JSON.parse(text));
}

const figuresOf = ({ findings, changes }: BacklogReport): WeeklyFigures => ({
  ...{ open: findings.open, new: changes.new, fixed: changes.fixed },
});

const spacesName = (period: string): string => SPACES + period;

/** The head goes first: what is left by a crash nobody sees, and the next one takes it. */
async function prune(documents: Documents): Promise<void> {
  const heads = await documents.list(HEAD);
  for (const { name } of heads.slice(0, -MOST)) await documents.remove(name);
  const oldest = heads.at(-MOST)?.name.slice(HEAD.length);
  if (oldest === undefined) return;
  await removePieces(documents, oldest);
  await removeBefore(documents, SPACES, oldest);
}
