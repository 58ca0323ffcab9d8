import { describe, expect, test } from "vitest";
import { compileRuleset } from "#core/classify/classify";
import type { PolicyInput } from "#core/config";
import type { WorkItem } from "#core/model";
import { loadPolicy } from "#core/policy-check";
import type { AuditReport } from "#core/report";
import type { TriageStore } from "#ports";
import { createMemoryStore } from "#stores/memory-store";
import { createRunStore } from "#stores/run-store";
import { NOBODY } from "#core/permission";
import { type Act, liveFindings, planAct, planUndo, type Selection } from "#usecases/decide";
import { auditWithMemory } from "#usecases/remember-run";
import { createArraySource } from "../fixtures/array-source";
import { TWO_ROLES } from "../fixtures/audit-items";
import { makeItem, person } from "../fixtures/items";

const mia = person("Mia");
const oto = person("Oto");

const strategy = (over: Partial<WorkItem> = {}): WorkItem =>
  makeItem({
    key: "PAY-1",
    level: "epic",
    type: "Epic",
    title: "Define the pricing strategy for enterprise customers",
    people: { assignee: oto },
    ...over,
  });
const bug = (over: Partial<WorkItem> = {}): WorkItem =>
  makeItem({
    key: "PAY-2",
    type: "Bug",
    title: "Fix null pointer exception in the refund endpoint",
    people: { assignee: mia },
    ...over,
  });
/** What makes the scope one with two roles and work for both. */
const rest = [
  makeItem({
    key: "PAY-8",
    level: "epic",
    type: "Epic",
    title: "Product vision and roadmap for 2027",
    people: { assignee: mia },
  }),
  makeItem({ key: "PAY-9", type: "Story", title: "Add export button to the invoice table", people: { assignee: oto } }),
];

/** A team whose audits are remembered, one a week. */
function createTeam(store: TriageStore = createMemoryStore()) {
  let week = 0;
  let decided = 0;
  const nowOf = (n: number): string => new Date(Date.UTC(2026, 0, 5 + 7 * n, 8)).toISOString();
  const deps = () => ({
    ...{ store, policy: loadPolicy(TWO_ROLES), actor: NOBODY, now: nowOf(week) },
    newId: () => `d-${String(++decided).padStart(4, "0")}`,
  });
  return {
    store,
    deps,
    async audit(
      items: readonly WorkItem[],
      policy: PolicyInput = TWO_ROLES,
      scopes: readonly string[] = [],
    ): Promise<AuditReport> {
      week += 1;
      return auditWithMemory({
        ...{ source: createArraySource([...items, ...rest]), store: createRunStore(), memory: store },
        ...{ ruleset: compileRuleset(loadPolicy(policy)), now: nowOf(week), version: "0.0.0", scopes },
        ...{ runId: `run-${week}`, isInBaseline: () => false },
      });
    },
    async decide(act: Act, selection: Selection): Promise<void> {
      const plan = await planAct(act, selection, deps());
      expect(plan.unknown).toEqual([]);
      await store.addDecisions(plan.decisions);
    },
    async undo(name: string): Promise<void> {
      await store.addDecisions((await planUndo([name], "", deps())).decisions);
    },
    changes: async () => (await store.runs(1))[0]?.changes,
    async gone(): Promise<string[]> {
      const gone: string[] = [];
      for await (const page of store.findings({ present: false }))
        for (const one of page)
          gone.push(`${one.item?.key ?? one.finding.scope} ${one.finding.rule} ${one.gone?.because ?? ""}`);
      return gone.sort();
    },
  };
}

/** Mismatches of a report with state and mark. */
const mismatches = (report: AuditReport): string[] =>
  report.findings
    .filter(({ rule }) => rule === "owner-role-mismatch")
    .map(({ subject, state, mark }) => {
      const key = subject.kind === "item" ? report.items[subject.id]?.key : "";
      return `${key ?? ""} ${state}${mark === null ? "" : ` ${mark}`}`;
    })
    .sort();

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
    const store = createMemoryStore();
    const team = createTeam(store);
    await team.audit([strategy()]);
    const saveRun = store.saveRun.bind(store);
    store.saveRun = () => Promise.reject(new Error("killed"));
    await expect(team.audit([strategy(), bug()])).rejects.toThrow("killed");
    store.saveRun = saveRun;
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

describe("what is remembered", () => {
  /** Everything a store holds after two audits, whatever came between. */
  async function dumpAfter(
    first: readonly WorkItem[],
    second: readonly WorkItem[],
    pageSize: number,
    kills: boolean,
  ): Promise<unknown> {
    const store = createMemoryStore();
    const run = async (items: readonly WorkItem[], week: number): Promise<void> => {
      await auditWithMemory({
        ...{ source: createArraySource(items, pageSize), store: createRunStore(), memory: store },
        ...{ ruleset: compileRuleset(loadPolicy(TWO_ROLES)), now: `2026-0${week}-05T08:00:00.000Z`, version: "0.0.0" },
        ...{ runId: `run-${week}`, isInBaseline: () => false },
      });
    };
    await run(first, 1);
    if (kills) {
      const saveRun = store.saveRun.bind(store);
      store.saveRun = () => Promise.reject(new Error("killed"));
      await run(second, 2).catch(() => undefined);
      store.saveRun = saveRun;
    }
    await run(second, 2);
    const findings: unknown[] = [];
    for await (const page of store.findings()) findings.push(...page);
    return [findings, await store.runs(), await store.people()];
  }

  test("does not depend on page size, order, or a run that was killed at its end", async () => {
    const first = [strategy(), ...rest];
    const second = [strategy({ people: { assignee: mia } }), bug(), ...rest];
    const expected = await dumpAfter(first, second, 100, false);
    expect(await dumpAfter(first, second, 1, false)).toEqual(expected);
    expect(await dumpAfter([...first].reverse(), [...second].reverse(), 2, false)).toEqual(expected);
    expect(await dumpAfter(first, second, 3, true)).toEqual(expected);
  });
});
