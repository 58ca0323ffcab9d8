import { joinPhrases, phraseFlip, phraseReasons } from "#core/explain";
import type { ItemRule } from "#core/rule";

export const levelFocusMismatch: ItemRule = {
  id: "level-focus-mismatch",
  title: "Focus that contradicts the level",
  severity: "info",
  subject: "item",
  levels: ["initiative", "subtask"],
  modes: ["separate", "unknown"],
  docs: {
    what: "An initiative reads as a piece of delivery, or a sub-task reads as strategy.",
    why: "Plans are read by level: a feature dressed as an initiative hides that the direction is missing, and a strategic question in a sub-task is found by nobody.",
    fix: "Move the item to the level of its content, or write at the top what outcome it is for.",
    jql: "(hierarchyLevel >= 2 OR issuetype in subTaskIssueTypes()) AND statusCategory != Done",
    linearFilter: "Initiatives whose text describes one feature · sub-issues that ask why or for whom",
    falsePositives: "Initiatives that are named after their main deliverable: say the outcome in the description.",
  },
  check({ item, verdict }) {
    const expected = item.level === "initiative" ? "strategic" : "tactical";
    if (verdict.focus === "unclear" || verdict.focus === expected) return undefined;
    const flip = phraseFlip(verdict);
    const isInitiative = item.level === "initiative";
    return {
      kind: isInitiative ? "tactical-initiative" : "strategic-subtask",
      message: isInitiative
        ? "This initiative reads as a piece of delivery."
        : "This sub-task reads as strategy, too deep in the hierarchy for anyone to decide it.",
      why: [
        `It reads as ${verdict.focus}: ${joinPhrases(phraseReasons(verdict, verdict.focus)) || "see its evidence"}.`,
      ],
      change: isInitiative
        ? `A lower level, or a text that says which outcome it is for${flip ? ` (${flip})` : ""}.`
        : `A higher level${flip ? `; or another reading: ${flip}` : ""}.`,
      remedy: isInitiative
        ? "Make it an epic, or write the outcome it is for."
        : "Make it an item of its own and give it an owner who decides.",
    };
  },
};
