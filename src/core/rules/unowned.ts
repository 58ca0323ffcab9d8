import { joinPhrases, levelNoun, phraseReasons } from "#core/explain";
import { roleName } from "#core/roles";
import type { ItemRule } from "#core/rule";

export const unowned: ItemRule = {
  id: "unowned",
  title: "Work that nobody owns",
  severity: "info",
  subject: "item",
  levels: ["initiative", "epic", "story"],
  modes: ["separate", "unknown"],
  docs: {
    what: "A strategic work item has no owner, or a tactical one is in progress without an owner.",
    why: "A strategic question without an owner is not decided; work in progress without an owner is finished by chance.",
    fix: "Name an owner of the accountable role.",
    jql: 'assignee is EMPTY AND statusCategory != Done AND (issuetype in (Epic, Initiative) OR statusCategory = "In Progress")',
    linearFilter: "Assignee is empty · Status is started",
    falsePositives:
      "Teams that pull work as a pair or a whole and never assign it: switch the rule off for their scope. Scopes in which no item has an owner are left alone.",
  },
  check({ item, verdict }, { owner, scope }) {
    if (owner || verdict.focus === "unclear" || scope.judged.owned === 0) return undefined;
    if (verdict.focus === "tactical" && item.status.category !== "in-progress") return undefined;
    const accountable = scope.policy.accountableFor(verdict.focus, item.level, verdict.evidence);
    const role = accountable === "either" ? null : accountable;
    return {
      kind: `${verdict.focus}-unowned`,
      expectedRole: role,
      message:
        verdict.focus === "strategic"
          ? `Nobody owns this strategic ${levelNoun[item.level]}.`
          : `This ${levelNoun[item.level]} is in progress and nobody owns it.`,
      why: [
        `It reads as ${verdict.focus}: ${joinPhrases(phraseReasons(verdict, verdict.focus)) || "see its evidence"}.`,
      ],
      change: verdict.focus === "strategic" ? "Any owner." : "Any owner, or a status that is not in progress.",
      remedy: role && verdict.focus === "strategic" ? `Name a ${roleName(role)} as owner.` : "Name an owner.",
    };
  },
};
