import { describe, expect, onTestFinished, test } from "vitest";
import { compileRuleset } from "#core/classify/classify";
import type { BacklogReport } from "#core/backlog-report";
import type { PolicyInput } from "#core/config";
import type { WorkItem } from "#core/model";
import { claimActor } from "#core/permission";
import { loadPolicy } from "#core/policy-check";
import type { TriageStore } from "#ports";
import { createMysqlStore } from "#stores/dialects/mysql";
import { createSqliteStore } from "#stores/dialects/sqlite";
import { createMemoryStore } from "#stores/memory-store";
import { reportBacklog } from "#usecases/backlog-report";
import { type Act, planAct, planUndo } from "#usecases/decide";
import { auditWithMemory } from "#usecases/remember-run";
import { createArraySource } from "../fixtures/array-source";
import { makeItem, person } from "../fixtures/items";
import { makeMysqlDatabase, makeSqliteFile, mysqlServer, ON_MYSQL, type TestDatabase } from "../stores/databases";
import { HOLDER } from "../fixtures/holder";

/**
 * A quarter in the life of a team that begins with one person for both roles: every Monday an audit, and in between people decide,
 * hand over, leave and change their minds. Only owner-role-mismatch is counted, so that each week can be told by heart.
 */
const [mia, oto, noa] = ["Mia", "Oto", "Noa"].map((name) => person(name));

const strategy = (key: string, title: string, owner = mia): WorkItem =>
  makeItem({ key, level: "epic", type: "Epic", title, people: { assignee: owner } });
const bug = (key: string, title: string, owner = mia): WorkItem =>
  makeItem({ key, type: "Bug", title, people: { assignee: owner } });

const pricing = (owner = mia) => strategy("PAY-1", "Define the pricing strategy for enterprise customers", owner);
const refund = (owner = mia) => bug("PAY-2", "Fix null pointer exception in the refund endpoint", owner);
const vision = (owner = mia) => strategy("PAY-3", "Product vision and roadmap for 2027", owner);
const crash = (owner = mia) => bug("PAY-4", "Fix the crash of the checkout endpoint", owner);

const ONLY_MISMATCH: PolicyInput["rules"] = Object.fromEntries(
  [
    ...["strategic-outside-product", "unowned", "owner-unknown", "owner-inactive", "level-focus-mismatch"],
    ...["mixed-focus", "orphan-tactical", "strategy-without-delivery", "role-coverage-gap"],
  ].map((rule) => [rule, "off" as const]),
);
const alone: PolicyInput = { rules: ONLY_MISMATCH, people: [{ person: "mia", name: "Mia", role: "both" }] };
const two: PolicyInput = {
  rules: ONLY_MISMATCH,
  people: [
    { person: "mia", name: "Mia", role: "product-manager" },
    { person: "oto", name: "Oto", role: "product-owner" },
    { person: "noa", name: "Noa", role: "product-owner" },
  ],
};
const off: PolicyInput = { ...two, rules: { ...ONLY_MISMATCH, "owner-role-mismatch": "off" } };

interface Week {
  why: string;
  policy: PolicyInput;
  items: readonly WorkItem[];
  /** After the audit, before the report is read. */
  decide?: (team: Team) => Promise<void>;
  /** open, planned, snoozed, dismissed; then new, fixed, returned, reappeared, removed, asked again; then items to look at. */
  expected: [states: string, changes: string, lookAt: string[]];
}

interface Team {
  act(act: Act, key: string): Promise<void>;
  undo(key: string): Promise<void>;
}

const agreed: Act = { kind: "dismiss", reason: "agreed-exception", note: "she knows the bank" };

const quarter: readonly Week[] = [
  {
    why: "one person wears both hats: the mix is reported and nobody is flagged",
    ...{ policy: alone, items: [pricing(), refund()] },
    expected: ["0 0 0 0", "0 0 0 0 0 0", []],
  },
  {
    why: "a product owner joins, and a bug is left with the product manager",
    ...{ policy: two, items: [pricing(), refund(), crash(oto)] },
    expected: ["1 0 0 0", "1 0 0 0 0 0", ["PAY-2 New"]],
  },
  {
    why: "the strategy is handed to the product owner by mistake",
    ...{ policy: two, items: [pricing(oto), refund(), crash(oto)] },
    expected: ["2 0 0 0", "1 0 0 0 0 0", ["PAY-1 New", "PAY-2"]],
  },
  {
    why: "the bug is an exception for ninety days; the strategy shall go back",
    ...{ policy: two, items: [pricing(oto), refund(), crash(oto)] },
    decide: async (team) => {
      await team.act(agreed, "PAY-2");
      await team.act({ kind: "reassign", to: "p-mia", note: "" }, "PAY-1");
    },
    expected: ["0 1 0 1", "0 0 0 0 0 0", []],
  },
  {
    why: "the strategy is back: fixed",
    ...{ policy: two, items: [pricing(), refund(), crash(oto)] },
    expected: ["0 0 0 1", "0 1 0 0 0 0", []],
  },
  {
    why: "the strategy goes wrong again, to somebody else: what was planned then was done then",
    ...{ policy: two, items: [pricing(noa), refund(), crash(oto)] },
    expected: ["1 0 0 1", "0 0 1 0 0 0", ["PAY-1 Back"]],
  },
  {
    why: "they wait until its status changes",
    ...{ policy: two, items: [pricing(noa), refund(), crash(oto)] },
    decide: (team) =>
      team.act({ kind: "snooze", until: { event: "status-changes" }, note: "planning is next week" }, "PAY-1"),
    expected: ["0 0 1 1", "0 0 0 0 0 0", []],
  },
  {
    why: "its status changes",
    ...{
      policy: two,
      items: [{ ...pricing(noa), status: { name: "In Progress", category: "in-progress" } }, refund(), crash(oto)],
    },
    expected: ["1 0 0 1", "0 0 0 0 0 1", ["PAY-1 No"]],
  },
  {
    why: "the bug is finished: gone, but not fixed",
    ...{ policy: two, items: [pricing(noa), { ...refund(), status: { name: "Done", category: "done" } }, crash(oto)] },
    expected: ["1 0 0 0", "0 0 0 0 1 0", ["PAY-1"]],
  },
  {
    why: "the rule is switched off: gone, but not fixed",
    ...{ policy: off, items: [pricing(noa), refund(), crash(oto)] },
    expected: ["0 0 0 0", "0 0 0 0 1 0", []],
  },
  {
    why: "and on again: both are back, the exception for the bug still holds",
    ...{ policy: two, items: [pricing(noa), refund(), crash(oto), vision(mia)] },
    expected: ["1 0 0 1", "0 0 0 1 0 0", ["PAY-1 Back"]],
  },
  {
    why: "somebody takes the exception back",
    ...{ policy: two, items: [pricing(noa), refund(), crash(oto), vision(mia)] },
    decide: (team) => team.undo("PAY-2"),
    expected: ["2 0 0 0", "0 0 0 0 0 0", ["PAY-1", "PAY-2"]],
  },
  {
    why: "Mia leaves: nobody is product manager any more and the one who is left is both again",
    policy: { rules: ONLY_MISMATCH, people: [{ person: "oto", name: "Oto", role: "both" }] },
    items: [pricing(oto), refund(oto), crash(oto), vision(oto)],
    expected: ["0 0 0 0", "0 2 0 0 0 0", []],
  },
];

async function live(open: TriageStore | (() => Promise<TriageStore>)): Promise<string[]> {
  const said: string[] = [];
  for (const [index, week] of quarter.entries()) {
    const store = typeof open === "function" ? await open() : open;
    const monday = Date.UTC(2026, 8, 7 + index * 7, 8);
    const policy = loadPolicy(week.policy);
    await auditWithMemory({
      ...{
        source: createArraySource(week.items),
        memory: store,
        ruleset: compileRuleset(policy),
      },
      ...{
        now: new Date(monday).toISOString(),
        version: "0.0.0",
        runId: `week-${index}`,
        isInBaseline: () => false,
        holder: HOLDER,
      },
    });
    const noon = new Date(monday + 4 * 3_600_000).toISOString();
    let decided = 0;
    const deps = {
      ...{ store, policy, actor: claimActor("Oto", policy), now: noon },
      newId: () => `week-${index}-${(decided += 1)}`,
    };
    await week.decide?.({
      act: async (act, key) => store.addDecisions((await planAct(act, { names: [key] }, deps)).decisions),
      undo: async (key) => store.addDecisions((await planUndo([key], "", deps)).decisions),
    });
    const report = await reportBacklog(store, noon);
    if (typeof open === "function") await store.close();
    said.push(report ? `${week.why}: ${tell(report)}` : "no report");
  }
  return said;
}

function tell({ findings, changes, lookAt }: BacklogReport): string {
  const states = [findings.open, findings.planned, findings.snoozed, findings.dismissed].join(" ");
  const moved = [
    changes.new,
    changes.fixed,
    changes.returned,
    changes.reappeared,
    changes.removed,
    changes.askedAgain,
  ].join(" ");
  const first = lookAt.map(({ subject, line }) =>
    /^(New|Decided|No|Back)\b/.exec(line) ? `${subject} ${line.split(/\W/)[0] ?? ""}` : subject,
  );
  return JSON.stringify([states, moved, first]);
}

const told = quarter.map(({ why, expected }) => `${why}: ${JSON.stringify(expected)}`);

describe("a quarter in the life of a team gives the expected report each week", () => {
  test("with a store in memory", async () => {
    expect(await live(createMemoryStore())).toEqual(told);
  });

  async function livesIn(make: () => Promise<TestDatabase>, openAt: (at: string) => Promise<TriageStore>) {
    const database = await make();
    onTestFinished(() => database.remove());
    expect(await live(() => openAt(database.at))).toEqual(told);
  }

  test("in an SQLite file, opened anew every week", () => livesIn(makeSqliteFile, createSqliteStore));

  test.skipIf(!mysqlServer)(`${ON_MYSQL}, opened anew every week`, () => livesIn(makeMysqlDatabase, createMysqlStore));
});
