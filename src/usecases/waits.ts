import type { FindingDecision } from "#core/decision";
import type { SnoozeEvent } from "#core/decision-kinds";
import type { StoredFinding } from "#ports";

/** What a snooze waits for, before the finding is known. */
export type Wait = { date: string } | { event: SnoozeEvent };

/** Why a wait would hide a finding for good, with the remedy; null when what it waits for can come. */
export function whyNeverComes(wait: Wait, { finding, facts, parent }: StoredFinding): string | null {
  if ("date" in wait) return null;
  if (!facts || finding.subject.kind !== "item")
    return "Only a work item has an owner, a status, a sprint or a parent. Snooze this finding until a date.";
  switch (wait.event) {
    case "owner-changes":
    case "status-changes":
      return null;
    case "sprint-ends":
      return facts.sprint === null ? "The item is in no sprint. Snooze it until a date or another event." : null;
    case "parent-done":
      if (parent === null) return "The item has no parent. Snooze it until a date or another event.";
      return facts.isParentDone ? "Its parent is done already. Snooze it until a date or another event." : null;
  }
}

/** A wait with what was before, which is how its end is noticed. */
export function completeWait(
  wait: Wait,
  { facts }: StoredFinding,
): Extract<FindingDecision, { kind: "snooze" }>["until"] {
  if ("date" in wait) return wait;
  const was = wait.event === "status-changes" ? facts?.status : wait.event === "sprint-ends" ? facts?.sprint : null;
  return { event: wait.event, was: was ?? null };
}
