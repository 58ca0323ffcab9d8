import { expect } from "vitest";
import { compileRuleset, type Ruleset } from "#core/classify/classify";
import type { PolicyInput } from "#core/config";
import type { WorkItem } from "#core/model";
import { NOBODY } from "#core/permission";
import { loadPolicy } from "#core/policy-check";
import type { AuditReport } from "#core/report";
import type { TriageStore } from "#ports";
import { createMemoryStore } from "#stores/memory-store";
import { type Act, planAct, planUndo, type Selection } from "#usecases/decide";
import { auditWithMemory } from "#usecases/remember-run";
import { createArraySource } from "../fixtures/array-source";
import { TWO_ROLES } from "../fixtures/audit-items";
import { makeItem, person } from "../fixtures/items";
import { HOLDER } from "../fixtures/holder";

export const mia = person("Mia");
export const oto = person("Oto");

export const strategy = (over: Partial<WorkItem> = {}): WorkItem =>
  makeItem({
    key: "PAY-1",
    level: "epic",
    type: "Epic",
    title: "Define the pricing strategy for enterprise customers",
    people: { assignee: oto },
    ...over,
  });
export const bug = (over: Partial<WorkItem> = {}): WorkItem =>
  makeItem({
    key: "PAY-2",
    type: "Bug",
    title: "Fix null pointer exception in the refund endpoint",
    people: { assignee: mia },
    ...over,
  });
/** What makes the scope one with two roles and work for both. */
export const rest = [
  makeItem({
    key: "PAY-8",
    level: "epic",
    type: "Epic",
    title: "Product vision and roadmap for 2027",
    people: { assignee: mia },
  }),
  makeItem({ key: "PAY-9", type: "Story", title: "Add export button to the invoice table", people: { assignee: oto } }),
];

/** Compiling is what takes time. */
const rulesets = new Map<string, Ruleset>();
function rulesetOf(policy: PolicyInput): Ruleset {
  const name = JSON.stringify(policy);
  const known = rulesets.get(name) ?? compileRuleset(loadPolicy(policy));
  rulesets.set(name, known);
  return known;
}

/** A team whose audits are remembered, one a week. */
export function createTeam(store: TriageStore = createMemoryStore()) {
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
        ...{ source: createArraySource(items.length === 0 ? [] : [...items, ...rest]), memory: store },
        ...{ ruleset: rulesetOf(policy), now: nowOf(week), version: "0.0.0", scopes },
        ...{ runId: `run-${week}`, isInBaseline: () => false, holder: HOLDER },
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
    /** An audit that is killed before it is over. */
    async auditKilled(items: readonly WorkItem[], policy?: PolicyInput): Promise<void> {
      const saveRun = store.saveRun.bind(store);
      store.saveRun = () => Promise.reject(new Error("killed"));
      await expect(this.audit(items, policy)).rejects.toThrow("killed");
      store.saveRun = saveRun;
    },
    now: () => nowOf(week),
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
export const mismatches = (report: AuditReport): string[] =>
  report.findings
    .filter(({ rule }) => rule === "owner-role-mismatch")
    .map(({ subject, state, mark }) => {
      const key = subject.kind === "item" ? report.items[subject.id]?.key : "";
      return `${key ?? ""} ${state}${mark === null ? "" : ` ${mark}`}`;
    })
    .sort();
