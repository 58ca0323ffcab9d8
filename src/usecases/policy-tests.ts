import { classify, compileRuleset } from "#core/classify/classify";
import type { Policy } from "#core/config";
import { phraseVerdict } from "#core/explain";
import type { WorkItem } from "#core/model";

/** Runs the cases of a policy; one sentence for each that gets another focus than it expects. */
export function runPolicyTests(policy: Policy): string[] {
  const ruleset = compileRuleset(policy);
  return policy.tests.flatMap((test, index) => {
    const verdict = classify(testItem(test, index), ruleset);
    return verdict.focus === test.expect
      ? []
      : [`[${index}] "${test.title}": expected ${test.expect}, got ${phraseVerdict(verdict)}`];
  });
}

function testItem(test: Policy["tests"][number], index: number): WorkItem {
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
