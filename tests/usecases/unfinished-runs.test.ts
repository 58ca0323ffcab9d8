import { describe, expect, test } from "vitest";
import { compileRuleset } from "#core/classify/classify";
import { loadPolicy } from "#core/policy-check";
import type { RunRecord, StoredFinding, TriageStore } from "#ports";
import { createMemoryStore } from "#stores/memory-store";
import { reportBacklog } from "#usecases/backlog-report";
import { standingFindings } from "#usecases/finished-runs";
import { auditWithMemory } from "#usecases/remember-run";
import { createArraySource } from "../fixtures/array-source";
import { TWO_ROLES } from "../fixtures/audit-items";
import { makeItem } from "../fixtures/items";
import { bug, createTeam, mia, mismatches, rest, strategy } from "./team";
import { HOLDER } from "../fixtures/holder";

/** A run saves its findings before itself: what one has left that was killed, or is still at work, nobody was told about. */

async function standing(store: TriageStore): Promise<string[]> {
  const keys: string[] = [];
  for await (const page of standingFindings(store))
    for (const { item, finding } of page) if (finding.rule === "owner-role-mismatch") keys.push(item?.key ?? "");
  return keys.sort();
}

const fixed = strategy({ people: { assignee: mia } });

describe("after an audit that was killed while it saved", () => {
  test("only what the last finished audit saw is there, in the list and in the report", async () => {
    const team = createTeam();
    await team.audit([strategy()]);
    const before = await reportBacklog(team.store, team.now());
    await team.auditKilled([strategy(), bug()]);
    expect(await standing(team.store)).toEqual(["PAY-1"]);
    expect((await reportBacklog(team.store, team.now()))?.findings).toEqual(before?.findings);
  });

  test("what it took away is still there, and the next one says why it is gone", async () => {
    const team = createTeam();
    await team.audit([strategy(), bug()]);
    await team.auditKilled([fixed, bug()]);
    expect(await standing(team.store)).toEqual(["PAY-1", "PAY-2"]);
    expect((await reportBacklog(team.store, team.now()))?.changes.fixed).toBe(0);
    await team.audit([fixed, bug()]);
    expect(await standing(team.store)).toEqual(["PAY-2"]);
    expect(await team.changes()).toMatchObject({ fixed: 1, removed: 0 });
  });

  test("what it took away by mistake was never gone", async () => {
    const team = createTeam();
    await team.audit([strategy()]);
    await team.auditKilled([fixed]);
    expect(mismatches(await team.audit([strategy()]))).toEqual(["PAY-1 open"]);
    expect(await team.changes()).toMatchObject({ returned: 0, fixed: 0, removed: 0 });
  });

  test("what it brought back is still gone, for the reason it was, and back with the next one", async () => {
    const team = createTeam();
    await team.audit([strategy(), bug()]);
    await team.audit([fixed, bug()]);
    await team.auditKilled([strategy(), bug()]);
    expect(await standing(team.store)).toEqual(["PAY-2"]);
    expect(mismatches(await team.audit([strategy(), bug()]))).toEqual(["PAY-1 open returned", "PAY-2 open"]);
  });

  test("what it alone saw is no news when the next one does not see it", async () => {
    const team = createTeam();
    await team.audit([strategy()]);
    await team.auditKilled([strategy(), bug()]);
    await team.audit([strategy(), makeItem({ key: "PAY-3", title: "Things" })]);
    expect(await team.changes()).toEqual({ new: 0, returned: 0, fixed: 0, removed: 0 });
    expect(mismatches(await team.audit([strategy(), bug()]))).toEqual(["PAY-1 open", "PAY-2 open new"]);
  });

  test("a plan that it alone saw fulfilled is still planned", async () => {
    const team = createTeam();
    await team.audit([strategy()]);
    await team.decide({ kind: "reassign", to: "p-mia", note: "" }, { names: ["PAY-1/owner-role-mismatch"] });
    await team.auditKilled([fixed]);
    expect(mismatches(await team.audit([strategy()]))).toEqual(["PAY-1 planned"]);
  });

  test("an end that it alone found is told by the next one", async () => {
    const team = createTeam();
    const doing = strategy({ status: { name: "In Progress", category: "in-progress" } });
    await team.audit([strategy()]);
    await team.decide({ kind: "snooze", until: { event: "status-changes" }, note: "" }, { names: ["PAY-1"] });
    await team.auditKilled([doing]);
    expect(mismatches(await team.audit([doing]))).toEqual(["PAY-1 open woken"]);
  });
});

test("of an audit that began before the last finished one and is still at work, nothing is there", async () => {
  const store = createMemoryStore();
  const [first, slow, last] = ["2026-01-05", "2026-01-12", "2026-01-19"].map((day) => `${day}T08:00:00.000Z`);
  const team = createTeam();
  await team.audit([strategy(), bug()]);
  const [run] = await team.store.runs(1);
  const found: StoredFinding[] = [];
  for await (const page of team.store.findings()) found.push(...page);
  const save = (key: string, firstSeen = "", lastSeen = firstSeen) =>
    store.saveFindings(found.filter(({ item }) => item?.key === key).map((one) => ({ ...one, firstSeen, lastSeen })));
  const finish = (id: string, at = "") => store.saveRun({ ...(run as RunRecord), id, startedAt: at, finishedAt: at });
  await finish("first", first);
  await finish("last", last);
  await save("PAY-1", first, slow);
  await save("PAY-2", slow);
  expect(await standing(store)).toEqual(["PAY-1"]);
  await finish("slow", slow);
  expect(await standing(store)).toEqual(["PAY-1", "PAY-2"]);
});

test("an audit that ends after a later one takes nothing away that the later one saw", async () => {
  const team = createTeam();
  await team.audit([strategy()]);
  const slow = new Date(Date.parse(team.now()) + 1).toISOString();
  const source = createArraySource([strategy(), ...rest]);
  await auditWithMemory({
    ...{
      memory: team.store,
      ruleset: compileRuleset(loadPolicy(TWO_ROLES)),
      version: "0.0.0",
      runId: "slow",
      now: slow,
    },
    isInBaseline: () => false,
    holder: HOLDER,
    source: {
      ...source,
      async fetchPage(cursor) {
        await team.audit([strategy(), bug()]);
        return source.fetchPage(cursor);
      },
    },
  });
  expect(await standing(team.store)).toEqual(["PAY-1", "PAY-2"]);
  expect(mismatches(await team.audit([strategy(), bug()]))).toEqual(["PAY-1 open", "PAY-2 open"]);
});

test("a finding is there although the audit that saw it first was deleted since", async () => {
  const team = createTeam();
  await team.audit([strategy()]);
  await team.audit([strategy()]);
  await team.store.purgeBefore(team.now());
  expect(await team.store.runs()).toHaveLength(1);
  expect(await standing(team.store)).toEqual(["PAY-1"]);
});
