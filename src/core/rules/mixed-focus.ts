import { joinPhrases, phraseReasons } from "#core/explain";
import type { SplitPart } from "#core/finding";
import type { DecidedFocus } from "#core/model";
import type { ItemRule } from "#core/rule";
import { responsibilityDescriptions, type Responsibility } from "#core/taxonomy";
import type { ClassifiedItem, Evidence } from "#core/verdict";

export const mixedFocus: ItemRule = {
  id: "mixed-focus",
  title: "Strategy and delivery in one item",
  severity: "info",
  subject: "item",
  levels: ["epic", "story"],
  modes: ["separate", "unknown"],
  docs: {
    what: "The text gives strong reasons for both: a question a product manager decides, and work a product owner orders.",
    why: "Whoever owns it does half of somebody else's job, and the strategic half usually waits until the tactical half is done.",
    fix: "Split it: one item for the decision, one for the delivery that follows from it.",
    jql: null,
    linearFilter: null,
    falsePositives:
      "Strategic items that carry acceptance criteria, and features whose description quotes the strategy: raise `minimum`, or override the focus.",
    options: {
      minimum: { default: 2.5, about: "Evidence needed on each side, in log-odds: 2.5 is about 92 % were it alone." },
    },
  },
  check({ item, verdict }, { options, scope }) {
    if (verdict.override) return undefined;
    const minimum = Number(options.minimum);
    const sides = { strategic: textLines(verdict.evidence, 1), tactical: textLines(verdict.evidence, -1) };
    // One line is one reason: a side that rests on a single word is not a second subject.
    if (sides.strategic.length < 2 || sides.tactical.length < 2) return undefined;
    if (sumOf(sides.strategic) < minimum || sumOf(sides.tactical) < minimum) return undefined;
    const part = (focus: DecidedFocus): SplitPart => {
      const accountable = scope.policy.accountableFor(focus, item.level, sides[focus]);
      const responsibility = heaviestResponsibility(sides[focus]);
      return {
        focus,
        role: accountable === "either" ? (focus === "strategic" ? "product-manager" : "product-owner") : accountable,
        responsibility,
        level: item.level,
        title: splitTitle({ item, verdict }, focus, responsibility),
      };
    };
    return {
      kind: "mixed",
      message: "This item asks for a decision and for delivery at once.",
      why: [
        `Strategic: ${joinPhrases(phraseReasons({ evidence: sides.strategic }, "strategic"))}.`,
        `Tactical: ${joinPhrases(phraseReasons({ evidence: sides.tactical }, "tactical"))}.`,
      ],
      change: "Two items, or a text that leaves one of the two out.",
      remedy: "Split it in two; a proposal is below.",
      split: [part("strategic"), part("tactical")],
    };
  },
};

/** Lines of text on one side that may decide: shared vocabulary and metadata make no second subject. */
const textLines = (evidence: readonly Evidence[], sign: 1 | -1): Evidence[] =>
  evidence.filter(
    (line) =>
      line.weight * sign > 0 &&
      !line.isShared &&
      (line.kind === "term" || line.kind === "frame" || line.kind === "structure"),
  );

const sumOf = (lines: readonly Evidence[]): number => Math.abs(lines.reduce((sum, line) => sum + line.weight, 0));

function heaviestResponsibility(lines: readonly Evidence[]): Responsibility | null {
  const sums = new Map<Responsibility, number>();
  for (const line of lines) {
    if (line.responsibility)
      sums.set(line.responsibility, (sums.get(line.responsibility) ?? 0) + Math.abs(line.weight));
  }
  return [...sums].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "en"))[0]?.[0] ?? null;
}

function splitTitle({ item }: ClassifiedItem, focus: DecidedFocus, responsibility: Responsibility | null): string {
  const about = responsibility
    ? responsibilityDescriptions[responsibility].name.toLowerCase()
    : focus === "strategic"
      ? "decision"
      : "delivery";
  return focus === "strategic" ? `Decide (${about}): ${item.title}` : `Deliver (${about}): ${item.title}`;
}
