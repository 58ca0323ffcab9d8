import type { BacklogReport, RuleQuality, TriageQuality } from "#core/backlog-report";
import { joinPhrases } from "#core/explain";
import type { Block, Section } from "#core/render/backlog/blocks";
import type { Numbers } from "#core/render/numbers";

/** From this many findings on a share means something, and from this share on a rule is argued with; experts' values. */
const ENOUGH = 5;
const OFTEN = 0.3;

/** How old what is open gets, what is decided, and how each rule fares. */
export function describeTriage({ quality, findings }: BacklogReport, numbers: Numbers): Section {
  const { byRule } = quality;
  const lines = [phraseAge(quality, findings.open, numbers), phraseDecisions(quality, numbers)];
  const blocks: Block[] = [
    { kind: "list", lines: lines.filter((line) => line !== null) },
    ...byRule.filter(isOftenDisagreedWith).map((rule): Block => ({
      kind: "text",
      text: `Often disagreed with: ${phraseDisagreement(rule, numbers)} \`rolecall rules stats\` says more.`,
      tone: "warning",
    })),
  ];
  if (byRule.length > 0) blocks.push(ruleTable(byRule, numbers));
  return { id: "triage", title: "How triage goes", blocks };
}

/** Whether people dismiss or overrule so much of what a rule finds that the rule may be the problem. */
export const isOftenDisagreedWith = ({ found, dismissed, overridden }: RuleQuality): boolean =>
  found >= ENOUGH && (dismissed + overridden) / found >= OFTEN;

function phraseAge({ medianOpenDays: days }: TriageQuality, open: number, numbers: Numbers): string | null {
  if (days === null || open === 0) return null;
  const age = days === 0 ? "less than a day" : numbers.plural(days, "day");
  if (open === 1) return `The one open finding is ${age} old.`;
  return days === 0
    ? "More than half of the open findings are less than a day old."
    : `Half of the open findings are ${age} old or older.`;
}

function phraseDecisions({ decided, silent }: TriageQuality, numbers: Numbers): string {
  if (decided === 0) return "No decision is in force.";
  const made = `${numbers.plural(decided, "decision is", "decisions are")} in force`;
  if (silent === 0) return `${made}.`;
  const who = decided === 1 ? "it does" : silent === 1 ? "1 of them does" : `${numbers.count(silent)} of them do`;
  return `${made}; ${who} not say who decided, or why something is snoozed.`;
}

/** "“Strategy and delivery in one item”. Of its 12 findings, 4 were dismissed and 2 read otherwise by a person." */
function phraseDisagreement({ title, found, dismissed, overridden }: RuleQuality, numbers: Numbers): string {
  const verb = (count: number): string => `${numbers.count(count)} ${count === 1 ? "was" : "were"}`;
  const parts = [
    ...(dismissed > 0 ? [`${verb(dismissed)} dismissed`] : []),
    ...(overridden > 0 ? [`${verb(overridden)} read otherwise by a person`] : []),
  ];
  return `“${title}”. Of its ${numbers.count(found)} findings, ${joinPhrases(parts)}.`;
}

function ruleTable(byRule: readonly RuleQuality[], numbers: Numbers): Block {
  return {
    kind: "table",
    caption: "Findings of each rule since the first audit",
    head: ["Rule", "Found", "Open", "Dismissed", "Called wrong", "Read otherwise"],
    rows: byRule.map(({ title, found, open, dismissed, calledWrong, overridden }) => [
      title,
      ...[found, open, dismissed, calledWrong, overridden].map((count) => numbers.count(count)),
    ]),
    numbersFrom: 1,
  };
}
