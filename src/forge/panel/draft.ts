import { useRef, useState } from "react";
import type { ActKind, FindingView, PanelAct } from "#forge/panel-contract";
import type { WordKey } from "./words";

type Dismissal = Extract<PanelAct, { kind: "dismiss" }>;
/** Choices in the fields, in the order in which they are offered. */
export const REASONS = [
  ...(["not-misassigned", "agreed-exception", "dual-role", "transition", "rule-wrong"] as const),
] satisfies Dismissal["reason"][];
export const UNTILS = ["policy", "for-good", "date"] as const;
export const FOCUSES = ["strategic", "tactical"] as const;
/** Until when a finding can be set aside: events that never come are not offered. */
export const waitsOf = ({ events }: FindingView) => ["week", "month", "date", ...events] as const;

/** What stands in the fields of a decision. */
export interface Draft {
  reason: Dismissal["reason"];
  note: string;
  until: (typeof UNTILS)[number];
  wait: ReturnType<typeof waitsOf>[number];
  /** ISO day, or empty. */
  date: string;
  to: { ref: string; name: string } | null;
  isNow: boolean;
  /** Part of a name, and the one that was looked for last. */
  wanted: string;
  searched: string;
  focus: (typeof FOCUSES)[number] | null;
}

/** The fields of an open dialog. */
export interface DraftState {
  readonly now: Draft;
  /** Changes what is drawn: a choice. */
  choose: (part: Partial<Draft>) => void;
  /** Is only kept: text. Drawing with every key would send the whole panel over the bridge. */
  type: (part: Partial<Draft>) => void;
}

/** `to`: who is asked first to take over. */
export function useDraft(to: Draft["to"]): DraftState {
  const [draft, setDraft] = useState<Draft>({
    ...{
      reason: "not-misassigned",
      note: "",
      until: "policy",
      wait: "week",
      date: "",
      to,
      isNow: false,
      focus: null,
      wanted: "",
      searched: "",
    },
  });
  const now = useRef(draft);
  return {
    get now() {
      return now.current;
    },
    choose: (part) => setDraft((now.current = { ...now.current, ...part })),
    type: (part) => void (now.current = { ...now.current, ...part }),
  };
}

/** The decision, or what is missing in it. */
export function toAct(kind: ActKind, draft: Draft): { act: PanelAct } | { missing: WordKey } {
  const note = draft.note.trim();
  const { to, focus, date } = draft;
  switch (kind) {
    case "dismiss": {
      if (note === "") return { missing: "missing.note" };
      if (draft.until === "date" && date === "") return { missing: "missing.date" };
      const until = { policy: undefined, "for-good": null, date }[draft.until];
      return { act: { kind, reason: draft.reason, note, ...(until === undefined ? {} : { until }) } };
    }
    case "snooze":
      if (draft.wait === "date" && date === "") return { missing: "missing.date" };
      return { act: { kind, until: untilOf(draft), note } };
    case "reassign":
      // Enter in the field sends the form: nobody may be handed over to whom the reader was not looking for.
      if (draft.wanted.trim() !== "" && draft.wanted !== draft.searched) return { missing: "missing.search" };
      return to ? { act: { kind, to: to.ref, note } } : { missing: "missing.person" };
    case "override":
      if (focus === null) return { missing: "missing.focus" };
      return note === "" ? { missing: "missing.why" } : { act: { kind, focus, reason: note } };
  }
}

function untilOf({ wait, date }: Draft): Extract<PanelAct, { kind: "snooze" }>["until"] {
  if (wait === "week") return { date: dayIn(7) };
  if (wait === "month") return { date: dayIn(30) };
  return wait === "date" ? { date } : { event: wait };
}

/** ISO day so many days from today, as the reader's calendar has it. */
function dayIn(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() + days);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
