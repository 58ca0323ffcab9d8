import { expect, test } from "vitest";
import { loadPolicy } from "#core/policy-check";
import { NOBODY } from "#core/permission";
import { type Act, liveFindings, planAct } from "#usecases/decide";
import { createAuditedStore, NOW } from "../cli/queue-session";

/** Plans an act on the first finding that is about a scope or a person. */
async function planOnScope(act: Act) {
  const store = await createAuditedStore();
  const live = await liveFindings(store, NOW);
  const id = live.find(({ stored }) => stored.item === null)?.stored.finding.id ?? "";
  const deps = { store, policy: loadPolicy({}), actor: NOBODY, now: NOW, newId: () => "d-1" };
  return planAct(act, { names: [id] }, deps, live);
}

test.each<[string, Act]>([
  ["It is about no single work item", { kind: "override", focus: "tactical", reason: "x" }],
  ["Only a work item has an owner", { kind: "snooze", until: { event: "owner-changes" }, note: "" }],
  ["Only a work item has an owner", { kind: "snooze", until: { event: "status-changes" }, note: "" }],
])("what only a work item has is refused with the remedy elsewhere: %s", async (why, act) => {
  const plan = await planOnScope(act);
  expect(plan.decisions).toEqual([]);
  expect(plan.refused).toMatchObject([{ why: expect.stringContaining(why) as string }]);
});

test("what a finding about a scope can have, a date and a reason, is planned", async () => {
  expect((await planOnScope({ kind: "snooze", until: { date: "2099-01-31" }, note: "" })).decisions).toHaveLength(1);
  expect((await planOnScope({ kind: "dismiss", reason: "rule-wrong", note: "x" })).decisions).toHaveLength(1);
});
