import type { ActKind } from "./draft";

/** Keys that open the dialog of a decision. */
export const ACT_KEYS = { dismiss: "d", snooze: "s", reassign: "r", override: "o" } as const satisfies Record<
  ActKind,
  string
>;

/** In the order of the buttons. */
export const ACT_KINDS = Object.keys(ACT_KEYS) as ActKind[];
