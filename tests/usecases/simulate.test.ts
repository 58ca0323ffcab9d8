import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFileSource } from "#adapters/files/source";
import { compileRuleset, type Ruleset } from "#core/classify/classify";
import type { PolicyInput } from "#core/config";
import type { WorkItem } from "#core/model";
import { loadPolicy } from "#core/policy-check";
import type { AuditReport } from "#core/report";
import type { TriageStore } from "#ports";
import { createSqliteStore } from "#stores/dialects/sqlite";
import { createRunStore } from "#stores/run-store";
import { auditWithMemory } from "#usecases/remember-run";
import { runAudit } from "#usecases/run-audit";
import { compareAudits, simulateStored } from "#usecases/simulate-policy";
import config from "../../src/sample/rolecall.config.json";
import { createArraySource } from "../fixtures/array-source";
import { makeSqliteFile, type TestDatabase } from "../stores/databases";
import { HOLDER } from "../fixtures/holder";

const NOW = "2026-11-30T08:00:00Z";
const deps = { now: NOW, version: "0.0.0" };
const sample = loadPolicy(config);
const inForce = compileRuleset(sample);

let items: readonly WorkItem[] = [];
let database: TestDatabase;
let store: TriageStore;

beforeAll(async () => {
  const path = fileURLToPath(new URL("../../src/sample/backlog.json", import.meta.url));
  const source = createFileSource([{ path }], {
    workspace: sample.source.workspace,
    items: sample.items,
    peopleFields: sample.peopleFields.map(({ field }) => field),
    pageSize: 10_000,
  });
  items = (await source.fetchPage()).items;
  database = await makeSqliteFile();
  store = await createSqliteStore(database.at);
  await auditWithMemory({
    ...{
      source: createArraySource(items),
      memory: store,
      ruleset: inForce,
      runId: "run-1",
      isInBaseline: () => false,
      holder: HOLDER,
    },
    ...deps,
  });
});
afterAll(async () => {
  await store.close();
  await database.remove();
});

const rulesetOf = (changes: PolicyInput): Ruleset => compileRuleset(loadPolicy({ ...config, ...changes }));

const auditItems = (ruleset: Ruleset): Promise<AuditReport> =>
  runAudit({ source: createArraySource(items), store: createRunStore(), ruleset, ...deps });

/** Ids of features that stand in the sample, and weigh something. */
async function featuresInSample(): Promise<readonly string[]> {
  const { items: found } = await auditItems(inForce);
  const lines = Object.values(found).flatMap(({ verdict }) => verdict.evidence);
  return [
    ...new Set(lines.filter(({ kind, weight }) => kind === "term" && weight > 0.5).map(({ feature }) => feature)),
  ];
}

describe("a policy is simulated over what is remembered", () => {
  test.each<[name: string, PolicyInput]>([
    ["thresholds", { thresholds: { strategic: 0.95, tactical: 0.05, error: 0.99 } }],
    ["base rate", { baseRate: 0.01 }],
    ["rules", { rules: { "owner-role-mismatch": "off", unowned: "error" } }],
    ["mode", { mode: "combined" }],
    ["roles", { people: [] }],
    ["owner fields", { owner: { fields: ["reporter"] } }],
    ["items left out", { items: { excludeTypes: ["Bug", "Epic"] } }],
    ["overrides", { overrides: [{ item: "BER-105", focus: "tactical", reason: "A feature." }] }],
  ])("exactly for %s", async (_name, changes) => {
    const next = rulesetOf(changes);
    const expected = compareAudits([await auditItems(inForce), await auditItems(next)], [inForce, next]);
    const found = await simulateStored(store, [inForce, next], deps);
    expect(found).toEqual(expected);
    expect(found.goes.length + found.appears.length + found.changes.length).toBeGreaterThan(0);
  });

  test("exactly for terms that weigh otherwise or nothing", async () => {
    const [first = "", second = "", third = "", ...rest] = await featuresInSample();
    const next = rulesetOf({
      vocabulary: { ...sample.vocabulary, weights: { [first]: -1, [second]: 0.3 }, remove: [third, ...rest] },
    });
    const expected = compareAudits([await auditItems(inForce), await auditItems(next)], [inForce, next]);
    const { unjudged, ...found } = await simulateStored(store, [inForce, next], deps);
    const { unjudged: _none, ...all } = expected;
    expect(found.after).not.toEqual(found.before);
    expect(unjudged).toBe(0);
    expect(found).toEqual(all);
  });

  test("new terms need the texts: it says of how many items", async () => {
    const next = rulesetOf({
      vocabulary: { ...sample.vocabulary, add: [{ term: "berth", focus: "strategic" }] },
      baseRate: 0.01,
    });
    const found = await simulateStored(store, [inForce, next], deps);
    expect(found.unjudged).toBe(items.length);
    // What can be told is told.
    const other = rulesetOf({ baseRate: 0.01 });
    expect(found.appears).toEqual((await simulateStored(store, [inForce, other], deps)).appears);
  });

  test("nothing is saved", async () => {
    const read = async () => {
      const stored = [];
      for await (const page of store.findings()) stored.push(...page);
      return { stored, runs: await store.runs() };
    };
    const before = await read();
    await simulateStored(store, [inForce, rulesetOf({ baseRate: 0.01 })], deps);
    expect(await read()).toEqual(before);
  });

  test("items that were read under another vocabulary are refused with the remedy", async () => {
    const other = rulesetOf({ languages: ["en"] });
    await expect(simulateStored(store, [other, inForce], deps)).rejects.toThrow(
      /Audit again first, or name files here/,
    );
  });

  test("an empty store is refused with the remedy", async () => {
    const place = await makeSqliteFile();
    const empty = await createSqliteStore(place.at);
    await expect(simulateStored(empty, [inForce, inForce], deps)).rejects.toThrow(/No work items are remembered yet/);
    await empty.close();
    await place.remove();
  });
});
