import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { createFileSource } from "#adapters/files/source";
import { classify, compileRuleset } from "#core/classify/classify";
import type { Finding } from "#core/finding";
import type { WorkItem } from "#core/model";
import { loadPolicy } from "#core/policy-check";
import { createRunStore } from "#stores/run-store";
import { runPolicyTests } from "#usecases/policy-tests";
import { runAudit } from "#usecases/run-audit";
import backlog from "../src/sample/backlog.json";
import config from "../src/sample/rolecall.config.json";
import { createArraySource } from "./fixtures/array-source";
import { disagreements } from "./fixtures/sample-disagreements";

interface Expectation {
  focus: string;
  findings?: readonly string[];
}

const expectations = new Map<string, Expectation>(backlog.items.map((item) => [item.key, item.expect]));
const policy = loadPolicy(config);
const ruleset = compileRuleset(policy);
const pageSize = backlog.items.length + 1;
let items: readonly WorkItem[] = [];

const openSample = () =>
  createFileSource([{ path: fileURLToPath(new URL("../src/sample/backlog.json", import.meta.url)) }], {
    workspace: policy.source.workspace,
    items: policy.items,
    peopleFields: policy.peopleFields.map(({ field }) => field),
    pageSize,
  });

beforeAll(async () => {
  items = (await openSample().fetchPage()).items;
});

test("the cases that the sample's policy must get right, it gets right", () => {
  expect(policy.tests.length).toBeGreaterThan(0);
  expect(runPolicyTests(policy)).toEqual([]);
});

test("the sample's file is read whole and without a notice", async () => {
  const source = openSample();
  const page = await source.fetchPage();
  expect(page.items.map((item) => item.key)).toEqual(backlog.items.map((item) => item.key));
  expect(page.skipped).toEqual([]);
  expect(source.describe().flatMap((file) => file.notices)).toEqual([]);
});

/** What is not in the list of known disagreements, and what in the list is none any more. */
function compareWithKnown(now: readonly string[], known: readonly string[]) {
  return {
    "new: not yet known": now.filter((one) => !known.includes(one)),
    "no longer so: take it off tests/fixtures/sample-disagreements.ts": known.filter((one) => !now.includes(one)),
  };
}

const NO_CHANGE = compareWithKnown([], []);

test("the sample reads as an expert says it does, but for the items that are known", () => {
  const read = items.flatMap((item) => {
    const expected = expectations.get(item.key)?.focus;
    const verdict = classify(item, ruleset);
    return verdict.focus === expected ? [] : [{ item, expected, verdict }];
  });
  const reasons = read.map(({ item, expected, verdict }) => {
    const lines = verdict.evidence.map((line) => `${line.term} ${line.weight.toFixed(1)}`).join(", ");
    return `${item.key} "${item.title}": expected ${expected}, is ${verdict.focus} (${verdict.probability.toFixed(2)}: ${lines})`;
  });
  const opposite = read.filter(({ expected, verdict }) => expected !== "unclear" && verdict.focus !== "unclear");
  const keysOf = (some: typeof read): string[] => some.map(({ item }) => item.key);
  expect(
    {
      focus: compareWithKnown(keysOf(read), disagreements.focus),
      opposite: compareWithKnown(keysOf(opposite), disagreements.opposite),
    },
    reasons.join("\n"),
  ).toEqual({ focus: NO_CHANGE, opposite: NO_CHANGE });
});

// Two days, years apart: the sample shows the same whenever it is tried.
test.each(["2026-11-30T08:00:00Z", "2031-05-02T08:00:00Z"])(
  "an audit of the sample on %s finds what an expert expects, but for the findings that are known",
  async (now) => {
    const store = createRunStore();
    const report = await runAudit({ source: createArraySource(items), store, ruleset, now, version: "0.0.0" });
    const about = (finding: Finding): string => {
      if (finding.subject.kind === "item") return report.items[finding.subject.id]?.key ?? finding.subject.id;
      const scope = report.scopes.find(({ id }) => id === finding.scope)?.name ?? finding.scope;
      return finding.subject.kind === "person" ? `${scope}, ${report.people[finding.subject.ref]?.name}` : scope;
    };
    const found = report.findings.map((finding) => {
      const name = finding.rule === "owner-role-mismatch" ? `${finding.rule}/${finding.kind}` : finding.rule;
      return `${about(finding)}: ${name}`;
    });
    const expected = [
      ...[...expectations].flatMap(([key, { findings }]) => (findings ?? []).map((finding) => `${key}: ${finding}`)),
      ...backlog.expect.findings.map(
        ({ scope, person, rule }) => `${person === undefined ? scope : `${scope}, ${person}`}: ${rule}`,
      ),
    ];
    const missing = expected.filter((one) => !found.includes(one));
    const surplus = found.filter((one) => !expected.includes(one));
    expect({
      missing: compareWithKnown(missing, disagreements.missing),
      surplus: compareWithKnown(surplus, disagreements.surplus),
    }).toEqual({ missing: NO_CHANGE, surplus: NO_CHANGE });
    expect(report.failures).toEqual([]);
    expect(report.rules.filter((rule) => rule.findings > items.length / 10)).toEqual([]);
    const combined = report.scopes.filter(({ mode }) => mode === "combined");
    expect(combined.map(({ name, findings }) => [name, findings])).toEqual([
      ["Latchkey", { error: 0, warning: 0, info: 0 }],
    ]);
  },
);
