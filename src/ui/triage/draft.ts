import type { DismissReason, SnoozeEvent } from "#core/decision-kinds";
import type { DecidedFocus } from "#core/model";
import type { ApiInput } from "../call";
import type { MessageKey } from "../language";

export type Act = ApiInput<"decide">["act"];
export type ActKind = Act["kind"];

/** What stands in the fields of a decision. */
export interface Draft {
  reason: DismissReason;
  note: string;
  until: "policy" | "for-good" | "date";
  wait: "week" | "month" | "date" | SnoozeEvent;
  /** ISO day, or empty. */
  date: string;
  /** Reference of a person, or empty. */
  to: string;
  focus: DecidedFocus | null;
  withChildren: boolean;
  withSiblings: boolean;
}

export const emptyDraft: Draft = {
  ...{ reason: "not-misassigned", note: "", until: "policy", wait: "week", date: "", to: "" },
  ...{ focus: null, withChildren: false, withSiblings: false },
};

/** The decision, or what is missing in it. */
export function toAct(kind: ActKind, draft: Draft): { act: Act } | { missing: MessageKey } {
  const note = draft.note.trim();
  switch (kind) {
    case "dismiss": {
      if (note === "") return { missing: "findings.missing.note" };
      if (draft.until === "date" && draft.date === "") return { missing: "findings.missing.date" };
      const until = { policy: undefined, "for-good": null, date: draft.date }[draft.until];
      return { act: { kind, reason: draft.reason, note, ...(until === undefined ? {} : { until }) } };
    }
    case "snooze":
      if (draft.wait === "date" && draft.date === "") return { missing: "findings.missing.date" };
      return { act: { kind, until: waitOf(draft), note } };
    case "reassign":
      if (draft.to === "") return { missing: "findings.missing.person" };
      return { act: { kind, to: draft.to, note } };
    case "override": {
      const { focus, withChildren, withSiblings } = draft;
      if (focus === null) return { missing: "findings.missing.focus" };
      if (note === "") return { missing: "findings.missing.reason" };
      return { act: { kind, focus, reason: note, withChildren, withSiblings } };
    }
  }
}

function waitOf({ wait, date }: Draft): Extract<Act, { kind: "snooze" }>["until"] {
  if (wait === "week") return { date: dayIn(7) };
  if (wait === "month") return { date: dayIn(30) };
  return wait === "date" ? { date } : { event: wait };
}

/** ISO day so many days from today, as the person's calendar has it. */
export function dayIn(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() + days);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
