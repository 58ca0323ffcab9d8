import type { FindingDecision } from "#core/decision";
import { SNOOZE_EVENTS } from "#core/decision-kinds";
import type { Finding } from "#core/finding";

/**
 * Life of a finding across runs. `planned`: a new owner is decided on and the tracker does not show it yet. `baseline`: old debt
 * that a baseline file lists. A finding that is no longer found is not in a report; the store knows it as fixed or removed.
 */
export type FindingState = "open" | "planned" | "snoozed" | "dismissed" | "baseline";
export const FINDING_STATES: readonly FindingState[] = ["open", "planned", "snoozed", "dismissed", "baseline"];

/**
 * Why a finding is worth a second look: `new` since the last run; `returned` after it was fixed; `facts-changed` since it was
 * decided on; `expired`, its decision's time is over; `woken`, what its snooze waited for has come.
 */
export type FindingMark = "new" | "returned" | "facts-changed" | "expired" | "woken";

/** What earlier runs know of a finding. */
export interface FindingMemory {
  /** ISO 8601 instant of the run that found it first. */
  firstSeen: string;
  /** Whether it was gone when it was looked for last. */
  isGone: boolean;
  /** Id of a snooze that an earlier run found to be over. */
  lapsed: string | null;
}

/** Facts of the item that a snooze may wait for; null for findings about scopes and persons. */
export interface WakeFacts {
  status: string;
  sprint: string | null;
  isParentDone: boolean;
}

/** State of a finding with the reasons for it. */
export interface Settlement {
  state: FindingState;
  mark: FindingMark | null;
  /** Instant of the run that found it first; null without a memory. */
  since: string | null;
  /** The decision that counts, or the one that no longer does: a mark says which. */
  decision: FindingDecision | null;
}

interface SettleInput {
  decision: FindingDecision | undefined;
  /** Every reference the owner may have had; none where there is no owner. Asked for only where it matters. */
  ownerRefs: () => readonly string[];
  facts: WakeFacts | null;
  /** Undefined for a finding that no run has seen; null where nothing is remembered at all. */
  memory: FindingMemory | undefined | null;
  isInBaseline: boolean;
  /** ISO 8601 instant of the run. */
  now: string;
}

/** Applies what was decided and what is remembered to a finding of this run. A decision that no longer fits leaves the finding open. */
export function settleFinding(
  finding: Pick<Finding, "kind" | "owner" | "ownerRole">,
  { decision, ownerRefs, facts, memory, isInBaseline, now }: SettleInput,
): Settlement {
  const since = memory === null ? null : (memory?.firstSeen ?? now);
  const isOver = decision !== undefined && memory?.lapsed === decision.id;
  const settled = isOver
    ? ({ state: "open", mark: "woken" } as const)
    : decision && applyDecision(finding, decision, ownerRefs, facts, now.slice(0, 10));
  if (settled) return { ...settled, since, decision: decision ?? null };
  if (isInBaseline) return { state: "baseline", mark: null, since, decision: null };
  const mark = memory === null ? null : memory === undefined ? "new" : memory.isGone ? "returned" : null;
  return { state: "open", mark, since, decision: null };
}

function applyDecision(
  finding: Pick<Finding, "kind" | "owner" | "ownerRole">,
  decision: FindingDecision,
  ownerRefs: () => readonly string[],
  facts: WakeFacts | null,
  today: string,
): Pick<Settlement, "state" | "mark"> {
  const { kind, owner, ownerRole } = decision.about;
  const isSameOwner = owner === finding.owner || (owner !== null && ownerRefs().includes(owner));
  const isBound = kind === finding.kind && isSameOwner && ownerRole === finding.ownerRole;
  const awaitsOwner =
    decision.kind === "snooze" && "event" in decision.until && decision.until.event === "owner-changes";
  if (!isBound) return { state: "open", mark: awaitsOwner && !isSameOwner ? "woken" : "facts-changed" };
  if (decision.kind === "reassign") return { state: "planned", mark: null };
  if (decision.kind === "dismiss")
    return decision.until !== null && decision.until < today
      ? { state: "open", mark: "expired" }
      : { state: "dismissed", mark: null };
  return hasCome(decision.until, facts, today) ? { state: "open", mark: "woken" } : { state: "snoozed", mark: null };
}

function hasCome(
  until: Extract<FindingDecision, { kind: "snooze" }>["until"],
  facts: WakeFacts | null,
  today: string,
): boolean {
  if ("date" in until) return until.date <= today;
  if (!facts) return false;
  switch (until.event) {
    case "owner-changes":
      return false;
    case "status-changes":
      return facts.status !== until.was;
    case "sprint-ends":
      return facts.sprint !== until.was;
    case "parent-done":
      return facts.isParentDone;
  }
}

/** "until 2027-01-31", "until the status changes". */
export const phraseWait = (until: Extract<FindingDecision, { kind: "snooze" }>["until"]): string =>
  `until ${"date" in until ? until.date : SNOOZE_EVENTS[until.event]}`;
