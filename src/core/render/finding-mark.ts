import type { DecisionAbout, FindingDecision } from "#core/decision";
import { DISMISS_REASONS } from "#core/decision-kinds";
import { roleName } from "#core/roles";
import { type FindingMark, isAskedAgain, phraseWait } from "#core/triage";
import type { TriagedFinding } from "#core/report";

/** What people decided on a finding and why it is asked again, in sentences. */

const AGAIN: Record<FindingMark, string> = {
  new: "New since the last audit.",
  returned: "It was fixed before and is back.",
  reappeared: "It was gone without a fix, because of its item, the rules or the scope, and is back.",
  "facts-changed": "Asked again, because its owner, the owner's role or the kind of problem changed since then.",
  expired: "Asked again, because the time that was agreed on is over.",
  woken: "Asked again, because what it waited for has come.",
};

/** "Dismissed on 2026-11-23 by Dana Ruiz: an exception that was agreed on. Dana is on leave." */
export function phraseDecision(decision: FindingDecision, nameOf: (ref: string) => string): string {
  const who = decision.by === null ? "" : ` by ${nameOf(decision.by)}${decision.isClaimed ? " (as they say)" : ""}`;
  const when = ` on ${decision.at.slice(0, 10)}${who}`;
  const note = decision.note === "" ? "" : ` (“${decision.note}”)`;
  switch (decision.kind) {
    case "dismiss": {
      const until = decision.until === null ? "" : `, until ${decision.until}`;
      return `Dismissed${when}${until}: ${DISMISS_REASONS[decision.reason].title}${note}.`;
    }
    case "snooze":
      return `Snoozed${when} ${phraseWait(decision.until)}${note}.`;
    case "reassign":
      return `To be handed over to ${nameOf(decision.to)}, decided${when}${note}.`;
  }
}

/** What there is to say of a finding's past; empty for one that is open since long and was never decided on. */
export function phrasePast(finding: TriagedFinding, nameOf: (ref: string) => string): string[] {
  const { state, mark, decision } = finding;
  const isOver = state === "open" && decision !== null && !isAskedAgain(mark);
  return [
    mark && AGAIN[mark],
    decision && phraseDecision(decision, nameOf),
    mark === "facts-changed" && decision ? phraseOwnerThen(decision.about, nameOf) : null,
    isOver ? "That no longer holds." : null,
  ].filter((line) => line !== null);
}

const phraseOwnerThen = ({ owner, ownerRole }: DecisionAbout, nameOf: (ref: string) => string): string =>
  `Then it belonged to ${owner === null ? "nobody" : `${nameOf(owner)}, ${roleName(ownerRole ?? undefined)}`}.`;
