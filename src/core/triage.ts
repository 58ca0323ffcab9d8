import { addDays } from "#core/days";
import type { FindingDecision } from "#core/decision";
import { SNOOZE_EVENTS } from "#core/decision-kinds";
import type { Finding } from "#core/finding";

/**
 * Life of a finding across runs. `planned`: a new owner is decided on and the tracker does not show it yet. `baseline`: old debt
 * that a baseline file lists. A finding that is no longer found is not in a report; the store knows it as fixed or removed.
 */
export type FindingState = "open" | "planned" | "snoozed" | "dismissed" | "baseline";
export const FINDING_STATES: readonly FindingState[] = ["open", "planned", "snoozed", "dismissed", "baseline"];

/** Why a finding is no longer found. Only `fixed` counts as fixed; the others say nothing about the work itself. */
export type GoneReason = "fixed" | "item-done" | "item-gone" | "rule-changed" | "scope-changed";

/** Why a decision no longer holds: what it was about changed, its time is over, or what it waited for has come. */
const END_MARKS = ["facts-changed", "expired", "woken"] as const;
type EndMark = (typeof END_MARKS)[number];

/**
 * What changed about a finding since the last run: it is `new`; it `returned` after it was fixed; it `reappeared` after it was gone
 * without a fix; or the decision on it ended.
 */
export type FindingMark = "new" | "returned" | "reappeared" | EndMark;

/** Whether a finding is asked about again although somebody had decided on it. */
export const isAskedAgain = (mark: FindingMark | null): mark is EndMark =>
  mark !== null && (END_MARKS as readonly string[]).includes(mark);

/** A decision that a run found to be over. `spent`: a plan that was fulfilled. */
export interface Lapse {
  /** Its id. */
  decision: string;
  because: EndMark | "spent";
  /** ISO 8601 instant of the run that was the first to find so. */
  since: string;
  /** Whether that was also the last run that saw the finding: then it is news. */
  isNews: boolean;
}

/** What earlier runs know of a finding, and whether it was gone when it was looked for last. */
export type FindingMemory = {
  /** ISO 8601 instant of the run that found it first. */
  firstSeen: string;
  lapsed: Lapse | null;
} & ({ isGone: false } | { isGone: true; goneBecause: GoneReason });

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

/**
 * Applies what was decided and what is remembered to a finding of this run. A decision that no longer fits leaves the finding open; it
 * is news once, and is shown beside the finding after that.
 */
export function settleFinding(
  finding: Pick<Finding, "kind" | "owner" | "ownerRole">,
  { decision, ownerRefs, facts, memory, isInBaseline, now }: SettleInput,
): Settlement {
  const since = memory === null ? null : (memory?.firstSeen ?? now);
  if (!decision) {
    if (isInBaseline) return { state: "baseline", mark: null, since, decision: null };
    return { state: "open", mark: markOfReturn(memory), since, decision: null };
  }
  const lapse = memory?.lapsed?.decision === decision.id ? memory.lapsed : null;
  const ended = lapse && isForGood(lapse) ? lapse.because : whyEnded(finding, decision, ownerRefs, facts, now);
  if (ended === null) return { state: SET_ASIDE_BY[decision.kind], mark: null, since, decision };
  const isKnown = ended === "spent" || (lapse?.because === ended && !lapse.isNews);
  return { state: "open", mark: isKnown ? markOfReturn(memory) : ended, since, decision };
}

const SET_ASIDE_BY = { dismiss: "dismissed", snooze: "snoozed", reassign: "planned" } as const;

/** Facts may become again what they were; an event that has come, has come. */
const isForGood = ({ because }: Lapse): boolean => because !== "facts-changed";

function markOfReturn(memory: FindingMemory | undefined | null): FindingMark | null {
  if (memory === null) return null;
  if (memory === undefined) return "new";
  if (!memory.isGone) return null;
  return memory.goneBecause === "fixed" ? "returned" : "reappeared";
}

/** Why a decision does not hold; null when it does. */
function whyEnded(
  finding: Pick<Finding, "kind" | "owner" | "ownerRole">,
  decision: FindingDecision,
  ownerRefs: () => readonly string[],
  facts: WakeFacts | null,
  now: string,
): EndMark | null {
  const { kind, owner, ownerRole } = decision.about;
  const isSameOwner = owner === finding.owner || (owner !== null && ownerRefs().includes(owner));
  const isBound = kind === finding.kind && isSameOwner && ownerRole === finding.ownerRole;
  const awaitsOwner =
    decision.kind === "snooze" && "event" in decision.until && decision.until.event === "owner-changes";
  if (!isBound) return awaitsOwner && !isSameOwner ? "woken" : "facts-changed";
  const today = now.slice(0, 10);
  if (decision.kind === "snooze") return hasCome(decision.until, facts, today) ? "woken" : null;
  const lastDay = lastDayOf(decision);
  return lastDay !== null && lastDay < today ? "expired" : null;
}

/** Days that a plan is waited for, unless it says otherwise. */
export const PLAN_DAYS = 30;

/** The last day on which a dismissal or a plan holds; null: for good. */
export const lastDayOf = (decision: Exclude<FindingDecision, { kind: "snooze" }>): string | null =>
  decision.until === undefined ? addDays(decision.at, PLAN_DAYS).slice(0, 10) : decision.until;

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
