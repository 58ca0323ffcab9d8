import { classify, compileRuleset, type Ruleset } from "#core/classify/classify";
import type { Policy } from "#core/config";
import { phraseEvidence, phraseVerdict, reasonsFor } from "#core/explain";
import type { DecidedFocus, WorkItem } from "#core/model";
import type { Verdict } from "#core/verdict";
import { LARGEST_WEIGHT, nearestWeight } from "#usecases/nearest-weight";
import { type WeighedItem, weighItem, withWeights } from "#usecases/weigh-item";

type PolicyTest = Policy["tests"][number];

/** A case of a policy that gets another focus than it expects. */
export interface PolicyTestFailure {
  /** Position under `tests`. */
  index: number;
  title: string;
  /** "expected tactical, got Strategic · 82 %" */
  problem: string;
  /** The strongest lines of evidence of either side, strongest first, with their weights in log-odds. */
  reasons: readonly { focus: DecidedFocus; lines: readonly string[] }[];
  /** The smallest change that makes the case pass, as a sentence. */
  fix: string;
}

/** Runs the cases of a policy and explains those that fail. */
export function runPolicyTests(policy: Policy): PolicyTestFailure[] {
  if (policy.tests.length === 0) return [];
  const ruleset = compileRuleset(policy);
  return policy.tests.flatMap((test, index): PolicyTestFailure[] => {
    const item = testItem(test, index);
    const verdict = classify(item, ruleset);
    if (verdict.focus === test.expect) return [];
    return [
      {
        index,
        title: test.title,
        problem: `expected ${test.expect}, got ${phraseVerdict(verdict)}`,
        reasons: (["strategic", "tactical"] as const).map((focus) => ({ focus, lines: topLines(verdict, focus) })),
        fix: fixFor(test, item, ruleset),
      },
    ];
  });
}

const MOST_LINES = 3;

function topLines(verdict: Verdict, focus: DecidedFocus): string[] {
  return reasonsFor(verdict, focus)
    .slice(0, MOST_LINES)
    .flatMap((index) => {
      const line = verdict.evidence[index];
      if (!line) return [];
      const weight = `${line.weight > 0 ? "+" : "-"}${Math.abs(line.weight).toFixed(2)}`;
      return [`${weight} ${phraseEvidence(line)} (${line.feature})`];
    });
}

/** The smallest change of one weight; where none does it, what would have to be said for the expected focus. */
function fixFor(test: PolicyTest, item: WorkItem, ruleset: Ruleset): string {
  const { policy } = ruleset;
  const weighed = weighItem(item, ruleset);
  const nearest = nearestWeight(weighed, test.expect);
  if (nearest && passesWith(item, test, policy, { [nearest.id]: nearest.after })) {
    const setting = JSON.stringify({ vocabulary: { weights: { [nearest.id]: nearest.after } } });
    return `${setting} (now ${nearest.before.toFixed(2)}) makes it ${test.expect}`;
  }
  if (test.expect === "unclear")
    return "no single weight leaves it undecided; add a term for the other side under vocabulary.add, or expect what it is";
  const missing = missingWeight(weighed, test.expect);
  return missing <= LARGEST_WEIGHT
    ? `no single weight does it; add words of it under vocabulary.add with focus ${test.expect} and a weight of ${missing.toFixed(1)} or more`
    : `it is far from ${test.expect}: no single weight does it; is this what the case should expect?`;
}

/** Log-odds between the score and the threshold of a focus, rounded up to a tenth. */
function missingWeight({ verdict: { score }, policy }: WeighedItem, focus: DecidedFocus): number {
  const threshold = policy.thresholds[focus];
  const goal = Math.log(threshold / (1 - threshold));
  const distance = focus === "strategic" ? goal - score : score - goal;
  return Math.ceil(Math.max(0.1, distance) * 10) / 10;
}

function passesWith(item: WorkItem, test: PolicyTest, policy: Policy, weights: Record<string, number>): boolean {
  return classify(item, compileRuleset(withWeights(policy, weights))).focus === test.expect;
}

function testItem(test: PolicyTest, index: number): WorkItem {
  return {
    id: `file:test:${index}`,
    key: `test-${index}`,
    tracker: "file",
    scope: { id: "test", name: "test" },
    type: test.type,
    level: test.level ?? "story",
    levelIsInferred: test.level === undefined,
    title: test.title,
    description: test.description,
    labels: test.labels,
    components: [],
    status: { name: "", category: "todo" },
    people: {},
  };
}
