import { describe, expect, test } from "vitest";
import type { PolicyInput } from "#core/config";
import { reportBacklog } from "#usecases/backlog-report";
import { type Act, liveFindings, planAct, type Selection } from "#usecases/decide";
import { TWO_ROLES } from "../fixtures/audit-items";
import { makeItem, person } from "../fixtures/items";
import { bug, createTeam, mia, mismatches, oto, strategy } from "./team";

const agreed: Act = { kind: "dismiss", reason: "agreed-exception", note: "Dana is on leave" };

describe("a finding across audits", () => {
  test("is new once, known after that, fixed when its owner changes, and marked when it is back", async () => {
    const team = createTeam();
    expect(mismatches(await team.audit([strategy()]))).toEqual(["PAY-1 open"]);
    expect(mismatches(await team.audit([strategy(), bug()]))).toEqual(["PAY-1 open", "PAY-2 open new"]);
    expect(mismatches(await team.audit([strategy(), bug()]))).toEqual(["PAY-1 open", "PAY-2 open"]);
    expect(mismatches(await team.audit([strategy({ people: { assignee: mia } }), bug()]))).toEqual(["PAY-2 open"]);
    expect(await team.gone()).toContain("PAY-1 owner-role-mismatch fixed");
    expect(await team.changes()).toMatchObject({ fixed: 1, removed: 0 });
    expect(mismatches(await team.audit([strategy(), bug()]))).toEqual(["PAY-1 open returned", "PAY-2 open"]);
    expect(await team.changes()).toMatchObject({ returned: 1, new: 0 });
  });

  test("keeps the day on which it was found first", async () => {
    const team = createTeam();
    await team.audit([strategy()]);
    await team.audit([strategy()]);
    const [live] = await liveFindings(team.store, "2026-02-01T00:00:00.000Z");
    expect(live?.stored.firstSeen).toBe("2026-01-12T08:00:00.000Z");
    expect(live?.stored.lastSeen).toBe("2026-01-19T08:00:00.000Z");
  });

  test("is removed, not fixed, when the item is finished, deleted or no longer judged", async () => {
    const team = createTeam();
    const done = bug({ status: { name: "Done", category: "done" } });
    await team.audit([strategy(), bug()]);
    await team.audit([done]);
    expect(await team.gone()).toEqual(
      expect.arrayContaining(["PAY-1 owner-role-mismatch item-gone", "PAY-2 owner-role-mismatch item-done"]),
    );
    expect(await team.changes()).toMatchObject({ fixed: 0 });
    await team.audit([bug()]);
    await team.audit([bug()], { ...TWO_ROLES, rules: { "owner-role-mismatch": "off" } });
    expect(await team.gone()).toContain("PAY-2 owner-role-mismatch rule-changed");
  });

  test("is back without ever having been fixed when its item is open again or a rule looks again", async () => {
    const team = createTeam();
    await team.audit([strategy(), bug()]);
    await team.audit([strategy(), bug({ status: { name: "Done", category: "done" } })]);
    expect(mismatches(await team.audit([strategy(), bug()]))).toEqual(["PAY-1 open", "PAY-2 open reappeared"]);
    expect(await team.changes()).toMatchObject({ returned: 0, new: 0 });
    await team.audit([strategy(), bug()], { ...TWO_ROLES, rules: { "owner-role-mismatch": "off" } });
    expect(mismatches(await team.audit([strategy(), bug()]))).toEqual([
      "PAY-1 open reappeared",
      "PAY-2 open reappeared",
    ]);
    const report = await reportBacklog(team.store, team.now());
    expect(report?.changes).toMatchObject({ returned: 0, reappeared: 2, new: 0 });
    expect(report?.lookAt[0]?.line).toMatch(/^Back, the rules had let it go: /);
  });

  test("is not gone because an audit read nothing, and the report says so", async () => {
    const team = createTeam();
    await team.audit([strategy(), bug()]);
    const nothing = await team.audit([]);
    expect(nothing.complete).toBe(false);
    expect(nothing.incompleteBecause).toEqual(["Nothing was read: there was no work item."]);
    expect(await team.gone()).toEqual([]);
    expect(await team.changes()).toEqual({ new: 0, returned: 0, fixed: 0, removed: 0 });
    expect((await liveFindings(team.store, team.now())).length).toBeGreaterThan(1);
    expect(mismatches(await team.audit([strategy(), bug()]))).toEqual(["PAY-1 open", "PAY-2 open"]);
  });

  test("is left as it is by an audit of another scope", async () => {
    const team = createTeam();
    const elsewhere = makeItem({
      key: "OPS-1",
      scope: { id: "OPS", name: "Operations" },
      title: "Upgrade the database driver",
    });
    await team.audit([strategy(), elsewhere]);
    await team.audit([elsewhere], TWO_ROLES, ["OPS"]);
    expect(await team.gone()).toEqual([]);
  });

  test("is still new after a run that was killed before its end", async () => {
    const team = createTeam();
    await team.audit([strategy()]);
    await team.auditKilled([strategy(), bug()]);
    expect(mismatches(await team.audit([strategy(), bug()]))).toEqual(["PAY-1 open", "PAY-2 open new"]);
  });
});

describe("a decision across audits", () => {
  test("holds until somebody takes it back, whatever is found again", async () => {
    const team = createTeam();
    await team.audit([strategy()]);
    await team.decide(agreed, { names: ["PAY-1"] });
    expect(mismatches(await team.audit([strategy()]))).toEqual(["PAY-1 dismissed"]);
    await team.audit([strategy({ people: { assignee: mia } })]);
    expect(mismatches(await team.audit([strategy()]))).toEqual(["PAY-1 dismissed"]);
    await team.undo("PAY-1");
    expect(mismatches(await team.audit([strategy()]))).toEqual(["PAY-1 open"]);
  });

  test("is asked again with a new owner, and after ninety days for an agreed exception", async () => {
    const team = createTeam();
    const noa = person("Noa");
    const policy: PolicyInput = {
      people: [...(TWO_ROLES.people ?? []), { person: "noa", name: "Noa", role: "product-owner" }],
    };
    await team.audit([strategy()], policy);
    await team.decide(agreed, { names: ["PAY-1"] });
    expect(mismatches(await team.audit([strategy({ people: { assignee: noa } })], policy))).toEqual([
      "PAY-1 open facts-changed",
    ]);
    for (let week = 0; week < 11; week += 1) await team.audit([strategy()], policy);
    expect(mismatches(await team.audit([strategy()], policy))).toEqual(["PAY-1 open expired"]);
  });

  test("to hand over is planned until an audit sees the new owner", async () => {
    const team = createTeam();
    await team.audit([strategy()]);
    await team.decide({ kind: "reassign", to: "p-someone", note: "" }, { names: ["PAY-1/owner-role-mismatch"] });
    expect(mismatches(await team.audit([strategy()]))).toEqual(["PAY-1 planned"]);
    await team.audit([strategy({ people: { assignee: mia } })]);
    expect(await team.gone()).toContain("PAY-1 owner-role-mismatch fixed");
    // The plan was fulfilled: that it goes wrong again, to the same person, nobody has planned.
    expect(mismatches(await team.audit([strategy()]))).toEqual(["PAY-1 open returned"]);
    expect(mismatches(await team.audit([strategy()]))).toEqual(["PAY-1 open"]);
    const [live] = await liveFindings(team.store, team.now());
    expect([live?.state, live?.decision?.kind]).toEqual(["open", "reassign"]);
  });

  test("to hand over is asked about again when nobody has done it for thirty days", async () => {
    const team = createTeam();
    await team.audit([strategy()]);
    await team.decide({ kind: "reassign", to: "p-someone", note: "" }, { names: ["PAY-1/owner-role-mismatch"] });
    for (let week = 0; week < 4; week += 1)
      expect(mismatches(await team.audit([strategy()]))).toEqual(["PAY-1 planned"]);
    expect(mismatches(await team.audit([strategy()]))).toEqual(["PAY-1 open expired"]);
    expect(mismatches(await team.audit([strategy()]))).toEqual(["PAY-1 open"]);
  });

  test("that is over is news in one audit and its report, and shown beside the finding after that", async () => {
    const team = createTeam();
    const asked = async () => (await reportBacklog(team.store, team.now()))?.changes.askedAgain;
    const doing = strategy({ status: { name: "In Progress", category: "in-progress" } });
    await team.audit([strategy()]);
    await team.decide({ kind: "snooze", until: { event: "status-changes" }, note: "" }, { names: ["PAY-1"] });
    expect(mismatches(await team.audit([strategy()]))).toEqual(["PAY-1 snoozed"]);
    expect(mismatches(await team.audit([doing]))).toEqual(["PAY-1 open woken"]);
    expect(await asked()).toBe(1);
    expect(mismatches(await team.audit([doing]))).toEqual(["PAY-1 open"]);
    expect(await asked()).toBe(0);
    expect(mismatches(await team.audit([strategy()]))).toEqual(["PAY-1 open"]);
    const [live] = await liveFindings(team.store, team.now());
    expect([live?.state, live?.mark, live?.decision?.kind]).toEqual(["open", null, "snooze"]);
  });

  test("does not pass to a new item that got the key of one that moved away", async () => {
    const team = createTeam();
    await team.audit([strategy({ id: "jira:acme:10023" })]);
    await team.decide(agreed, { names: ["PAY-1"] });
    const moved = strategy({ id: "jira:acme:10023", key: "PAY-7", aliases: ["PAY-1"] });
    const young = strategy({ id: "jira:acme:10555" });
    expect(mismatches(await team.audit([moved, young]))).toEqual(["PAY-1 open new", "PAY-7 dismissed"]);
  });

  test("on the class survives a rename, and shows what the classifier says beside it", async () => {
    const team = createTeam();
    await team.audit([bug()]);
    await team.decide(
      { kind: "override", focus: "strategic", reason: "refunds are our strategy" },
      { names: ["PAY-2"] },
    );
    const renamed = bug({ id: bug().id, key: "SHOP-7", aliases: ["PAY-2"], people: { assignee: oto } });
    const report = await team.audit([renamed]);
    expect(mismatches(report)).toEqual(["SHOP-7 open"]);
    const verdict = report.items[bug().id]?.verdict;
    expect(verdict?.override).toMatchObject({
      focus: "strategic",
      reason: "refunds are our strategy",
      machine: { focus: "tactical" },
    });
  });
});

describe("choosing findings", () => {
  test("goes by rule, severity, scope and state, and leaves out what is excepted", async () => {
    const team = createTeam();
    await team.audit([strategy(), bug()]);
    const planned = async (selection: Selection) =>
      (await planAct(agreed, { rule: "owner-role-mismatch", ...selection }, team.deps())).subjects;
    expect(await planned({})).toEqual(["PAY-1 · owner-role-mismatch", "PAY-2 · owner-role-mismatch"]);
    expect(await planned({ severity: "error" })).toEqual(["PAY-1 · owner-role-mismatch"]);
    expect(await planned({ except: ["PAY-1"] })).toEqual(["PAY-2 · owner-role-mismatch"]);
    expect(await planned({ scope: "OPS" })).toEqual([]);
    await team.decide(agreed, { names: ["PAY-2"] });
    expect(await planned({ state: "open" })).toEqual(["PAY-1 · owner-role-mismatch"]);
    expect((await planAct(agreed, { names: ["PAY-77"] }, team.deps())).unknown).toEqual(["PAY-77"]);
  });
});
