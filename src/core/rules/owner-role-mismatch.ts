import { focusProbability, joinPhrases, levelNoun, phraseFlip, phraseReasons } from "#core/explain";
import { isAtLeast } from "#core/model";
import { roleName } from "#core/roles";
import type { ItemRule } from "#core/rule";
import type { Evidence } from "#core/verdict";

/** The three kinds of drift: what great product managers leave to the product owner and the team. */
const drifts: Record<string, string> = {
  "detailed-requirements": "detailed requirements",
  "daily-customer-handling": "the day-to-day handling of customers",
  "routine-metrics": "the routine checking of metrics",
};

export const ownerRoleMismatch: ItemRule = {
  id: "owner-role-mismatch",
  title: "Work that sits with the wrong product role",
  severity: "warning",
  subject: "item",
  levels: ["initiative", "epic", "story"],
  modes: ["separate"],
  docs: {
    what: "A strategic work item is owned by a product owner, or a tactical one by a product manager.",
    why: "Strategy that sits in a delivery queue is decided by accident or not at all; a product manager who writes tickets has no time for the market.",
    fix: "Reassign it to someone of the role that is accountable, or record why it is right as it is.",
    severity: "error for an epic or above whose verdict is near certain (`thresholds.error`), else warning",
    jql: 'statusCategory != Done AND assignee in (membersOf("product-owners")) AND issuetype in (Epic, Initiative)',
    linearFilter: "Assignee is one of your product owners · Status is not completed or canceled",
    falsePositives:
      "A product owner who stands in for a product manager for a while (date the role in the policy), a person who holds both roles (list them as `both`), and items whose title promises strategy but whose work is a concrete feature (override the focus).",
  },
  check({ item, verdict }, { owner, scope, thresholds }) {
    if (verdict.focus === "unclear" || !owner) return undefined;
    if (owner.role !== "product-manager" && owner.role !== "product-owner") return undefined;
    const accountable = scope.policy.accountableFor(verdict.focus, item.level, verdict.evidence);
    if (accountable === "either" || accountable === owner.role) return undefined;
    const drift =
      verdict.focus === "tactical" && owner.role === "product-manager" ? strongestDrift(verdict.evidence) : undefined;
    const reasons = phraseReasons(verdict, verdict.focus);
    const flip = phraseFlip(verdict);
    return {
      kind: drift ?? `${verdict.focus}-with-${owner.role === "product-manager" ? "pm" : "po"}`,
      severity: focusProbability(verdict) >= thresholds.error && isAtLeast(item.level, "epic") ? "error" : "warning",
      expectedRole: accountable,
      message: drift
        ? `A ${roleName(owner.role)} looks after ${drifts[drift] ?? drift}; that belongs with a ${roleName(accountable)}.`
        : `This ${verdict.focus} ${levelNoun[item.level]} is owned by a ${roleName(owner.role)}; a ${roleName(accountable)} is accountable for it.`,
      why: [
        `It reads as ${verdict.focus}: ${joinPhrases(reasons) || "see its evidence"}.`,
        `The owner is a ${roleName(owner.role)}: ${owner.answer.reason}.`,
      ],
      change: `A ${roleName(accountable)} as owner${flip ? `; or another reading of the item: ${flip}` : ""}.`,
      remedy: `Hand it to a ${roleName(accountable)}, or record why it stays.`,
    };
  },
};

function strongestDrift(evidence: readonly Evidence[]): string | undefined {
  const lines = evidence.filter((line) => line.topic in drifts && line.weight < 0);
  return lines.sort((a, b) => a.weight - b.weight)[0]?.topic;
}
