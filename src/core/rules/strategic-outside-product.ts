import { joinPhrases, levelNoun, phraseFlip, phraseReasons } from "#core/explain";
import { roleName } from "#core/roles";
import type { ItemRule } from "#core/rule";

export const strategicOutsideProduct: ItemRule = {
  id: "strategic-outside-product",
  title: "Strategic work outside product management",
  severity: "warning",
  subject: "item",
  levels: ["initiative", "epic", "story"],
  modes: ["separate"],
  docs: {
    what: "A strategic work item is owned by someone who is neither product manager nor product owner.",
    why: "Why, for whom and for how much is then decided where nobody answers for the product, often without anyone having meant it so.",
    fix: "Hand the decision to a product manager and keep the expert as a contributor, or split the decision from the work.",
    jql: 'statusCategory != Done AND issuetype in (Epic, Initiative) AND assignee not in (membersOf("product-managers"), membersOf("product-owners"))',
    linearFilter: "Project lead or initiative owner is not one of your product people",
    falsePositives:
      "Marketing, sales or finance people whom the policy does not list: list them as `other` in their own scope and switch the rule off there, or list them as product managers if they decide for the product.",
  },
  check({ item, verdict }, { owner }) {
    if (verdict.focus !== "strategic" || owner?.role !== "other") return undefined;
    const flip = phraseFlip(verdict);
    return {
      kind: "strategic-with-other",
      expectedRole: "product-manager",
      message: `This strategic ${levelNoun[item.level]} is owned by someone outside product management.`,
      why: [
        `It reads as strategic: ${joinPhrases(phraseReasons(verdict, "strategic")) || "see its evidence"}.`,
        owner.answer.role === undefined
          ? "The owner is on no list of product people, and this scope lists both roles."
          : `The owner is ${roleName(owner.role)}: ${owner.answer.reason}.`,
      ],
      change: `A product manager as owner${flip ? `; or another reading of the item: ${flip}` : ""}.`,
      remedy: "Let a product manager own the decision; the expert stays on as contributor.",
    };
  },
};
