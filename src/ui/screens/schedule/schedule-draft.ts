import type { MessageKey } from "../../messages/messages";
import type { ApiOutput } from "../../call";

export type ScheduleView = ApiOutput<"getSchedule">;
type Report = NonNullable<ScheduleView["report"]>;
export const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export const PLACES = ["nowhere", "comment", "item"] as const;

/** The form: every field keeps its text, whatever else is chosen. */
export interface ScheduleDraft {
  isOn: boolean;
  day: Report["day"];
  time: string;
  timeZone: string;
  place: (typeof PLACES)[number];
  commentOn: string;
  space: string;
  type: string;
}

const BEGIN = {
  isOn: false,
  day: "monday",
  time: "08:00",
  place: "nowhere",
  commentOn: "",
  space: "",
  type: "",
} as const;

/** What is saved; without a schedule what most would choose, in the person's own time zone. */
export function draftOf({ report, timeZones }: ScheduleView): ScheduleDraft {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const begin = { ...BEGIN, timeZone: timeZones.includes(here) ? here : (timeZones[0] ?? here) };
  if (!report) return begin;
  const { announce, ...when } = report;
  if (announce === null) return { ...begin, ...when, isOn: true };
  return "commentOn" in announce
    ? { ...begin, ...when, ...announce, isOn: true, place: "comment" }
    : { ...begin, ...when, ...announce, isOn: true, place: "item" };
}

/** The schedule to save, or what is missing in it. */
export function readDraft(draft: ScheduleDraft): { report: ScheduleView["report"] } | { missing: MessageKey } {
  const { isOn, day, time, timeZone, place } = draft;
  if (!isOn) return { report: null };
  if (!/^\d\d:\d\d$/.test(time)) return { missing: "schedule.missing.time" };
  const when = { day, time, timeZone };
  const [commentOn, space, type] = [draft.commentOn.trim(), draft.space.trim(), draft.type.trim()];
  if (place === "nowhere") return { report: { ...when, announce: null } };
  if (place === "comment")
    return commentOn === "" ? { missing: "schedule.missing.key" } : { report: { ...when, announce: { commentOn } } };
  if (space === "") return { missing: "schedule.missing.space" };
  return type === "" ? { missing: "schedule.missing.type" } : { report: { ...when, announce: { space, type } } };
}
