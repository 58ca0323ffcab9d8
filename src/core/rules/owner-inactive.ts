import type { ItemRule } from "#core/rule";

export const ownerInactive: ItemRule = {
  id: "owner-inactive",
  title: "Work owned by someone who has left",
  severity: "info",
  subject: "item",
  levels: ["initiative", "epic", "story"],
  modes: ["separate", "unknown"],
  docs: {
    what: "The owner's account is deactivated, or the policy lists the person under `inactivePeople`.",
    why: "Nobody will answer for the item, and nobody will notice.",
    fix: "Name a new owner of the accountable role.",
    jql: "assignee in inactiveUsers() AND statusCategory != Done",
    linearFilter: "Assignee is a deactivated member",
    falsePositives: "Someone on long leave whose account is switched off: snooze until their return.",
  },
  check({ item, verdict }, { owner, scope }) {
    if (!owner?.isInactive) return undefined;
    const accountable =
      verdict.focus === "unclear" ? "either" : scope.policy.accountableFor(verdict.focus, item.level, verdict.evidence);
    return {
      kind: "inactive",
      expectedRole: accountable === "either" ? null : accountable,
      message: "The owner of this open work item is no longer active.",
      why: [
        owner.person.isActive === false
          ? "The tracker says the account is deactivated."
          : "The policy lists the person as inactive.",
      ],
      change: "An active owner.",
      remedy: "Name a new owner.",
    };
  },
};
