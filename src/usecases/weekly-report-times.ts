import { TZDate } from "@date-fns/tz";
import { DAY } from "#core/days";
import type { Policy } from "#core/config";

/** When the weekly report is made, as the policy says it. */
export type Schedule = Pick<NonNullable<Policy["report"]>, "day" | "time" | "timeZone">;

const WEEK = 7;
/** A report that is later than this is not made up for: the next one is near. */
const LATE = 6 * DAY;
/** Within which the report is made where nothing says since when there is a schedule. */
const HOUR = 3_600_000;

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** The instant at which the next report is due, after an instant: ISO 8601. */
export function nextReportAt(schedule: Schedule, after: string): string {
  const past = pastPeriod(schedule, after);
  return new Date(dueAt(schedule, daysAfter(past, WEEK))).toISOString();
}

/**
 * The period whose report is due now, as its local date; null where none is. `lastPeriod` is the last one that was made, or that was over
 * when the schedule was saved: an earlier one is never due. Where there is none, only that of the last hour is due, so that a new
 * schedule does not begin with a report of the week before. A time that the clocks leave out is made when they go on; one that they
 * have twice counts once.
 */
export function periodDue(schedule: Schedule, now: string, lastPeriod: string | null): string | null {
  const period = pastPeriod(schedule, now);
  const late = Date.parse(now) - dueAt(schedule, period);
  if (lastPeriod === null) return late <= HOUR ? period : null;
  return late <= LATE && period > lastPeriod ? period : null;
}

/** The last period whose time has come at an instant, as its local date. */
export function pastPeriod(schedule: Schedule, now: string): string {
  const local = new TZDate(Date.parse(now), schedule.timeZone);
  const today = toDate(local.getFullYear(), local.getMonth(), local.getDate());
  const since = (local.getDay() - DAYS.indexOf(schedule.day) + WEEK) % WEEK;
  // Where the clocks leave out the end of a day, its time may come on the day after.
  const period = daysAfter(today, -since);
  return dueAt(schedule, period) <= Date.parse(now) ? period : daysAfter(period, -WEEK);
}

/** The instant, in milliseconds, at which a local date has the time of the schedule. */
function dueAt({ time, timeZone }: Schedule, date: string): number {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return new TZDate(year, month - 1, day, hour, minute, timeZone).getTime();
}

const toDate = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
