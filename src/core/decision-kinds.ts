/** What a person can say of a finding, as plain lists: a command line shows them without loading the schema. */

/** Why a finding is set aside, and after how many days the question is asked again (null: never). */
export const DISMISS_REASONS = {
  "not-misassigned": { title: "It sits with the right person", days: null },
  "agreed-exception": { title: "An exception that was agreed on", days: 90 },
  "dual-role": { title: "The owner holds both roles here", days: null },
  transition: { title: "It is being handed over", days: 90 },
  "rule-wrong": { title: "The rule is wrong about it", days: null },
} as const satisfies Readonly<Record<string, { title: string; days: number | null }>>;

export type DismissReason = keyof typeof DISMISS_REASONS;
export const dismissReasons = Object.keys(DISMISS_REASONS) as DismissReason[];

/** What a snooze may wait for beside a date. */
export const SNOOZE_EVENTS = {
  "owner-changes": "the owner changes",
  "status-changes": "the status changes",
  "sprint-ends": "the item leaves its sprint",
  "parent-done": "the parent is done",
} as const;

export type SnoozeEvent = keyof typeof SNOOZE_EVENTS;
export const snoozeEvents = Object.keys(SNOOZE_EVENTS) as SnoozeEvent[];
